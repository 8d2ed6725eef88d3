//! Asks a registry: logs in where it must, tries again where that helps, and tells statuses
//! apart.

use std::cell::RefCell;
use std::collections::HashMap;

use super::access::{Access, Refusal};
use super::challenge::Challenge;
use super::error::RegistryError;
use super::http::{Request, Response, Transport, TransportError, whole};
use super::place::Place;
use super::token::{self, Realm, Wanted};
use crate::limits;

/// Asks registries through a transport, in the name of one person.
#[derive(Debug)]
pub struct Client<T> {
    transport: T,
    access: Access,
    /// `Authorization` for each registry and scope, as far as it was wanted.
    authorizations: RefCell<HashMap<(String, String), String>>,
}

/// Milliseconds before a failed request is sent again; each time the double.
const PAUSE: u32 = 500;

/// Times that a failed request is sent again.
const RETRIES: u32 = 3;

/// Seconds that a registry may ask to wait; for more, a person is asked.
const PATIENCE: u64 = 20;

/// The error documents of distribution-spec, "Error codes".
#[derive(serde::Deserialize)]
struct Errors {
    #[serde(default)]
    errors: Vec<ErrorEntry>,
}

#[derive(serde::Deserialize)]
struct ErrorEntry {
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    message: Option<String>,
}

impl<T: Transport> Client<T> {
    /// A client that knows nobody's tokens yet.
    pub fn new(transport: T, access: Access) -> Client<T> {
        Client {
            transport,
            access,
            authorizations: RefCell::default(),
        }
    }

    /// Who carries the requests.
    pub fn transport(&self) -> &T {
        &self.transport
    }

    /// Whether a request for this scope should be one that costs no question first.
    pub(super) fn is_simple(&self, place: &Place, scope: &str) -> bool {
        self.transport.asks_first() && self.authorization(place, scope).is_none()
    }

    fn authorization(&self, place: &Place, scope: &str) -> Option<String> {
        let key = (place.host(), scope.to_owned());
        self.authorizations.borrow().get(&key).cloned()
    }

    /// Asks, and logs in where that is wanted. The answer's status is 200 or 206.
    ///
    /// # Errors
    /// [`RegistryError`], whose `what` is the one given.
    pub(super) async fn ask(
        &self,
        place: &Place,
        scope: &str,
        what: &str,
        request: Request,
    ) -> Result<Response<T::Body>, RegistryError> {
        let mut logins = 0;
        loop {
            let known = self.authorization(place, scope);
            // A token may have run out, even a new one where the network is slow. A password is
            // sent once: wrong ones are counted.
            let token = known
                .as_ref()
                .is_some_and(|known| known.starts_with("Bearer "));
            let most = if token { 2 } else { 1 };
            let mut with = request.clone();
            with.headers
                .extend(known.map(|value| ("authorization", value)));
            let response = self.patiently(&place.host(), &with).await?;
            match response.status {
                200 | 206 => return Ok(response),
                401 if logins < most => {
                    logins += 1;
                    let key = (place.host(), scope.to_owned());
                    self.authorizations.borrow_mut().remove(&key);
                    let authorization = self.log_in(place, what, &response).await?;
                    self.authorizations.borrow_mut().insert(key, authorization);
                }
                _ => return Err(self.refused(place, what, response).await),
            }
        }
    }

    /// The status by which a host says that it is no registry (distribution-spec, "Determining
    /// Support"); none where it is one, for all that can be told.
    pub(super) async fn no_registry(&self, place: &Place) -> Option<u16> {
        let Place::Registry { .. } = place else {
            return None;
        };
        let request = Request::get(place.address(""));
        let sent = self.transport.send(&request).await.ok()?;
        // Without a login there is the question for one.
        (!matches!(sent.status, 200 | 401 | 403 | 429 | 500..)).then_some(sent.status)
    }

    /// Asks for a document, again where the connection breaks: what is small begins anew. `None`
    /// for its bytes where it has more than `limit`.
    ///
    /// # Errors
    /// As [`Client::ask`].
    pub(super) async fn document(
        &self,
        place: &Place,
        scope: &str,
        what: &str,
        request: Request,
        limit: usize,
    ) -> Result<(Response<()>, Option<Vec<u8>>), RegistryError> {
        let mut tries = 0;
        loop {
            let mut response = self.ask(place, scope, what, request.clone()).await?;
            let read = whole(&mut response.body, limit).await;
            let head = Response {
                status: response.status,
                headers: response.headers,
                body: (),
            };
            match read {
                Ok(bytes) => return Ok((head, bytes)),
                Err(TransportError::Cut { .. }) if tries < RETRIES => {}
                Err(error) => return Err(RegistryError::lost(place.host())(error)),
            }
            drop(response.body);
            self.transport.pause(PAUSE << tries).await;
            tries += 1;
        }
    }

    /// Sends a request, again where the registry fails or asks to wait a little.
    async fn patiently(
        &self,
        host: &str,
        request: &Request,
    ) -> Result<Response<T::Body>, RegistryError> {
        let mut tries = 0;
        loop {
            let sent = self.transport.send(request).await;
            let pause = match &sent {
                Ok(response) if matches!(response.status, 429 | 503) => {
                    let after = retry_after(response);
                    match after.unwrap_or(1) {
                        _ if tries >= RETRIES => None,
                        seconds if seconds > PATIENCE => None,
                        seconds => Some(seconds as u32 * 1000),
                    }
                }
                Ok(response) if response.status >= 500 && tries < RETRIES => Some(PAUSE << tries),
                Err(TransportError::Cut { .. }) if tries < RETRIES => Some(PAUSE << tries),
                _ => None,
            };
            let Some(pause) = pause else {
                return sent.map_err(RegistryError::lost(host));
            };
            drop(sent);
            self.transport.pause(pause).await;
            tries += 1;
        }
    }

    /// `Authorization` that a registry wants with its 401.
    async fn log_in(
        &self,
        place: &Place,
        what: &str,
        response: &Response<T::Body>,
    ) -> Result<String, RegistryError> {
        let host = place.host();
        let challenges: Vec<Challenge> = response
            .all("www-authenticate")
            .flat_map(Challenge::parse)
            .collect();
        let wanted = token::wanted(&challenges, place)
            .ok_or_else(|| RegistryError::Challenge { host: host.clone() })?;
        match wanted {
            Wanted::Token(realm) => self.token(place, what, &realm).await,
            Wanted::Password => {
                let origin = place
                    .origin()
                    .ok_or_else(|| RegistryError::Challenge { host: host.clone() })?;
                let credentials = self.credentials(place, &origin)?;
                let what = what.to_owned();
                let credentials = credentials.ok_or(RegistryError::NeedsLogin { host, what })?;
                Ok(token::basic(credentials))
            }
        }
    }

    fn credentials(
        &self,
        place: &Place,
        origin: &super::place::Origin,
    ) -> Result<Option<&super::Credentials>, RegistryError> {
        let host = place.host();
        let api = place
            .origin()
            .ok_or_else(|| RegistryError::Challenge { host: host.clone() })?;
        let found = self.access.for_origin(&host, &api, origin);
        found.map_err(|refusal| match refusal {
            Refusal::Readable => RegistryError::PlainPassword {
                host: origin.host.clone(),
            },
            Refusal::Consent => RegistryError::RealmConsent {
                host,
                realm: origin.host.clone(),
            },
        })
    }

    async fn token(
        &self,
        place: &Place,
        what: &str,
        realm: &Realm,
    ) -> Result<String, RegistryError> {
        let credentials = self.credentials(place, &realm.origin)?;
        let request = realm.request(credentials);
        let realm_host = realm.origin.host.clone();
        let mut response = self.patiently(&realm_host, &request).await?;
        let (host, what) = (place.host(), what.to_owned());
        match response.status {
            200 => {}
            400 | 401 | 403 => {
                return Err(match credentials {
                    Some(_) => RegistryError::Denied {
                        host,
                        what,
                        says: String::new(),
                    },
                    None => RegistryError::NeedsLogin { host, what },
                });
            }
            429 => {
                return Err(RegistryError::RateLimited {
                    host: realm_host,
                    retry_after: retry_after(&response),
                });
            }
            status if status >= 500 => {
                return Err(RegistryError::Server {
                    host: realm_host,
                    status,
                });
            }
            status => {
                return Err(RegistryError::Status {
                    host: realm_host,
                    what: "the question for a token".to_owned(),
                    status,
                });
            }
        }
        let bytes = whole(&mut response.body, limits::TOKEN_BYTES).await;
        let bytes = bytes.map_err(RegistryError::lost(&realm_host))?;
        let token = bytes.and_then(|bytes| token::token(&bytes));
        let token = token.ok_or_else(|| RegistryError::NotARegistry {
            host: realm_host,
            reason: "its answer holds no token".to_owned(),
        })?;
        Ok(format!("Bearer {token}"))
    }

    /// The error of a status.
    async fn refused(
        &self,
        place: &Place,
        what: &str,
        mut response: Response<T::Body>,
    ) -> RegistryError {
        let (host, what) = (place.host(), what.to_owned());
        let after = retry_after(&response);
        let says = whole(&mut response.body, limits::ERROR_BYTES).await;
        let says = says.ok().flatten().unwrap_or_default();
        let entries: Vec<ErrorEntry> = serde_json::from_slice(&says)
            .map(|errors: Errors| errors.errors)
            .unwrap_or_default();
        let says = entries.first().map(|entry| {
            let message = entry.message.clone().filter(|m| !m.is_empty());
            message.or_else(|| entry.code.clone()).unwrap_or_default()
        });
        let says: String = says.unwrap_or_default().chars().take(SAID).collect();
        let identified = self
            .access
            .credentials
            .as_ref()
            .is_some_and(|credentials| credentials.registry == host);
        match response.status {
            404 => RegistryError::NotFound {
                host,
                what,
                says,
                near: Vec::new(),
            },
            401 | 403 if identified => RegistryError::Denied { host, what, says },
            401 => RegistryError::NeedsLogin { host, what },
            // To those that it does not know, a registry says this of what is not there too.
            403 => RegistryError::NeedsLogin { host, what },
            429 => RegistryError::RateLimited {
                host,
                retry_after: after,
            },
            status if status >= 500 => RegistryError::Server { host, status },
            status => RegistryError::Status { host, what, status },
        }
    }
}

/// Characters shown of what a registry says.
const SAID: usize = 300;

/// Seconds in `Retry-After` (RFC 9110, section 10.2.3). A date there is held against the server's
/// own clock, since clocks differ.
fn retry_after<B>(response: &Response<B>) -> Option<u64> {
    let after = response.header("retry-after")?.trim();
    if let Ok(seconds) = after.parse() {
        return Some(seconds);
    }
    let now = httpdate::parse_http_date(response.header("date")?).ok()?;
    let then = httpdate::parse_http_date(after).ok()?;
    Some(then.duration_since(now).map_or(0, |wait| wait.as_secs()))
}

//! Registries from a browser's worker, by `fetch`. The page itself, which draws strangers' names,
//! may fetch from nobody but its own host: its content security policy says so, and does not bind
//! workers.

mod kept;

use js_sys::{Array, Function, Iterator, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DedicatedWorkerGlobalScope, Headers, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestMode,
};

use super::http::{Body, Method, Request, Response, Transport, TransportError};
use super::place::{Origin, is_loopback};
use super::route::Route;
use crate::source::browser::stream::Stream;

pub use kept::{Kept, Writing};

/// Carries requests by `fetch`: without cookies, without a referrer.
#[derive(Debug)]
pub struct BrowserTransport {
    scope: DedicatedWorkerGlobalScope,
    route: Route,
}

impl BrowserTransport {
    /// The transport of a worker.
    pub fn new(scope: DedicatedWorkerGlobalScope, route: Route) -> BrowserTransport {
        BrowserTransport { scope, route }
    }

    /// Lets the relay ask this host, since a person opened something there.
    ///
    /// # Errors
    /// [`TransportError`] where the relay does not go there.
    pub async fn allow(&self, host: &str) -> Result<(), TransportError> {
        let Route::Relay(path) = &self.route else {
            return Ok(());
        };
        let failed = |reason: String| TransportError::Relay { reason };
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_credentials(RequestCredentials::Omit);
        init.set_body(&host.into());
        let sent = self
            .scope
            .fetch_with_str_and_init(&format!("{path}allow"), &init);
        let response = JsFuture::from(sent).await;
        let response = response.map_err(|_| failed("`peel serve` has ended".to_owned()))?;
        let response = response.unchecked_into::<web_sys::Response>();
        let said = response.headers().get("x-peel-relay").ok().flatten();
        match (response.status(), said.as_deref()) {
            (200, _) => Ok(()),
            (_, Some("wrong-token")) => Err(failed(STARTED_AGAIN.to_owned())),
            (403, _) => Err(failed(format!("it does not go to {host}"))),
            (status, _) => Err(failed(format!("it answers {status}"))),
        }
    }

    /// Why a request failed: the browser says no more than that it did.
    async fn why(&self, url: &str, error: &JsValue) -> TransportError {
        let Some(origin) = Origin::of(url) else {
            return TransportError::Unreachable {
                host: url.to_owned(),
                reason: "that is no address".to_owned(),
            };
        };
        let host = origin.host.clone();
        let here = self.scope.location().protocol();
        if !self.scope.navigator().on_line() && !is_loopback(&host) {
            return TransportError::Offline;
        }
        if self.route == Route::Straight
            && here == "https:"
            && origin.scheme == "http"
            && !is_loopback(&host)
        {
            return TransportError::MixedContent { host };
        }
        // A request whose answer nobody wants to read is sent whatever the policy: where it gets
        // one, the host is there.
        // Its headers are enough: nobody could end a body that nobody may read.
        let init = init(Method::Head);
        init.set_mode(RequestMode::NoCors);
        let sent = self
            .scope
            .fetch_with_str_and_init(&self.route.address(url), &init);
        match JsFuture::from(sent).await {
            Ok(_) => TransportError::Blocked { host },
            Err(_) => TransportError::Unreachable {
                host,
                reason: message(error),
            },
        }
    }
}

fn init(method: Method) -> RequestInit {
    let init = RequestInit::new();
    init.set_method(method.name());
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    // Blobs are kept by their digests, and a tag may move.
    init.set_cache(RequestCache::NoStore);
    init
}

fn message(error: &JsValue) -> String {
    let text = error.dyn_ref::<js_sys::Error>().map(js_sys::Error::message);
    text.map_or_else(|| "the request failed".to_owned(), String::from)
}

/// What follows an answer's headers.
pub struct BrowserBody(Stream);

impl Body for BrowserBody {
    async fn chunk(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        let chunk = self.0.next().await;
        chunk.map_err(|error| TransportError::Cut {
            reason: message(&error),
        })
    }
}

impl Transport for BrowserTransport {
    type Body = BrowserBody;

    async fn send(&self, request: &Request) -> Result<Response<BrowserBody>, TransportError> {
        let wrong = |_| TransportError::Unreachable {
            host: request.url.clone(),
            reason: "the browser does not send that".to_owned(),
        };
        let headers = Headers::new().map_err(wrong)?;
        for (name, value) in &request.headers {
            headers.set(name, value).map_err(wrong)?;
        }
        let init = init(request.method);
        init.set_headers(&headers);
        if request.method == Method::Post {
            init.set_body(&request.form.as_str().into());
        }
        let url = self.route.address(&request.url);
        let send = || JsFuture::from(self.scope.fetch_with_str_and_init(&url, &init));
        let response = match send().await {
            Ok(response) => response,
            Err(error) => match self.why(&request.url, &error).await {
                // It answers: the connection may just have broken that once.
                blocked @ TransportError::Blocked { .. } => send().await.map_err(|_| blocked)?,
                error => return Err(error),
            },
        };
        let response = response.unchecked_into::<web_sys::Response>();
        if matches!(self.route, Route::Relay(_))
            && let Some(error) = relayed(&response, &request.url).await
        {
            return Err(error);
        }
        Ok(Response {
            status: response.status(),
            headers: pairs(&response.headers()),
            body: BrowserBody(Stream::new(response.body())),
        })
    }

    async fn pause(&self, milliseconds: u32) {
        pause(&self.scope, milliseconds).await;
    }

    fn asks_first(&self) -> bool {
        !matches!(self.route, Route::Relay(_))
    }
}

/// Waits.
async fn pause(scope: &DedicatedWorkerGlobalScope, milliseconds: u32) {
    let wait = Promise::new(&mut |resolve: Function, _| {
        // Without a timer there is no pause.
        let timer = scope.set_timeout_with_callback_and_timeout_and_arguments_0(
            &resolve,
            i32::try_from(milliseconds).unwrap_or(i32::MAX),
        );
        if timer.is_err() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(wait).await;
}

/// Why the relay did not carry a request; `None` where it did, or there is none.
async fn relayed(response: &web_sys::Response, url: &str) -> Option<TransportError> {
    let said = response.headers().get("x-peel-relay").ok()??;
    let host = Origin::host_of(url);
    let reason = match said.as_str() {
        "answered" => return None,
        "unreachable" | "not-allowed" => {
            let text = JsFuture::from(response.text().ok()?).await.ok()?;
            let told: Told = serde_json::from_str(&text.as_string()?).unwrap_or_default();
            match (said.as_str(), told.kind.as_str()) {
                (_, "plain-http") => format!(
                    "start `peel serve --plain-http {host}` to let it ask that host without TLS"
                ),
                ("unreachable", _) => {
                    let reason = told.reason;
                    return Some(TransportError::Unreachable { host, reason });
                }
                _ => format!("it does not go to {host}: {}", told.reason),
            }
        }
        "wrong-token" => STARTED_AGAIN.to_owned(),
        other => format!("it is {other}"),
    };
    Some(TransportError::Relay { reason })
}

const STARTED_AGAIN: &str = "it was started again: open the new address that it printed";

/// What the relay tells of a request that it did not carry.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Told {
    kind: String,
    reason: String,
}

fn pairs(headers: &Headers) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let entries: &Object = headers.unchecked_ref();
    let entries = Reflect::get(entries, &"entries".into());
    let entries = entries.ok().and_then(|f| f.dyn_into::<Function>().ok());
    let Some(Ok(iterator)) = entries.map(|entries| entries.call0(headers)) else {
        return pairs;
    };
    for pair in iterator.unchecked_into::<Iterator>().into_iter().flatten() {
        let pair: Array = pair.unchecked_into();
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            pairs.push((name, value));
        }
    }
    pairs
}

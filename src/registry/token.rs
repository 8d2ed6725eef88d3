//! Tokens: where they are had, and what comes back (distribution's token specification).

use data_encoding::{BASE64, HEXUPPER};
use serde::Deserialize;

use super::access::Credentials;
use super::challenge::Challenge;
use super::http::Request;
use super::place::{Origin, Place};

/// Where a token is had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Realm {
    /// The address, without what is asked of it.
    url: String,
    /// Service and scopes, as a query or a form.
    wants: String,
    pub(super) origin: Origin,
}

impl Realm {
    /// Asks for a token, in the name of those credentials where there are some.
    pub(super) fn request(&self, credentials: Option<&Credentials>) -> Request {
        let request = match credentials {
            Some(credentials) if credentials.user == IDENTITY => {
                let token = encoded(&credentials.password.0);
                let form = format!(
                    "grant_type=refresh_token&client_id=peel&refresh_token={token}&{}",
                    self.wants
                );
                Request::post(&self.url, form)
            }
            credentials => {
                let mark = if self.url.contains('?') { '&' } else { '?' };
                let request = Request::get(format!("{}{mark}{}", self.url, self.wants));
                match credentials {
                    Some(credentials) => request.with("authorization", basic(credentials)),
                    None => request,
                }
            }
        };
        request.with("accept", "application/json")
    }
}

/// The user in whose place `docker login` keeps a refresh token (its `identitytoken`).
pub(super) const IDENTITY: &str = "<token>";

/// How a registry wants to know who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A token of that realm.
    Token(Realm),
    /// User and password with each request.
    Password,
}

/// What the registries answer whose challenge a page may not read: their own documents say so.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "docker.io",
        "https://auth.docker.io/token",
        "registry.docker.io",
    ),
    ("ghcr.io", "https://ghcr.io/token", "ghcr.io"),
    ("quay.io", "https://quay.io/v2/auth", "quay.io"),
    (
        "public.ecr.aws",
        "https://public.ecr.aws/token/",
        "public.ecr.aws",
    ),
];

/// What is wanted, by the challenges of a 401; a token before a password, since that shows the
/// password to one host only. `None` where nothing is wanted that Peel can give.
pub(super) fn wanted(challenges: &[Challenge], place: &Place) -> Option<Wanted> {
    let bearer = challenges.iter().filter(|c| c.scheme == "bearer");
    let realm = bearer.filter_map(|challenge| {
        let realm = challenge.parameter("realm")?;
        let scope = challenge.parameter("scope").map(str::to_owned);
        let scope = scope.unwrap_or_else(|| place.scope());
        realm_of(realm, challenge.parameter("service"), &scope, place)
    });
    if let Some(realm) = realm.into_iter().next() {
        return Some(Wanted::Token(realm));
    }
    if challenges.iter().any(|c| c.scheme == "basic") {
        return Some(Wanted::Password);
    }
    if !challenges.is_empty() {
        return None;
    }
    let known = KNOWN.iter().find(|(host, ..)| *host == place.host());
    Some(match known {
        Some((_, realm, service)) => {
            Wanted::Token(realm_of(realm, Some(service), &place.scope(), place)?)
        }
        // A page may not read what is wanted: a password is all that can be tried.
        None => Wanted::Password,
    })
}

fn realm_of(realm: &str, service: Option<&str>, scope: &str, place: &Place) -> Option<Realm> {
    let origin = Origin::of(realm)?;
    // Anyone on the way could answer in the realm's stead; of a registry that is asked without
    // TLS anyone could anyway.
    let plain = place
        .origin()
        .is_some_and(|registry| !registry.is_private());
    if !origin.is_private() && !plain {
        return None;
    }
    let url = realm.split('#').next().unwrap_or(realm).to_owned();
    // Each resource is a parameter of its own.
    let scopes = scope.split(' ').filter(|scope| !scope.is_empty());
    let scopes = scopes.map(|scope| ("scope", scope));
    let wants = service
        .map(|service| ("service", service))
        .into_iter()
        .chain(scopes);
    let wants = wants.map(|(name, value)| format!("{name}={}", encoded(value)));
    let wants = wants.collect::<Vec<_>>().join("&");
    Some(Realm { url, wants, origin })
}

/// A value of an address's query.
fn encoded(value: &str) -> String {
    let mut text = String::new();
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                text.push(char::from(byte));
            }
            byte => {
                text.push('%');
                text.push_str(&HEXUPPER.encode(&[byte]));
            }
        }
    }
    text
}

/// `Authorization` with user and password (RFC 7617).
pub(super) fn basic(credentials: &Credentials) -> String {
    let pair = format!("{}:{}", credentials.user, credentials.password.0);
    format!("Basic {}", BASE64.encode(pair.as_bytes()))
}

/// A realm's answer.
#[derive(Deserialize)]
struct Answer {
    token: Option<String>,
    access_token: Option<String>,
}

/// The token in a realm's answer; `None` where there is none that a header could hold.
pub(super) fn token(bytes: &[u8]) -> Option<String> {
    let answer: Answer = serde_json::from_slice(bytes).ok()?;
    let token = [answer.token, answer.access_token];
    let mut tokens = token
        .into_iter()
        .flatten()
        .filter(|token| !token.is_empty());
    tokens.find(|token| token.bytes().all(|b| b.is_ascii_graphic()))
}

#[cfg(test)]
mod tests {
    use super::super::access::Secret;
    use super::*;

    fn place(reference: &str) -> Place {
        Place::Registry {
            reference: reference.parse().expect("valid"),
            tls: None,
        }
    }

    #[test]
    fn a_token_before_a_password() {
        let header = r#"Basic realm="r", Bearer realm="https://a.b/t?x=1",service="s t""#;
        let found = wanted(&Challenge::parse(header), &place("a.b/c/d"));
        let Some(Wanted::Token(realm)) = found else {
            panic!("{found:?}")
        };
        assert_eq!(
            realm.request(None).url,
            "https://a.b/t?x=1&service=s%20t&scope=repository:c/d:pull"
        );
    }

    #[test]
    fn what_is_not_wanted_of_strangers() {
        let place = place("a.b/c");
        let wanted = |header: &str| wanted(&Challenge::parse(header), &place);
        for header in [
            r#"Bearer realm="http://a.b/token""#,
            r#"Bearer realm="file:///etc/passwd""#,
            r#"Bearer realm="https://u:p@a.b/""#,
            "Negotiate",
        ] {
            assert_eq!(wanted(header), None, "{header}");
        }
        assert_eq!(wanted(""), Some(Wanted::Password));
    }

    #[test]
    fn a_known_registry_needs_no_readable_challenge() {
        let Some(Wanted::Token(realm)) = wanted(&[], &place("alpine")) else {
            panic!("no token")
        };
        assert_eq!(
            realm.request(None).url,
            "https://auth.docker.io/token?service=registry.docker.io\
             &scope=repository:library/alpine:pull"
        );
    }

    #[test]
    fn answers() {
        assert_eq!(token(br#"{"access_token":"a"}"#), Some("a".to_owned()));
        assert_eq!(
            token(br#"{"token":"","access_token":"a"}"#),
            Some("a".to_owned())
        );
        assert_eq!(token(br#"{"token":"a\nb"}"#), None);
        assert_eq!(token(b"<html>"), None);
        let credentials = Credentials {
            registry: String::new(),
            user: "Aladdin".to_owned(),
            password: Secret("open sesame".to_owned()),
        };
        assert_eq!(basic(&credentials), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }
}

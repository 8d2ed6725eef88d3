//! Who may ask: the page of this very server, and where the relay is concerned only the page that
//! was opened with the key.
//!
//! - A page of another origin cannot read an answer: none has a CORS header. It can send requests,
//!   so whatever does something needs the key.
//! - A page whose name was made to point here (DNS rebinding) would be of its own name's origin,
//!   and send that name as Host: no other than loopback's names is answered.
//! - Another user of this machine can connect, and gets the page, but not the key: that is printed,
//!   and given to the browser as one that works once, since everyone can read the command lines of
//!   processes. If somebody else is faster with it, the browser shows a page without relay.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};

use super::request::{Request, RequestError};

/// Hexadecimal digits of a key.
const DIGITS: usize = 32;

/// The keys of one start.
pub struct Keys {
    /// The relay's token: 128 random bits.
    pub token: String,
    /// What the browser is opened with; good for the token, once.
    pub opening: String,
    opened: AtomicBool,
}

impl Keys {
    pub fn new() -> io::Result<Keys> {
        Ok(Keys {
            token: random()?,
            opening: random()?,
            opened: AtomicBool::new(false),
        })
    }

    /// Whether this is the token.
    pub fn is_token(&self, text: &str) -> bool {
        same(text, &self.token)
    }

    /// Whether this opens the page, now and never again.
    pub fn open(&self, text: &str) -> bool {
        same(text, &self.opening) && !self.opened.swap(true, Ordering::SeqCst)
    }
}

fn random() -> io::Result<String> {
    let mut bytes = [0; DIGITS / 2];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compares in a time that tells nothing of where they differ.
fn same(text: &str, key: &str) -> bool {
    let differ = text
        .bytes()
        .zip(key.bytes())
        .fold(0, |all, (a, b)| all | (a ^ b));
    text.len() == key.len() && differ == 0
}

/// Whether the request was sent to a name that only this machine has.
pub fn is_for_us(request: &Request, address: SocketAddr) -> Result<bool, RequestError> {
    let Some(host) = request.field("host")? else {
        return Ok(false);
    };
    Ok(is_ours(host, address.port()))
}

fn is_ours(host: &str, port: u16) -> bool {
    let (name, named) = match host.rsplit_once(':') {
        Some((name, digits)) if !digits.ends_with(']') => (name, digits == port.to_string()),
        _ => (host, port == 80),
    };
    named && ["127.0.0.1", "localhost", "[::1]"].contains(&name)
}

/// Whether a page of this server asks by `fetch`, as far as the browser tells. What is no browser
/// tells nothing, and needs the token all the same.
pub fn is_fetch_of_ours(request: &Request) -> Result<bool, RequestError> {
    let origin = match (request.field("origin")?, request.field("host")?) {
        (None, _) => true,
        (Some(origin), host) => origin.strip_prefix("http://") == host,
    };
    let site = matches!(request.field("sec-fetch-site")?, None | Some("same-origin"));
    // Never a document, a script or a worker: what a registry sends is data.
    let purpose = matches!(request.field("sec-fetch-dest")?, None | Some("empty"));
    Ok(origin && site && purpose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_loopback_are_ours() {
        for host in ["127.0.0.1:7335", "localhost:7335", "[::1]:7335"] {
            assert!(is_ours(host, 7335), "{host}");
        }
        for host in [
            "",
            "127.0.0.1",
            "localhost",
            "[::1]",
            "localhost:80",
            "localhost:07335",
            "localhost.:7335",
            "127.0.0.2:7335",
            "rebound.example:7335",
            "localhost:7335.rebound.example",
            "a@localhost:7335",
        ] {
            assert!(!is_ours(host, 7335), "{host}");
        }
        assert!(is_ours("localhost", 80) && is_ours("[::1]", 80));
    }

    #[test]
    fn keys_differ_and_open_once() {
        let keys = Keys::new().unwrap();
        assert_eq!(keys.token.len(), DIGITS);
        assert_ne!(keys.token, keys.opening);
        assert_ne!(keys.token, Keys::new().unwrap().token);
        assert!(keys.is_token(&keys.token.clone()));
        assert!(!keys.is_token("") && !keys.is_token(&keys.token[1..]));
        assert!(!keys.open(&keys.token));
        assert!(keys.open(&keys.opening));
        assert!(!keys.open(&keys.opening));
    }
}

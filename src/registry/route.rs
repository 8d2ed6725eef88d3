//! How a page's requests get to a registry.

use serde::{Deserialize, Serialize};

use super::place::Origin;

/// How a page's requests get to a registry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// Straight: the registry must allow the page to read its answers.
    #[default]
    Straight,
    /// By the relay of `peel serve`: its path on this page's host, ending in a slash.
    Relay(String),
    /// By a proxy that a person set: its address, to which the registry's is added as it is.
    Proxy(String),
}

/// Why an address is none of a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProxyError {
    /// It is no address of http.
    #[error("an address begins with https://, then a host")]
    NoAddress,
    /// Others could read what goes there.
    #[error("a proxy is asked by https, or on this machine: others could read along")]
    Readable,
    /// What is added to it would not be read as a path or a query.
    #[error("an address with # or a blank in it cannot be added to")]
    Fragment,
}

impl Route {
    /// By the proxy at this address. Where the address ends in a word, a slash is added, so that
    /// what comes after it is never part of the host.
    ///
    /// # Errors
    /// [`ProxyError`].
    pub fn by_proxy(address: &str) -> Result<Route, ProxyError> {
        let address = address.trim();
        let origin = Origin::of(address).ok_or(ProxyError::NoAddress)?;
        if !origin.is_private() {
            return Err(ProxyError::Readable);
        }
        let odd = |c: char| c == '#' || c.is_whitespace() || c.is_control();
        if address.contains(odd) {
            return Err(ProxyError::Fragment);
        }
        let path = &address[origin.scheme.len() + "://".len() + origin.host.len()..];
        let open = path.is_empty() || path.ends_with(|c: char| c.is_ascii_alphanumeric());
        let slash = if open && !path.contains('?') { "/" } else { "" };
        let bare = path.starts_with('?');
        Ok(Route::Proxy(match bare {
            true => format!("{}://{}/{path}", origin.scheme, origin.host),
            false => format!("{address}{slash}"),
        }))
    }

    /// The address to fetch.
    pub fn address(&self, url: &str) -> String {
        match self {
            Route::Straight => url.to_owned(),
            Route::Relay(path) => format!("{path}{}", url.replacen("://", "/", 1)),
            Route::Proxy(proxy) => format!("{proxy}{url}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies() {
        let proxy = |address: &str| match Route::by_proxy(address) {
            Ok(Route::Proxy(address)) => Ok(address),
            Ok(other) => panic!("{other:?}"),
            Err(error) => Err(error),
        };
        for (address, taken) in [
            ("https://p.example", "https://p.example/"),
            (" https://p.example/ ", "https://p.example/"),
            ("https://p.example/cors", "https://p.example/cors/"),
            ("https://p.example/?", "https://p.example/?"),
            ("https://p.example/?url=", "https://p.example/?url="),
            ("https://p.example?", "https://p.example/?"),
            ("http://localhost:8080", "http://localhost:8080/"),
            ("http://[::1]:8080/x/", "http://[::1]:8080/x/"),
        ] {
            assert_eq!(proxy(address).as_deref(), Ok(taken));
        }
        for (address, error) in [
            ("", ProxyError::NoAddress),
            ("p.example", ProxyError::NoAddress),
            ("ftp://p.example", ProxyError::NoAddress),
            ("https://user@p.example/", ProxyError::NoAddress),
            ("http://p.example/", ProxyError::Readable),
            ("http://127.0.0.1.p.example/", ProxyError::Readable),
            ("https://p.example/#", ProxyError::Fragment),
            ("https://p.example/a b", ProxyError::Fragment),
        ] {
            assert_eq!(proxy(address), Err(error), "{address}");
        }
    }

    #[test]
    fn addresses() {
        let url = "https://a.b:5/v2/c?d=e";
        let relay = Route::Relay("/relay/00/".to_owned());
        assert_eq!(Route::Straight.address(url), url);
        assert_eq!(relay.address(url), "/relay/00/https/a.b:5/v2/c?d=e");
        let proxy = Route::Proxy("https://proxy.example/?".to_owned());
        assert_eq!(
            proxy.address(url),
            "https://proxy.example/?https://a.b:5/v2/c?d=e"
        );
    }
}

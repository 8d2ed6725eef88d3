//! How a page's requests get to a registry.

use serde::{Deserialize, Serialize};

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

impl Route {
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

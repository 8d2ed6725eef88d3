//! The page itself: with the relay for who has the key, and with its policy as a header too.

use super::guard::Keys;

/// What an address's query says of the key.
#[derive(Debug, PartialEq, Eq)]
pub enum Visit {
    /// The key is right.
    Keyed,
    /// The key is that of another start.
    WrongKey,
    NoKey,
    /// The browser was opened with what works once, and is to go to the address with the key.
    Opened,
}

impl Visit {
    pub fn of(query: &str, keys: &Keys) -> Visit {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let Some((name, value)) = pairs.find(|(name, _)| ["key", "open"].contains(name)) else {
            return Visit::NoKey;
        };
        match name {
            "key" if keys.is_token(value) => Visit::Keyed,
            "open" if keys.open(value) => Visit::Opened,
            _ => Visit::WrongKey,
        }
    }
}

/// The page, telling what it may use.
pub fn html(index: &str, visit: &Visit, keys: &Keys) -> String {
    let meta = match visit {
        Visit::Keyed => format!(
            r#"<meta name="peel-relay" content="/relay/{}/">"#,
            keys.token
        ),
        Visit::WrongKey => r#"<meta name="peel-relay-missing" content="wrong-key">"#.to_owned(),
        _ => r#"<meta name="peel-relay-missing" content="no-key">"#.to_owned(),
    };
    match index.split_once("<head>") {
        Some((before, after)) => format!("{before}<head>{meta}{after}"),
        None => index.to_owned(),
    }
}

/// The policy that the page's own meta element states, and what only a header can: no other page
/// may frame it.
pub fn policy(index: &str) -> String {
    const START: &str = r#"<meta http-equiv="Content-Security-Policy" content=""#;
    let stated = index
        .split_once(START)
        .and_then(|(_, rest)| rest.split_once('"'));
    match stated {
        // A header has no line ends, whatever the page has.
        Some((policy, _)) if !policy.contains(char::is_control) => {
            format!("{policy}; frame-ancestors 'none'")
        }
        _ => "frame-ancestors 'none'".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = include_str!("../../../../index.html");

    #[test]
    fn only_the_key_brings_the_relay() {
        let keys = Keys::new().unwrap();
        let right = format!("a=b&key={}", keys.token);
        assert_eq!(Visit::of(&right, &keys), Visit::Keyed);
        assert_eq!(Visit::of("", &keys), Visit::NoKey);
        assert_eq!(Visit::of("key=", &keys), Visit::WrongKey);
        let opening = format!("open={}", keys.opening);
        assert_eq!(Visit::of(&opening, &keys), Visit::Opened);
        assert_eq!(Visit::of(&opening, &keys), Visit::WrongKey);
        for (visit, has) in [
            (Visit::Keyed, true),
            (Visit::WrongKey, false),
            (Visit::NoKey, false),
        ] {
            let html = html(INDEX, &visit, &keys);
            assert_eq!(html.contains(&keys.token), has, "{visit:?}");
            assert!(html.contains("<head><meta name=\"peel-relay"), "{visit:?}");
        }
    }

    #[test]
    fn the_policy_is_that_of_the_page() {
        let policy = policy(INDEX);
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(policy.ends_with("; frame-ancestors 'none'"), "{policy}");
    }
}

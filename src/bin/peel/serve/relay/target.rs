//! Where a request goes: scheme, host, port and path, and how a redirect changes them.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// Characters of a host's name; DNS has no longer ones.
const NAME: usize = 253;

/// How a host is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    Https,
    Http,
}

impl Scheme {
    fn name(self) -> &'static str {
        match self {
            Scheme::Https => "https",
            Scheme::Http => "http",
        }
    }

    pub fn port(self) -> u16 {
        match self {
            Scheme::Https => 443,
            Scheme::Http => 80,
        }
    }

    fn named(name: &str) -> Option<Scheme> {
        [Scheme::Https, Scheme::Http]
            .into_iter()
            .find(|scheme| name.eq_ignore_ascii_case(scheme.name()))
    }
}

/// A name or address in lower case, as URLs write it: IPv6 in brackets.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Host(String);

impl Host {
    /// Reads `HOST` or `HOST:PORT`. None for what is neither: a login, an empty label, other
    /// characters than those of names.
    pub fn and_port(text: &str) -> Option<(Host, Option<u16>)> {
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (text, None),
        };
        let port = match port {
            None => None,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(digits.parse().ok().filter(|port| *port != 0)?)
            }
            Some(_) => return None,
        };
        Some((Host::read(host)?, port))
    }

    fn read(text: &str) -> Option<Host> {
        if let Some(address) = text.strip_prefix('[') {
            let address: Ipv6Addr = address.strip_suffix(']')?.parse().ok()?;
            return Some(Host(format!("[{address}]")));
        }
        let label = |label: &str| {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
            !label.is_empty() && label.bytes().all(allowed)
        };
        let named = text.len() <= NAME && text.split('.').all(label);
        named.then(|| Host(text.to_ascii_lowercase()))
    }

    /// The address, where the host is written as one.
    pub fn address(&self) -> Option<IpAddr> {
        match self.0.strip_prefix('[') {
            Some(rest) => rest.strip_suffix(']')?.parse().ok().map(IpAddr::V6),
            None => self.0.parse().ok().map(IpAddr::V4),
        }
    }

    /// Whether it is written as this machine itself.
    pub fn is_loopback(&self) -> bool {
        self.0 == "localhost" || self.address().is_some_and(|address| address.is_loopback())
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub scheme: Scheme,
    pub host: Host,
    pub port: u16,
    /// With the query; it starts with a slash.
    pub path: String,
}

impl Target {
    /// Reads `https/HOST[:PORT]/PATH?QUERY`, what follows the relay's token.
    pub fn read(text: &str) -> Option<Target> {
        let (scheme, rest) = text.split_once('/')?;
        let scheme = ["https", "http"]
            .contains(&scheme)
            .then(|| Scheme::named(scheme))??;
        let (host, path) = rest.split_at(rest.find('/')?);
        // A browser may escape the brackets of an IPv6 address.
        let host = host.replace("%5B", "[").replace("%5D", "]");
        Target::new(scheme, &host, path)
    }

    /// Reads an absolute URL.
    pub fn url(text: &str) -> Option<Target> {
        let (scheme, rest) = text.split_once("://")?;
        let scheme = Scheme::named(scheme)?;
        let rest = rest.split('#').next()?;
        let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        match path.starts_with('/') {
            true => Target::new(scheme, host, path),
            false => Target::new(scheme, host, &format!("/{path}")),
        }
    }

    fn new(scheme: Scheme, host: &str, path: &str) -> Option<Target> {
        let (host, port) = Host::and_port(host)?;
        let visible = path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'#');
        visible.then(|| Target {
            scheme,
            host,
            port: port.unwrap_or(scheme.port()),
            path: path.to_owned(),
        })
    }

    /// Where a `Location` leads from here.
    pub fn join(&self, location: &str) -> Option<Target> {
        let location = location.split('#').next()?;
        let here = |path: String| Target::new(self.scheme, &self.authority(), &path);
        if let Some(rest) = location.strip_prefix("//") {
            Target::url(&format!("{}://{rest}", self.scheme.name()))
        } else if location.starts_with('/') {
            here(location.to_owned())
        } else if has_scheme(location) {
            Target::url(location)
        } else {
            let path = self.path.split('?').next()?;
            match location.starts_with('?') || location.is_empty() {
                true => here(format!("{path}{location}")),
                false => here(format!("{}{location}", &path[..=path.rfind('/')?])),
            }
        }
    }

    /// The host, and the port unless it is the scheme's own.
    pub fn authority(&self) -> String {
        match self.port == self.scheme.port() {
            true => self.host.to_string(),
            false => format!("{}:{}", self.host, self.port),
        }
    }

    /// Whether credentials for one are for the other.
    pub fn is_same_origin(&self, other: &Target) -> bool {
        (self.scheme, &self.host, self.port) == (other.scheme, &other.host, other.port)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}://{}{}",
            self.scheme.name(),
            self.authority(),
            self.path
        )
    }
}

/// Whether a reference starts with a scheme.
fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        let first = scheme.bytes().next();
        first.is_some_and(|byte| byte.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_the_token_is_read() {
        for (text, url) in [
            ("https/quay.io/v2/", "https://quay.io/v2/"),
            ("https/Quay.IO:443/v2/?n=1", "https://quay.io/v2/?n=1"),
            ("http/localhost:5000/v2/", "http://localhost:5000/v2/"),
            ("http/[::1]:5000/v2/", "http://[::1]:5000/v2/"),
            ("http/%5B0:0::1%5D:5000/v2/", "http://[::1]:5000/v2/"),
            ("https/a/%2F..//b?c=%20", "https://a/%2F..//b?c=%20"),
        ] {
            assert_eq!(Target::read(text).unwrap().to_string(), url);
        }
        for text in [
            "",
            "https",
            "https/",
            "https/quay.io",
            "ftp/quay.io/",
            "HTTPS/quay.io/",
            "https//v2/",
            "https/a:b@quay.io/",
            "https/a@quay.io/",
            "https/quay.io:/x",
            "https/quay.io:0/",
            "https/quay.io:65536/",
            "https/quay.io:+443/",
            "https/quay..io/",
            "https/quay.io./",
            "https/qu%61y.io/",
            "https/[::1/",
            "https/[fe80::1%25eth0]/",
            "https/::1/",
            "https/quay.io/a b",
            "https/quay.io/a#b",
        ] {
            assert_eq!(Target::read(text), None, "{text}");
        }
    }

    /// Expected values are those of Python's urllib.parse.urljoin, of dot segments apart.
    #[test]
    fn redirects_lead_where_urls_do() {
        let from = Target::read("https/a.example:5000/v2/b/blobs/c?d=e").unwrap();
        for (location, url) in [
            ("https://cdn.example/x?y=z#f", "https://cdn.example/x?y=z"),
            ("HTTPS://cdn.example", "https://cdn.example/"),
            ("https://cdn.example?q", "https://cdn.example/?q"),
            ("//cdn.example/x", "https://cdn.example/x"),
            ("/x?y", "https://a.example:5000/x?y"),
            ("x", "https://a.example:5000/v2/b/blobs/x"),
            (
                "x?u=http://y/",
                "https://a.example:5000/v2/b/blobs/x?u=http://y/",
            ),
            ("?x", "https://a.example:5000/v2/b/blobs/c?x"),
            ("http://a.example:80/", "http://a.example/"),
        ] {
            assert_eq!(from.join(location).unwrap().to_string(), url, "{location}");
        }
        for location in [
            "ftp://a/",
            "file:///etc/passwd",
            "javascript:x",
            "https://u:p@a/",
            "///",
            "/\u{e4}",
        ] {
            assert_eq!(from.join(location), None, "{location}");
        }
    }

    proptest::proptest! {
        /// Whatever comes: what is read goes where it says, and is read so again.
        #[test]
        fn what_is_read_is_read_again(text in "(https?/)?([a-z.@:/?#\\[\\]%0-9\\\\]{0,20}|.{0,40})",
            location in "(https?:)?(//?)?[a-z.@:/?#%\\[\\]0-9\\\\]{0,20}") {
            for text in [text.clone(), text.replacen('/', "://", 1)] {
                for target in [Target::read(&text), Target::url(&text)].into_iter().flatten() {
                    proptest::prop_assert_eq!(Target::url(&target.to_string()), Some(target.clone()));
                    // The client takes it for the same host, or for nothing.
                    if let Ok(uri) = target.to_string().parse::<ureq::http::Uri>() {
                        let host = target.host.to_string();
                        proptest::prop_assert_eq!(uri.host(), Some(host.as_str()));
                        proptest::prop_assert_eq!(uri.port_u16().unwrap_or(target.scheme.port()), target.port);
                    }
                    if let Some(next) = target.join(&location) {
                        proptest::prop_assert_eq!(Target::url(&next.to_string()), Some(next));
                    }
                }
            }
        }
    }
}

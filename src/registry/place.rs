//! Where an image is: its registry's addresses, or those of a layout's files.

use serde::{Deserialize, Serialize};

use super::Reference;
use crate::digest::Digest;

/// Where an image is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a registry.
    Registry {
        /// Its name.
        reference: Reference,
        /// Whether it is asked by TLS; where nobody says, all are but those on this machine.
        tls: Option<bool>,
    },
    /// In an OCI image layout, whose files a web server gives out.
    Layout {
        /// The address of its folder, ending in a slash.
        base: String,
    },
}

/// An address's scheme and host with port.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Origin {
    pub(super) scheme: String,
    /// Host, with its port where one is written.
    pub(super) host: String,
}

impl Origin {
    /// The origin of an address; `None` where it is none of http. An address with a user in it
    /// is none: what stands before the `@` looks like a host to people.
    pub(super) fn of(url: &str) -> Option<Origin> {
        let (scheme, rest) = url.split_once("://")?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let host = &rest[..end];
        let fits = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        let valid = !host.is_empty() && host.chars().all(fits);
        (matches!(scheme, "http" | "https") && valid).then(|| Origin {
            scheme: scheme.to_owned(),
            host: host.to_ascii_lowercase(),
        })
    }

    /// The host of an address, for a sentence; nothing where it is no address.
    pub(super) fn host_of(url: &str) -> String {
        Origin::of(url).map_or_else(String::new, |origin| origin.host)
    }

    /// Whether nobody between can read what is sent: by TLS, or on this very machine.
    pub(super) fn is_private(&self) -> bool {
        self.scheme == "https" || is_loopback(&self.host)
    }
}

/// Whether a host (with or without port) is this machine.
pub fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => host.split(':').next().unwrap_or(host),
    };
    let four: Option<std::net::Ipv4Addr> = name.parse().ok();
    let six: Option<std::net::Ipv6Addr> = name.parse().ok();
    name == "localhost"
        || name.ends_with(".localhost")
        || four.is_some_and(|address| address.is_loopback())
        || six.is_some_and(|address| address.is_loopback())
}

/// The address that a link in an answer of `url` leads to (RFC 3986, section 5); `None` where that
/// is none of http.
pub(super) fn resolve(url: &str, link: &str) -> Option<String> {
    let Origin { scheme, host } = Origin::of(url)?;
    let without = |marks: &[char]| url.split(marks).next().unwrap_or(url).to_owned();
    let link = link.split('#').next().unwrap_or(link);
    let next = match link {
        _ if Origin::of(link).is_some() => link.to_owned(),
        _ if link.starts_with("//") => format!("{scheme}:{link}"),
        _ if link.starts_with('/') => format!("{scheme}://{host}{link}"),
        _ if link.starts_with('?') => format!("{}{link}", without(&['?', '#'])),
        _ if link.contains("://") => return None,
        _ => {
            let path = without(&['?', '#']);
            format!("{}/{link}", path.rsplit_once('/')?.0)
        }
    };
    Origin::of(&next).map(|_| next)
}

/// Docker Hub's API is at another host than its name.
const HUB: (&str, &str) = ("docker.io", "registry-1.docker.io");

impl Place {
    /// Scheme and host of the API, or of the files.
    pub(super) fn origin(&self) -> Option<Origin> {
        match self {
            Place::Registry { reference, tls } => {
                let domain = reference.domain();
                let tls = tls.unwrap_or(!is_loopback(domain));
                Some(Origin {
                    scheme: if tls { "https" } else { "http" }.to_owned(),
                    host: match domain == HUB.0 {
                        true => HUB.1.to_owned(),
                        false => domain.to_ascii_lowercase(),
                    },
                })
            }
            Place::Layout { base } => Origin::of(base),
        }
    }

    /// The host that is asked, as people know it: `docker.io`, `localhost:5000`.
    pub fn host(&self) -> String {
        match self {
            Place::Registry { reference, .. } => reference.domain().to_owned(),
            Place::Layout { .. } => self.origin().map(|o| o.host).unwrap_or_default(),
        }
    }

    /// The host that requests go to.
    pub fn api_host(&self) -> String {
        self.origin().map(|origin| origin.host).unwrap_or_default()
    }

    /// The address of an API path, which begins after `/v2/`; of a layout, of a file in it.
    pub(super) fn address(&self, path: &str) -> String {
        match self {
            Place::Registry { .. } => {
                let Origin { scheme, host } = self.origin().unwrap_or(Origin {
                    scheme: "https".to_owned(),
                    host: String::new(),
                });
                format!("{scheme}://{host}/v2/{path}")
            }
            Place::Layout { base } => format!("{base}{path}"),
        }
    }

    /// The address of a manifest (distribution-spec, "Pulling manifests").
    pub(super) fn manifest(&self, tag_or_digest: &str) -> String {
        match (self, tag_or_digest.parse::<Digest>()) {
            (Place::Registry { reference, .. }, _) => {
                self.address(&format!("{}/manifests/{tag_or_digest}", reference.path()))
            }
            (Place::Layout { .. }, Ok(digest)) => self.blob(&digest),
            (Place::Layout { .. }, Err(_)) => self.address("index.json"),
        }
    }

    /// The address of a blob (distribution-spec, "Pulling blobs").
    pub(super) fn blob(&self, digest: &Digest) -> String {
        match self {
            Place::Registry { reference, .. } => {
                self.address(&format!("{}/blobs/{digest}", reference.path()))
            }
            Place::Layout { .. } => self.address(&format!(
                "blobs/{}/{}",
                digest.algorithm().name(),
                digest.hex()
            )),
        }
    }

    /// The reference of another tag in the same repository; `None` where the tag is none.
    pub fn beside(&self, tag: &str) -> Option<String> {
        let Place::Registry { reference, tls } = self else {
            return None;
        };
        let (domain, path) = (reference.domain(), reference.path());
        let other: Reference = format!("{domain}/{path}:{tag}").parse().ok()?;
        let same = other.domain() == domain && other.path() == path && other.tag() == Some(tag);
        same.then(|| {
            let other = Place::Registry {
                reference: other,
                tls: *tls,
            };
            other.to_string()
        })
    }

    /// What a token must allow for reading it.
    pub(super) fn scope(&self) -> String {
        match self {
            Place::Registry { reference, .. } => format!("repository:{}:pull", reference.path()),
            Place::Layout { .. } => String::new(),
        }
    }
}

impl std::fmt::Display for Place {
    /// The reference in its full form, or the layout's address.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Registry { reference, tls } => {
                let usual = !is_loopback(reference.domain());
                match tls.filter(|tls| *tls != usual) {
                    Some(true) => write!(f, "https://{reference}"),
                    Some(false) => write!(f, "http://{reference}"),
                    None => reference.fmt(f),
                }
            }
            Place::Layout { base } => f.write_str(base),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry(reference: &str) -> Place {
        Place::Registry {
            reference: reference.parse().expect("valid"),
            tls: None,
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(
            registry("alpine").manifest("latest"),
            "https://registry-1.docker.io/v2/library/alpine/manifests/latest"
        );
        assert_eq!(
            registry("localhost:5000/a").manifest("b"),
            "http://localhost:5000/v2/a/manifests/b"
        );
        assert_eq!(registry("Quay.io/a/b").api_host(), "quay.io");
        let layout = Place::Layout {
            base: "https://a.b/c/".to_owned(),
        };
        assert_eq!(layout.manifest("latest"), "https://a.b/c/index.json");
        let digest = Digest::of(crate::digest::Algorithm::Sha256, b"");
        assert_eq!(
            layout.blob(&digest),
            format!("https://a.b/c/blobs/sha256/{}", digest.hex())
        );
    }

    #[test]
    fn links() {
        let at = |link| resolve("https://a.b/v2/c?d=e", link);
        for (link, leads) in [
            ("https://x.y/z", "https://x.y/z"),
            ("//x.y/z", "https://x.y/z"),
            ("/z?1#2", "https://a.b/z?1"),
            ("?z", "https://a.b/v2/c?z"),
            ("z", "https://a.b/v2/z"),
        ] {
            assert_eq!(at(link).as_deref(), Some(leads), "{link}");
        }
        for link in ["ftp://x/y", "https://u@x/y", "javascript://x"] {
            assert_eq!(at(link), None, "{link}");
        }
    }

    #[test]
    fn origins() {
        let host = |url: &str| Origin::of(url).map(|origin| origin.host);
        assert_eq!(host("https://A.b:5/c?d"), Some("a.b:5".to_owned()));
        assert_eq!(host("http://[::1]:5000"), Some("[::1]:5000".to_owned()));
        for url in ["ftp://a", "https://", "https://u@b/c", "https://a\\b/", "a"] {
            assert_eq!(host(url), None, "{url}");
        }
        for host in [
            "localhost",
            "localhost:5",
            "127.0.0.2:80",
            "[::1]:5",
            "a.localhost",
        ] {
            assert!(is_loopback(host), "{host}");
        }
        for host in [
            "127.0.0.1.evil.example",
            "localhost.example",
            "[::2]",
            "10.0.0.1",
        ] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}

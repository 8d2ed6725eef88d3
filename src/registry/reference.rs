//! References to images, as people write them: `alpine`, `user/app:1.2`,
//! `quay.io/org/app@sha256:…`, `localhost:5000/app`.
//!
//! Grammar: distribution's `reference/regexp.go`; defaults: its `reference/normalize.go`, as
//! `docker pull` has them.

use std::fmt;
use std::str::FromStr;

use crate::digest::{Digest, DigestError};
use crate::limits;

const DOCKER_HUB: &str = "docker.io";
/// What Docker Hub was called once.
const OLD_DOCKER_HUB: &str = "index.docker.io";
const OFFICIAL: &str = "library";
const DEFAULT_TAG: &str = "latest";

/// A reference in its full form: nothing of it is left to defaults.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    domain: String,
    path: String,
    tag: Option<String>,
    digest: Option<Digest>,
}

/// Why a text is no reference.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReferenceError {
    /// There is nothing, or no name before a tag or digest.
    #[error("there is no name")]
    Empty,
    /// It has an address's scheme.
    #[error("a reference has no scheme: leave \"{0}\" out")]
    Scheme(String),
    /// The name has upper-case letters, which only a registry's host may have.
    #[error("the repository \"{0}\" must be lower-case")]
    UpperCase(String),
    /// A host with letters beyond ASCII: two that look the same may be two hosts.
    #[error("the registry \"{0}\" has letters beyond a to z: write its name in Punycode (xn--…)")]
    NotAscii(String),
    /// The host is none.
    #[error("\"{0}\" is no registry's host")]
    Domain(String),
    /// The path is none.
    #[error("\"{0}\" is no repository: small letters and digits, with single . _ __ or - between")]
    Path(String),
    /// Domain and path together are too long.
    #[error("the name has {0} characters, over the limit of {1}")]
    TooLong(usize, usize),
    /// The tag is none.
    #[error("\"{0}\" is no tag: up to 128 letters, digits, _ . and -, the first no . or -")]
    Tag(String),
    /// The digest is none.
    #[error("\"{digest}\" is no digest: {error}")]
    Digest {
        /// As written.
        digest: String,
        /// What is wrong with it.
        error: DigestError,
    },
    /// 64 hexadecimal digits alone are an image's ID, which registries do not know.
    #[error("that is an image's ID, by which no registry finds it: write its name")]
    Id,
}

impl Reference {
    /// The registry's host, with its port: `docker.io` where none is written.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The repository in the registry: `library/alpine`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The tag; `latest` where neither it nor a digest is written.
    pub fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }

    /// The digest, which says more than a tag beside it.
    pub fn digest(&self) -> Option<&Digest> {
        self.digest.as_ref()
    }
}

impl fmt::Display for Reference {
    /// The full form; it reads back as the same reference.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.domain, self.path)?;
        if let Some(tag) = &self.tag {
            write!(f, ":{tag}")?;
        }
        if let Some(digest) = &self.digest {
            write!(f, "@{digest}")?;
        }
        Ok(())
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Reference, ReferenceError> {
        if let Some((scheme, _)) = text.split_once("://") {
            return Err(ReferenceError::Scheme(format!("{scheme}://")));
        }
        if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(ReferenceError::Id);
        }
        let (name, digest) = match text.split_once('@') {
            None => (text, None),
            Some((name, digest)) => (name, Some(parse_digest(digest)?)),
        };
        // A colon before a slash is that of a port, or of an IPv6 address.
        let start = name.rfind('/').map_or(0, |slash| slash + 1);
        let (name, tag) = match name[start..].find(':') {
            None => (name, None),
            Some(colon) => {
                let (name, tag) = name.split_at(start + colon);
                (name, Some(parse_tag(&tag[1..])?))
            }
        };
        if name.is_empty() {
            return Err(ReferenceError::Empty);
        }
        let (domain, path) = split(name);
        check_domain(domain)?;
        let domain = match domain {
            OLD_DOCKER_HUB => DOCKER_HUB,
            domain => domain,
        };
        let path = match domain == DOCKER_HUB && !path.contains('/') {
            true => format!("{OFFICIAL}/{path}"),
            false => path.to_owned(),
        };
        check_path(&path)?;
        let length = domain.len() + 1 + path.len();
        if length > limits::REPOSITORY_NAME {
            return Err(ReferenceError::TooLong(length, limits::REPOSITORY_NAME));
        }
        let tag = tag.or_else(|| digest.is_none().then(|| DEFAULT_TAG.to_owned()));
        Ok(Reference {
            domain: domain.to_owned(),
            path,
            tag,
            digest,
        })
    }
}

/// Host and path. The first part is a host where it has a dot or a port, is `localhost`, or has
/// letters that no repository may have.
fn split(name: &str) -> (&str, &str) {
    match name.split_once('/') {
        Some((host, path))
            if host.contains(['.', ':'])
                || host == "localhost"
                || host.chars().any(char::is_uppercase) =>
        {
            (host, path)
        }
        _ => (DOCKER_HUB, name),
    }
}

fn check_domain(domain: &str) -> Result<(), ReferenceError> {
    if !domain.is_ascii() {
        return Err(ReferenceError::NotAscii(domain.to_owned()));
    }
    let wrong = || ReferenceError::Domain(domain.to_owned());
    let (host, port) = match domain.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']').ok_or_else(wrong)?;
            let hex = |b: u8| b.is_ascii_hexdigit() || b == b':';
            let address_is = !address.is_empty() && address.bytes().all(hex);
            let host = address_is.then_some("").ok_or_else(wrong)?;
            (
                host,
                port.strip_prefix(':').or((!port.is_empty()).then_some("")),
            )
        }
        None => match domain.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (domain, None),
        },
    };
    let label = |label: &str| {
        let inside = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        !label.is_empty()
            && label.bytes().all(inside)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let address = domain.starts_with('[');
    // Rust reads "+80" as a number too.
    let digits = |port: &str| port.bytes().all(|b| b.is_ascii_digit());
    let port_is = |port: &str| digits(port) && port.parse::<u16>().is_ok();
    match (address || host.split('.').all(label)) && port.is_none_or(port_is) {
        true => Ok(()),
        false => Err(wrong()),
    }
}

fn check_path(path: &str) -> Result<(), ReferenceError> {
    if path.chars().any(char::is_uppercase) {
        return Err(ReferenceError::UpperCase(path.to_owned()));
    }
    match path.split('/').all(is_component) {
        true => Ok(()),
        false => Err(ReferenceError::Path(path.to_owned())),
    }
}

/// Runs of small letters and digits, with `.`, `_`, `__` or any number of `-` between.
fn is_component(component: &str) -> bool {
    let word = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let bytes = component.as_bytes();
    let ends = bytes.first().is_some_and(word) && bytes.last().is_some_and(word);
    let mut between = bytes.split(word).filter(|separator| !separator.is_empty());
    ends && between.all(|separator| {
        matches!(separator, b"." | b"_" | b"__") || separator.iter().all(|b| *b == b'-')
    })
}

fn parse_tag(tag: &str) -> Result<String, ReferenceError> {
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let inside = |b: u8| word(b) || b == b'.' || b == b'-';
    let fits =
        tag.len() <= limits::TAG && tag.bytes().next().is_some_and(word) && tag.bytes().all(inside);
    match fits {
        true => Ok(tag.to_owned()),
        false => Err(ReferenceError::Tag(tag.to_owned())),
    }
}

fn parse_digest(text: &str) -> Result<Digest, ReferenceError> {
    text.parse().map_err(|error| ReferenceError::Digest {
        digest: text.to_owned(),
        error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn the_full_form() {
        for (written, full) in [
            ("alpine", "docker.io/library/alpine:latest"),
            ("alpine:3.20", "docker.io/library/alpine:3.20"),
            ("user/app", "docker.io/user/app:latest"),
            ("docker.io/alpine", "docker.io/library/alpine:latest"),
            ("index.docker.io/user/app", "docker.io/user/app:latest"),
            ("localhost/app", "localhost/app:latest"),
            ("localhost:5000/user/app:dev", "localhost:5000/user/app:dev"),
            (
                "quay.io/a/b/c_d__e.f---g",
                "quay.io/a/b/c_d__e.f---g:latest",
            ),
            ("[2001:db8::1]:5000/app", "[2001:db8::1]:5000/app:latest"),
            ("[::1]/app", "[::1]/app:latest"),
            ("Registry.example/app", "Registry.example/app:latest"),
            ("app:V1.0-rc_2", "docker.io/library/app:V1.0-rc_2"),
        ] {
            let reference: Reference = written.parse().expect(written);
            assert_eq!(reference.to_string(), full);
            assert_eq!(full.parse(), Ok(reference));
        }
    }

    #[test]
    fn a_digest_needs_no_tag() {
        let reference: Reference = format!("quay.io/org/app@{DIGEST}").parse().expect("valid");
        assert_eq!(reference.tag(), None);
        assert_eq!(reference.to_string(), format!("quay.io/org/app@{DIGEST}"));
        let both: Reference = format!("app:1@{DIGEST}").parse().expect("valid");
        assert_eq!(both.tag(), Some("1"));
        assert!(both.digest().is_some());
    }

    #[test]
    fn what_is_none() {
        use ReferenceError as Error;
        let parse = |text: &str| text.parse::<Reference>();
        assert_eq!(parse(""), Err(Error::Empty));
        assert_eq!(parse(":tag"), Err(Error::Empty));
        assert_eq!(parse(&"a".repeat(64)), Err(Error::Id));
        assert!(parse(&"a".repeat(63)).is_ok());
        assert!(matches!(
            parse("https://quay.io/a/b"),
            Err(Error::Scheme(_))
        ));
        assert!(matches!(parse("App"), Err(Error::UpperCase(_))));
        assert!(matches!(parse("quay.io/App"), Err(Error::UpperCase(_))));
        assert!(matches!(
            parse("bücher.example/app"),
            Err(Error::NotAscii(_))
        ));
        for text in [
            "a..b", "-a", "a-", "a___b", "a//b", "a/", "é", "a b", "[]/c",
        ] {
            assert!(matches!(parse(text), Err(Error::Path(_))), "{text}");
        }
        for text in [
            "-a.b/c",
            "a.b:x/c",
            "a.b:/c",
            "a.b:99999/c",
            "a.b:+80/c",
            "[::1/c",
            "[::1]x/c",
        ] {
            assert!(
                matches!(parse(text), Err(Error::Domain(_))),
                "{text}: {:?}",
                parse(text)
            );
        }
        for text in ["a:", "a:.b", "a:b c", "a:é"] {
            assert!(matches!(parse(text), Err(Error::Tag(_))), "{text}");
        }
        assert!(matches!(
            parse(&format!("a:{}", "b".repeat(129))),
            Err(Error::Tag(_))
        ));
        assert!(matches!(parse("a@sha256:00"), Err(Error::Digest { .. })));
        assert!(matches!(parse("a@"), Err(Error::Digest { .. })));
        assert!(matches!(parse(&"a/".repeat(130)), Err(Error::Path(_))));
        let long = format!("quay.io/{}", "a".repeat(250));
        assert_eq!(parse(&long), Err(Error::TooLong(258, 255)));
    }
}

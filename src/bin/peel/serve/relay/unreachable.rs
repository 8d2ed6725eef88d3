//! Why a host was not asked, or did not answer, for the page to say.

use std::fmt::Display;
use std::io;

use serde::Serialize;

use super::super::answer::Answer;
use super::upstream::Refusal;
use super::{DATA, MARK};

/// What stands in the way. The page knows these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    // The relay does not go there.
    NotAsked,
    PlainHttp,
    LinkLocal,
    Inside,
    // It would, but no answer came.
    Name,
    Refused,
    Timeout,
    Tls,
    Closed,
    Proxy,
    Protocol,
    Redirect,
    Other,
}

/// No answer of a registry.
#[derive(Debug, Serialize)]
pub struct Unreachable {
    peel: &'static str,
    kind: Kind,
    host: String,
    reason: String,
}

impl Unreachable {
    /// `host` with its port; `reason` in technical words.
    pub fn new(kind: Kind, host: impl Display, reason: impl Display) -> Unreachable {
        let peel = match kind {
            Kind::NotAsked | Kind::PlainHttp | Kind::LinkLocal | Kind::Inside => "not-allowed",
            _ => "unreachable",
        };
        Unreachable {
            peel,
            kind,
            host: host.to_string(),
            reason: reason.to_string(),
        }
    }

    /// What the HTTP client met.
    pub fn met(error: &ureq::Error, host: impl Display) -> Unreachable {
        Unreachable::new(kind(error), host, error)
    }

    /// What the address itself says already.
    pub fn refused(refusal: Refusal, host: impl Display) -> Unreachable {
        Unreachable::new(kind_of(refusal), host, refusal)
    }

    /// Tells the page.
    pub fn send(&self, answer: Answer) -> io::Result<()> {
        let status = if self.peel == "not-allowed" { 403 } else { 502 };
        let body = serde_json::to_vec(self).map_err(io::Error::other)?;
        let mut fields = vec![
            (MARK, self.peel.as_bytes()),
            ("Content-Type", b"application/json"),
        ];
        fields.extend(DATA);
        answer.send(status, &fields, &body)
    }
}

fn kind(error: &ureq::Error) -> Kind {
    match error {
        ureq::Error::HostNotFound => Kind::Name,
        ureq::Error::Timeout(_) => Kind::Timeout,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::TlsRequired => Kind::Tls,
        ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => Kind::Proxy,
        ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::LargeResponseHeader(..) => {
            Kind::Protocol
        }
        ureq::Error::Other(other) => match other.downcast_ref::<Refusal>() {
            Some(refusal) => kind_of(*refusal),
            None => Kind::Other,
        },
        ureq::Error::Io(error) => match error.kind() {
            io::ErrorKind::ConnectionRefused => Kind::Refused,
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Kind::Timeout,
            io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::UnexpectedEof => Kind::Closed,
            // rustls puts its errors into this.
            io::ErrorKind::InvalidData => Kind::Tls,
            _ => Kind::Other,
        },
        _ => Kind::Other,
    }
}

fn kind_of(refusal: Refusal) -> Kind {
    match refusal {
        Refusal::LinkLocal => Kind::LinkLocal,
        Refusal::Inside => Kind::Inside,
    }
}

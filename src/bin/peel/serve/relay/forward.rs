//! One request, passed on: along its redirects, and the answer back.

use std::io::{self, Read as _};

use peel::limits;
use peel::registry::realms;
use ureq::Body;
use ureq::http::{HeaderMap, HeaderName, HeaderValue, Response, header};

use super::super::answer::Answer;
use super::super::request::{Request, RequestError};
use super::errand::Errand;
use super::reach::{self, Reach};
use super::target::{Scheme, Target};
use super::unreachable::{Kind, Unreachable};
use super::{DATA, Relay, upstream};

/// The page's header fields that are passed on.
const ASKED: [HeaderName; 3] = [header::ACCEPT, header::RANGE, header::AUTHORIZATION];

/// A registry's header fields that are passed back, by name or by the start of it.
const ANSWERED: [&str; 13] = [
    "accept-ranges",
    "content-encoding",
    "content-range",
    "content-type",
    "docker-content-digest",
    "docker-distribution-api-version",
    "etag",
    "last-modified",
    "link",
    "retry-after",
    "warning",
    // Without credentials, fetch asks nobody for a password because of it.
    "www-authenticate",
    "docker-ratelimit-source",
];
const ANSWERED_STARTS: [&str; 3] = ["oci-", "ratelimit-", "x-ratelimit-"];

/// Bytes passed on at a time.
const PIECE: usize = 128 << 10;

/// The header fields to ask with.
pub fn fields(request: &Request) -> Result<HeaderMap, RequestError> {
    let mut fields = HeaderMap::new();
    for name in ASKED {
        if let Some(value) = request.field(name.as_str())? {
            let value = HeaderValue::from_str(value).or(Err(RequestError::Refused(400)))?;
            fields.insert(name, value);
        }
    }
    Ok(fields)
}

/// An answer that no further redirect leads away from.
struct Arrived {
    response: Response<Body>,
    /// Who answered.
    at: Target,
    /// How far inside that is.
    reach: Reach,
}

impl Relay {
    /// Asks `first`, and answers what comes.
    pub fn forward(
        &self,
        first: Target,
        fields: HeaderMap,
        errand: &Errand,
        answer: Answer,
    ) -> io::Result<()> {
        let arrived = match self.follow(&first, fields, errand, answer.is_head()) {
            Ok(arrived) => arrived,
            Err(unreachable) => return unreachable.send(answer),
        };
        if arrived.at == first {
            self.learn(&arrived);
        }
        pass_back(&first, arrived, answer)
    }

    /// Asks, and follows redirects.
    fn follow(
        &self,
        first: &Target,
        mut fields: HeaderMap,
        errand: &Errand,
        head: bool,
    ) -> Result<Arrived, Unreachable> {
        let mut at = first.clone();
        let mut innermost = self.hosts.innermost(&at).ok_or_else(|| {
            Unreachable::new(Kind::NotAsked, at.authority(), "nobody asked for this host")
        })?;
        for _ in 0..=limits::RELAY_REDIRECTS {
            let (response, reach) = self.ask(&at, &fields, innermost, errand, head)?;
            if !matches!(response.status().as_u16(), 301..=303 | 307 | 308) {
                return Ok(Arrived {
                    response,
                    at,
                    reach,
                });
            }
            let location = response.headers().get(header::LOCATION);
            let next = location
                .and_then(|location| location.to_str().ok())
                .and_then(|location| at.join(location))
                .ok_or_else(|| {
                    Unreachable::new(Kind::Redirect, at.authority(), "it redirects to nowhere")
                })?;
            if !next.is_same_origin(&at) {
                fields.remove(header::AUTHORIZATION);
                // A host that a person named may be inside, whoever leads to it.
                let asked = self.hosts.innermost(&next);
                innermost = asked.map_or(reach, |asked| asked.min(reach));
            }
            at = next;
        }
        let reason = format!("it redirects more than {} times", limits::RELAY_REDIRECTS);
        Err(Unreachable::new(Kind::Redirect, at.authority(), reason))
    }

    /// Asks one host, if it may be; tells how far inside it is.
    fn ask(
        &self,
        at: &Target,
        fields: &HeaderMap,
        innermost: Reach,
        errand: &Errand,
        head: bool,
    ) -> Result<(Response<Body>, Reach), Unreachable> {
        let plain = self.hosts.is_plain(at);
        if at.scheme == Scheme::Http && !at.host.is_loopback() && !plain {
            let reason =
                "http is only spoken with this machine, and with hosts given as --plain-http";
            return Err(Unreachable::new(Kind::PlainHttp, at.authority(), reason));
        }
        errand.restrict(innermost);
        // A proxy connects to addresses unseen.
        let written = match at.host.address() {
            Some(address) => Some(
                upstream::check(reach::of(address))
                    .map_err(|refusal| Unreachable::refused(refusal, at.authority()))?,
            ),
            None => None,
        };
        let response = self
            .upstream
            .ask(at, head, fields.clone())
            .map_err(|error| Unreachable::met(&error, at.authority()))?;
        let reach = written.or(errand.found()).unwrap_or(Reach::Public);
        Ok((response, reach))
    }

    /// Allows the hosts that give out tokens for this one.
    fn learn(&self, arrived: &Arrived) {
        let challenges = arrived.response.headers().get_all(header::WWW_AUTHENTICATE);
        let challenges = challenges.iter().filter_map(|value| value.to_str().ok());
        for realm in challenges.flat_map(realms) {
            if let Some(realm) = Target::url(&realm) {
                self.hosts.follow(&realm, arrived.reach);
            }
        }
    }
}

fn pass_back(first: &Target, arrived: Arrived, answer: Answer) -> io::Result<()> {
    let Arrived { response, at, .. } = arrived;
    let (parts, body) = response.into_parts();
    let status = parts.status.as_u16();
    // Of a proxy that is not the browser's; a browser would not show it to the page.
    if status == 407 || status < 200 {
        let reason = format!("it answers with status {status}");
        return Unreachable::new(Kind::Protocol, at.authority(), reason).send(answer);
    }
    let mut fields: Vec<(&str, &[u8])> = Vec::new();
    for (name, value) in &parts.headers {
        let name = name.as_str();
        if ANSWERED.contains(&name) || ANSWERED_STARTS.iter().any(|start| name.starts_with(start)) {
            fields.push((name, value.as_bytes()));
        }
    }
    let host = at.authority();
    if at != *first {
        fields.push(("X-Peel-Final-Host", host.as_bytes()));
    }
    fields.extend(DATA);
    let head = answer.is_head();
    let length = match head {
        // Of the body that a GET would bring.
        true => {
            let told = parts.headers.get(header::CONTENT_LENGTH);
            told.and_then(|length| length.to_str().ok()?.parse().ok())
        }
        false => body.content_length(),
    };
    let mut out = answer.start(status, &fields, length)?;
    if !head {
        let mut body = body.into_reader();
        let mut piece = vec![0; PIECE];
        loop {
            // What ends early is cut off for the page too: the answer is not ended.
            match body.read(&mut piece)? {
                0 => break,
                count => out.write(&piece[..count])?,
            }
        }
    }
    out.end()
}

//! A request's head, read within limits. One request a connection, so that no request can hide in
//! another.

use std::io::{self, Read as _};
use std::net::TcpStream;
use std::time::Instant;

use peel::limits;

/// A request that arrived whole.
#[derive(Debug)]
pub struct Request {
    pub method: Method,
    /// The path and the query, as sent.
    pub target: String,
    /// The names in lower case.
    fields: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
}

/// What is asked; nothing else is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Get,
    Head,
    Post,
}

/// Why there is no request.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// The other side went away, or sent nothing: no answer either.
    #[error("nothing arrived: {0}")]
    Nothing(io::Error),
    /// The answer is this status.
    #[error("not a request that is answered here: {0}")]
    Refused(u16),
}

impl Request {
    /// Reads one request. The bytes that follow it are left.
    pub fn read(stream: &TcpStream) -> Result<Request, RequestError> {
        let mut input = Input {
            stream,
            until: Instant::now() + limits::SERVE_ARRIVAL,
            bytes: Vec::new(),
        };
        let mut seen = 0;
        let end = loop {
            let new = &input.bytes[seen..];
            if let Some(at) = new.windows(4).position(|four| four == b"\r\n\r\n") {
                break seen + at + 4;
            }
            if input.bytes.len() >= limits::SERVE_HEAD {
                return Err(RequestError::Refused(431));
            }
            seen = input.bytes.len().saturating_sub(3);
            input.more()?;
        };
        let mut request = Request::parse(&input.bytes[..end])?;
        let length = request.length()?;
        while input.bytes.len() < end + length {
            input.more()?;
        }
        request.body = input.bytes[end..end + length].to_vec();
        Ok(request)
    }

    /// Reads a head, up to its empty line.
    fn parse(head: &[u8]) -> Result<Request, RequestError> {
        let bad = RequestError::Refused(400);
        let mut fields = [httparse::EMPTY_HEADER; limits::SERVE_FIELDS];
        let mut parsed = httparse::Request::new(&mut fields);
        match parsed.parse(head) {
            Ok(httparse::Status::Complete(length)) if length == head.len() => {}
            Err(httparse::Error::TooManyHeaders) => return Err(RequestError::Refused(431)),
            _ => return Err(bad),
        }
        let (Some(method), Some(target), Some(1)) = (parsed.method, parsed.path, parsed.version)
        else {
            return Err(bad);
        };
        let method = match method {
            "GET" => Method::Get,
            "HEAD" => Method::Head,
            "POST" => Method::Post,
            _ => return Err(RequestError::Refused(405)),
        };
        if !target.starts_with('/') {
            return Err(bad);
        }
        let fields = parsed
            .headers
            .iter()
            .map(|field| (field.name.to_ascii_lowercase(), field.value.to_vec()))
            .collect();
        Ok(Request {
            method,
            target: target.to_owned(),
            fields,
            body: Vec::new(),
        })
    }

    /// Bytes of the body.
    fn length(&self) -> Result<usize, RequestError> {
        if self
            .fields
            .iter()
            .any(|(name, _)| name == "transfer-encoding")
        {
            return Err(RequestError::Refused(411));
        }
        let Some(length) = self.field("content-length")? else {
            return Ok(0);
        };
        // Rust reads a plus sign too.
        if length.is_empty() || !length.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(RequestError::Refused(400));
        }
        let length = length.parse().ok();
        length
            .filter(|length| *length <= limits::SERVE_BODY)
            .ok_or(RequestError::Refused(413))
    }

    /// The value of a header field, by its name in lower case. Two of one name are refused.
    pub fn field(&self, name: &str) -> Result<Option<&str>, RequestError> {
        let mut values = self.fields.iter().filter(|(other, _)| other == name);
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some((_, value)), None) => match std::str::from_utf8(value) {
                Ok(value) => Ok(Some(value)),
                Err(_) => Err(RequestError::Refused(400)),
            },
            (Some(_), Some(_)) => Err(RequestError::Refused(400)),
        }
    }

    /// The target without its query, and the query.
    pub fn path_and_query(&self) -> (&str, &str) {
        self.target.split_once('?').unwrap_or((&self.target, ""))
    }
}

/// What has arrived, and until when more is waited for.
struct Input<'a> {
    stream: &'a TcpStream,
    until: Instant,
    bytes: Vec<u8>,
}

impl Input<'_> {
    fn more(&mut self) -> Result<(), RequestError> {
        let left = self.until.saturating_duration_since(Instant::now());
        let mut piece = [0; 8 << 10];
        let read = match left.is_zero() {
            true => Err(io::ErrorKind::TimedOut.into()),
            false => self
                .stream
                .set_read_timeout(Some(left))
                .and_then(|()| self.stream.read(&mut piece)),
        };
        match read {
            Ok(0) => Err(RequestError::Nothing(io::ErrorKind::UnexpectedEof.into())),
            Ok(count) => {
                self.bytes.extend_from_slice(&piece[..count]);
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Err(error) => Err(RequestError::Nothing(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(head: &str) -> Option<u16> {
        let parsed = Request::parse(head.as_bytes()).and_then(|request| {
            request.length()?;
            request.field("host").map(|_| ())
        });
        match parsed {
            Ok(()) => None,
            Err(RequestError::Refused(status)) => Some(status),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn what_is_ambiguous_is_refused() {
        for (head, expected) in [
            ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", None),
            ("GET / HTTP/1.0\r\n\r\n", Some(400)),
            ("GET a HTTP/1.1\r\n\r\n", Some(400)),
            ("GET http://a/ HTTP/1.1\r\n\r\n", Some(400)),
            ("PUT / HTTP/1.1\r\n\r\n", Some(405)),
            ("GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", Some(400)),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", Some(400)),
            ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", Some(400)),
            ("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", None),
            ("POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\n", Some(400)),
            ("POST / HTTP/1.1\r\nContent-Length: 5, 5\r\n\r\n", Some(400)),
            (
                "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
                Some(413),
            ),
            (
                "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                Some(400),
            ),
            (
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                Some(411),
            ),
        ] {
            assert_eq!(status(head), expected, "{head}");
        }
    }
}

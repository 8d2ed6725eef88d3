//! HTTP as it is on the wire: a request a connection, and all that comes back.

use std::io::{Read, Write};
use std::net::TcpStream;

/// An answer, and whether it arrived whole.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub whole: bool,
}

impl Reply {
    /// A header's value; of several the first.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(other, _)| other == name);
        found.next().map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Sends a request to `address` (`HOST:PORT`) with these header lines besides Host.
pub fn ask(address: &str, method: &str, target: &str, lines: &[&str]) -> Reply {
    let mut request = format!("{method} {target} HTTP/1.1\r\nHost: {address}\r\n");
    for line in lines {
        request += &format!("{line}\r\n");
    }
    exchange(address, request + "Connection: close\r\n\r\n")
}

/// Sends a request with a body.
pub fn post(address: &str, target: &str, lines: &[&str], body: &str) -> Reply {
    let mut request = format!("POST {target} HTTP/1.1\r\nHost: {address}\r\n");
    for line in lines {
        request += &format!("{line}\r\n");
    }
    exchange(
        address,
        request
            + &format!(
                "Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            ),
    )
}

/// Sends bytes, and reads what comes until the other side ends.
pub fn exchange(address: &str, request: impl AsRef<[u8]>) -> Reply {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    // It may answer, and end, before all is sent.
    let _ = stream.write_all(request.as_ref());
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes).is_ok();
    read(request.as_ref().starts_with(b"HEAD "), &bytes, ended)
}

fn read(head: bool, bytes: &[u8], ended: bool) -> Reply {
    let text = String::from_utf8_lossy(bytes);
    let (start, _) = text
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("no head: {text}"));
    let mut lines = start.split("\r\n");
    let first = lines.next().expect("a status line");
    let status = first.split(' ').nth(1).expect("a status");
    let headers: Vec<(String, String)> = lines
        .map(|line| line.split_once(": ").expect("a header line"))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let at = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("the end of the head");
    let mut reply = Reply {
        status: status.parse().expect("a number"),
        headers,
        body: bytes[at + 4..].to_vec(),
        whole: ended,
    };
    if reply.header("transfer-encoding") == Some("chunked") {
        let (body, whole) = joined(&reply.body);
        (reply.body, reply.whole) = (body, whole);
    } else if let Some(length) = reply.header("content-length")
        && !head
    {
        reply.whole = length.parse() == Ok(reply.body.len());
    }
    reply
}

/// The chunks' bytes, and whether the last one is there.
fn joined(mut rest: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    loop {
        let Some(at) = rest.windows(2).position(|two| two == b"\r\n") else {
            return (body, false);
        };
        let size = std::str::from_utf8(&rest[..at]).expect("a size");
        let size = usize::from_str_radix(size, 16).expect("a size");
        rest = &rest[at + 2..];
        if size == 0 {
            return (body, rest == b"\r\n");
        }
        let there = rest.len().min(size);
        body.extend_from_slice(&rest[..there]);
        rest = rest.get(size + 2..).unwrap_or_default();
    }
}

//! An answer, written to one connection, which then ends.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use peel::limits;

/// What every answer says. No other origin may read or embed any of them, and nothing is taken for
/// another type than it is said to be.
const ALWAYS: &str = "Connection: close\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    Referrer-Policy: no-referrer\r\n";

/// How long bytes that nobody asked for are still read, so that the answer is not lost with them.
const LINGER: Duration = Duration::from_secs(2);

/// A connection that waits for its answer.
pub struct Answer<'a> {
    stream: &'a TcpStream,
    /// Whether only the head is asked for.
    head: bool,
}

/// How the end of a body is told.
enum Framing {
    Length,
    Chunks,
}

/// The body of an answer that has begun. Unless it is ended, the other side sees it cut off.
pub struct Body<'a> {
    stream: &'a TcpStream,
    framing: Framing,
    /// Reused for each piece.
    chunk: Vec<u8>,
}

impl<'a> Answer<'a> {
    pub fn new(stream: &'a TcpStream, head: bool) -> io::Result<Answer<'a>> {
        stream.set_write_timeout(Some(limits::SERVE_PATIENCE))?;
        Ok(Answer { stream, head })
    }

    /// The connection itself.
    pub fn stream(&self) -> &'a TcpStream {
        self.stream
    }

    /// Whether there is to be no body.
    pub fn is_head(&self) -> bool {
        self.head
    }

    /// Sends a whole answer. Names and values of fields must be free of line ends.
    pub fn send(self, status: u16, fields: &[(&str, &[u8])], body: &[u8]) -> io::Result<()> {
        let head = self.head;
        let mut out = self.start(status, fields, Some(body.len() as u64))?;
        if !head {
            out.write(body)?;
        }
        out.end()
    }

    /// Sends an answer's head. `length` of the body in bytes; where it is not known, chunks tell
    /// whether the body is whole.
    pub fn start(
        self,
        status: u16,
        fields: &[(&str, &[u8])],
        length: Option<u64>,
    ) -> io::Result<Body<'a>> {
        let mut text = format!("HTTP/1.1 {status} {}\r\n{ALWAYS}", reason(status)).into_bytes();
        for (name, value) in fields {
            text.extend_from_slice(name.as_bytes());
            text.extend_from_slice(b": ");
            text.extend_from_slice(value);
            text.extend_from_slice(b"\r\n");
        }
        let bodiless = matches!(status, 204 | 304);
        match length {
            _ if bodiless => {}
            Some(length) => {
                text.extend_from_slice(format!("Content-Length: {length}\r\n").as_bytes())
            }
            None if self.head => {}
            None => text.extend_from_slice(b"Transfer-Encoding: chunked\r\n"),
        }
        text.extend_from_slice(b"\r\n");
        let mut stream = self.stream;
        stream.write_all(&text)?;
        let framing = match length.is_none() && !self.head && !bodiless {
            true => Framing::Chunks,
            false => Framing::Length,
        };
        Ok(Body {
            stream,
            framing,
            chunk: Vec::new(),
        })
    }
}

impl Body<'_> {
    /// Sends a piece.
    pub fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        let mut stream = self.stream;
        match self.framing {
            Framing::Length => stream.write_all(piece),
            // An empty chunk would be the end.
            Framing::Chunks if piece.is_empty() => Ok(()),
            Framing::Chunks => {
                self.chunk.clear();
                write!(self.chunk, "{:x}\r\n", piece.len())?;
                self.chunk.extend_from_slice(piece);
                self.chunk.extend_from_slice(b"\r\n");
                stream.write_all(&self.chunk)
            }
        }
    }

    /// Ends the answer, and the connection.
    pub fn end(self) -> io::Result<()> {
        let mut stream = self.stream;
        if matches!(self.framing, Framing::Chunks) {
            stream.write_all(b"0\r\n\r\n")?;
        }
        stream.shutdown(Shutdown::Write)?;
        // Closing with bytes unread resets the connection, and the answer might be lost.
        let until = Instant::now() + LINGER;
        let mut rest = [0; 4 << 10];
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            stream.set_read_timeout(Some(left))?;
            if stream.read(&mut rest)? == 0 {
                return Ok(());
            }
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        206 => "Partial Content",
        303 => "See Other",
        304 => "Not Modified",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        411 => "Length Required",
        413 => "Content Too Large",
        416 => "Range Not Satisfiable",
        421 => "Misdirected Request",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Status",
    }
}

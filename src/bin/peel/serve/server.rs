//! Accepts connections, and decides which part answers.

use std::io::{self, Read as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use peel::limits;

use super::answer::Answer;
use super::guard::{self, Keys};
use super::index::{self, Visit};
use super::page::{Contents, Page};
use super::relay::{self, Relay};
use super::request::{Method, Request, RequestError};

/// Bytes of a file sent at a time.
const PIECE: usize = 128 << 10;

/// All that one start serves.
pub struct Server {
    pub page: Page,
    pub keys: Keys,
    pub relay: Relay,
    pub places: Places,
}

impl Server {
    /// Answers on one address for ever.
    pub fn listen(self: &Arc<Server>, listener: &TcpListener) {
        for stream in listener.incoming() {
            let Ok(stream) = stream else {
                // Out of file descriptors: some are free again soon.
                thread::sleep(Duration::from_millis(100));
                continue;
            };
            let server = Arc::clone(self);
            let place = self.places.take();
            // Where there can be no thread, the connection is closed, and the browser says so.
            let _ = thread::Builder::new().spawn(move || {
                // A browser that goes away in the middle is no error of ours.
                let _ = server.serve(&stream);
                drop(place);
            });
        }
    }

    fn serve(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let address = stream.local_addr()?;
        let request = match Request::read(stream) {
            Ok(request) => request,
            Err(error) => return refuse(stream, error),
        };
        match self.route(&request, address, stream) {
            Ok(answered) => answered,
            Err(error) => refuse(stream, error),
        }
    }

    fn route(
        &self,
        request: &Request,
        address: SocketAddr,
        stream: &TcpStream,
    ) -> Result<io::Result<()>, RequestError> {
        if !guard::is_for_us(request, address)? {
            return Err(RequestError::Refused(421));
        }
        let none_match = request.field("if-none-match")?;
        let fetch = guard::is_fetch_of_ours(request)?;
        let answer = match Answer::new(stream, request.method == Method::Head) {
            Ok(answer) => answer,
            Err(error) => return Ok(Err(error)),
        };
        if let Some(rest) = request.target.strip_prefix("/relay/") {
            let (token, rest) = rest.split_once('/').unwrap_or((rest, ""));
            return Ok(match self.keys.is_token(token) && fetch {
                true => self.relay.answer(rest, request, answer),
                false => answer.send(403, &[(relay::MARK, b"wrong-token")], b""),
            });
        }
        if request.method == Method::Post {
            return Err(RequestError::Refused(405));
        }
        let (path, query) = request.path_and_query();
        Ok(match path {
            "/" | "/index.html" => self.send_index(query, answer),
            path => self.send_asset(path, none_match, answer),
        })
    }

    fn send_index(&self, query: &str, answer: Answer) -> io::Result<()> {
        let visit = Visit::of(query, &self.keys);
        let cache: (&str, &[u8]) = ("Cache-Control", b"no-store");
        if visit == Visit::Opened {
            let there = format!("/?key={}", self.keys.token);
            return answer.send(303, &[("Location", there.as_bytes()), cache], b"");
        }
        let index = self.page.index()?;
        let policy = index::policy(&index);
        let fields = [
            ("Content-Type", &b"text/html; charset=utf-8"[..]),
            ("Content-Security-Policy", policy.as_bytes()),
            ("X-Frame-Options", b"DENY"),
            cache,
        ];
        let html = index::html(&index, &visit, &self.keys);
        answer.send(200, &fields, html.as_bytes())
    }

    fn send_asset(&self, path: &str, known: Option<&str>, answer: Answer) -> io::Result<()> {
        let Some(asset) = self.page.asset(path)? else {
            return answer.send(404, &[("Content-Type", b"text/plain")], b"Not Found");
        };
        let cache: &[u8] = match asset.hashed {
            true => b"max-age=31536000, immutable",
            false => b"no-cache",
        };
        let fields = [
            ("Content-Type", asset.media_type.as_bytes()),
            ("ETag", asset.etag.as_bytes()),
            ("Cache-Control", cache),
        ];
        if known.is_some_and(|known| known.split(',').any(|tag| tag.trim() == asset.etag)) {
            return answer.send(304, &fields, b"");
        }
        send_contents(asset.contents, &fields, answer)
    }
}

fn send_contents(contents: Contents, fields: &[(&str, &[u8])], answer: Answer) -> io::Result<()> {
    let (file, length) = match contents {
        Contents::Bytes(bytes) => return answer.send(200, fields, bytes),
        Contents::File(file, length) => (file, length),
    };
    let head = answer.is_head();
    let mut out = answer.start(200, fields, Some(length))?;
    if !head {
        // A file that grows meanwhile must not add to what was said of it.
        let mut file = file.take(length);
        let mut piece = vec![0; PIECE];
        let mut left = length;
        while left > 0 {
            match file.read(&mut piece)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                count => out.write(&piece[..count])?,
            }
            left = file.limit();
        }
    }
    out.end()
}

fn refuse(stream: &TcpStream, error: RequestError) -> io::Result<()> {
    match error {
        RequestError::Nothing(error) => Err(error),
        RequestError::Refused(status) => {
            let allow: &[_] = match status {
                405 => &[("Allow", &b"GET, HEAD, POST"[..])],
                _ => &[],
            };
            Answer::new(stream, false)?.send(status, allow, b"")
        }
    }
}

/// Places for requests at a time.
#[derive(Clone)]
pub struct Places(Arc<(Mutex<usize>, Condvar)>);

/// One of them, until this is dropped.
struct Place(Places);

impl Places {
    pub fn new() -> Places {
        let free = Mutex::new(limits::SERVE_CONNECTIONS);
        Places(Arc::new((free, Condvar::new())))
    }

    /// Waits for one.
    fn take(&self) -> Place {
        let (free, freed) = &*self.0;
        let free = free.lock().unwrap_or_else(PoisonError::into_inner);
        let free = freed.wait_while(free, |free| *free == 0);
        *free.unwrap_or_else(PoisonError::into_inner) -= 1;
        Place(self.clone())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let (free, freed) = &*self.0.0;
        *free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        freed.notify_one();
    }
}

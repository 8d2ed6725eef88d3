//! `peel serve`: the page, from this machine to this machine, and a relay to registries for the one
//! person who has its key.
//!
//! The server is a small one of its own: what it needs of HTTP is a request a connection, read
//! within limits, and the connection itself, since a transfer has to end with it. No crate of its
//! size gives both. Heads are read by `httparse`, as in hyper. `guard` says who may ask for what.

mod answer;
mod guard;
mod index;
mod named;
mod page;
mod relay;
mod request;
mod server;

use std::io::{self, ErrorKind, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::thread;

use self::guard::Keys;
use self::page::Page;
pub use self::relay::Host;
use self::relay::Relay;
use self::server::{Places, Server};
use crate::output::say;

/// P-E-E-L on a telephone.
const PORT: u16 = 7335;

/// How many ports after that one are tried.
const TRIES: u16 = 20;

/// How to serve.
#[derive(Debug, Default)]
pub struct Options {
    /// This port and no other; 0 for any that is free.
    pub port: Option<u16>,
    /// Whether to open the page in a browser.
    pub open: bool,
    /// A folder with the page, instead of the one inside this command.
    pub page: Option<PathBuf>,
    /// Hosts other than this machine that may be asked by http.
    pub plain_http: Vec<(Host, Option<u16>)>,
}

/// Serves until it is stopped.
pub fn serve(options: Options) -> ExitCode {
    match start(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say!("peel: {error}.");
            ExitCode::from(2)
        }
    }
}

/// Why it cannot serve.
#[derive(Debug, thiserror::Error)]
enum ServeError {
    #[error(transparent)]
    Page(#[from] page::PageError),
    #[error("cannot listen on port {0}: {1}")]
    Listen(u16, io::Error),
    #[error("ports {PORT} to {} are taken; choose another: peel serve --port N", PORT + TRIES)]
    Taken,
    #[error("cannot make a key: {0}")]
    Keys(io::Error),
    #[error("cannot write: {0}")]
    Output(io::Error),
}

fn start(options: Options) -> Result<(), ServeError> {
    let server = Arc::new(Server {
        page: Page::find(options.page.as_deref())?,
        keys: Keys::new().map_err(ServeError::Keys)?,
        relay: Relay::new(options.plain_http),
        places: Places::new(),
    });
    let listener = listen(options.port)?;
    let address = listener.local_addr().map_err(ServeError::Output)?;
    // Some systems look for "localhost" there first.
    if let Ok(listener) = TcpListener::bind((Ipv6Addr::LOCALHOST, address.port())) {
        let server = Arc::clone(&server);
        thread::spawn(move || server.listen(&listener));
    }
    let mut out = io::stdout();
    writeln!(
        out,
        "Peel is at http://{address}/?key={}",
        server.keys.token
    )
    .and_then(|()| out.flush())
    .map_err(ServeError::Output)?;
    say!("Whoever has this address may ask registries through it. Ctrl+C stops.");
    if options.open && !open(&format!("http://{address}/?open={}", server.keys.opening)) {
        say!("peel: found no program that opens a browser: please open that address.");
    }
    server.listen(&listener);
    Ok(())
}

fn listen(port: Option<u16>) -> Result<TcpListener, ServeError> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return bind(port).map_err(|error| ServeError::Listen(port, error));
    }
    for port in PORT..=PORT + TRIES {
        match bind(port) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(ServeError::Listen(port, error)),
        }
    }
    Err(ServeError::Taken)
}

/// Opens an address in a browser, if there is one.
fn open(url: &str) -> bool {
    let (program, before): (_, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(target_os = "windows") {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(before).arg(url);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    // It may stay as long as its browser does.
    command.spawn().is_ok()
}

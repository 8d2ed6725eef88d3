//! `cargo xtask serve`

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome, While};
use crate::page::{self, Profile};
use crate::process;
use crate::server;

/// P-E-E-L on a telephone.
const PORT: u16 = 7335;

/// How many ports after the wanted one are tried.
const TRIES: u16 = 20;

/// What `serve` was asked for.
#[derive(Debug, PartialEq)]
pub struct Options {
    port: u16,
    open: bool,
    profile: Profile,
}

impl Options {
    /// Reads the arguments that follow `serve`.
    pub fn parse(arguments: &[String]) -> Outcome<Self> {
        let mut options = Self {
            port: PORT,
            open: false,
            profile: Profile::Local,
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--open" => options.open = true,
                "--dev" => options.profile = Profile::Dev,
                "--published" => options.profile = Profile::Published,
                "--port" => {
                    let port = arguments.next().and_then(|port| port.parse().ok());
                    options.port =
                        port.ok_or_else(|| Failure::new("--port needs a number up to 65535"))?;
                }
                other => {
                    return Err(Failure::new(format!("serve does not know \"{other}\""))
                        .next("cargo xtask serve [--port N] [--open] [--dev | --published]"));
                }
            }
        }
        Ok(options)
    }
}

/// Builds the page and serves it until it is stopped.
pub fn run(checkout: &Checkout, options: &Options) -> Outcome {
    let folder = page::build(checkout, options.profile)?;
    let listener = listen(options.port)?;
    let address = listener.local_addr().or_fail("ask for the port")?;
    let url = format!("http://{address}/");
    if address.port() != options.port {
        println!("Port {} is taken.", options.port);
    }
    println!("\nPeel is at {url}   (Ctrl+C stops)");
    if options.open {
        open(&url);
    }
    server::serve(&listener, &folder)
}

fn listen(wanted: u16) -> Outcome<TcpListener> {
    for port in wanted..=wanted.saturating_add(TRIES) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(error).or_fail(format_args!("listen on port {port}")),
        }
    }
    Err(
        Failure::new(format!("port {wanted} and the {TRIES} after it are taken"))
            .next("Choose another: cargo xtask serve --port N"),
    )
}

fn open(url: &str) {
    let opener = ["xdg-open", "open"].into_iter().find_map(process::find);
    let opened = opener.is_some_and(|opener| Command::new(opener).arg(url).spawn().is_ok());
    if !opened {
        println!("(found no program that opens a browser)");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Option<Options> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Options::parse(&words).ok()
    }

    #[test]
    fn options_are_read_in_any_order() {
        let options = parsed(&["--open", "--port", "9000", "--dev"]);
        assert_eq!(
            options,
            Some(Options {
                port: 9000,
                open: true,
                profile: Profile::Dev
            })
        );
        assert_eq!(parsed(&["--port"]), None);
        assert_eq!(parsed(&["--port", "70000"]), None);
        assert_eq!(parsed(&["--fast"]), None);
    }

    #[test]
    fn a_taken_port_gives_the_next() {
        let first = listen(20_000).and_then(|l| l.local_addr().or_fail("ask").map(|a| (l, a)));
        let (_held, first) = first.unwrap();
        let second = listen(first.port()).unwrap().local_addr().unwrap();
        assert!(second.port() > first.port());
        assert!(second.ip().is_loopback());
    }
}

//! The relay: asks registries for the one person whose page this is, since hardly any registry lets
//! a page of another origin read its answers.
//!
//! `POST /relay/TOKEN/allow` with `HOST[:PORT]` allows one host; `GET` or `HEAD` of
//! `/relay/TOKEN/https/HOST[:PORT]/PATH?QUERY` asks it. What it holds to:
//!
//! - Only hosts that were allowed are asked, and hosts that an allowed one named as its tokens'
//!   realm. By http only this machine itself, and hosts given when starting.
//! - Of the page's header fields only `Accept`, `Range` and `Authorization` go out, and the last
//!   only to the very host that the page named: not along a redirect to another.
//! - A host that a registry leads to, by redirect or realm, may not be further inside than the
//!   registry is: one in the public network cannot make this machine ask its neighbours. Link-local
//!   addresses are never asked. A host that a person named may be anywhere else: a company's
//!   registry is in a private network. It cannot be a trick of its name: what answers has to show
//!   that name's certificate, except for http to this machine. With a proxy, that looks names up,
//!   and only addresses written as such are checked here.
//! - Bodies are streamed, and end early for the page where they end early for the relay. They are
//!   never documents or scripts: browsers are told so, and refused where they ask for one.
//! - It keeps nothing: no cookies, no credentials, no answers.

mod errand;
mod forward;
mod hosts;
mod reach;
mod target;
mod unreachable;
mod upstream;

use std::io;

use self::errand::Errand;
use self::hosts::Hosts;
pub use self::target::Host;
use self::target::Target;
use self::unreachable::{Kind, Unreachable};
use self::upstream::Upstream;
use super::answer::Answer;
use super::request::{Method, Request, RequestError};

/// Says of an answer that it is the relay's own, and not a registry's: those never have it.
pub const MARK: &str = "X-Peel-Relay";

/// What all answers of the relay say besides: they are data.
const DATA: [(&str, &[u8]); 3] = [
    ("Cache-Control", b"no-store"),
    ("Content-Disposition", b"attachment"),
    ("Content-Security-Policy", b"default-src 'none'; sandbox"),
];

/// The relay of one start.
pub struct Relay {
    hosts: Hosts,
    upstream: Upstream,
}

impl Relay {
    /// `plain`: the hosts that may be asked by http, though they are not this machine.
    pub fn new(plain: Vec<(Host, Option<u16>)>) -> Relay {
        Relay {
            hosts: Hosts::new(plain),
            upstream: Upstream::new(),
        }
    }

    /// Answers what follows the token. Whoever asks has shown it.
    pub fn answer(&self, rest: &str, request: &Request, answer: Answer) -> io::Result<()> {
        match (request.method, rest) {
            (Method::Post, "allow") => self.allow(&request.body, answer),
            (Method::Post, _) => refuse(answer, 405),
            _ => match (Target::read(rest), forward::fields(request)) {
                (Some(target), Ok(fields)) => {
                    let errand = Errand::of(answer.stream())?;
                    self.forward(target, fields, &errand, answer)
                }
                (_, Err(RequestError::Nothing(error))) => Err(error),
                (None, _) | (_, Err(RequestError::Refused(_))) => refuse(answer, 400),
            },
        }
    }

    fn allow(&self, body: &[u8], answer: Answer) -> io::Result<()> {
        let named = std::str::from_utf8(body).ok().and_then(Host::and_port);
        let Some((host, port)) = named else {
            return refuse(answer, 400);
        };
        if host
            .address()
            .is_some_and(|address| reach::of(address).is_none())
        {
            let refused =
                Unreachable::new(Kind::LinkLocal, &host, "no registry has such an address");
            return refused.send(answer);
        }
        if !self.hosts.ask(&host, port) {
            let full = Unreachable::new(Kind::NotAsked, &host, "too many hosts were asked for");
            return full.send(answer);
        }
        // With a body, since Chromium takes 204 for a failure where nobody reads what is not there.
        answer.send(200, &[("Content-Type", b"application/json")], b"{}")
    }
}

/// Answers a page's mistake.
pub fn refuse(answer: Answer, status: u16) -> io::Result<()> {
    let [cache, disposition, policy] = DATA;
    let fields = [(MARK, &b"bad-request"[..]), cache, disposition, policy];
    answer.send(status, &fields, b"")
}

//! The HTTP client that asks registries: where it may connect to, and how long it waits.

use std::fmt;
use std::io;
use std::time::{Duration, Instant};

use peel::limits;
use ureq::config::AutoHeaderValue;
use ureq::http::{HeaderMap, Request, Response, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::time::Duration as Time;
use ureq::unversioned::transport::{
    Buffers, ConnectProxyConnector, ConnectionDetails, Connector, NextTimeout, RustlsConnector,
    SocksConnector, TcpConnector, Transport,
};
use ureq::{Agent, Body, Proxy};

use super::errand;
use super::reach::{self, Reach};
use super::target::Target;

/// How often a wait looks whether the page still waits too.
const LOOK: Duration = Duration::from_millis(500);

/// Two clients: the person's proxy, if one is set, knows nothing of this machine's own registries.
pub struct Upstream {
    proxied: Agent,
    direct: Agent,
}

impl Upstream {
    pub fn new() -> Upstream {
        let proxy = Proxy::try_from_env();
        Upstream {
            proxied: agent(proxy),
            direct: agent(None),
        }
    }

    /// Asks one host, with these header fields and no others of a person's.
    pub fn ask(
        &self,
        target: &Target,
        head: bool,
        fields: HeaderMap,
    ) -> Result<Response<Body>, ureq::Error> {
        let mut request = Request::builder()
            .method(if head { "HEAD" } else { "GET" })
            .uri(target.to_string())
            .body(())?;
        *request.headers_mut() = fields;
        match target.host.is_loopback() {
            true => self.direct.run(request),
            false => self.proxied.run(request),
        }
    }
}

fn agent(proxy: Option<Proxy>) -> Agent {
    let resolver = Checked {
        names: DefaultResolver::default(),
        proxy: proxy.as_ref().map(|proxy| proxy.uri().clone()),
    };
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
    let config = Agent::config_builder()
        .proxy(proxy)
        .tls_config(tls.build())
        .http_status_as_error(false)
        // The relay follows them itself, since it has to see where they lead.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("peel/", env!("CARGO_PKG_VERSION")))
        .accept(AutoHeaderValue::None)
        // What is stored is hashed: it must come as it is.
        .accept_encoding("identity")
        .timeout_resolve(Some(limits::RELAY_CONNECT))
        .timeout_connect(Some(limits::RELAY_CONNECT))
        .timeout_per_read(Some(limits::RELAY_IDLE))
        .timeout_per_write(Some(limits::RELAY_IDLE))
        .max_idle_connections_per_host(8)
        .build();
    let connector =
        ().chain(SocksConnector::default())
            .chain(ConnectProxyConnector::default())
            .chain(TcpConnector::default())
            .chain(Watching)
            .chain(RustlsConnector::default());
    Agent::with_parts(config, connector, resolver)
}

/// Why no address of a host may be connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("its address is one where no registry is (link-local, or a cloud's metadata service)")]
    LinkLocal,
    #[error("it is inside of a network that the host which led to it is not part of")]
    Inside,
}

/// Looks whether this thread may connect to an address.
pub fn check(reach: Option<Reach>) -> Result<Reach, Refusal> {
    match reach {
        None => Err(Refusal::LinkLocal),
        Some(reach) if reach < errand::innermost() => Err(Refusal::Inside),
        Some(reach) => Ok(reach),
    }
}

/// Names become addresses, of which those are left that may be connected to. It is these that are
/// connected to, so that a name cannot stand for another address afterwards.
struct Checked {
    names: DefaultResolver,
    /// Set by the person, so it may be anywhere.
    proxy: Option<Uri>,
}

impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Checked")
    }
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let all = match self.names.resolve(uri, config, timeout) {
            // What the system says of a name that is not there differs between systems.
            Err(ureq::Error::Io(_)) => return Err(ureq::Error::HostNotFound),
            all => all?,
        };
        if self.proxy.as_ref() == Some(uri) {
            return Ok(all);
        }
        let mut left = self.empty();
        let mut refusal = None;
        for address in all.iter() {
            match check(reach::of(address.ip())) {
                Ok(reach) => {
                    errand::find(reach);
                    left.push(*address);
                }
                Err(why) => refusal = Some(why),
            }
        }
        match refusal {
            Some(refusal) if left.is_empty() => Err(ureq::Error::Other(Box::new(refusal))),
            _ => Ok(left),
        }
    }
}

/// Lets every wait for bytes end when the page no longer waits for them. It stands below TLS, where
/// a wait can be taken up again.
#[derive(Debug)]
struct Watching;

impl<In: Transport> Connector<In> for Watching {
    type Out = Watched<In>;

    fn connect(
        &self,
        _: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Watched<In>>, ureq::Error> {
        Ok(chained.map(Watched))
    }
}

#[derive(Debug)]
struct Watched<T>(T);

impl<T: Transport> Transport for Watched<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.0.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.0.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        let start = Instant::now();
        loop {
            if errand::is_cancelled() {
                let gone = io::Error::from(io::ErrorKind::ConnectionAborted);
                return Err(ureq::Error::Io(gone));
            }
            let left = match timeout.after {
                Time::Exact(after) => after.min(limits::RELAY_IDLE),
                Time::NotHappening => limits::RELAY_IDLE,
            };
            let left = left.saturating_sub(start.elapsed());
            let mut short = timeout;
            short.after = Time::Exact(left.min(LOOK));
            match self.0.await_input(short) {
                Err(ureq::Error::Timeout(_)) if left > LOOK => {}
                done => return done,
            }
        }
    }

    fn is_open(&mut self) -> bool {
        self.0.is_open()
    }

    fn is_tls(&self) -> bool {
        self.0.is_tls()
    }
}

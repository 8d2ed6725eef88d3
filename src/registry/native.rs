//! Registries from the native command.

mod docker_config;

use std::io::Read;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use ureq::config::RedirectAuthHeaders;
use ureq::tls::{RootCerts, TlsConfig};

use super::http::{Body, Method, Request, Response, Transport, TransportError};
use super::place::{Origin, is_loopback, resolve};

pub use docker_config::{DockerConfigError, credentials};

/// Bytes read from a connection at a time.
const PIECE: usize = 64 << 10;

/// For a connection to be made.
const CONNECT: Duration = Duration::from_secs(15);

/// For the next bytes to come, once it is.
const READ: Duration = Duration::from_secs(60);

/// Carries requests over sockets. It honours `HTTPS_PROXY` and `NO_PROXY`, and believes the
/// certificate authorities that this machine believes.
#[derive(Debug)]
pub struct NativeTransport {
    /// For hosts elsewhere.
    agent: ureq::Agent,
    /// For this machine: a proxy would read along what is sent there without TLS.
    loopback: ureq::Agent,
}

/// Redirects followed for one request.
const REDIRECTS: usize = 5;

impl Default for NativeTransport {
    fn default() -> Self {
        let config = || {
            let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
            ureq::Agent::config_builder()
                .tls_config(tls.build())
                .http_status_as_error(false)
                .redirect_auth_headers(RedirectAuthHeaders::Never)
                // They are followed here, since who may see what depends on the whole origin.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .user_agent(concat!("peel/", env!("CARGO_PKG_VERSION")))
                .timeout_connect(Some(CONNECT))
                .timeout_per_read(Some(READ))
        };
        NativeTransport {
            agent: config().build().new_agent(),
            loopback: config().proxy(None).build().new_agent(),
        }
    }
}

impl NativeTransport {
    /// The answer to one request, which may be a redirect.
    fn once(&self, request: &Request) -> Result<Answer, TransportError> {
        let host = Origin::host_of(&request.url);
        let agent = match is_loopback(&host) {
            true => &self.loopback,
            false => &self.agent,
        };
        let mut builder = ureq::http::Request::builder()
            .method(request.method.name())
            .uri(&request.url);
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        let failed = |reason: String| TransportError::Unreachable {
            host: host.clone(),
            reason,
        };
        let built = match request.method {
            // A body, though empty, is not expected of the others.
            Method::Post => builder.body(request.form.clone()).map(|r| agent.run(r)),
            Method::Get | Method::Head => builder.body(()).map(|r| agent.run(r)),
        };
        let answered = built.map_err(|error| failed(error.to_string()))?;
        answered.map_err(|error| match error {
            ureq::Error::Timeout(_) => failed("it did not answer in time".to_owned()),
            // A connection that was there, and went.
            ureq::Error::Io(error) if is_cut(&error) => TransportError::Cut {
                reason: error.to_string(),
            },
            error => failed(error.to_string()),
        })
    }
}

type Answer = ureq::http::Response<ureq::Body>;

fn is_cut(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::UnexpectedEof
            | ErrorKind::BrokenPipe
    )
}

/// Where an answer leads on, if it does.
fn redirect(answer: &Answer) -> Option<&str> {
    match answer.status().as_u16() {
        301 | 302 | 303 | 307 | 308 => answer.headers().get("location")?.to_str().ok(),
        _ => None,
    }
}

/// What follows an answer's headers.
pub struct NativeBody(Option<ureq::BodyReader<'static>>);

impl Body for NativeBody {
    async fn chunk(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        let Some(reader) = &mut self.0 else {
            return Ok(None);
        };
        let mut piece = vec![0; PIECE];
        loop {
            match reader.read(&mut piece) {
                Ok(0) => {
                    self.0 = None;
                    return Ok(None);
                }
                Ok(n) => {
                    piece.truncate(n);
                    return Ok(Some(piece));
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    return Err(TransportError::Cut {
                        reason: error.to_string(),
                    });
                }
            }
        }
    }
}

impl Transport for NativeTransport {
    type Body = NativeBody;

    async fn send(&self, request: &Request) -> Result<Response<NativeBody>, TransportError> {
        let mut request = request.clone();
        let mut answered = self.once(&request)?;
        for _ in 0..REDIRECTS {
            let Some(location) = redirect(&answered) else {
                break;
            };
            let lost = |reason: &str| TransportError::Unreachable {
                host: Origin::host_of(&request.url),
                reason: reason.to_owned(),
            };
            let next = resolve(&request.url, location);
            let next = next.ok_or_else(|| lost("it redirects to nowhere"))?;
            let (from, to) = (Origin::of(&request.url), Origin::of(&next));
            let private = |origin: &Option<Origin>| origin.as_ref().is_some_and(Origin::is_private);
            if private(&from) && !private(&to) {
                return Err(lost("it redirects from https to plain http"));
            }
            if from != to {
                request.headers.retain(|(name, _)| *name != "authorization");
            }
            // A form is for whom it was posted to.
            request.method = match request.method {
                Method::Head => Method::Head,
                Method::Get | Method::Post => Method::Get,
            };
            request.url = next;
            answered = self.once(&request)?;
        }
        if redirect(&answered).is_some() {
            return Err(TransportError::Unreachable {
                host: Origin::host_of(&request.url),
                reason: "it redirects again and again".to_owned(),
            });
        }
        let (parts, body) = answered.into_parts();
        let headers = parts.headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        });
        Ok(Response {
            status: parts.status.as_u16(),
            headers: headers.collect(),
            body: NativeBody(match request.method {
                Method::Get | Method::Post => Some(body.into_reader()),
                Method::Head => None,
            }),
        })
    }

    async fn pause(&self, milliseconds: u32) {
        std::thread::sleep(Duration::from_millis(milliseconds.into()));
    }

    fn asks_first(&self) -> bool {
        false
    }
}

/// Runs work that waits for nothing but a [`NativeTransport`], which waits by itself.
///
/// # Panics
/// Where it waits for something else: that is a defect.
pub fn run<F: Future>(work: F) -> F::Output {
    let mut work = pin!(work);
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("the native transport never yields"),
    }
}

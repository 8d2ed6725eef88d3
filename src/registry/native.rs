//! Registries from the native command.

mod docker_config;

use std::io::Read;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use ureq::config::RedirectAuthHeaders;
use ureq::tls::{RootCerts, TlsConfig};

use super::http::{Body, Method, Request, Response, Transport, TransportError};
use super::place::Origin;

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
    agent: ureq::Agent,
}

impl Default for NativeTransport {
    fn default() -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
        let config = ureq::Agent::config_builder()
            .tls_config(tls.build())
            .http_status_as_error(false)
            .redirect_auth_headers(RedirectAuthHeaders::Never)
            .max_redirects(5)
            .user_agent(concat!("peel/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(CONNECT))
            .timeout_per_read(Some(READ))
            .build();
        NativeTransport {
            agent: config.new_agent(),
        }
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
        let mut builder = ureq::http::Request::builder()
            .method(request.method.name())
            .uri(&request.url);
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        let host = Origin::of(&request.url).map_or_else(String::new, |origin| origin.host);
        let failed = |reason: String| TransportError::Unreachable {
            host: host.clone(),
            reason,
        };
        let built = match request.method {
            // A body, though empty, is not expected of the others.
            Method::Post => builder
                .body(request.form.clone())
                .map(|r| self.agent.run(r)),
            Method::Get | Method::Head => builder.body(()).map(|r| self.agent.run(r)),
        };
        let answered = built.map_err(|error| failed(error.to_string()))?;
        let answered = answered.map_err(|error| match error {
            ureq::Error::Timeout(_) => failed("it did not answer in time".to_owned()),
            // A connection that was there, and went.
            ureq::Error::Io(error)
                if matches!(
                    error.kind(),
                    std::io::ErrorKind::ConnectionReset
                        | std::io::ErrorKind::ConnectionAborted
                        | std::io::ErrorKind::UnexpectedEof
                        | std::io::ErrorKind::BrokenPipe
                ) =>
            {
                TransportError::Cut {
                    reason: error.to_string(),
                }
            }
            error => failed(error.to_string()),
        })?;
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

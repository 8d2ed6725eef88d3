//! Requests and answers as data, and who carries them.

/// What is asked of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The whole of it, or a range.
    Get,
    /// Only the answer's headers.
    Head,
    /// Gives a form, and wants what comes back.
    Post,
}

impl Method {
    /// As HTTP writes it.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Post => "POST",
        }
    }
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is asked.
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// Headers: name in lower case, and value.
    pub headers: Vec<(&'static str, String)>,
    /// What is posted; empty otherwise.
    pub form: String,
}

impl Request {
    /// A request for the whole.
    pub fn get(url: impl Into<String>) -> Request {
        Request {
            method: Method::Get,
            url: url.into(),
            headers: Vec::new(),
            form: String::new(),
        }
    }

    /// A form (`application/x-www-form-urlencoded`) to be posted.
    pub fn post(url: impl Into<String>, form: String) -> Request {
        Request {
            method: Method::Post,
            form,
            ..Request::get(url)
        }
        .with("content-type", "application/x-www-form-urlencoded")
    }

    /// The request, with one more header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Request {
        self.headers.push((name, value.into()));
        self
    }
}

/// The answer to a request, of any status, once its headers are there.
#[derive(Debug)]
pub struct Response<B> {
    /// The status: 200, 404.
    pub status: u16,
    /// Headers that can be read: name in lower case, and value. A browser shows only those that
    /// the registry exposes.
    pub headers: Vec<(String, String)>,
    /// What follows.
    pub body: B,
}

impl<B> Response<B> {
    /// The first header of this name, which is in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Every header of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let found = self.headers.iter().filter(move |(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Why there is no answer, or no more of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The machine has no network.
    #[error("this machine is offline")]
    Offline,
    /// Nobody answers at that host.
    #[error("{host} cannot be reached: {reason}")]
    Unreachable {
        /// Host and port.
        host: String,
        /// What the platform says.
        reason: String,
    },
    /// The host answers, and its CORS policy does not let the page read it.
    #[error("{host} does not let web pages read its answers")]
    Blocked {
        /// Host and port.
        host: String,
    },
    /// The page came by https, and may not fetch by http.
    #[error("a page that came by https may not read http://{host}")]
    MixedContent {
        /// Host and port.
        host: String,
    },
    /// The relay of `peel serve` does not do it.
    #[error("the relay of `peel serve` refuses: {reason}")]
    Relay {
        /// Why.
        reason: String,
    },
    /// The answer broke off.
    #[error("the connection broke off: {reason}")]
    Cut {
        /// What the platform says.
        reason: String,
    },
}

/// What follows an answer's headers.
#[expect(
    async_fn_in_trait,
    reason = "one thread uses it, natively as in a worker: no bounds are wanted"
)]
pub trait Body {
    /// The next bytes, as they come; `None` after the last.
    ///
    /// # Errors
    /// [`TransportError::Cut`] where the connection ends first.
    async fn chunk(&mut self) -> Result<Option<Vec<u8>>, TransportError>;
}

/// Carries requests. It follows redirects, and takes no `Authorization` to another host by them.
#[expect(
    async_fn_in_trait,
    reason = "one thread uses it, natively as in a worker: no bounds are wanted"
)]
pub trait Transport {
    /// What follows the headers.
    type Body: Body;

    /// Sends a request, and waits for the answer's headers. An answer of any status is one.
    ///
    /// # Errors
    /// [`TransportError`] where there is none.
    async fn send(&self, request: &Request) -> Result<Response<Self::Body>, TransportError>;

    /// Waits.
    async fn pause(&self, milliseconds: u32);

    /// Whether a request with anything unusual costs a question to the server first (a browser's
    /// preflight), which many registries answer wrongly.
    fn asks_first(&self) -> bool;
}

/// The whole of an answer, up to `limit` bytes; `None` where there is more.
///
/// # Errors
/// [`TransportError`] where it breaks off.
pub(super) async fn whole<B: Body>(
    body: &mut B,
    limit: usize,
) -> Result<Option<Vec<u8>>, TransportError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = body.chunk().await? {
        if bytes.len() + chunk.len() > limit {
            return Ok(None);
        }
        bytes.extend(chunk);
    }
    Ok(Some(bytes))
}

//! Images in registries, and in OCI layouts that a web server gives out as plain files.
//!
//! May depend on `limits`, `digest`, `source` and `archive`. Requests and answers are data here
//! ([`Request`], [`Response`]); a [`Transport`] carries them: `native.rs` for the command,
//! `browser.rs` for a worker's `fetch`. The code between is the same for both, and `async` only
//! since a browser's worker cannot wait: natively nothing ever waits but the transport.
//!
//! What is pulled is an image layout without its layers ([`Pulled`]): its documents are here, and
//! of each layer it is known where it is and how long, so that a session opens it like a folder.

mod access;
mod blob;
#[cfg(target_arch = "wasm32")]
pub mod browser;
mod challenge;
mod client;
mod document;
mod error;
mod http;
mod kept;
mod list;
#[cfg(not(target_arch = "wasm32"))]
pub mod native;
mod near;
mod pasted;
mod place;
mod pull;
mod reference;
mod referrers;
mod route;
mod token;

pub use access::{Access, Credentials, Secret};
pub use blob::{RemoteBlob, fetch, fetch_range};
pub use challenge::realms;
pub use client::Client;
pub use document::{DocumentError, document, host};
pub use error::RegistryError;
pub use http::{Body, Method, Request, Response, Transport, TransportError};
pub use kept::{KeptFile, KeptImage, blob_name, image_name};
pub use list::{List, Listed, catalogue, tags};
pub use pasted::{Pasted, PastedError};
pub use place::{Place, is_loopback};
pub use pull::{Asked, Choice, Pulled, RateLimit, pull};
pub use reference::{Reference, ReferenceError};
pub use referrers::{Referrer, referrers};
pub use route::{ProxyError, Route};

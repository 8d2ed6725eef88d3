//! Why an image could not be had from where it is.

use super::http::TransportError;
use crate::digest::Digest;

/// Why an image could not be had. `host` is the one that was asked, as people know it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// There was no answer, or it broke off.
    #[error("{host}: {error}")]
    Transport {
        /// The registry.
        host: String,
        /// Why.
        error: TransportError,
    },
    /// The registry has no such image, or says so to strangers.
    #[error("{host} has no {what}")]
    NotFound {
        /// The registry.
        host: String,
        /// The image, or the blob.
        what: String,
        /// What the registry says; may be empty.
        says: String,
        /// Tags that are there, those most like the image's first.
        near: Vec<String>,
    },
    /// It wants to know who asks.
    #[error("{host} needs a login for {what}")]
    NeedsLogin {
        /// The registry.
        host: String,
        /// The image, or the blob.
        what: String,
    },
    /// It knows who asks, and says no.
    #[error("{host} does not let this user read {what}")]
    Denied {
        /// The registry.
        host: String,
        /// The image, or the blob.
        what: String,
        /// What the registry says; may be empty.
        says: String,
    },
    /// The credentials would have to go to a host that nobody agreed to.
    #[error("{host} wants its user's password to go to {realm}")]
    RealmConsent {
        /// The registry.
        host: String,
        /// The host that would get it.
        realm: String,
    },
    /// The credentials would have to go where others can read along.
    #[error("{host} wants its user's password without encryption")]
    PlainPassword {
        /// The host that would get it.
        host: String,
    },
    /// What it asks for with a 401 cannot be understood.
    #[error("{host} asks for a login in a way that Peel does not know")]
    Challenge {
        /// The registry.
        host: String,
    },
    /// Too many requests.
    #[error("{host} answers no more requests for now")]
    RateLimited {
        /// The registry.
        host: String,
        /// Seconds until it wants to be asked again, where it says so.
        retry_after: Option<u64>,
    },
    /// The registry failed.
    #[error("{host} failed with status {status}")]
    Server {
        /// The registry.
        host: String,
        /// The status.
        status: u16,
    },
    /// A status that no registry has for this.
    #[error("{host} answered {what} with status {status}")]
    Status {
        /// The registry.
        host: String,
        /// What was asked for.
        what: String,
        /// The status.
        status: u16,
    },
    /// The answer is not what a registry answers: a web page, say.
    #[error("{host} is no registry: {reason}")]
    NotARegistry {
        /// The host.
        host: String,
        /// What is wrong.
        reason: String,
    },
    /// A manifest of Docker's schema 1, from before 2016.
    #[error("{what} at {host} has a manifest of Docker's schema 1")]
    Schema1 {
        /// The registry.
        host: String,
        /// The image.
        what: String,
    },
    /// What came has another digest.
    #[error("{host} sent other bytes for {what}: their digest is {found}")]
    WrongDigest {
        /// The registry.
        host: String,
        /// What was asked for.
        what: String,
        /// The digest of what came.
        found: Digest,
    },
    /// More bytes than there should be.
    #[error("{host} sent more than the {size} bytes of {what}")]
    TooLong {
        /// The registry.
        host: String,
        /// What was asked for.
        what: String,
        /// Bytes that it should have.
        size: u64,
    },
    /// Fewer bytes than there should be, again and again.
    #[error("{host} sent only {there} of the {size} bytes of {what}")]
    Short {
        /// The registry.
        host: String,
        /// What was asked for.
        what: String,
        /// Bytes that came.
        there: u64,
        /// Bytes that it should have.
        size: u64,
    },
    /// A document over the limit.
    #[error("{what} at {host} is larger than {limit} bytes")]
    TooLarge {
        /// The registry.
        host: String,
        /// The document.
        what: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// The server does not give parts of a blob.
    #[error("{host} gives no parts of {what}")]
    NoRanges {
        /// The registry.
        host: String,
        /// The blob.
        what: String,
    },
    /// The index has no image for the platform.
    #[error("{what} has no image for {platform}")]
    NoPlatform {
        /// The image.
        what: String,
        /// The platform that was asked for.
        platform: String,
        /// Those that there are.
        there: Vec<String>,
    },
    /// An index without an image, or one within too many others.
    #[error("{what} holds no image")]
    NoImage {
        /// The image.
        what: String,
    },
}

impl RegistryError {
    /// The error of a host whose answer did not come, or broke off.
    pub(super) fn lost(host: impl Into<String>) -> impl FnOnce(TransportError) -> RegistryError {
        let host = host.into();
        |error| RegistryError::Transport { host, error }
    }
}

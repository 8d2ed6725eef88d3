//! One document at an address: no registry, and the same way there.

use super::http::{Body, Request, Transport, TransportError};
use super::place::Origin;

/// Why a document could not be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// It is no address of http.
    #[error("it is no http(s) address")]
    NoAddress,
    /// There is no answer, or it broke off.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// It is not there, or may not be read.
    #[error("the server answers {0}")]
    Status(u16),
    /// It is longer than it may be.
    #[error("it is longer than {0} bytes")]
    TooLarge(u64),
}

/// The host of an address, with its port where it names one.
///
/// # Errors
/// [`DocumentError::NoAddress`].
pub fn host(address: &str) -> Result<String, DocumentError> {
    let origin = Origin::of(address).ok_or(DocumentError::NoAddress)?;
    Ok(origin.host)
}

/// Fetches a document of at most so many bytes. `progress` is told of bytes that came, and of all where
/// the server tells of them (compressed or not, as it sends them).
///
/// # Errors
/// [`DocumentError`].
pub async fn document(
    transport: &impl Transport,
    address: &str,
    most: u64,
    mut progress: impl FnMut(u64, u64),
) -> Result<Vec<u8>, DocumentError> {
    host(address)?;
    let mut response = transport.send(&Request::get(address)).await?;
    if response.status != 200 {
        return Err(DocumentError::Status(response.status));
    }
    let total = response.header("content-length");
    let total = total.and_then(|text| text.parse::<u64>().ok());
    let mut bytes = Vec::new();
    while let Some(chunk) = response.body.chunk().await? {
        if (bytes.len() + chunk.len()) as u64 > most {
            return Err(DocumentError::TooLarge(most));
        }
        bytes.extend(chunk);
        let done = bytes.len() as u64;
        progress(done, total.unwrap_or(done).max(done));
    }
    Ok(bytes)
}

//! Small documents of an archive, and what their names claim.

use super::{ArchiveError, Documents, IndexEntry};
use crate::digest::Digest;
use crate::limits;

/// A document's bytes.
///
/// # Errors
/// [`ArchiveError::TooLarge`], or what the source says.
pub(super) fn read(documents: &dyn Documents, entry: &IndexEntry) -> Result<Vec<u8>, ArchiveError> {
    if entry.size > limits::JSON_BYTES {
        return Err(ArchiveError::TooLarge {
            entry: entry.path.clone(),
            size: entry.size,
            limit: limits::JSON_BYTES,
        });
    }
    Ok(documents.document(entry)?)
}

/// The error of a document that does not parse.
pub(super) fn json_error(entry: &IndexEntry, error: &serde_json::Error) -> ArchiveError {
    ArchiveError::Json {
        entry: entry.path.clone(),
        offset: entry.offset,
        reason: error.to_string(),
    }
}

/// `blobs/sha256/HEX` claims a digest; no other name does.
pub(super) fn digest_in_name(name: &str) -> Option<Digest> {
    let (algorithm, hex) = name.strip_prefix("blobs/")?.split_once('/')?;
    format!("{algorithm}:{hex}").parse().ok()
}

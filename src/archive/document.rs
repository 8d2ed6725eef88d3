//! Small documents of an archive, and what their names claim.

use super::{ArchiveError, Checked, Documents, IndexEntry};
use crate::digest::{Algorithm, Digest};
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

/// `blobs/sha256/HEX` claims a digest; no other name of a layer does.
pub(super) fn digest_in_name(name: &str) -> Option<Digest> {
    let (algorithm, hex) = name.strip_prefix("blobs/")?.split_once('/')?;
    format!("{algorithm}:{hex}").parse().ok()
}

/// The digest that a config's name claims: the config is the image, and docker save names it
/// `HEX.json`, go-containerregistry `sha256:HEX`.
pub(super) fn config_digest_in_name(name: &str) -> Option<Digest> {
    let in_json = |name: &str| {
        format!("sha256:{}", name.strip_suffix(".json")?)
            .parse()
            .ok()
    };
    digest_in_name(name)
        .or_else(|| name.parse().ok())
        .or_else(|| in_json(name))
}

/// The digest that is claimed of a document, beside that of its bytes.
pub(super) fn checked(claimed: Option<Digest>, bytes: &[u8]) -> Checked {
    let algorithm = claimed
        .as_ref()
        .map_or(Algorithm::Sha256, Digest::algorithm);
    Checked {
        found: Some(Digest::of(algorithm, bytes)),
        claimed,
    }
}

/// What is wrong with a document's digest, if anything is.
pub(super) fn digest_error(name: &str, checked: &Checked) -> Option<ArchiveError> {
    let found = checked.found.as_ref()?;
    (checked.claimed.as_ref()? != found).then(|| ArchiveError::WrongDigest {
        entry: name.to_owned(),
        found: found.clone(),
    })
}

//! What a browser keeps of what was downloaded, and how it is called there.

use serde::{Deserialize, Serialize};

use super::pull::{Asked, Pulled};
use crate::archive::Platform;
use crate::digest::{Algorithm, Digest};

/// One file that is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Its name: a digest with `-` for the colon, or `image-` and another.
    pub name: String,
    /// Bytes that are there.
    pub size: u64,
    /// When it was written, in milliseconds since 1970.
    pub modified: f64,
}

/// The file of a blob of this digest; `None` where that is none.
pub fn blob_name(digest: &str) -> Option<String> {
    let digest: Digest = digest.parse().ok()?;
    Some(format!("{}-{}", digest.algorithm().name(), digest.hex()))
}

/// An image's documents as they are kept.
#[derive(Serialize, Deserialize)]
pub struct KeptImage {
    /// When it was pulled, in milliseconds since 1970.
    pub pulled_at: f64,
    /// The documents.
    pub pulled: Pulled,
}

/// The file of an image's documents. Its name tells nobody which image it is.
pub fn image_name(asked: &Asked) -> String {
    let platform = asked
        .platform
        .as_ref()
        .map_or_else(String::new, Platform::to_string);
    let manifest = asked.manifest.as_deref().unwrap_or_default();
    let text = format!("{} {platform} {manifest}", asked.place);
    format!(
        "image-{}",
        Digest::of(Algorithm::Sha256, text.as_bytes()).hex()
    )
}

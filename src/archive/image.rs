//! An image as an archive describes it, before any layer has been read.

use serde::{Deserialize, Serialize};

use super::{ArchiveError, Config};
use crate::digest::Digest;

/// One image of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveImage {
    /// Name of its manifest in an OCI layout; empty elsewhere.
    pub manifest: String,
    /// Its references, as the archive writes them: `name:tag`. May be none.
    pub tags: Vec<String>,
    /// The config; the default where it could not be read (then `problems` says why).
    pub config: Config,
    /// Whether the config was read: only then do its silences mean anything.
    pub config_read: bool,
    /// Digest of the config's bytes, which is the image's ID. `None` where there is no config.
    pub id: Option<Digest>,
    /// The layers, the lowest first.
    pub layers: Vec<LayerBlob>,
    /// What could not be read.
    pub problems: Vec<ArchiveError>,
    /// What is odd, and how it was understood.
    pub notes: Vec<Note>,
}

/// One layer of an image, and where its bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerBlob {
    /// The name that the manifest gives it in the archive.
    pub name: String,
    /// Where its bytes are; `None` where they are not in the archive.
    pub blob: Option<BlobRef>,
    /// The diff ID that the config claims.
    pub diff_id: Option<Digest>,
    /// The digest of the stored bytes that the archive claims by the blob's name.
    pub digest: Option<Digest>,
    /// The media type that the archive claims.
    pub media_type: Option<String>,
}

/// Bytes of the archive (of the uncompressed archive, where it is compressed).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BlobRef {
    /// Offset of the first byte.
    pub offset: u64,
    /// Bytes, as stored: compressed where the layer is.
    pub len: u64,
}

/// Something odd in an archive that is no error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The config lists another number of diff IDs than the manifest lists layers.
    LayerCount {
        /// Layers of the manifest.
        layers: usize,
        /// Diff IDs of the config.
        diff_ids: usize,
    },
    /// There is no `manifest.json`: the image was put together from the folders' own `json`.
    WithoutManifest {
        /// Whether the tar ends with its own mark; otherwise it was probably cut.
        whole: bool,
    },
    /// An index lists a manifest that is not in the archive.
    ManifestAbsent {
        /// Its digest, as written.
        digest: String,
        /// The platform that the index gives it; may be empty.
        platform: String,
    },
    /// The archive holds something else than an image.
    NotAnImage {
        /// What: `an attestation`.
        what: String,
        /// Its name in the archive.
        name: String,
    },
    /// The layer of this ID, and what lies below it, is not in the archive.
    LowerLayersMissing(String),
}

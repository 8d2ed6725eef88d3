//! An image as an archive describes it, before any layer has been read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ArchiveError, Attestation, Config, Platform};
use crate::digest::Digest;
use crate::source::ByteSource;

/// A digest that somebody claims of bytes, beside the one that they have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The digest that is claimed; `None` where nobody claims one.
    pub claimed: Option<Digest>,
    /// The digest of the bytes; `None` where they were not read.
    pub found: Option<Digest>,
}

impl Checked {
    /// The digest of the bytes; of bytes that were not read, the one that is claimed.
    pub fn digest(&self) -> Option<&Digest> {
        self.found.as_ref().or(self.claimed.as_ref())
    }
}

/// One image of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArchiveImage {
    /// Its manifest; `None` where nothing but a `manifest.json` of docker save lists it.
    pub manifest: Option<Checked>,
    /// Digest of the index that lists it among its platforms, as written; `None` where only
    /// `index.json` itself does.
    pub index: Option<String>,
    /// Its references, as the archive writes them: `name:tag`. May be none.
    pub tags: Vec<String>,
    /// What it runs on, by its config; what that does not say, by the index.
    pub platform: Platform,
    /// The config; the default where it could not be read (then `problems` says why).
    pub config: Config,
    /// Whether the config was read: only then do its silences mean anything.
    pub config_read: bool,
    /// Digest of the config, which is the image's ID. Empty where there is no config.
    pub id: Checked,
    /// Where its documents are.
    pub stored: Stored,
    /// Annotations of its manifest; what these do not say, by the index.
    pub annotations: BTreeMap<String, String>,
    /// The layers, the lowest first.
    pub layers: Vec<LayerBlob>,
    /// What was attested of it.
    pub attestations: Vec<Attestation>,
    /// What could not be read.
    pub problems: Vec<ArchiveError>,
    /// What is odd, and how it was understood.
    pub notes: Vec<Note>,
}

/// Where an image's documents are in the archive; `None` for one that is not, or that stands
/// within another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// The manifest (only an OCI layout has one for each image).
    pub manifest: Option<BlobRef>,
    /// The config.
    pub config: Option<BlobRef>,
}

/// One layer of an image, and where its bytes are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerBlob {
    /// The name that the manifest gives it in the archive.
    pub name: String,
    /// Where its bytes are; `None` where they are not in the archive.
    pub blob: Option<BlobRef>,
    /// The diff ID that the config claims.
    pub diff_id: Option<Digest>,
    /// The digest of the stored bytes that the archive claims.
    pub digest: Option<Digest>,
    /// The media type that the archive claims.
    pub media_type: Option<String>,
    /// Where else it is to be had, as written; only foreign layers say so.
    pub urls: Vec<String>,
    /// What the manifest says of a table of contents in its bytes: the annotations of eStargz and
    /// of zstd:chunked, as written. Empty where there are none.
    pub toc: BTreeMap<String, String>,
}

/// Bytes of the archive (of the uncompressed archive, where it is compressed).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BlobRef {
    /// Offset of the first byte.
    pub offset: u64,
    /// Bytes, as stored: compressed where the layer is.
    pub len: u64,
}

impl BlobRef {
    /// All bytes of a source.
    pub fn whole(source: &dyn ByteSource) -> BlobRef {
        BlobRef {
            offset: 0,
            len: source.len(),
        }
    }
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
    /// An index lists manifests that are not in the archive.
    ManifestsAbsent {
        /// The index.
        by: String,
        /// Manifests that it lists, attestations not counted.
        listed: usize,
        /// The platforms of those that are absent, or their digests.
        absent: Vec<String>,
    },
    /// `manifest.json` and the OCI manifest list other layers, or in another order.
    ManifestsDisagree {
        /// The OCI manifest, which is not believed.
        manifest: String,
    },
    /// A foreign layer, which its maker does not let others distribute, is not in the archive.
    ForeignLayerAbsent {
        /// The layer, from 0.
        layer: usize,
        /// Its name in the archive.
        name: String,
        /// Where it is to be had, as written.
        urls: Vec<String>,
    },
    /// The archive holds no image, but a file system: it is shown as one layer.
    FileSystem,
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

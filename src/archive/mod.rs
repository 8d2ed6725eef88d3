//! What an archive holds: which images, with their configs, and where each layer's bytes are.
//!
//! May depend on `limits`, `digest`, `source`, `decompress` and `tarstream`. Reads tar headers
//! and small JSON documents; never copies a layer.
//!
//! - [`Index`]: the outer tar's entries, by name, from a source with random access.
//! - [`IndexStream`]: the same from pushed bytes, for an archive that is itself compressed.
//! - [`open`]: the images, from an index and its documents.

mod artifact;
mod attestation;
mod config;
mod docker_save;
mod document;
mod error;
mod file_system;
mod image;
mod index;
mod json;
mod layers;
mod legacy;
pub mod media_type;
mod merge;
pub(crate) mod oci;
mod oci_image;
mod oci_layout;
mod open;
mod platform;
mod provenance;
mod statement;
mod stream;

pub use artifact::{Artifact, ArtifactFile};
pub use attestation::Attestation;
pub use config::{Config, ContainerConfig, Healthcheck, HistoryEntry, RootFs};
pub use error::ArchiveError;
pub use image::{ArchiveImage, BlobRef, Checked, LayerBlob, Note, Stored};
pub use index::{Documents, Index, IndexEntry, SourceDocuments};
pub use open::{Opened, Whole, open};
pub use platform::Platform;
pub use provenance::Arguments;
pub use statement::{Package, Statement};
pub use stream::{Content, IndexStream, IndexedStream};

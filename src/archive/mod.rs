//! What an archive holds: which images, with their configs, and where each layer's bytes are.
//!
//! May depend on `limits`, `digest`, `source`, `decompress` and `tarstream`. Reads tar headers
//! and small JSON documents; never copies a layer.
//!
//! - [`Index`]: the outer tar's entries, by name, from a source with random access.
//! - [`IndexStream`]: the same from pushed bytes, for an archive that is itself compressed.
//! - [`open`]: the images, from an index and its documents.

mod config;
mod docker_save;
mod document;
mod error;
mod image;
mod index;
mod json;
mod layers;
mod legacy;
mod oci;
mod oci_layout;
mod open;
mod stream;

pub use config::{Config, ContainerConfig, Healthcheck, HistoryEntry};
pub use error::ArchiveError;
pub use image::{ArchiveImage, BlobRef, LayerBlob, Note};
pub use index::{Documents, Index, IndexEntry, SourceDocuments};
pub use open::{Opened, open};
pub use stream::{Content, IndexStream, IndexedStream};

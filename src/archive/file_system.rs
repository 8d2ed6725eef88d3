//! A tar of a file system without an image around it: what `docker export` writes, or a rootfs
//! that a distribution publishes.

use super::{ArchiveImage, BlobRef, Index, IndexEntry, LayerBlob, Note};

/// Names at the top of a file system: the FHS's, what `docker export` adds, and Windows'.
const TOP: &[&str] = &[
    ".dockerenv",
    "bin",
    "boot",
    "dev",
    "etc",
    "home",
    "lib",
    "lib64",
    "media",
    "mnt",
    "nix",
    "opt",
    "proc",
    "root",
    "run",
    "sbin",
    "srv",
    "sys",
    "tmp",
    "usr",
    "var",
    "Files",
    "Hives",
];

/// Entries after which a tar without a word of images is no archive of them.
const ENOUGH: usize = 64;

fn is_top(entry: &&IndexEntry) -> bool {
    let top = entry.path.split('/').next().unwrap_or_default();
    TOP.contains(&top)
}

/// Whether the tar looks like a file system: at least one name at its top is one of a file
/// system's.
pub(super) fn is_one(index: &Index) -> bool {
    index.entries().iter().any(|entry| is_top(&entry))
}

/// The same of a tar of which more may come: one that begins like a file system need not be
/// read to its end to know what it is. Most of its entries must be a file system's: one name
/// alone may be chance.
pub(super) fn is_one_so_far(index: &Index) -> bool {
    let entries = index.entries();
    let tops = entries.iter().filter(is_top).count();
    entries.len() >= ENOUGH && tops * 2 > entries.len() && !index.has_documents()
}

/// The image of one layer that a file of `len` stored bytes is, called `name`.
pub(super) fn image(name: &str, len: u64) -> ArchiveImage {
    ArchiveImage {
        layers: vec![LayerBlob {
            name: name.to_owned(),
            blob: Some(BlobRef { offset: 0, len }),
            ..LayerBlob::default()
        }],
        notes: vec![Note::FileSystem],
        ..ArchiveImage::default()
    }
}

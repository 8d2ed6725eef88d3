//! One row of a table, and the tar entry that it stands for.

use std::borrow::Cow;

use super::time;
use crate::digest::{Algorithm, Digest};
use crate::tarstream::{Entry, EntryKind};

/// The attribute that holds file capabilities.
pub(super) const CAPABILITY: &str = "security.capability";

/// What a row says, as far as a listing wants it.
#[derive(Default)]
pub(super) struct Row<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) kind: Cow<'a, str>,
    pub(super) link: Cow<'a, str>,
    pub(super) size: u64,
    pub(super) mode: i64,
    pub(super) uid: i64,
    pub(super) gid: i64,
    pub(super) modtime: Cow<'a, str>,
    pub(super) device: (i64, i64),
    /// Whether among its attributes are file capabilities.
    pub(super) capability: bool,
    /// Whether it has any others.
    pub(super) attributes: bool,
    pub(super) digest: Cow<'a, str>,
}

impl Row<'_> {
    /// Whether it is a later part of the file before it, and no entry of the tar.
    pub(super) fn is_chunk(&self) -> bool {
        self.kind == "chunk"
    }

    /// Bytes of contents that it claims.
    pub(super) fn content(&self) -> u64 {
        match &*self.kind {
            "reg" => self.size,
            _ => 0,
        }
    }

    /// The first eight bytes of the SHA-256 of its contents; 0 where it has none.
    pub(super) fn hash(&self) -> u64 {
        self.digest.parse().map_or(0, |digest| hash(&digest))
    }

    /// The entry of the tar.
    pub(super) fn entry(&self) -> Entry {
        let unsigned = |n: i64| u64::try_from(n).unwrap_or(0);
        let device = |n: i64| u32::try_from(n).unwrap_or(0);
        let bytes = |text: &Cow<'_, str>| text.as_bytes().to_vec();
        let attribute = |has: bool, name: &[u8]| has.then(|| (name.to_vec(), Vec::new()));
        let xattrs = [
            attribute(self.capability, CAPABILITY.as_bytes()),
            attribute(self.attributes, b"user.other"),
        ];
        Entry {
            path: bytes(&self.name),
            link: bytes(&self.link),
            kind: match &*self.kind {
                "reg" => EntryKind::File,
                "dir" => EntryKind::Directory,
                "symlink" => EntryKind::Symlink,
                "hardlink" => EntryKind::HardLink,
                "char" => EntryKind::CharDevice,
                "block" => EntryKind::BlockDevice,
                "fifo" => EntryKind::Fifo,
                _ => EntryKind::Other(b'?'),
            },
            mode: (self.mode & 0o7777) as u16,
            uid: unsigned(self.uid),
            gid: unsigned(self.gid),
            mtime: time::seconds(&self.modtime).unwrap_or(0),
            stored: self.content(),
            logical: self.content(),
            device: (device(self.device.0), device(self.device.1)),
            header_offset: 0,
            content_offset: 0,
            sparse: false,
            pieces: Vec::new(),
            xattrs: xattrs.into_iter().flatten().collect(),
        }
    }
}

/// A digest as listings by table keep it.
pub(super) fn hash(digest: &Digest) -> u64 {
    match digest.algorithm() {
        Algorithm::Sha256 => u64::from_str_radix(&digest.hex()[..16], 16).unwrap_or(0),
        // Not to be compared with SHA-256's.
        Algorithm::Sha512 => 0,
    }
}

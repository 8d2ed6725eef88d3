//! A tar stream as events: entries, and their contents, from bytes pushed in pieces of any size.
//!
//! May depend on `limits` only. The layouts are ustar, PAX and GNU (POSIX.1-2024 `pax`, GNU tar's
//! manual), read as leniently as Go's `archive/tar` and GNU tar do where an honest archive needs
//! it, since those two wrote nearly all of them. The `tar` crate gives the header's fields; its
//! own reader is not used, because it reads extension headers without bound, pulls instead of
//! being pushed, and cannot keep names that are not UTF-8 in wasm.

mod header;
mod path;
mod pax;
mod pending;
mod sparse;
mod stream;

pub use path::{CleanPath, clean};
pub use stream::{TarStream, Visit};

/// Bytes of a tar block.
pub const BLOCK: usize = 512;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A regular file (typeflags `0`, NUL, `7` and GNU's sparse `S`).
    File,
    /// Another name of a file; its target is a path from the root of the tar.
    HardLink,
    /// A symbolic link.
    Symlink,
    /// A character device.
    CharDevice,
    /// A block device.
    BlockDevice,
    /// A folder.
    Directory,
    /// A named pipe.
    Fifo,
    /// Another typeflag; its contents are skipped.
    Other(u8),
}

/// One entry, with every extension header already applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The path as written, in bytes: not normalised, perhaps not UTF-8.
    pub path: Vec<u8>,
    /// The target of a link, as written.
    pub link: Vec<u8>,
    /// What it is.
    pub kind: EntryKind,
    /// Permission bits with setuid, setgid and sticky (`0o7777`).
    pub mode: u16,
    /// Numeric owner.
    pub uid: u64,
    /// Numeric group.
    pub gid: u64,
    /// Modification time, seconds since 1970.
    pub mtime: i64,
    /// Bytes that the entry's contents take in the stream, padding and the map of a sparse file
    /// not counted.
    pub stored: u64,
    /// Bytes of the file as a reader of it would see; differs from `stored` in a sparse file.
    pub logical: u64,
    /// Device numbers, for devices.
    pub device: (u32, u32),
    /// Offset of the entry's own header block in the stream.
    pub header_offset: u64,
    /// Offset of its contents in the stream.
    pub content_offset: u64,
    /// Whether it is stored as a sparse file.
    pub sparse: bool,
    /// Of a sparse file, where its stored bytes belong: offset in the file and length, in the order
    /// in which they are stored, as the archive says; at most `limits::SPARSE_PIECES`.
    pub pieces: Vec<(u64, u64)>,
    /// Extended attributes, from `SCHILY.xattr.*` and `LIBARCHIVE.xattr.*` records: name and
    /// value, by name. Access control lists (`SCHILY.acl.*`) stand among them by their key.
    pub xattrs: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Why a tar stream could not be read on. What came before stays valid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[error("{kind} at byte {offset}{}", .entry.as_ref().map(|e| format!(", in entry \"{e}\"")).unwrap_or_default())]
pub struct TarError {
    /// What is wrong.
    pub kind: TarErrorKind,
    /// Offset in the uncompressed stream.
    pub offset: u64,
    /// The entry in which it is wrong, shown lossily, where one had begun.
    pub entry: Option<String>,
}

/// What can be wrong with a tar stream.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum TarErrorKind {
    /// A header's checksum is not that of its bytes, so this is no tar header.
    #[error("no tar header (wrong checksum)")]
    Checksum,
    /// The size field is no number, is negative, or too large.
    #[error("a size that is no number")]
    Size,
    /// A PAX record breaks its own length, has no `=`, or has a NUL where Go's reader, and so
    /// every container runtime, refuses one.
    #[error("a broken PAX record")]
    Pax,
    /// An extension header is larger than `limits::TAR_EXTENSION`.
    #[error("an extension header of {0} bytes, over the limit")]
    ExtensionTooLarge(u64),
    /// The map of a sparse file is none.
    #[error("a broken map of a sparse file")]
    SparseMap,
    /// The stream ends in a header or in contents.
    #[error("the tar ends in the middle")]
    Truncated,
}

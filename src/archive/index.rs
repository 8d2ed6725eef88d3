//! The entries of the outer tar, by name.

use std::collections::HashMap;

use super::{ArchiveError, BlobRef};
use crate::limits;
use crate::source::{ByteSource, SourceError, read_exact_at};
use crate::tarstream::{BLOCK, Entry, EntryKind, TarErrorKind, TarStream, Visit, clean};

/// Bytes read at a time while hopping from header to header.
const HOP_BYTES: usize = 16 << 10;

/// One entry of the outer tar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// Its path, cleaned: no leading `./` or `/`.
    pub path: String,
    /// What it is.
    pub kind: EntryKind,
    /// Target of a link, as written.
    pub link: String,
    /// Offset of its contents in the uncompressed archive.
    pub offset: u64,
    /// Bytes of its contents.
    pub size: u64,
}

impl From<&IndexEntry> for BlobRef {
    fn from(entry: &IndexEntry) -> BlobRef {
        BlobRef {
            offset: entry.offset,
            len: entry.size,
        }
    }
}

/// Every entry of an archive.
#[derive(Debug, Default)]
pub struct Index {
    entries: Vec<IndexEntry>,
    by_path: HashMap<String, usize>,
    overfull: bool,
    name_bytes: usize,
    /// Whether the tar ends with its own mark; one that was cut between entries does not.
    pub(super) end_mark: bool,
}

/// Who can give a small document of the archive.
pub trait Documents {
    /// The contents of `entry`.
    ///
    /// # Errors
    /// [`SourceError`] where they cannot be read.
    fn document(&self, entry: &IndexEntry) -> Result<Vec<u8>, SourceError>;
}

/// Documents read from an uncompressed archive.
pub struct SourceDocuments<'a>(pub &'a dyn ByteSource);

impl Documents for SourceDocuments<'_> {
    fn document(&self, entry: &IndexEntry) -> Result<Vec<u8>, SourceError> {
        // An entry may claim more bytes than there are; nothing is allocated for those.
        let there = self.0.len().saturating_sub(entry.offset).min(entry.size);
        let mut bytes = vec![0; there as usize];
        read_exact_at(self.0, entry.offset, &mut bytes)?;
        Ok(bytes)
    }
}

impl Index {
    /// Reads the headers of an uncompressed archive, passing contents by. Damage ends the
    /// index, and is returned beside what came before it.
    pub fn read(source: &dyn ByteSource) -> (Index, Option<ArchiveError>) {
        let mut index = Index::default();
        let problem = index.fill(source).err();
        (index, problem)
    }

    fn fill(&mut self, source: &dyn ByteSource) -> Result<(), ArchiveError> {
        if source.is_empty() {
            return Err(ArchiveError::Empty);
        }
        let mut tar = TarStream::default();
        let mut piece = vec![0; HOP_BYTES];
        while tar.offset() < source.len() && !tar.ended() {
            let n = source.read_at(tar.offset(), &mut piece)?;
            if n == 0 {
                break;
            }
            let start = tar.offset();
            // Contents are never pushed: the push ends where they begin.
            while !tar.ended() && tar.offset() < start + n as u64 {
                let at = (tar.offset() - start) as usize;
                let block = (at + BLOCK).min(n);
                tar.push(&piece[at..block], self).map_err(tar_error)?;
                let skip = tar.skippable();
                let left = source.len() - tar.offset();
                tar.skip(skip.min(left), self);
            }
            if self.overfull {
                return Err(self.too_many());
            }
        }
        self.end_mark = tar.ended();
        match tar.finish() {
            // Too short for even one header.
            Err(error) if self.entries.is_empty() && error.offset < BLOCK as u64 => {
                Err(ArchiveError::NotTar)
            }
            end => Ok(end?),
        }
    }

    pub(super) fn too_many(&self) -> ArchiveError {
        ArchiveError::TooMany {
            what: "entries in the archive",
            limit: limits::ARCHIVE_ENTRIES,
        }
    }

    pub(super) fn overfull(&self) -> bool {
        self.overfull
    }

    /// Adds an entry; of several with one path the last counts, as when a tar is extracted.
    pub(super) fn add(&mut self, entry: &Entry) {
        self.name_bytes += entry.path.len() + entry.link.len();
        if self.entries.len() >= limits::ARCHIVE_ENTRIES
            || self.name_bytes > limits::ARCHIVE_NAME_BYTES
        {
            self.overfull = true;
            return;
        }
        let path = clean_text(&entry.path);
        self.by_path.insert(path.clone(), self.entries.len());
        self.entries.push(IndexEntry {
            path,
            kind: entry.kind,
            link: String::from_utf8_lossy(&entry.link).into_owned(),
            offset: entry.content_offset,
            size: entry.stored,
        });
    }

    /// The entries, in the tar's order.
    pub fn entries(&self) -> &[IndexEntry] {
        &self.entries
    }

    /// The file of this path, links followed (`layer.tar` may be a link to another layer's).
    /// `None` where there is none, or the links go in a circle.
    pub fn file(&self, path: &str) -> Option<&IndexEntry> {
        let mut path = clean_text(path.as_bytes());
        for _ in 0..=limits::ARCHIVE_LINK_HOPS {
            let entry = &self.entries[*self.by_path.get(&path)?];
            path = match entry.kind {
                EntryKind::File => return Some(entry),
                EntryKind::HardLink => clean_text(entry.link.as_bytes()),
                EntryKind::Symlink => {
                    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                    match entry.link.strip_prefix('/') {
                        Some(absolute) => clean_text(absolute.as_bytes()),
                        None => clean_text(format!("{folder}/{}", entry.link).as_bytes()),
                    }
                }
                _ => return None,
            };
        }
        None
    }

    /// Some of the names at the top level, to tell a person what the tar is.
    pub fn top_names(&self, most: usize) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for entry in &self.entries {
            let top = entry.path.split('/').next().unwrap_or_default();
            if !top.is_empty() && !names.iter().any(|n| n == top) {
                names.push(top.to_owned());
                if names.len() == most {
                    break;
                }
            }
        }
        names
    }
}

impl Visit for Index {
    fn entry(&mut self, entry: Entry) -> bool {
        self.add(&entry);
        false
    }

    fn data(&mut self, _: &[u8]) {}

    fn entry_end(&mut self) {}
}

/// A wrong checksum in the very first header means that this is no tar.
pub(super) fn tar_error(error: crate::tarstream::TarError) -> ArchiveError {
    match (&error.kind, error.offset) {
        (TarErrorKind::Checksum, 0) => ArchiveError::NotTar,
        _ => error.into(),
    }
}

fn clean_text(path: &[u8]) -> String {
    String::from_utf8_lossy(&clean(path).parts.join(&b'/')).into_owned()
}

//! The entries of the outer tar, by name.

use std::collections::HashMap;

use super::{ArchiveError, BlobRef, docker_save, file_system, oci_layout};
use crate::limits;
use crate::source::{ByteSource, FolderFile, SourceError, read_exact_at};
use crate::tarstream::{BLOCK, Entry, EntryKind, TarErrorKind, TarStream, Visit, clean};

/// Bytes read at a time while hopping from header to header.
const HOP_BYTES: usize = 16 << 10;

/// Documents that describe images, at the root.
const DOCUMENTS: &[&str] = &[
    docker_save::MANIFEST,
    oci_layout::INDEX,
    "oci-layout",
    "repositories",
];

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
    /// Whether it begins so much like a file system that the rest was not read.
    pub(super) file_system: bool,
    /// Entries after which that was last asked.
    asked: usize,
    /// Whether it has a word of images: a document that describes some, or a layer's usual name.
    documents: bool,
}

/// Links that lead to links, and to no file within the limit.
struct Circle;

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
        index.descend();
        (index, problem)
    }

    /// The files of a folder, as if they stood one after the other in one archive: path, link
    /// target where it is a symbolic link, and bytes of each.
    pub fn of_folder<'a>(files: impl Iterator<Item = &'a FolderFile>) -> Index {
        let mut index = Index::default();
        let mut offset = 0_u64;
        for file in files {
            let (kind, link) = match &file.link {
                Some(link) => (EntryKind::Symlink, link.clone()),
                None => (EntryKind::File, String::new()),
            };
            index.insert(IndexEntry {
                path: clean_text(file.path.as_bytes()),
                kind,
                link,
                offset,
                size: file.len,
            });
            offset = offset.saturating_add(file.len);
        }
        index.end_mark = true;
        index.descend();
        index
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
            if self.is_file_system_so_far() {
                return Ok(());
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
        self.insert(IndexEntry {
            path: clean_text(&entry.path),
            kind: entry.kind,
            link: String::from_utf8_lossy(&entry.link).into_owned(),
            offset: entry.content_offset,
            size: entry.stored,
        });
    }

    fn insert(&mut self, entry: IndexEntry) {
        self.name_bytes += entry.path.len() + entry.link.len();
        if self.entries.len() >= limits::ARCHIVE_ENTRIES
            || self.name_bytes > limits::ARCHIVE_NAME_BYTES
        {
            self.overfull = true;
            return;
        }
        let path = entry.path.as_str();
        self.documents |=
            DOCUMENTS.contains(&path) || path.starts_with("blobs/") || path.ends_with("/layer.tar");
        self.by_path.insert(entry.path.clone(), self.entries.len());
        self.entries.push(entry);
    }

    /// Whether it begins so much like a file system that nothing else is to be expected. Asked
    /// each time that there are twice as many entries, so that it costs next to nothing.
    pub(super) fn is_file_system_so_far(&mut self) -> bool {
        if self.entries.len() >= self.asked.saturating_mul(2).max(1) || self.overfull {
            self.asked = self.entries.len();
            self.file_system |= file_system::is_one_so_far(self);
        }
        self.file_system
    }

    /// Whether it has a word of images so far: a document that describes some, or a layer's
    /// usual name.
    pub fn has_documents(&self) -> bool {
        self.documents
    }

    /// Where everything stands in one folder (somebody packed the folder of a layout, and not
    /// what is in it), that folder becomes the root.
    pub(super) fn descend(&mut self) {
        let describes = |name: &str| DOCUMENTS[..3].contains(&name);
        let folders = self.entries.iter().filter_map(|entry| {
            let (folder, name) = entry.path.rsplit_once('/').unwrap_or(("", &entry.path));
            describes(name).then_some(folder)
        });
        let Some(top) = folders.min_by_key(|folder| folder.len()) else {
            return;
        };
        let folder = format!("{top}/");
        let beside = |entry: &IndexEntry| {
            let path = entry.path.as_str();
            path != top && !path.starts_with(&folder) && !folder.starts_with(&format!("{path}/"))
        };
        if top.is_empty() || self.entries.iter().any(beside) {
            return;
        }
        for entry in &mut self.entries {
            let below = |path: &str| path.strip_prefix(&folder).unwrap_or_default().to_owned();
            if entry.kind == EntryKind::HardLink {
                entry.link = below(&clean_text(entry.link.as_bytes()));
            }
            entry.path = below(&entry.path);
        }
        let paths = self.entries.iter().enumerate();
        self.by_path = paths.map(|(i, entry)| (entry.path.clone(), i)).collect();
    }

    /// The entries, in the tar's order.
    pub fn entries(&self) -> &[IndexEntry] {
        &self.entries
    }

    /// The file of this path, links followed (`layer.tar` may be a link to another layer's).
    /// `None` where there is none, or the links go in a circle.
    pub fn file(&self, path: &str) -> Option<&IndexEntry> {
        self.follow(path).unwrap_or(None)
    }

    /// Why there is no file of this path, which the document `by` names.
    pub(super) fn absence(&self, path: &str, by: &str) -> ArchiveError {
        let (entry, by) = (path.to_owned(), by.to_owned());
        match self.follow(path) {
            Ok(_) => ArchiveError::Missing { entry, by },
            Err(Circle) => ArchiveError::LinkCircle { entry, by },
        }
    }

    fn follow(&self, path: &str) -> Result<Option<&IndexEntry>, Circle> {
        let mut path = clean_text(path.as_bytes());
        for _ in 0..=limits::ARCHIVE_LINK_HOPS {
            let Some(entry) = self.by_path.get(&path).map(|i| &self.entries[*i]) else {
                return Ok(None);
            };
            path = match entry.kind {
                EntryKind::File => return Ok(Some(entry)),
                EntryKind::HardLink => clean_text(entry.link.as_bytes()),
                EntryKind::Symlink => {
                    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                    match entry.link.strip_prefix('/') {
                        Some(absolute) => clean_text(absolute.as_bytes()),
                        None => clean_text(format!("{folder}/{}", entry.link).as_bytes()),
                    }
                }
                _ => return Ok(None),
            };
        }
        Err(Circle)
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

//! The same index from pushed bytes, for an archive that can only be read from its start: one
//! that is itself compressed. Small documents are kept, and every file is handed on as it
//! passes, since it may be a layer and cannot be found again without reading from the start.

use std::collections::HashMap;

use super::index::tar_error;
use super::{ArchiveError, BlobRef, Documents, Index, IndexEntry};
use crate::decompress::{Compression, Decoder, Start};
use crate::limits;
use crate::source::SourceError;
use crate::tarstream::{Entry, EntryKind, TarStream, Visit};

/// Who takes the files of a stream.
pub trait Content {
    /// A file begins.
    fn begin(&mut self, blob: BlobRef);
    /// Its next bytes.
    fn data(&mut self, bytes: &[u8]);
    /// It is complete, or (at the end of a damaged stream) will get no more bytes.
    fn end(&mut self);
}

/// An archive's index that grows with pushed bytes.
pub struct IndexStream<C> {
    start: Start,
    decoder: Option<Decoder>,
    tar: TarStream,
    collect: Collect<C>,
    problem: Option<ArchiveError>,
}

/// What a stream held.
pub struct IndexedStream<C> {
    /// Its entries.
    pub index: Index,
    /// Its documents.
    pub documents: StreamDocuments,
    /// The taker of everything else, given back.
    pub content: C,
    /// Why it could not be read to its end.
    pub problem: Option<ArchiveError>,
}

/// Documents kept while the stream passed.
#[derive(Default)]
pub struct StreamDocuments(HashMap<u64, Vec<u8>>);

impl Documents for StreamDocuments {
    fn document(&self, entry: &IndexEntry) -> Result<Vec<u8>, SourceError> {
        Ok(self.0.get(&entry.offset).cloned().unwrap_or_default())
    }
}

struct Collect<C> {
    index: Index,
    documents: StreamDocuments,
    kept: u64,
    content: C,
    current: Current,
}

enum Current {
    Nothing,
    /// A file of which nothing has come yet.
    Begun(BlobRef),
    /// A file that looks like a document so far. It may be a layer all the same: a tar may begin
    /// with any letter.
    Document(u64, Vec<u8>),
    Content,
}

impl<C: Content> IndexStream<C> {
    /// A stream that hands files on to `content`.
    pub fn new(content: C) -> IndexStream<C> {
        IndexStream {
            start: Start::default(),
            decoder: None,
            tar: TarStream::default(),
            collect: Collect {
                index: Index::default(),
                documents: StreamDocuments::default(),
                kept: 0,
                content,
                current: Current::Nothing,
            },
            problem: None,
        }
    }

    /// Whether the archive turned out to be a file system without an image around it: then the
    /// rest of it is not of interest here.
    pub fn is_file_system(&self) -> bool {
        self.collect.index.file_system
    }

    /// Whether it has a word of images so far.
    pub fn has_documents(&self) -> bool {
        self.collect.index.has_documents()
    }

    /// Takes the next bytes as stored. After damage, bytes are passed over.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.problem.is_some() || self.is_file_system() {
            return;
        }
        if self.decoder.is_some() {
            self.decode(bytes);
        } else if let Some((compression, start)) = self.start.push(bytes) {
            self.begin(compression, &start);
        }
    }

    fn begin(&mut self, compression: Compression, start: &[u8]) {
        self.decoder = Some(Decoder::new(compression));
        self.decode(start);
    }

    fn decode(&mut self, bytes: &[u8]) {
        let Some(decoder) = &mut self.decoder else {
            return;
        };
        let (tar, collect) = (&mut self.tar, &mut self.collect);
        let pushed = decoder.push(bytes, |out| {
            tar.push(out, collect).map_err(tar_error)?;
            if !collect.index.is_file_system_so_far() && collect.index.overfull() {
                return Err(collect.index.too_many());
            }
            Ok(())
        });
        match pushed {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.problem = Some(error),
            Err(error) => self.problem = Some(error.into()),
        }
    }

    /// Uncompressed bytes of the archive so far.
    pub fn unpacked(&self) -> u64 {
        self.tar.offset()
    }

    /// Ends the stream.
    pub fn finish(mut self) -> IndexedStream<C> {
        if self.decoder.is_none() && self.problem.is_none() {
            match self.start.is_empty() {
                true => self.problem = Some(ArchiveError::Empty),
                false => {
                    let (compression, start) = self.start.end();
                    self.begin(compression, &start);
                }
            }
        }
        let mut problem = self.problem;
        if self.collect.index.file_system {
            return IndexedStream {
                index: self.collect.index,
                documents: self.collect.documents,
                content: self.collect.content,
                problem: None,
            };
        }
        self.collect.index.end_mark = self.tar.ended();
        if problem.is_none() {
            let decoded = self.decoder.map(Decoder::finish);
            problem = decoded.and_then(Result::err).map(ArchiveError::from);
        }
        if problem.is_none() {
            problem = self.tar.finish().err().map(ArchiveError::from);
        }
        let mut collect = self.collect;
        collect.index.descend();
        if matches!(collect.current, Current::Content | Current::Document(..)) {
            collect.content.end();
        }
        IndexedStream {
            index: collect.index,
            documents: collect.documents,
            content: collect.content,
            problem,
        }
    }
}

impl<C: Content> Visit for Collect<C> {
    fn entry(&mut self, entry: Entry) -> bool {
        self.index.add(&entry);
        let wanted = entry.kind == EntryKind::File;
        self.current = match wanted {
            true => Current::Begun(BlobRef {
                offset: entry.content_offset,
                len: entry.stored,
            }),
            false => Current::Nothing,
        };
        wanted
    }

    fn data(&mut self, bytes: &[u8]) {
        if let Current::Begun(blob) = self.current {
            self.content.begin(blob);
            self.current = match blob.len <= limits::JSON_BYTES && begins_json(bytes) {
                true => Current::Document(blob.offset, Vec::new()),
                false => Current::Content,
            };
        }
        self.content.data(bytes);
        if let Current::Document(_, kept) = &mut self.current {
            let left = KEPT_BYTES.saturating_sub(self.kept + kept.len() as u64);
            // JSON has no NUL, and a tar has some in its first header.
            if bytes.len() as u64 > left || bytes.contains(&0) {
                self.current = Current::Content;
            } else {
                kept.extend_from_slice(bytes);
            }
        }
    }

    fn entry_end(&mut self) {
        match std::mem::replace(&mut self.current, Current::Nothing) {
            Current::Document(offset, bytes) => {
                self.kept += bytes.len() as u64;
                self.documents.0.insert(offset, bytes);
                self.content.end();
            }
            Current::Content => self.content.end(),
            // An empty file is a document without a word, or a layer without a byte.
            Current::Begun(blob) => {
                self.content.begin(blob);
                self.content.end();
            }
            Current::Nothing => {}
        }
    }
}

/// Bytes of all documents kept from one stream.
const KEPT_BYTES: u64 = 4 * limits::JSON_BYTES;

fn begins_json(bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    // A byte order mark, an object, a list, or `null`.
    matches!(first, Some(b'{' | b'[' | b'n' | 0xef))
}

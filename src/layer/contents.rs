//! The contents of one file of a layer, read again on demand: bytes as stored go in, until those of
//! the file have come out.
//!
//! A listing keeps where contents are in the uncompressed tar, so that all but sparse files need no
//! tar reader: what stands before them is unpacked and passed by.

pub(super) mod holes;

use std::ops::ControlFlow;

use self::holes::Holes;
use super::Kind;
use super::listing::{Listing, ROOT};
use crate::decompress::{Compression, Decoder, DecompressError, Start};
use crate::limits;
use crate::tarstream::{BLOCK, Entry, TarError, TarStream, Visit, clean};

/// Where the contents of one file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Contents {
    /// Offset in the uncompressed tar.
    pub offset: u64,
    /// Bytes there.
    pub stored: u64,
    /// Bytes that a reader of the file sees; more than `stored` only in a sparse file.
    pub logical: u64,
    /// Whether it is stored as a sparse file.
    pub sparse: bool,
}

/// Why contents could not be had whole. Those that came before are good.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum ContentsProblem {
    /// The layer could not be decompressed.
    #[error(transparent)]
    Decompress(#[from] DecompressError),
    /// The tar is broken before them.
    #[error(transparent)]
    Tar(#[from] TarError),
    /// The layer could not be read from its source.
    #[error(transparent)]
    Source(#[from] crate::source::SourceError),
    /// The layer ends before they do.
    #[error("the layer ends {0} bytes before the file does")]
    Cut(u64),
    /// The map of a sparse file does not say where all of them belong.
    #[error("the sparse file's map does not fit its contents")]
    Map,
    /// The tar has no such contents any more: the file at hand changed.
    #[error("the layer has no contents at byte {0}")]
    Gone(u64),
}

impl Listing {
    /// Where a file's contents are; `None` for what is no file, and where only a table of contents
    /// was read, which does not say.
    pub fn contents(&self, node: u32) -> Option<Contents> {
        let facts = self.node(node);
        if facts.kind != Kind::File || self.by_table() || facts.flags.dropped() {
            return None;
        }
        Some(Contents {
            offset: facts.offset,
            stored: facts.size,
            logical: self.logical_size(node),
            sparse: facts.flags.sparse(),
        })
    }

    /// The node at a path as an archive writes it, searched name by name.
    pub fn find(&self, path: &[u8]) -> Option<u32> {
        let mut at = ROOT;
        for part in clean(path).parts {
            // A parent comes before its children.
            at = (at + 1..self.len() as u32).find(|node| {
                let facts = self.node(*node);
                facts.parent == at && !facts.flags.dropped() && self.name(*node) == part
            })?;
        }
        Some(at)
    }

    /// The file of which a node is a name: itself, or what its hard link leads to in this layer;
    /// `None` where that is not in this layer, or no file.
    pub fn file_of(&self, node: u32) -> Option<u32> {
        let mut at = node;
        for _ in 0..limits::LINK_HOPS {
            match self.node(at).kind {
                Kind::File => return Some(at),
                Kind::HardLink => at = self.find(self.link(at)?)?,
                _ => return None,
            }
        }
        None
    }
}

/// Takes the next bytes of a file, and says whether more are wanted.
pub type Take<'a> = &'a mut dyn FnMut(&[u8]) -> ControlFlow<()>;

/// A layer that is read for the contents of one file.
pub struct ContentScan {
    start: Start,
    decoder: Option<Decoder>,
    inner: Inner,
    unpacked: u64,
    problem: Option<ContentsProblem>,
}

/// A stretch of a stream that is pushed: what stands before it is passed by.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    before: u64,
    left: u64,
}

impl Stretch {
    /// The stretch of `len` bytes from `offset`.
    pub fn new(offset: u64, len: u64) -> Stretch {
        Stretch {
            before: offset,
            left: len,
        }
    }

    /// What of the next bytes is in it.
    pub fn cut<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let skip = at_most(bytes.len(), self.before);
        self.before -= skip as u64;
        let n = at_most(bytes.len() - skip, self.left);
        self.left -= n as u64;
        &bytes[skip..skip + n]
    }

    /// Bytes of it that are to come.
    pub fn left(&self) -> u64 {
        self.left
    }
}

enum Inner {
    /// A file whose bytes stand one after the other.
    Plain(Stretch),
    /// A sparse file, whose map stands before its contents.
    Sparse { tar: Box<TarStream>, find: Find },
}

impl ContentScan {
    /// A scan for these contents.
    pub fn new(contents: Contents) -> ContentScan {
        ContentScan {
            start: Start::default(),
            decoder: None,
            unpacked: 0,
            problem: None,
            inner: match contents.sparse {
                false => Inner::Plain(Stretch::new(contents.offset, contents.stored)),
                true => Inner::Sparse {
                    tar: Box::default(),
                    find: Find {
                        offset: contents.offset,
                        holes: None,
                        held: Vec::new(),
                    },
                },
            },
        }
    }

    /// Bytes of the uncompressed tar so far.
    pub fn unpacked(&self) -> u64 {
        self.unpacked
    }

    /// Takes the next bytes of the blob as stored, and hands on those of the file. Breaks once no
    /// more are needed: all have come, `take` wants no more, or they cannot be had.
    pub fn push(&mut self, bytes: &[u8], take: Take<'_>) -> ControlFlow<()> {
        if self.decoder.is_some() {
            return self.unpack(bytes, take);
        }
        match self.start.push(bytes) {
            Some((compression, start)) => self.begin(compression, &start, take),
            None => ControlFlow::Continue(()),
        }
    }

    /// Ends the layer.
    ///
    /// # Errors
    /// [`ContentsProblem`] where contents are missing.
    pub fn finish(mut self, take: Take<'_>) -> Result<(), ContentsProblem> {
        if self.decoder.is_none() {
            let (compression, start) = self.start.end();
            if self.begin(compression, &start, take).is_break() && self.problem.is_none() {
                return Ok(());
            }
        }
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        match self.inner {
            Inner::Plain(stretch) => match stretch.left() {
                0 => Ok(()),
                left => Err(ContentsProblem::Cut(left)),
            },
            Inner::Sparse { find, .. } => match find.holes {
                Some(holes) => holes.finish(take),
                None => Err(ContentsProblem::Gone(find.offset)),
            },
        }
    }

    fn begin(&mut self, compression: Compression, start: &[u8], take: Take<'_>) -> ControlFlow<()> {
        self.decoder = Some(Decoder::new(compression));
        self.unpack(start, take)
    }

    fn unpack(&mut self, bytes: &[u8], take: Take<'_>) -> ControlFlow<()> {
        let Some(decoder) = &mut self.decoder else {
            return ControlFlow::Break(());
        };
        let (inner, unpacked) = (&mut self.inner, &mut self.unpacked);
        let pushed = decoder.push(bytes, |out| {
            *unpacked += out.len() as u64;
            match inner.push(out, take) {
                Ok(ControlFlow::Continue(())) => Ok(()),
                Ok(ControlFlow::Break(())) => Err(None),
                Err(problem) => Err(Some(problem)),
            }
        });
        self.problem = match pushed {
            Ok(Ok(())) => return ControlFlow::Continue(()),
            Ok(Err(problem)) => problem,
            Err(error) => Some(error.into()),
        };
        ControlFlow::Break(())
    }
}

impl Inner {
    fn push(&mut self, bytes: &[u8], take: Take<'_>) -> Result<ControlFlow<()>, ContentsProblem> {
        match self {
            Inner::Plain(stretch) => {
                let cut = stretch.cut(bytes);
                if !cut.is_empty() && take(cut).is_break() {
                    // The rest is not missing: nobody wants it.
                    *stretch = Stretch::new(0, 0);
                }
                Ok(match stretch.left() {
                    0 => ControlFlow::Break(()),
                    _ => ControlFlow::Continue(()),
                })
            }
            Inner::Sparse { tar, find } => {
                // A block at a time: its header is seen before the contents behind it.
                for block in bytes.chunks(BLOCK) {
                    tar.push(block, find)?;
                    let held = std::mem::take(&mut find.held);
                    let Some(holes) = &mut find.holes else {
                        if tar.ended() || tar.offset() > find.offset.saturating_add(1 << 20) {
                            return Err(ContentsProblem::Gone(find.offset));
                        }
                        continue;
                    };
                    if holes.push(&held, take)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                    find.held = held;
                    find.held.clear();
                }
                Ok(ControlFlow::Continue(()))
            }
        }
    }
}

/// Finds a sparse file by where its contents are, and holds those of one block.
struct Find {
    offset: u64,
    holes: Option<Holes>,
    held: Vec<u8>,
}

impl Visit for Find {
    fn entry(&mut self, entry: Entry) -> bool {
        let found = self.holes.is_none() && entry.sparse && entry.content_offset == self.offset;
        if found {
            self.holes = Some(Holes::new(entry.pieces, entry.stored, entry.logical));
        }
        found
    }

    fn data(&mut self, bytes: &[u8]) {
        self.held.extend_from_slice(bytes);
    }

    fn entry_end(&mut self) {}
}

fn at_most(len: usize, left: u64) -> usize {
    usize::try_from(left).map_or(len, |left| len.min(left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said() {
        let contents = Contents {
            offset: 512,
            stored: 3,
            logical: 3,
            sparse: false,
        };
        let mut take = |_: &[u8]| ControlFlow::Continue(());
        let mut scan = ContentScan::new(contents);
        assert_eq!(scan.push(&[0; 514], &mut take), ControlFlow::Continue(()));
        assert_eq!(scan.finish(&mut take), Err(ContentsProblem::Cut(1)));
        let contents = Contents {
            sparse: true,
            ..contents
        };
        let mut scan = ContentScan::new(contents);
        assert_eq!(scan.push(&[0; 2048], &mut take), ControlFlow::Break(()));
        assert_eq!(scan.finish(&mut take), Err(ContentsProblem::Gone(512)));
    }
}

//! The push parser: a state machine over blocks.

use super::header::Block;
use super::pending::Pending;
use super::sparse::Map;
use super::{BLOCK, Entry, TarError, TarErrorKind};
use crate::limits;

/// Who wants to know what is in the stream.
pub trait Visit {
    /// A new entry. Answers whether its contents are wanted; when not, they may be skipped.
    fn entry(&mut self, entry: Entry) -> bool;

    /// The next piece of the current entry's contents, as stored.
    fn data(&mut self, bytes: &[u8]);

    /// The current entry's contents are complete. Called for every entry.
    fn entry_end(&mut self);
}

/// A tar stream that is being read.
pub struct TarStream {
    offset: u64,
    state: State,
    block: Box<[u8; BLOCK]>,
    filled: usize,
    pending: Pending,
}

enum State {
    /// Filling a header block.
    Header,
    /// Filling another block of the map of a sparse file.
    SparseMap { entry: Box<Entry>, map: Map },
    /// Inside an extension header's contents.
    Extension {
        typeflag: u8,
        header_offset: u64,
        bytes: Vec<u8>,
        left: u64,
        padding: u64,
    },
    /// Inside an entry's contents.
    Content {
        left: u64,
        padding: u64,
        wanted: bool,
        path: Vec<u8>,
    },
    /// Inside the padding after contents.
    Padding(u64),
    /// After the end of the archive, or after an error: nothing more is read.
    End,
}

impl Default for TarStream {
    fn default() -> TarStream {
        TarStream {
            offset: 0,
            state: State::Header,
            block: Box::new([0; BLOCK]),
            filled: 0,
            pending: Pending::default(),
        }
    }
}

impl TarStream {
    /// One that begins with an entry's headers at this offset, and not at the tar's start.
    pub fn beginning_at(offset: u64) -> TarStream {
        TarStream {
            offset,
            ..TarStream::default()
        }
    }

    /// Bytes of the stream taken so far, skipped ones included.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Whether the end of the archive has been seen (a zero block), or an error: what follows
    /// is not read.
    pub fn ended(&self) -> bool {
        matches!(self.state, State::End)
    }

    /// Bytes from here on that nobody wants to see: a source that can seek may pass them by.
    pub fn skippable(&self) -> u64 {
        match &self.state {
            State::Content {
                left,
                padding,
                wanted: false,
                ..
            } => left.saturating_add(*padding),
            State::Padding(left) => *left,
            _ => 0,
        }
    }

    /// Passes by `n` bytes, at most [`TarStream::skippable`].
    pub fn skip(&mut self, n: u64, visit: &mut impl Visit) {
        let n = n.min(self.skippable());
        let content = match &self.state {
            State::Content { left, .. } => n.min(*left),
            _ => 0,
        };
        self.pass_content(content, visit);
        self.pass_padding(n - content);
    }

    /// Takes the next bytes and tells `visit` what they hold.
    ///
    /// # Errors
    /// [`TarError`], once; bytes pushed after it are ignored.
    pub fn push(&mut self, mut bytes: &[u8], visit: &mut impl Visit) -> Result<(), TarError> {
        while !bytes.is_empty() {
            let n = match &mut self.state {
                State::End => {
                    self.offset += bytes.len() as u64;
                    return Ok(());
                }
                State::Header | State::SparseMap { .. } => {
                    let n = bytes.len().min(BLOCK - self.filled);
                    self.block[self.filled..self.filled + n].copy_from_slice(&bytes[..n]);
                    self.filled += n;
                    self.offset += n as u64;
                    if self.filled == BLOCK {
                        self.filled = 0;
                        if let Err(error) = self.block_full(visit) {
                            self.state = State::End;
                            return Err(error);
                        }
                    }
                    n
                }
                State::Extension {
                    bytes: held, left, ..
                } => {
                    let n = at_most(bytes.len(), *left);
                    held.extend_from_slice(&bytes[..n]);
                    *left -= n as u64;
                    self.offset += n as u64;
                    if *left == 0
                        && let Err(error) = self.extension_full()
                    {
                        self.state = State::End;
                        return Err(error);
                    }
                    n
                }
                State::Content { left, wanted, .. } => {
                    let n = at_most(bytes.len(), *left);
                    if *wanted && n > 0 {
                        visit.data(&bytes[..n]);
                    }
                    self.pass_content(n as u64, visit);
                    n
                }
                State::Padding(left) => {
                    let n = at_most(bytes.len(), *left);
                    self.pass_padding(n as u64);
                    n
                }
            };
            bytes = &bytes[n..];
        }
        Ok(())
    }

    /// Ends the stream. A missing end-of-archive mark is no error, since many tools leave it out.
    ///
    /// # Errors
    /// [`TarErrorKind::Truncated`] where the stream ends inside a header or contents.
    pub fn finish(self) -> Result<(), TarError> {
        let entry = match &self.state {
            State::End | State::Padding(_) => return Ok(()),
            State::Header if self.filled == 0 && self.pending.is_empty() => return Ok(()),
            State::Content { path, .. } => Some(lossy(path)),
            State::SparseMap { entry, .. } => Some(lossy(&entry.path)),
            State::Header | State::Extension { .. } => None,
        };
        Err(TarError {
            kind: TarErrorKind::Truncated,
            offset: self.offset,
            entry,
        })
    }

    fn block_full(&mut self, visit: &mut impl Visit) -> Result<(), TarError> {
        match std::mem::replace(&mut self.state, State::Header) {
            State::SparseMap { entry, map } => self.map_block(entry, map, visit),
            _ if self.block.iter().all(|b| *b == 0) => {
                // POSIX wants two; GNU tar stops at one too, and so do layers in the wild.
                self.state = State::End;
                Ok(())
            }
            _ => self.header(visit),
        }
    }

    fn header(&mut self, visit: &mut impl Visit) -> Result<(), TarError> {
        let header_offset = self.offset - BLOCK as u64;
        let bytes = *self.block;
        let at_header = |kind| TarError {
            kind,
            offset: header_offset,
            entry: None,
        };
        let block = Block::new(&bytes).map_err(at_header)?;
        let in_entry = |kind| TarError {
            kind,
            offset: header_offset,
            entry: Some(lossy(&block.path())),
        };
        let size = block.size().map_err(in_entry)?;
        let typeflag = block.typeflag();
        if Pending::is_extension(typeflag) {
            if size > limits::TAR_EXTENSION {
                return Err(in_entry(TarErrorKind::ExtensionTooLarge(size)));
            }
            self.state = State::Extension {
                typeflag,
                header_offset,
                bytes: Vec::new(),
                left: size,
                padding: padding(size),
            };
            if size == 0 {
                self.extension_full()?;
            }
            return Ok(());
        }
        let pending = std::mem::take(&mut self.pending);
        let entry = pending.entry(&block, size, header_offset, self.offset);
        let (entry, map) = entry.map_err(in_entry)?;
        match map {
            None => self.begin_content(entry, visit),
            Some(map) => {
                let entry = Box::new(entry);
                self.state = State::SparseMap { entry, map };
            }
        }
        Ok(())
    }

    fn map_block(
        &mut self,
        mut entry: Box<Entry>,
        mut map: Map,
        visit: &mut impl Visit,
    ) -> Result<(), TarError> {
        let at_block = |kind, entry: &Entry| TarError {
            kind,
            offset: self.offset - BLOCK as u64,
            entry: Some(lossy(&entry.path)),
        };
        if let Map::Text(_) = &map {
            // It is a part of what the header counts as contents, and no contents of the file.
            entry.stored = (entry.stored.checked_sub(BLOCK as u64))
                .ok_or_else(|| at_block(TarErrorKind::SparseMap, &entry))?;
        }
        if map
            .block(&self.block, &mut entry.pieces)
            .map_err(|kind| at_block(kind, &entry))?
        {
            entry.content_offset = self.offset;
            self.begin_content(*entry, visit);
        } else {
            self.state = State::SparseMap { entry, map };
        }
        Ok(())
    }

    fn begin_content(&mut self, entry: Entry, visit: &mut impl Visit) {
        let left = entry.stored;
        let path = entry.path.clone();
        let wanted = visit.entry(entry);
        self.state = State::Content {
            left,
            padding: padding(left),
            wanted,
            path,
        };
        if left == 0 {
            self.pass_content(0, visit);
        }
    }

    fn pass_content(&mut self, n: u64, visit: &mut impl Visit) {
        if let State::Content { left, padding, .. } = &mut self.state {
            *left -= n;
            self.offset += n;
            if *left == 0 {
                self.state = after(*padding);
                visit.entry_end();
            }
        }
    }

    fn pass_padding(&mut self, n: u64) {
        if let State::Padding(left) = &mut self.state {
            self.offset += n;
            self.state = after(*left - n);
        }
    }

    fn extension_full(&mut self) -> Result<(), TarError> {
        let State::Extension {
            typeflag,
            header_offset,
            bytes,
            padding,
            ..
        } = std::mem::replace(&mut self.state, State::Header)
        else {
            return Ok(());
        };
        let kept = self.pending.keep(typeflag, bytes);
        kept.map_err(|kind| TarError {
            kind,
            offset: header_offset,
            entry: None,
        })?;
        self.state = after(padding);
        Ok(())
    }
}

fn after(padding: u64) -> State {
    match padding {
        0 => State::Header,
        n => State::Padding(n),
    }
}

fn at_most(len: usize, left: u64) -> usize {
    usize::try_from(left).map_or(len, |left| len.min(left))
}

fn padding(size: u64) -> u64 {
    let block = BLOCK as u64;
    (block - size % block) % block
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

//! The push parser: a state machine over blocks.

use super::header::Block;
use super::pax::Records;
use super::{BLOCK, Entry, EntryKind, TarError, TarErrorKind};
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

/// Extension headers that wait for their entry.
#[derive(Default)]
struct Pending {
    pax: Option<Records>,
    long_name: Option<Vec<u8>>,
    long_link: Option<Vec<u8>>,
}

enum State {
    /// Filling a header block.
    Header,
    /// Filling another map block of an old GNU sparse file.
    SparseMap(Box<Entry>),
    /// Inside an extension header's contents.
    Extension {
        typeflag: u8,
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
                State::Header | State::SparseMap(_) => {
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
                        && let Err(kind) = self.extension_full()
                    {
                        self.state = State::End;
                        return Err(self.error(kind, None));
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
            State::SparseMap(entry) => Some(lossy(&entry.path)),
            State::Header | State::Extension { .. } => None,
        };
        Err(TarError {
            kind: TarErrorKind::Truncated,
            offset: self.offset,
            entry,
        })
    }

    fn error(&self, kind: TarErrorKind, path: Option<&[u8]>) -> TarError {
        TarError {
            kind,
            offset: self.offset,
            entry: path.map(lossy),
        }
    }

    fn block_full(&mut self, visit: &mut impl Visit) -> Result<(), TarError> {
        match std::mem::replace(&mut self.state, State::Header) {
            State::SparseMap(mut entry) => {
                // GnuExtSparseHeader: 21 entries of 24 bytes, then the flag.
                if self.block[504] == 1 {
                    self.state = State::SparseMap(entry);
                } else {
                    entry.content_offset = self.offset;
                    self.begin_content(*entry, visit);
                }
                Ok(())
            }
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
        if matches!(typeflag, b'x' | b'g' | b'L' | b'K') {
            if size > limits::TAR_EXTENSION {
                return Err(in_entry(TarErrorKind::ExtensionTooLarge(size)));
            }
            self.state = State::Extension {
                typeflag,
                bytes: Vec::new(),
                left: size,
                padding: padding(size),
            };
            if size == 0 {
                self.extension_full().map_err(in_entry)?;
            }
            return Ok(());
        }
        let (entry, more_map) = self.entry(&block, size, header_offset).map_err(in_entry)?;
        if more_map {
            self.state = State::SparseMap(Box::new(entry));
        } else {
            self.begin_content(entry, visit);
        }
        Ok(())
    }

    /// The entry of a header, with what the extension headers before it say. Go's order: PAX
    /// first, then GNU's long names.
    fn entry(
        &mut self,
        block: &Block<'_>,
        header_size: u64,
        header_offset: u64,
    ) -> Result<(Entry, bool), TarErrorKind> {
        let Pending {
            pax,
            long_name,
            long_link,
        } = std::mem::take(&mut self.pending);
        let pax = pax.unwrap_or_default();
        let path = long_name
            .or(pax.sparse_name)
            .or(pax.path)
            .unwrap_or_else(|| block.path());
        let link = long_link.or(pax.link).unwrap_or_else(|| block.link());
        let longest = path.len().max(link.len());
        if longest > limits::PATH_BYTES {
            return Err(TarErrorKind::PathTooLong(longest));
        }
        let kind = block.kind(&path);
        let size = pax.size.unwrap_or(header_size);
        // Links, folders, devices and pipes have no contents, whatever their size field says
        // (Go's archive/tar, which container runtimes use). A file named like a folder keeps them.
        let stored = match kind {
            EntryKind::File | EntryKind::Other(_) => size,
            EntryKind::Directory if block.typeflag() != b'5' => size,
            _ => 0,
        };
        let (logical, more_map, old_sparse) = if block.typeflag() == b'S' {
            let (real, more) = block.gnu_sparse()?;
            (real, more, true)
        } else {
            (pax.sparse_size.unwrap_or(stored), false, false)
        };
        let entry = Entry {
            kind,
            mode: block.mode(),
            uid: pax.uid.unwrap_or_else(|| block.uid()),
            gid: pax.gid.unwrap_or_else(|| block.gid()),
            mtime: pax.mtime.unwrap_or_else(|| block.mtime()),
            stored,
            logical,
            device: block.device(),
            header_offset,
            content_offset: self.offset,
            sparse: old_sparse || pax.sparse_size.is_some(),
            xattrs: pax.xattrs,
            path,
            link,
        };
        Ok((entry, more_map))
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

    fn extension_full(&mut self) -> Result<(), TarErrorKind> {
        let State::Extension {
            typeflag,
            bytes,
            padding,
            ..
        } = std::mem::replace(&mut self.state, State::Header)
        else {
            return Ok(());
        };
        match typeflag {
            b'x' => self.pending.pax = Some(Records::parse(&bytes)?),
            b'L' => self.pending.long_name = Some(until_nul(bytes)),
            b'K' => self.pending.long_link = Some(until_nul(bytes)),
            // Global records: container runtimes do not apply them to entries either.
            _ => {}
        }
        self.state = after(padding);
        Ok(())
    }
}

impl Pending {
    fn is_empty(&self) -> bool {
        self.pax.is_none() && self.long_name.is_none() && self.long_link.is_none()
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

fn until_nul(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(nul) = bytes.iter().position(|b| *b == 0) {
        bytes.truncate(nul);
    }
    bytes
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

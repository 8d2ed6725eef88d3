//! xz (the file format 1.2.1): any number of streams with padding between them, blocks with any
//! check, LZMA2 with one filter before it, and a count of what else follows.
//!
//! The container is read here: what other readers keep of an index grows with its blocks, and a
//! block may be twelve bytes. Memory is the dictionary's, which grows with the bytes that come out,
//! up to `limits::XZ_WINDOW`.

mod check;
mod header;

use lzma_rust2::{Action, Lzma2Stream, Status};

use super::{Compression, DecompressError};
use check::{Check, Crc32, Sum};
use header::BlockHeader;

const OUT_BYTES: usize = 128 << 10;
/// Bytes given to the decoder at a time: at damage it keeps what it made of them to itself.
const STEP_BYTES: usize = 4 << 10;

pub(super) struct Xz {
    part: Part,
    /// Bytes of the part at hand, until it is complete.
    held: Vec<u8>,
    /// The stream's kind of check.
    check: u8,
    /// Of each block of the stream, its bytes as stored and uncompressed.
    blocks: Sum,
    out: Vec<u8>,
    taken: u64,
    trailing: u64,
}

enum Part {
    StreamHeader,
    /// A block's header, or the zero with which an index begins.
    BlockHeader,
    Data(Box<Block>),
    /// What makes a block's bytes a multiple of four, and its check.
    BlockEnd(Box<Block>),
    Index(Box<Index>),
    Footer {
        index: u64,
    },
    /// After a stream, and in what may be another one's magic number.
    Between,
    /// In bytes that are no stream.
    Trailing,
}

struct Block {
    header: BlockHeader,
    header_len: u64,
    lzma: Lzma2Stream,
    check: Check,
}

#[derive(Default)]
struct Index {
    crc: Crc32,
    len: u64,
    /// How many numbers are to come; the first one tells.
    left: Option<u64>,
    blocks: Sum,
}

impl Default for Xz {
    fn default() -> Xz {
        Xz {
            part: Part::StreamHeader,
            held: Vec::new(),
            check: 0,
            blocks: Sum::default(),
            out: vec![0; OUT_BYTES],
            taken: 0,
            trailing: 0,
        }
    }
}

impl Xz {
    pub(super) fn push<E>(
        &mut self,
        mut bytes: &[u8],
        mut out: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<(), E>, DecompressError> {
        while let Some(first) = bytes.first() {
            match &self.part {
                Part::Data(_) => match self.data(bytes, &mut out)? {
                    Ok(used) => bytes = &bytes[used..],
                    Err(stop) => return Ok(Err(stop)),
                },
                Part::Between if self.held.is_empty() && *first == 0 => {
                    self.taken += 1;
                    bytes = &bytes[1..];
                }
                Part::Trailing => {
                    self.taken += bytes.len() as u64;
                    self.trailing += bytes.len() as u64;
                    return Ok(Ok(()));
                }
                _ => {
                    let missing = self.need().saturating_sub(self.held.len());
                    let (now, rest) = bytes.split_at(missing.min(bytes.len()));
                    self.held.extend_from_slice(now);
                    self.taken += now.len() as u64;
                    bytes = rest;
                    if now.len() == missing {
                        self.complete().map_err(|reason| self.corrupt(reason))?;
                    }
                }
            }
        }
        Ok(Ok(()))
    }

    /// Bytes of the part at hand, as far as is known.
    fn need(&self) -> usize {
        match &self.part {
            Part::StreamHeader | Part::Footer { .. } => header::STREAM,
            Part::BlockHeader => match self.held.first() {
                Some(len) => (usize::from(*len) + 1) * 4,
                None => 1,
            },
            Part::BlockEnd(block) => padding(block.lzma.total_in()) + Check::len(self.check),
            Part::Index(index) if index.left == Some(0) => padding(index.len) + 4,
            Part::Index(_) | Part::Between => self.held.len() + 1,
            Part::Data(_) | Part::Trailing => 0,
        }
    }

    /// The part at hand is complete, or as much of it as tells its length.
    fn complete(&mut self) -> Result<(), &'static str> {
        match std::mem::replace(&mut self.part, Part::Trailing) {
            Part::StreamHeader => {
                self.check = header::stream(&self.held)?;
                self.blocks = Sum::default();
                self.next(Part::BlockHeader);
            }
            Part::BlockHeader => match self.held[..] {
                [0] => {
                    let mut index = Box::<Index>::default();
                    index.take(&self.held);
                    self.next(Part::Index(index));
                }
                [_] => self.part = Part::BlockHeader,
                _ => {
                    let block = Block::new(&self.held, self.check)?;
                    self.next(Part::Data(Box::new(block)));
                }
            },
            Part::BlockEnd(block) => {
                self.end_block(*block)?;
                self.next(Part::BlockHeader);
            }
            Part::Index(index) => self.index(index)?,
            Part::Footer { index } => {
                if header::footer(&self.held, self.check)? != index {
                    return Err("the index is not as long as the stream's footer says");
                }
                self.next(Part::Between);
            }
            Part::Between => {
                self.part = Part::Between;
                if self.held == header::MAGIC {
                    self.part = Part::StreamHeader;
                } else if !header::MAGIC.starts_with(&self.held) {
                    self.trailing += self.held.len() as u64;
                    self.next(Part::Trailing);
                }
            }
            other @ (Part::Data(_) | Part::Trailing) => self.part = other,
        }
        Ok(())
    }

    fn next(&mut self, part: Part) {
        self.part = part;
        self.held.clear();
    }

    /// Decodes from `bytes` until they or the block's data end; tells how many it took.
    fn data<E>(
        &mut self,
        bytes: &[u8],
        out: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<usize, E>, DecompressError> {
        let Part::Data(block) = &mut self.part else {
            return Ok(Ok(0));
        };
        let mut used = 0;
        loop {
            let lzma = &mut block.lzma;
            let (in_before, out_before) = (lzma.total_in(), lzma.total_out());
            let some = bytes.len().min(used + STEP_BYTES);
            let result = lzma.process(&bytes[used..some], &mut self.out, Action::Run);
            let took = (lzma.total_in() - in_before) as usize;
            let gave = (lzma.total_out() - out_before) as usize;
            used += took;
            self.taken += took as u64;
            block.check.update(&self.out[..gave]);
            // Before damage too: what could be read is shown.
            if gave > 0
                && let Err(stop) = out(&self.out[..gave])
            {
                return Ok(Err(stop));
            }
            let reason = match result {
                Ok(done) if done.status == Status::StreamEnd => break,
                Ok(_) if took > 0 || gave > 0 => continue,
                Ok(_) if used == bytes.len() => return Ok(Ok(used)),
                Ok(_) => "the decoder makes no progress".to_owned(),
                Err(error) => error.to_string(),
            };
            return Err(self.corrupt(&reason));
        }
        if let Part::Data(block) = std::mem::replace(&mut self.part, Part::Trailing) {
            self.next(Part::BlockEnd(block));
        }
        // A block may have nothing after its data.
        if self.need() == 0 {
            self.complete().map_err(|reason| self.corrupt(reason))?;
        }
        Ok(Ok(used))
    }

    fn end_block(&mut self, block: Block) -> Result<(), &'static str> {
        let (stored, size) = (block.lzma.total_in(), block.lzma.total_out());
        let (zeros, check) = self.held.split_at(padding(stored));
        if zeros.iter().any(|byte| *byte != 0) {
            return Err("a block's padding is not zero");
        }
        if !block.check.is(check) {
            return Err("a block's check is wrong");
        }
        let header = block.header;
        if header.compressed.is_some_and(|said| said != stored)
            || header.uncompressed.is_some_and(|said| said != size)
        {
            return Err("a block is not as long as its header says");
        }
        let whole = block.header_len + stored + check.len() as u64;
        self.blocks.add(whole);
        self.blocks.add(size);
        Ok(())
    }

    /// One number of an index, or its end.
    fn index(&mut self, mut index: Box<Index>) -> Result<(), &'static str> {
        const OTHER: &str = "the index is not that of the blocks";
        match index.left {
            Some(0) => {
                let (zeros, crc) = self.held.split_at(self.held.len() - 4);
                index.take(zeros);
                if zeros.iter().any(|byte| *byte != 0) || index.crc.finish() != header::le32(crc) {
                    return Err("the index is wrong");
                }
                if index.blocks.finish() != std::mem::take(&mut self.blocks).finish() {
                    return Err(OTHER);
                }
                let index = index.len + crc.len() as u64;
                self.next(Part::Footer { index });
            }
            left => {
                let whole = self.held.last().is_some_and(|byte| byte & 0x80 == 0);
                if whole {
                    index.take(&self.held);
                    let number = header::decode(&self.held).ok_or(OTHER)?;
                    index.left = match left {
                        Some(left) => {
                            index.blocks.add(number);
                            Some(left - 1)
                        }
                        None if number.checked_mul(2) == Some(self.blocks.count()) => {
                            Some(self.blocks.count())
                        }
                        None => return Err(OTHER),
                    };
                } else if self.held.len() >= header::NUMBER {
                    return Err(OTHER);
                }
                self.part = Part::Index(index);
                if whole {
                    self.held.clear();
                }
            }
        }
        Ok(())
    }

    fn corrupt(&self, reason: &str) -> DecompressError {
        DecompressError::Corrupt {
            compression: Compression::Xz,
            offset: self.taken,
            reason: reason.to_owned(),
        }
    }

    pub(super) fn finish(self) -> Result<u64, DecompressError> {
        match self.part {
            Part::Between | Part::Trailing => Ok(self.trailing + self.held.len() as u64),
            _ => Err(DecompressError::Truncated {
                compression: Compression::Xz,
                offset: self.taken,
            }),
        }
    }
}

impl Block {
    fn new(header: &[u8], check: u8) -> Result<Block, &'static str> {
        let header_len = header.len() as u64;
        let header = header::block(header)?;
        let mut lzma = Lzma2Stream::new(header.dictionary);
        let filters = lzma.set_filters(header.filter.as_slice());
        filters.map_err(|_| "the block has a filter that is not defined")?;
        Ok(Block {
            header,
            header_len,
            lzma,
            check: Check::new(check),
        })
    }
}

impl Index {
    fn take(&mut self, bytes: &[u8]) {
        self.crc.update(bytes);
        self.len += bytes.len() as u64;
    }
}

/// Bytes that make `len` a multiple of four.
fn padding(len: u64) -> usize {
    (len.wrapping_neg() & 3) as usize
}

#[cfg(test)]
mod tests;

//! bzip2: any number of streams, as `pbzip2` writes them, zero padding between and after them, and
//! a count of what else follows. Memory is that of one block of 900 kB, some 4 MB.

use bzip2::{Decompress, Status};

use super::{Compression, DecompressError};

const OUT_BYTES: usize = 128 << 10;
const MAGIC: &[u8] = b"BZh";

pub(super) struct Bzip2 {
    stream: Decompress,
    state: State,
    out: Vec<u8>,
    taken: u64,
    trailing: u64,
}

#[derive(Clone, Copy)]
enum State {
    Stream,
    /// After a stream, and after so many bytes of another one's magic number.
    Between(usize),
    /// In bytes that are no stream.
    Trailing,
}

impl Default for Bzip2 {
    fn default() -> Bzip2 {
        Bzip2 {
            stream: Decompress::new(false),
            state: State::Stream,
            out: vec![0; OUT_BYTES],
            taken: 0,
            trailing: 0,
        }
    }
}

impl Bzip2 {
    pub(super) fn push<E>(
        &mut self,
        mut bytes: &[u8],
        mut out: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<(), E>, DecompressError> {
        while let Some(first) = bytes.first() {
            match self.state {
                State::Stream => match self.stream(bytes, &mut out)? {
                    Ok(used) => bytes = &bytes[used..],
                    Err(stop) => return Ok(Err(stop)),
                },
                State::Between(0) if *first == 0 => {
                    bytes = &bytes[1..];
                    self.taken += 1;
                }
                State::Between(seen) if MAGIC.get(seen) == Some(first) => {
                    bytes = &bytes[1..];
                    self.taken += 1;
                    self.state = State::Between(seen + 1);
                }
                State::Between(seen) if seen == MAGIC.len() && matches!(first, b'1'..=b'9') => {
                    self.stream = Decompress::new(false);
                    self.state = State::Stream;
                    // The decoder wants to see it too; what it is short of comes next.
                    self.taken -= MAGIC.len() as u64;
                    if let Err(stop) = self.stream(MAGIC, &mut out)? {
                        return Ok(Err(stop));
                    }
                }
                State::Between(seen) => {
                    self.trailing += seen as u64;
                    self.state = State::Trailing;
                }
                State::Trailing => {
                    self.trailing += bytes.len() as u64;
                    self.taken += bytes.len() as u64;
                    bytes = &[];
                }
            }
        }
        Ok(Ok(()))
    }

    /// Decodes from `bytes` until they or the stream end; tells how many it took.
    fn stream<E>(
        &mut self,
        bytes: &[u8],
        out: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<usize, E>, DecompressError> {
        let mut used = 0;
        loop {
            let (in_before, out_before) = (self.stream.total_in(), self.stream.total_out());
            let result = self.stream.decompress(&bytes[used..], &mut self.out);
            let took = (self.stream.total_in() - in_before) as usize;
            let gave = (self.stream.total_out() - out_before) as usize;
            used += took;
            self.taken += took as u64;
            // Before damage too: what could be read is shown.
            if gave > 0
                && let Err(stop) = out(&self.out[..gave])
            {
                return Ok(Err(stop));
            }
            match result.map_err(|error| self.corrupt(&error.to_string()))? {
                Status::StreamEnd => {
                    self.state = State::Between(0);
                    return Ok(Ok(used));
                }
                Status::MemNeeded => return Err(self.corrupt("there is no memory for a block")),
                _ => {}
            }
            if took == 0 && gave == 0 {
                return match used == bytes.len() {
                    true => Ok(Ok(used)),
                    false => Err(self.corrupt("the decoder makes no progress")),
                };
            }
        }
    }

    fn corrupt(&self, reason: &str) -> DecompressError {
        DecompressError::Corrupt {
            compression: Compression::Bzip2,
            offset: self.taken,
            reason: reason.to_owned(),
        }
    }

    pub(super) fn finish(self) -> Result<u64, DecompressError> {
        match self.state {
            State::Stream => Err(DecompressError::Truncated {
                compression: Compression::Bzip2,
                offset: self.taken,
            }),
            State::Between(seen) => Ok(self.trailing + seen as u64),
            State::Trailing => Ok(self.trailing),
        }
    }
}

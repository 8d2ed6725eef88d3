//! Zstandard (RFC 8878): any number of frames and skippable frames, one block at a time.
//!
//! ruzstd decodes every block that it is given into memory before it hands one on, and four bytes
//! may be a block of 128 KiB: so it gets one block at a time. Then memory is the window's, which
//! `limits::ZSTD_WINDOW` bounds.

use std::io::Read as _;

use ruzstd::decoding::FrameDecoder;

use super::{Compression, DecompressError};
use crate::limits;

const OUT_BYTES: usize = 128 << 10;
const FRAME_MAGIC: u32 = 0xfd2f_b528;
/// 0x184D2A50 to 0x184D2A5F.
const SKIPPABLE_MAGIC: u32 = 0x0184_d2a5;
const BLOCK_HEADER: usize = 3;
/// RFC 8878, 3.1.1.2.3: no block is larger.
const MAX_BLOCK: usize = 128 << 10;

pub(super) struct Zstd {
    frame: FrameDecoder,
    state: State,
    /// Bytes of the part at hand, until it is complete.
    held: Vec<u8>,
    out: Vec<u8>,
    taken: u64,
    trailing: u64,
}

#[derive(Clone, Copy)]
enum State {
    /// Before a frame. The first must come; zeros and other bytes may follow the others.
    Magic { first: bool },
    /// In a frame header, of which the first `5` bytes tell the length.
    Header,
    /// In the length of a skippable frame.
    SkipLength,
    /// In the contents of a skippable frame.
    Skip(u64),
    /// In a block's header.
    Block { checksum: bool },
    /// In a block of so many bytes, header included.
    Body {
        len: usize,
        last: bool,
        checksum: bool,
    },
    /// In the checksum after the last block. The diff ID covers what it would.
    Checksum,
    /// In bytes that are no frame.
    Trailing,
}

impl Default for Zstd {
    fn default() -> Zstd {
        let mut frame = FrameDecoder::new();
        frame.set_max_window_size(limits::ZSTD_WINDOW);
        Zstd {
            frame,
            state: State::Magic { first: true },
            held: Vec::new(),
            out: vec![0; OUT_BYTES],
            taken: 0,
            trailing: 0,
        }
    }
}

impl Zstd {
    pub(super) fn push<E>(
        &mut self,
        mut bytes: &[u8],
        mut out: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<(), E>, DecompressError> {
        while !bytes.is_empty() {
            match self.state {
                State::Skip(left) => {
                    let n = usize::try_from(left).map_or(bytes.len(), |left| left.min(bytes.len()));
                    bytes = &bytes[n..];
                    self.taken += n as u64;
                    self.skip(left - n as u64);
                    continue;
                }
                State::Trailing => {
                    self.trailing += bytes.len() as u64;
                    self.taken += bytes.len() as u64;
                    return Ok(Ok(()));
                }
                State::Magic { first: false } if self.held.is_empty() && bytes[0] == 0 => {
                    bytes = &bytes[1..];
                    self.taken += 1;
                    continue;
                }
                _ => {}
            }
            let need = self.need();
            let n = (need - self.held.len()).min(bytes.len());
            self.held.extend_from_slice(&bytes[..n]);
            self.taken += n as u64;
            bytes = &bytes[n..];
            if self.held.len() == need
                && let Err(stop) = self.complete(&mut out)?
            {
                return Ok(Err(stop));
            }
        }
        Ok(Ok(()))
    }

    /// Bytes of the part at hand.
    fn need(&self) -> usize {
        match self.state {
            State::Magic { .. } | State::SkipLength | State::Checksum => 4,
            State::Header => self
                .held
                .get(4)
                .map_or(5, |descriptor| header_len(*descriptor)),
            State::Block { .. } => BLOCK_HEADER,
            State::Body { len, .. } => len,
            State::Skip(_) | State::Trailing => 0,
        }
    }

    fn skip(&mut self, left: u64) {
        self.state = match left {
            0 => State::Magic { first: false },
            left => State::Skip(left),
        };
    }

    /// The part at hand is complete.
    fn complete<E>(
        &mut self,
        out: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<(), E>, DecompressError> {
        match self.state {
            State::Magic { first } => {
                let magic = le32(&self.held);
                if magic == FRAME_MAGIC {
                    // The decoder wants to see the magic number too.
                    self.state = State::Header;
                    return Ok(Ok(()));
                }
                self.state = if magic >> 4 == SKIPPABLE_MAGIC {
                    State::SkipLength
                } else if first {
                    return Err(self.corrupt("no frame begins here"));
                } else {
                    self.trailing += 4;
                    State::Trailing
                };
            }
            State::SkipLength => self.skip(u64::from(le32(&self.held))),
            State::Header => {
                if self.held.len() < self.need() {
                    return Ok(Ok(()));
                }
                let started = self.frame.reset(self.held.as_slice());
                started.map_err(|e| self.corrupt(&e.to_string()))?;
                let checksum = self.held[4] & 4 != 0;
                self.state = State::Block { checksum };
            }
            State::Block { checksum } => {
                let header = le32(&self.held);
                let (last, kind) = (header & 1 == 1, (header >> 1) & 3);
                let size = (header >> 3) as usize;
                // A run is one byte, however long it becomes.
                let stored = if kind == 1 { 1 } else { size };
                if size > MAX_BLOCK || kind == 3 {
                    return Err(self.corrupt("a block that cannot be"));
                }
                let len = BLOCK_HEADER + stored;
                self.state = State::Body {
                    len,
                    last,
                    checksum,
                };
                if self.held.len() < len {
                    return Ok(Ok(()));
                }
                return self.complete(out);
            }
            State::Body { last, checksum, .. } => {
                if let Err(stop) = self.decode(out)? {
                    return Ok(Err(stop));
                }
                self.state = match (last, checksum) {
                    (false, checksum) => State::Block { checksum },
                    (true, true) => State::Checksum,
                    (true, false) => State::Magic { first: false },
                };
            }
            State::Checksum => self.state = State::Magic { first: false },
            State::Skip(_) | State::Trailing => {}
        }
        self.held.clear();
        Ok(Ok(()))
    }

    /// Decodes the block at hand and hands on what leaves the window.
    fn decode<E>(
        &mut self,
        out: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<(), E>, DecompressError> {
        let decoded = self.frame.decode_from_to(&self.held, &mut self.out);
        let (_, mut gave) = decoded.map_err(|e| self.corrupt(&e.to_string()))?;
        while gave > 0 {
            if let Err(stop) = out(&self.out[..gave]) {
                return Ok(Err(stop));
            }
            let more = self.frame.read(&mut self.out);
            gave = more.map_err(|e| self.corrupt(&e.to_string()))?;
        }
        Ok(Ok(()))
    }

    fn corrupt(&self, reason: &str) -> DecompressError {
        DecompressError::Corrupt {
            compression: Compression::Zstd,
            offset: self.taken,
            reason: reason.to_owned(),
        }
    }

    pub(super) fn finish(self) -> Result<u64, DecompressError> {
        match self.state {
            State::Magic { first: false } | State::Trailing => {
                Ok(self.trailing + self.held.len() as u64)
            }
            _ => Err(DecompressError::Truncated {
                compression: Compression::Zstd,
                offset: self.taken,
            }),
        }
    }
}

/// Bytes of a frame header, magic number included, by its descriptor (RFC 8878, 3.1.1.1.1).
fn header_len(descriptor: u8) -> usize {
    let single_segment = descriptor & 0x20 != 0;
    let window = usize::from(!single_segment);
    let dictionary = [0, 1, 2, 4][usize::from(descriptor & 3)];
    let content = match descriptor >> 6 {
        0 => usize::from(single_segment),
        1 => 2,
        2 => 4,
        _ => 8,
    };
    5 + window + dictionary + content
}

/// The first bytes, at most four, as a little-endian number.
fn le32(bytes: &[u8]) -> u32 {
    let bytes = bytes.iter().take(4).enumerate();
    bytes.fold(0, |n, (i, b)| n | u32::from(*b) << (8 * i))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;
    use crate::decompress::Decoder;

    fn decode(bytes: &[u8], piece: usize) -> Result<(Vec<u8>, u64), DecompressError> {
        let mut decoder = Decoder::new(Compression::Zstd);
        let mut all = Vec::new();
        for part in bytes.chunks(piece) {
            let Ok(()) = decoder.push(part, |out| {
                all.extend_from_slice(out);
                Ok::<(), Infallible>(())
            })?;
        }
        Ok((all, decoder.finish()?))
    }

    fn frame(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    #[test]
    fn frames_skippable_frames_and_trailing_bytes_in_any_pieces() {
        let text: Vec<u8> = (0..100_000u32)
            .flat_map(|n| (n / 7).to_le_bytes())
            .collect();
        let mut stream = b"\x5a\x2a\x4d\x18\x05\0\0\0hello".to_vec();
        stream.extend(frame(&text));
        stream.extend(b"\x50\x2a\x4d\x18\0\0\0\0");
        stream.extend(frame(b"second"));
        stream.extend([0; 9]);
        stream.extend(b"junk!");
        let expected: Vec<u8> = [&text[..], b"second"].concat();
        for piece in [1, 3, 4096, stream.len()] {
            let (all, trailing) = decode(&stream, piece).expect("honest stream");
            assert!(all == expected, "pieces of {piece}");
            assert_eq!(trailing, 5);
        }
    }

    #[test]
    fn every_cut_is_a_truncation() {
        let stream = frame(&[7; 1000]);
        for cut in 0..stream.len() {
            let got = decode(&stream[..cut], 5);
            assert!(
                matches!(got, Err(DecompressError::Truncated { .. })),
                "{cut}"
            );
        }
    }

    #[test]
    fn blocks_that_cannot_be() {
        // A frame header with a window of 1 KiB, then a block of the reserved type.
        let stream = b"\x28\xb5\x2f\xfd\x00\x00\x07\x00\x00";
        assert!(matches!(
            decode(stream, 2),
            Err(DecompressError::Corrupt { .. })
        ));
        // A window of more than 128 MiB.
        let stream = b"\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00";
        assert!(matches!(
            decode(stream, 2),
            Err(DecompressError::Corrupt { .. })
        ));
    }
}

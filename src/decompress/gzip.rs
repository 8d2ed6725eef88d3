//! gzip (RFC 1952): any number of members, zero padding between and after them, and a count of
//! what else follows.
//!
//! flate2's own multi-member reader fails on bytes after the last member, and a browser's
//! `DecompressionStream` on a second member; both occur in honest layers (eStargz, padded tars).

use flate2::{Decompress, FlushDecompress, Status};

use super::{Compression, DecompressError};

const WINDOW_BITS: u8 = 15;
/// Uncompressed bytes handed on at a time; stays in the second-level cache.
const OUT_BYTES: usize = 128 << 10;

pub(super) struct Gzip {
    inflate: Decompress,
    state: State,
    out: Vec<u8>,
    taken: u64,
    trailing: u64,
}

#[derive(PartialEq, Eq)]
enum State {
    /// Inside a member.
    Member,
    /// After a member: another one, padding, or something else may follow.
    Between,
    /// A first magic byte after a member was the last byte of a piece.
    HalfMagic,
    /// After a member, in bytes that are no member.
    Trailing,
}

impl Default for Gzip {
    fn default() -> Gzip {
        Gzip {
            inflate: Decompress::new_gzip(WINDOW_BITS),
            state: State::Member,
            out: vec![0; OUT_BYTES],
            taken: 0,
            trailing: 0,
        }
    }
}

impl Gzip {
    pub(super) fn push<E>(
        &mut self,
        mut bytes: &[u8],
        mut out: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<(), E>, DecompressError> {
        while !bytes.is_empty() {
            match self.state {
                State::Member => {
                    let n = match self.member(bytes, &mut out)? {
                        Ok(n) => n,
                        Err(stop) => return Ok(Err(stop)),
                    };
                    bytes = &bytes[n..];
                }
                State::Between => {
                    let zeros = bytes.iter().take_while(|b| **b == 0).count();
                    self.taken += zeros as u64;
                    bytes = &bytes[zeros..];
                    match bytes {
                        [] => {}
                        [0x1f] => {
                            self.state = State::HalfMagic;
                            bytes = &[];
                        }
                        [0x1f, 0x8b, ..] => self.begin_member(),
                        _ => self.state = State::Trailing,
                    }
                }
                State::HalfMagic => {
                    if bytes[0] == 0x8b {
                        self.begin_member();
                        if let Err(stop) = self.member(&[0x1f], &mut out)? {
                            return Ok(Err(stop));
                        }
                    } else {
                        self.trailing += 1;
                        self.taken += 1;
                        self.state = State::Trailing;
                    }
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

    fn begin_member(&mut self) {
        self.inflate = Decompress::new_gzip(WINDOW_BITS);
        self.state = State::Member;
    }

    /// Inflates from `bytes` until they or the member end; tells how many it took.
    fn member<E>(
        &mut self,
        bytes: &[u8],
        out: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<usize, E>, DecompressError> {
        let mut used = 0;
        loop {
            let (in_before, out_before) = (self.inflate.total_in(), self.inflate.total_out());
            let result =
                self.inflate
                    .decompress(&bytes[used..], &mut self.out, FlushDecompress::None);
            let took = (self.inflate.total_in() - in_before) as usize;
            let gave = (self.inflate.total_out() - out_before) as usize;
            used += took;
            self.taken += took as u64;
            // Before damage too: what could be read is shown.
            if gave > 0
                && let Err(stop) = out(&self.out[..gave])
            {
                return Ok(Err(stop));
            }
            let damage = |error: flate2::DecompressError| {
                self.corrupt(error.message().unwrap_or("invalid deflate stream"))
            };
            let status = result.map_err(damage)?;
            if status == Status::StreamEnd {
                self.state = State::Between;
                return Ok(Ok(used));
            }
            if used == bytes.len() && gave < self.out.len() {
                return Ok(Ok(used));
            }
            if took == 0 && gave == 0 {
                return Err(self.corrupt("the decoder makes no progress"));
            }
        }
    }

    fn corrupt(&self, reason: &str) -> DecompressError {
        DecompressError::Corrupt {
            compression: Compression::Gzip,
            offset: self.taken,
            reason: reason.to_owned(),
        }
    }

    pub(super) fn finish(self) -> Result<u64, DecompressError> {
        match self.state {
            State::Member => Err(DecompressError::Truncated {
                compression: Compression::Gzip,
                offset: self.taken,
            }),
            State::HalfMagic => Ok(self.trailing + 1),
            State::Between | State::Trailing => Ok(self.trailing),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::io::Write;

    use super::*;
    use crate::decompress::Decoder;

    fn member(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        writer.write_all(bytes).expect("memory");
        writer.finish().expect("memory")
    }

    fn decode(bytes: &[u8], piece: usize) -> Result<(Vec<u8>, u64), DecompressError> {
        let mut decoder = Decoder::new(Compression::Gzip);
        let mut all = Vec::new();
        for part in bytes.chunks(piece) {
            let Ok(()) = decoder.push(part, |out| {
                all.extend_from_slice(out);
                Ok::<(), Infallible>(())
            })?;
        }
        Ok((all, decoder.finish()?))
    }

    #[test]
    fn members_padding_and_trailing_bytes_in_any_pieces() {
        let text: Vec<u8> = (0..300_000u32).flat_map(|n| n.to_le_bytes()).collect();
        let mut stream = member(&text);
        stream.extend([0; 700]);
        stream.extend(member(b"second"));
        stream.extend(b"\x1fjunk");
        let expected: Vec<u8> = [&text[..], b"second"].concat();
        for piece in [1, 2, 511, 4096, stream.len()] {
            let (all, trailing) = decode(&stream, piece).expect("honest stream");
            assert!(all == expected, "pieces of {piece}");
            assert_eq!(trailing, 5);
        }
    }

    #[test]
    fn every_cut_is_a_truncation() {
        let stream = member(b"some bytes that do not compress much");
        for cut in 0..stream.len() {
            let got = decode(&stream[..cut], 7);
            let offset = cut as u64;
            let compression = Compression::Gzip;
            assert_eq!(
                got,
                Err(DecompressError::Truncated {
                    compression,
                    offset
                })
            );
        }
    }

    #[test]
    fn a_wrong_checksum_is_damage() {
        let mut stream = member(b"abc");
        let crc = stream.len() - 8;
        stream[crc] ^= 1;
        assert!(matches!(
            decode(&stream, 64),
            Err(DecompressError::Corrupt { .. })
        ));
    }
}

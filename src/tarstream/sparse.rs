//! The maps of sparse files that stand between an entry's header and its data (GNU tar's manual,
//! "Storing Sparse Files").
//!
//! Where the data belong is not kept: nothing here writes a file. The maps are only passed by, so
//! that they do not count as contents. Versions 0.0 and 0.1 of the PAX form keep theirs in the
//! extension header.

use super::{BLOCK, TarErrorKind};
use crate::limits;

/// A map that is being passed by.
pub(super) enum Map {
    /// GNU tar's old form: whole blocks, each of which says whether another follows.
    Blocks,
    /// Version 1.0 of the PAX form: text in the contents themselves.
    Text(TextMap),
}

impl Map {
    /// Takes the next block. Whether the map ends with it.
    pub(super) fn block(&mut self, block: &[u8; BLOCK]) -> Result<bool, TarErrorKind> {
        match self {
            // GnuExtSparseHeader: 21 entries of 24 bytes, then the flag.
            Map::Blocks => Ok(block[504] != 1),
            Map::Text(text) => text.block(block),
        }
    }
}

/// Decimal numbers, each with a line feed: how many pieces there are, and of each its offset and
/// its length; then NULs to the end of the block.
#[derive(Default)]
pub(super) struct TextMap {
    taken: u64,
    /// Numbers still to come, once the first has said how many.
    left: Option<u64>,
    /// The number at hand, where a digit of it has come.
    number: Option<u64>,
}

impl TextMap {
    fn block(&mut self, block: &[u8; BLOCK]) -> Result<bool, TarErrorKind> {
        self.taken += BLOCK as u64;
        if self.taken > limits::TAR_EXTENSION {
            return Err(TarErrorKind::ExtensionTooLarge(self.taken));
        }
        for byte in block {
            let done = match byte {
                b'0'..=b'9' => {
                    let before = self.number.unwrap_or(0).checked_mul(10);
                    let number = before.and_then(|n| n.checked_add(u64::from(byte - b'0')));
                    self.number = Some(number.ok_or(TarErrorKind::SparseMap)?);
                    continue;
                }
                b'\n' => self.line()?,
                _ => return Err(TarErrorKind::SparseMap),
            };
            if done {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn line(&mut self) -> Result<bool, TarErrorKind> {
        let number = self.number.take().ok_or(TarErrorKind::SparseMap)?;
        let left = match self.left {
            None => number.checked_mul(2).ok_or(TarErrorKind::SparseMap)?,
            Some(left) => left - 1,
        };
        self.left = Some(left);
        Ok(left == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> [u8; BLOCK] {
        let mut block = [0; BLOCK];
        block[..text.len()].copy_from_slice(text.as_bytes());
        block
    }

    #[test]
    fn ends_with_its_last_number() {
        assert_eq!(TextMap::default().block(&block("1\n0\n5\n")), Ok(true));
        assert_eq!(TextMap::default().block(&block("0\n")), Ok(true));
        let mut long = TextMap::default();
        let half = "1000000\n".repeat(64);
        assert_eq!(half.len(), BLOCK);
        assert_eq!(
            long.block(&block(&format!("40\n{}", &half[3..]))),
            Ok(false)
        );
        assert_eq!(long.block(&block(&half[..8 * 17])), Ok(true));
    }

    #[test]
    fn what_is_no_map() {
        for text in [
            "",
            "\n",
            "1\n0\n",
            "x",
            "-1\n",
            "99999999999999999999\n",
            "1\n\n5\n",
        ] {
            let refused = TextMap::default().block(&block(text));
            assert_eq!(refused, Err(TarErrorKind::SparseMap), "{text:?}");
        }
        let mut endless = TextMap::default();
        let all = (0..).find_map(|i| endless.block(&block_of(i)).err());
        let limit = limits::TAR_EXTENSION + BLOCK as u64;
        assert_eq!(all, Some(TarErrorKind::ExtensionTooLarge(limit)));
    }

    fn block_of(i: u32) -> [u8; BLOCK] {
        let text = match i {
            0 => format!("9000000\n{}", "1\n".repeat(252)),
            _ => "1\n".repeat(256),
        };
        block(&text)
    }
}

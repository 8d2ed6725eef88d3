//! The maps of sparse files that stand between an entry's header and its data (GNU tar's manual,
//! "Storing Sparse Files").
//!
//! They do not count as contents. Versions 0.0 and 0.1 of the PAX form keep theirs in the extension
//! header.

use super::header::number;
use super::{BLOCK, TarErrorKind};
use crate::limits;

/// Where stored bytes belong: offset in the file, and length.
pub(super) type Pieces = Vec<(u64, u64)>;

/// Bytes of one piece in GNU tar's old form: its offset and its length, as text.
const PIECE: usize = 24;

/// The pieces in GNU tar's old form; one without a length is the place of one that is not there.
pub(super) fn old_pieces(fields: &[u8], pieces: &mut Pieces) {
    for field in fields.chunks_exact(PIECE) {
        let part = |bytes: &[u8]| number(bytes).and_then(|n| u64::try_from(n).ok());
        let is_there = field.iter().any(|byte| *byte != 0);
        if let (true, Some(start), Some(len)) = (is_there, part(&field[..12]), part(&field[12..])) {
            keep(pieces, (start, len));
        }
    }
}

/// Keeps one more piece, within the limit. Where one is missing, whoever puts the file together
/// finds that stored bytes are left.
pub(super) fn keep(pieces: &mut Pieces, piece: (u64, u64)) {
    if pieces.len() < limits::SPARSE_PIECES {
        pieces.push(piece);
    }
}

/// A map that is being read.
pub(super) enum Map {
    /// GNU tar's old form: whole blocks, each of which says whether another follows.
    Blocks,
    /// Version 1.0 of the PAX form: text in the contents themselves.
    Text(TextMap),
}

impl Map {
    /// Takes the next block, and adds what it names to `pieces`. Whether the map ends with it.
    pub(super) fn block(
        &mut self,
        block: &[u8; BLOCK],
        pieces: &mut Pieces,
    ) -> Result<bool, TarErrorKind> {
        match self {
            // GnuExtSparseHeader: 21 entries of 24 bytes, then the flag.
            Map::Blocks => {
                old_pieces(&block[..21 * PIECE], pieces);
                Ok(block[504] != 1)
            }
            Map::Text(text) => text.block(block, pieces),
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
    /// Where the piece at hand belongs, once that has been read.
    start: Option<u64>,
}

impl TextMap {
    fn block(&mut self, block: &[u8; BLOCK], pieces: &mut Pieces) -> Result<bool, TarErrorKind> {
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
                b'\n' => self.line(pieces)?,
                _ => return Err(TarErrorKind::SparseMap),
            };
            if done {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn line(&mut self, pieces: &mut Pieces) -> Result<bool, TarErrorKind> {
        let number = self.number.take().ok_or(TarErrorKind::SparseMap)?;
        let left = match self.left {
            None => number.checked_mul(2).ok_or(TarErrorKind::SparseMap)?,
            Some(left) => {
                match self.start.take() {
                    None => self.start = Some(number),
                    Some(start) => keep(pieces, (start, number)),
                }
                left - 1
            }
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
        assert_eq!(
            TextMap::default().block(&block("1\n0\n5\n"), &mut Vec::new()),
            Ok(true)
        );
        assert_eq!(
            TextMap::default().block(&block("0\n"), &mut Vec::new()),
            Ok(true)
        );
        let (mut long, mut pieces) = (TextMap::default(), Vec::new());
        let half = "1000000\n".repeat(64);
        assert_eq!(half.len(), BLOCK);
        assert_eq!(
            long.block(&block(&format!("40\n{}", &half[3..])), &mut pieces),
            Ok(false)
        );
        assert_eq!(long.block(&block(&half[..8 * 17]), &mut pieces), Ok(true));
        let mut whole = [(1_000_000, 1_000_000); 40];
        // Of its first number only zeros are left.
        whole[0].0 = 0;
        assert_eq!(pieces, whole);
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
            let refused = TextMap::default().block(&block(text), &mut Vec::new());
            assert_eq!(refused, Err(TarErrorKind::SparseMap), "{text:?}");
        }
        let mut endless = TextMap::default();
        let all = (0..).find_map(|i| endless.block(&block_of(i), &mut Vec::new()).err());
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

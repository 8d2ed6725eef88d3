//! A sparse file, put together from its stored bytes and its map.

use std::ops::ControlFlow;

use super::{ContentsProblem, Take, at_most};

/// Puts a sparse file together: its stored bytes where its map says, zeros between them.
pub(in crate::layer) struct Holes {
    pieces: std::vec::IntoIter<(u64, u64)>,
    /// Where the next byte goes, and how many of the piece at hand are to come.
    at: u64,
    left: u64,
    stored: u64,
    logical: u64,
}

/// Zeros that are handed on at a time.
const ZEROS: &[u8] = &[0; 16 << 10];

impl Holes {
    /// A file of `logical` bytes, `stored` of which come, and belong into these pieces.
    pub(in crate::layer) fn new(pieces: Vec<(u64, u64)>, stored: u64, logical: u64) -> Holes {
        Holes {
            pieces: pieces.into_iter(),
            at: 0,
            left: 0,
            stored,
            logical,
        }
    }

    /// Takes the next stored bytes, and hands on what is known of the file. Breaks at its end.
    ///
    /// # Errors
    /// [`ContentsProblem::Map`] where the map has no place for them.
    pub(in crate::layer) fn push(
        &mut self,
        mut bytes: &[u8],
        take: Take<'_>,
    ) -> Result<ControlFlow<()>, ContentsProblem> {
        loop {
            while self.left == 0 {
                let Some((start, len)) = self.pieces.next() else {
                    return match self.stored {
                        0 => {
                            let _ = self.zeros(self.logical, take);
                            Ok(ControlFlow::Break(()))
                        }
                        _ => Err(ContentsProblem::Map),
                    };
                };
                let end = start.checked_add(len).ok_or(ContentsProblem::Map)?;
                if start < self.at || end > self.logical || len > self.stored {
                    return Err(ContentsProblem::Map);
                }
                if self.zeros(start, take).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
                self.left = len;
            }
            if bytes.is_empty() {
                return Ok(ControlFlow::Continue(()));
            }
            let n = at_most(bytes.len(), self.left);
            if take(&bytes[..n]).is_break() {
                self.stored = 0;
                return Ok(ControlFlow::Break(()));
            }
            bytes = &bytes[n..];
            self.at += n as u64;
            self.left -= n as u64;
            self.stored -= n as u64;
        }
    }

    pub(in crate::layer) fn finish(mut self, take: Take<'_>) -> Result<(), ContentsProblem> {
        match self.stored {
            0 => self.push(&[], take).map(|_| ()),
            missing => Err(ContentsProblem::Cut(missing)),
        }
    }

    fn zeros(&mut self, to: u64, take: Take<'_>) -> ControlFlow<()> {
        while self.at < to {
            let n = at_most(ZEROS.len(), to - self.at);
            if let ControlFlow::Break(()) = take(&ZEROS[..n]) {
                self.stored = 0;
                self.at = self.logical;
                return ControlFlow::Break(());
            }
            self.at += n as u64;
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(pieces: &[(u64, u64)], stored: &[u8], logical: u64) -> Result<Vec<u8>, ContentsProblem> {
        let mut out = Vec::new();
        let mut take = |bytes: &[u8]| {
            out.extend_from_slice(bytes);
            ControlFlow::Continue(())
        };
        let mut holes = Holes::new(pieces.to_vec(), stored.len() as u64, logical);
        for byte in stored.chunks(1) {
            if holes.push(byte, &mut take)?.is_break() {
                return Ok(out);
            }
        }
        holes.finish(&mut take)?;
        Ok(out)
    }

    #[test]
    fn a_sparse_file_is_put_together() {
        assert_eq!(
            put(&[(1, 2), (4, 1)], b"abc", 6).as_deref(),
            Ok(&b"\0ab\0c\0"[..])
        );
        assert_eq!(put(&[(2, 0)], b"", 2).as_deref(), Ok(&b"\0\0"[..]));
        assert_eq!(put(&[(0, 1), (1, 0)], b"a", 1).as_deref(), Ok(&b"a"[..]));
    }

    #[test]
    fn a_map_that_does_not_fit_is_none() {
        let wrong: &[&[(u64, u64)]] = &[
            &[],
            &[(0, 1)],
            &[(4, 3)],
            &[(2, 1), (0, 2)],
            &[(0, 4)],
            &[(u64::MAX, 3)],
        ];
        for pieces in wrong {
            assert_eq!(
                put(pieces, b"abc", 6),
                Err(ContentsProblem::Map),
                "{pieces:?}"
            );
        }
    }

    #[test]
    fn a_hole_of_any_size_ends_when_no_more_is_wanted() {
        let mut seen = 0;
        let mut take = |bytes: &[u8]| {
            seen += bytes.len();
            match seen > 100_000 {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        let mut holes = Holes::new(vec![(u64::MAX - 1, 1)], 1, u64::MAX);
        assert_eq!(holes.push(b"a", &mut take), Ok(ControlFlow::Break(())));
        assert!(seen < 200_000);
    }
}

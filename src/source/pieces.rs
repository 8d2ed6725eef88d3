//! Bytes that come one piece after the other: while one is worked on, the next are on their way.

use super::{ByteSource, MemorySource, SourceError};

/// Bytes of a piece from memory.
const PIECE: usize = 64 << 10;

/// What follows in a source.
#[expect(
    async_fn_in_trait,
    reason = "one thread uses it, natively as in a worker: no bounds are wanted"
)]
pub trait Pieces {
    /// The next bytes, as many as there are; `None` after the last.
    ///
    /// # Errors
    /// [`SourceError`] where the platform cannot read on.
    async fn next(&mut self) -> Result<Option<Vec<u8>>, SourceError>;
}

/// A source that reads ahead.
pub trait ReadAhead: ByteSource {
    /// What it gives.
    type Pieces: Pieces;

    /// The `len` bytes from `offset`, or those of them that are there.
    ///
    /// # Errors
    /// [`SourceError`] where the platform cannot read.
    fn pieces(&self, offset: u64, len: u64) -> Result<Self::Pieces, SourceError>;
}

/// Bytes of memory, in pieces.
#[derive(Debug)]
pub struct MemoryPieces(std::vec::IntoIter<Vec<u8>>);

impl Pieces for MemoryPieces {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(self.0.next())
    }
}

impl ReadAhead for MemorySource {
    type Pieces = MemoryPieces;

    fn pieces(&self, offset: u64, len: u64) -> Result<MemoryPieces, SourceError> {
        let at = |place: u64| usize::try_from(place).map_or(self.0.len(), |n| n.min(self.0.len()));
        let bytes = &self.0[at(offset)..at(offset.saturating_add(len))];
        let pieces: Vec<Vec<u8>> = bytes.chunks(PIECE).map(<[u8]>::to_vec).collect();
        Ok(MemoryPieces(pieces.into_iter()))
    }
}

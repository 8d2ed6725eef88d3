//! Scanning layers: one of a source, or everything in a stream that may be one.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::budget::TreeBudget;
use crate::archive::{BlobRef, Content};
use crate::decompress::{Compression, DETECT_BYTES};
use crate::layer::{LayerProblem, LayerScan, Scanned};
use crate::limits;
use crate::source::{ByteSource, SourceError};

/// How far a long work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Bytes done, as stored.
    pub done: u64,
    /// Bytes in all, as stored.
    pub total: u64,
    /// Bytes that those done were unpacked to.
    pub unpacked: u64,
}

impl Step {
    /// Bytes unpacked for one byte as stored.
    pub fn ratio(&self) -> u64 {
        self.unpacked / self.done.max(1)
    }
}

/// Told how far a long work is.
pub type Progress<'a> = &'a mut dyn FnMut(Step);

/// Scans one layer of an uncompressed archive. Damage and unreadable bytes are in the result.
pub fn scan(source: &dyn ByteSource, blob: BlobRef, progress: Progress<'_>) -> Scanned {
    let mut layer = LayerScan::default();
    let read = read_pieces(source, blob.offset, blob.len, progress, |piece| {
        layer.push(piece);
        ControlFlow::Continue(layer.tar_size())
    });
    if let Err(error) = read {
        layer.fail(error);
    }
    finish(layer, blob)
}

/// Ends a layer. Where its tar happens to end with the archive, only the length tells that bytes
/// are missing.
pub(super) fn finish(layer: LayerScan, blob: BlobRef) -> Scanned {
    let mut scanned = layer.finish();
    let (there, len) = (scanned.stored_size, blob.len);
    if scanned.problem.is_none() && there < len {
        scanned.problem = Some(LayerProblem::Cut { there, len });
    }
    scanned
}

/// How what a blob of a source holds is compressed, by its first bytes.
///
/// # Errors
/// [`SourceError`] where they cannot be read.
pub fn compression_of(source: &dyn ByteSource, blob: BlobRef) -> Result<Compression, SourceError> {
    let mut start = [0; DETECT_BYTES];
    let some = blob.len.min(DETECT_BYTES as u64) as usize;
    let n = source.read_at(blob.offset, &mut start[..some])?;
    Ok(Compression::detect(&start[..n]))
}

/// Reads `len` bytes from `offset` in pieces, for as long as `take` wants more and tells how many
/// bytes it has unpacked so far; where the source ends first, so does this.
///
/// # Errors
/// [`SourceError`] where the source cannot be read, or ends before its own length.
pub fn read_pieces(
    source: &dyn ByteSource,
    offset: u64,
    len: u64,
    progress: Progress<'_>,
    mut take: impl FnMut(&[u8]) -> ControlFlow<(), u64>,
) -> Result<(), SourceError> {
    // A source may claim any length; the buffer is no larger than what can come.
    let there = source.len().saturating_sub(offset).min(len);
    // In 64 bits: a browser's `usize` has 32, and an archive may have more.
    let some = |left: u64| (limits::READ_PIECE as u64).min(left) as usize;
    let mut piece = vec![0; some(there)];
    let mut done = 0;
    while done < there {
        let want = some(there - done);
        let n = source.read_at(offset + done, &mut piece[..want])?;
        if n == 0 {
            return Err(SourceError::Shrunk {
                offset: offset + done,
                len: source.len(),
            });
        }
        // What is packed may unpack to thirty thousand times its bytes: small steps keep progress
        // alive.
        for step in piece[..n].chunks(limits::PUSH_PIECE) {
            let ControlFlow::Continue(unpacked) = take(step) else {
                return Ok(());
            };
            done += step.len() as u64;
            progress(Step {
                done,
                total: len,
                unpacked,
            });
        }
    }
    Ok(())
}

/// Scans every file of a stream that may be a layer.
#[derive(Default)]
pub(super) struct ScanEverything {
    current: Option<(BlobRef, LayerScan)>,
    pub(super) scanned: HashMap<BlobRef, Scanned>,
    trees: TreeBudget,
}

impl Content for ScanEverything {
    fn begin(&mut self, blob: BlobRef) {
        self.current = Some((blob, LayerScan::default()));
    }

    fn data(&mut self, bytes: &[u8]) {
        if let Some((_, layer)) = &mut self.current {
            layer.push(bytes);
        }
    }

    fn end(&mut self) {
        if let Some((blob, layer)) = self.current.take() {
            let scanned = self.trees.admit(finish(layer, blob), None);
            self.scanned.insert(blob, scanned);
        }
    }
}

//! Scanning layers: one of a source, or everything in a stream that may be one.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::budget::TreeBudget;
use crate::archive::{BlobRef, Content};
use crate::decompress::{Compression, DETECT_BYTES};
use crate::layer::{LayerProblem, LayerScan, Scanned};
use crate::limits;
use crate::source::{ByteSource, Pieces, ReadAhead, SourceError};

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

/// The same of a source that reads ahead.
pub async fn scan_ahead(source: &impl ReadAhead, blob: BlobRef, progress: Progress<'_>) -> Scanned {
    let mut layer = LayerScan::default();
    if let Err(error) = push_ahead(&mut layer, source, blob, progress).await {
        layer.fail(error);
    }
    finish(layer, blob)
}

async fn push_ahead(
    layer: &mut LayerScan,
    source: &impl ReadAhead,
    blob: BlobRef,
    progress: Progress<'_>,
) -> Result<(), SourceError> {
    let there = source.len().saturating_sub(blob.offset).min(blob.len);
    let mut pieces = source.pieces(blob.offset, there)?;
    let mut done = 0;
    while done < there {
        let Some(piece) = pieces.next().await? else {
            return Err(SourceError::Shrunk {
                offset: blob.offset + done,
                len: source.len(),
            });
        };
        for step in piece.chunks(limits::PUSH_PIECE) {
            layer.push(step);
            done += step.len() as u64;
            progress(Step {
                done,
                total: blob.len,
                unpacked: layer.tar_size(),
            });
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::native::run;
    use crate::source::{MemoryPieces, MemorySource};

    fn layer() -> MemorySource {
        let mut tar = tar::Builder::new(Vec::new());
        for (path, len) in [("etc/hosts", 9), ("large", 300_000), ("usr/bin/small", 700)] {
            let mut header = tar::Header::new_gnu();
            header.set_size(len as u64);
            let appended = tar.append_data(&mut header, path, vec![7; len].as_slice());
            appended.expect("memory");
        }
        MemorySource(tar.into_inner().expect("memory"))
    }

    #[test]
    fn read_ahead_is_the_same() {
        let source = layer();
        let whole = BlobRef::whole(&source);
        let cut = BlobRef {
            offset: 0,
            len: whole.len / 2,
        };
        let beyond = BlobRef {
            offset: 0,
            len: whole.len + 1,
        };
        for blob in [whole, cut, beyond] {
            let (mut one, mut other) = (Vec::new(), Vec::new());
            let scanned = scan(&source, blob, &mut |step| one.push(step));
            let ahead = run(scan_ahead(&source, blob, &mut |step| other.push(step)));
            assert_eq!(ahead, scanned);
            assert_eq!(other, one);
        }
    }

    /// Says that it has more than comes.
    struct Shrunk(MemorySource);

    impl ByteSource for Shrunk {
        fn len(&self) -> u64 {
            self.0.len() + 1
        }

        fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, SourceError> {
            self.0.read_at(offset, buf)
        }
    }

    impl ReadAhead for Shrunk {
        type Pieces = MemoryPieces;

        fn pieces(&self, offset: u64, len: u64) -> Result<MemoryPieces, SourceError> {
            self.0.pieces(offset, len)
        }
    }

    #[test]
    fn a_source_that_ends_early() {
        let source = Shrunk(layer());
        let blob = BlobRef::whole(&source);
        let scanned = run(scan_ahead(&source, blob, &mut |_| {}));
        let offset = source.0.len();
        let len = source.len();
        let shrunk = SourceError::Shrunk { offset, len };
        assert_eq!(scanned.problem, Some(LayerProblem::Source(shrunk)));
        assert_eq!(scanned, scan(&source, blob, &mut |_| {}));
    }
}

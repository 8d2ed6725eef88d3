//! Some entries of layers, read again: of each layer, and of a compressed archive as a whole, in one pass.

use std::ops::ControlFlow;

use super::contents::LayerAt;
use super::scan::{Progress, Step, compression_of, read_pieces};
use crate::archive::BlobRef;
use crate::decompress::{Compression, Decoder, Unpacker};
use crate::layer::{ContentsProblem, EntryScan, Piece, TakePiece};
use crate::limits;
use crate::source::{ByteSource, SourceError};

/// What is wanted of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerEntries {
    /// Where the layer is.
    pub at: LayerAt,
    /// Where an entry's headers begin in its tar, at or before the first that is wanted.
    pub start: u64,
    /// About where the last one ends.
    pub end: u64,
    /// Where the contents of each begin, in their order.
    pub wanted: Vec<u64>,
}

/// Reads entries of one layer of an archive that is not compressed itself, until `take` breaks.
///
/// # Errors
/// [`ContentsProblem`] where not all of them can be had.
pub fn entries(
    source: &dyn ByteSource,
    layer: &LayerEntries,
    progress: Progress<'_>,
    take: TakePiece<'_>,
) -> Result<(), ContentsProblem> {
    let blob = layer.at.blob;
    if compression_of(source, blob)? == Compression::None {
        return hopping(source, layer, progress, take);
    }
    let mut layer = Unpacking::new(layer);
    read_pieces(
        source,
        blob.offset,
        blob.len,
        progress,
        |piece| match layer.push(piece, take) {
            true => ControlFlow::Continue(layer.scan.offset()),
            false => ControlFlow::Break(()),
        },
    )?;
    layer.finish(take)
}

/// Of an uncompressed layer what nobody wants is jumped over, where it is large.
fn hopping(
    source: &dyn ByteSource,
    layer: &LayerEntries,
    progress: Progress<'_>,
    take: TakePiece<'_>,
) -> Result<(), ContentsProblem> {
    let blob = layer.at.blob;
    let mut scan = EntryScan::new(layer.start, layer.wanted.clone());
    let total = layer.end.saturating_sub(layer.start);
    let there = blob.len.min(source.len().saturating_sub(blob.offset));
    let mut piece = vec![0; (limits::READ_PIECE as u64).min(there) as usize];
    while scan.offset() < there {
        let at = scan.offset();
        let want = (piece.len() as u64).min(there - at) as usize;
        let n = source.read_at(blob.offset + at, &mut piece[..want])?;
        if n == 0 {
            let (offset, len) = (blob.offset + at, source.len());
            return Err(SourceError::Shrunk { offset, len }.into());
        }
        if scan.push(&piece[..n], take).is_break() {
            break;
        }
        scan.skip(there - scan.offset());
        let done = (scan.offset() - layer.start).min(total);
        progress(Step {
            done,
            total,
            unpacked: done,
        });
    }
    scan.finish()
}

/// Takes what comes of one of several layers.
pub type TakeOfLayer<'a> = &'a mut dyn FnMut(usize, Piece<'_>) -> ControlFlow<()>;

/// Reads entries of layers of a compressed archive, which is unpacked once for all of them: they stand in the
/// order of their places there, and none within another.
///
/// # Errors
/// [`ContentsProblem`] where not all of them can be had.
pub fn packed_entries(
    source: &dyn ByteSource,
    layers: &[LayerEntries],
    progress: Progress<'_>,
    take: TakeOfLayer<'_>,
) -> Result<(), ContentsProblem> {
    let whole = BlobRef::whole(source);
    let mut decoder = Decoder::new(compression_of(source, whole)?);
    let mut left = layers.iter().enumerate();
    let mut now = left.next().map(|(at, layer)| (at, Unpacking::new(layer)));
    let (mut offset, mut problem, mut stopped) = (0, None, false);
    read_pieces(source, 0, source.len(), progress, |piece| {
        let pushed = decoder.push(piece, |out| {
            let end = offset + out.len() as u64;
            while let Some((at, layer)) = &mut now {
                let at = *at;
                let mut take = |piece: Piece<'_>| {
                    let taken = take(at, piece);
                    stopped |= taken.is_break();
                    taken
                };
                let blob = layer.blob;
                let cut = cut(out, offset, blob);
                let wants = cut.is_empty() || layer.push(cut, &mut take);
                if wants && end < blob.offset.saturating_add(blob.len) {
                    break;
                }
                let ended = now.take().map(|(_, layer)| layer);
                problem = ended.and_then(|layer| layer.finish(&mut take).err());
                if problem.is_some() || stopped {
                    return Err(());
                }
                now = left.next().map(|(at, layer)| (at, Unpacking::new(layer)));
            }
            offset = end;
            match now.is_some() {
                true => Ok(()),
                false => Err(()),
            }
        });
        match pushed {
            Ok(Ok(())) => return ControlFlow::Continue(offset),
            Ok(Err(())) => {}
            Err(error) => problem = Some(error.into()),
        }
        ControlFlow::Break(())
    })?;
    match (problem, now) {
        (Some(problem), _) => Err(problem),
        (None, Some((at, layer))) if !stopped => layer.finish(&mut |piece| take(at, piece)),
        _ => Ok(()),
    }
}

/// What of bytes that stand at `offset` belongs to a blob.
fn cut(bytes: &[u8], offset: u64, blob: BlobRef) -> &[u8] {
    let within = |at: u64| at.saturating_sub(offset).min(bytes.len() as u64) as usize;
    let end = blob.offset.saturating_add(blob.len);
    &bytes[within(blob.offset)..within(end)]
}

/// One layer as its stored bytes come.
struct Unpacking {
    blob: BlobRef,
    unpacker: Unpacker,
    scan: EntryScan,
    problem: Option<ContentsProblem>,
}

impl Unpacking {
    fn new(layer: &LayerEntries) -> Unpacking {
        Unpacking {
            blob: layer.at.blob,
            unpacker: Unpacker::default(),
            // What comes before the first is unpacked anyway.
            scan: EntryScan::new(0, layer.wanted.clone()),
            problem: None,
        }
    }

    /// Takes the next stored bytes; whether more are wanted.
    fn push(&mut self, bytes: &[u8], take: TakePiece<'_>) -> bool {
        let scan = &mut self.scan;
        let pushed = self.unpacker.push(bytes, |out| match scan.push(out, take) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(()),
        });
        match pushed {
            Ok(Ok(())) => return true,
            Ok(Err(())) => {}
            Err(error) => self.problem = Some(error.into()),
        }
        false
    }

    fn finish(mut self, take: TakePiece<'_>) -> Result<(), ContentsProblem> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        if self.scan.is_over() {
            return self.scan.finish();
        }
        let scan = &mut self.scan;
        let ended = self.unpacker.finish(|out| match scan.push(out, take) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(()),
        });
        match (self.scan.finish(), ended) {
            (Err(_), Err(error)) => Err(error.into()),
            (ended, _) => ended,
        }
    }
}

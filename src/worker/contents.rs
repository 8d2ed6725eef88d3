//! One file of an image: which layers hold a version of its path, and its contents.

use std::ops::ControlFlow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::scan::{Progress, compression_of, read_pieces};
use crate::archive::BlobRef;
use crate::decompress::{Compression, Decoder};
use crate::image::{Change, Event, Stack};
use crate::layer::{ContentScan, Contents, ContentsProblem, Kind, NONE, Scanned, Stretch, Take};
use crate::limits;
use crate::source::ByteSource;
use crate::view::file::{Version, Which};

/// What layers hold, the lowest first; `None` for those that were not read.
type Layers<'a> = &'a [Option<Arc<Scanned>>];

/// The file of which a node is a name: a hard link may lead into the layers below.
pub fn file_of(layers: Layers<'_>, which: Which) -> Option<Which> {
    let listing = |layer: usize| Some(&layers.get(layer)?.as_ref()?.listing);
    let here = listing(which.layer)?;
    if let Some(node) = here.file_of(which.node) {
        return Some(Which { node, ..which });
    }
    if here.node(which.node).kind != Kind::HardLink {
        return None;
    }
    let target = here.link(which.node)?;
    (0..which.layer).rev().find_map(|layer| {
        let listing = listing(layer)?;
        let node = listing.file_of(listing.find(target)?)?;
        Some(Which { layer, node })
    })
}

/// What each layer has at the path of a node, the lowest first; of a layer that was not stacked,
/// that node alone.
pub fn versions(layers: Layers<'_>, stack: Option<&Stack>, which: Which) -> Vec<Version> {
    let is_it = |event: Event| event.layer as usize == which.layer && event.entry == which.node;
    let stacked = stack.and_then(|stack| {
        let mut nodes = 0..stack.tree.len() as u32;
        let node = nodes.find(|node| stack.history(*node).any(is_it))?;
        Some((stack, node))
    });
    let Some((stack, node)) = stacked else {
        return vec![version(layers, which.layer, Some(which.node), None)];
    };
    let mut versions: Vec<Version> = stack
        .history(node)
        .map(|event| {
            let node = (event.entry != NONE).then_some(event.entry);
            version(layers, event.layer as usize, node, Some(event.change))
        })
        .collect();
    versions.reverse();
    versions
}

fn version(layers: Layers<'_>, layer: usize, node: Option<u32>, change: Option<Change>) -> Version {
    let listing = |layer: usize| Some(&layers.get(layer)?.as_ref()?.listing);
    let kind = node.and_then(|node| Some(listing(layer)?.node(node).kind));
    let file = node.and_then(|node| file_of(layers, Which { layer, node }));
    let size = file.and_then(|file| Some(listing(file.layer)?.logical_size(file.node)));
    Version {
        layer,
        change,
        node,
        kind,
        file,
        size: size.unwrap_or(0),
    }
}

/// Where a layer's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerAt {
    /// In the archive.
    pub blob: BlobRef,
    /// Whether the archive around it is compressed: then everything before it is unpacked again.
    pub packed: bool,
}

/// Reads the contents of one file, and hands them on until `take` breaks.
///
/// # Errors
/// [`ContentsProblem`] where not all of them can be had.
pub fn contents(
    source: &dyn ByteSource,
    at: LayerAt,
    contents: Contents,
    progress: Progress<'_>,
    take: Take<'_>,
) -> Result<(), ContentsProblem> {
    let blob = at.blob;
    if at.packed {
        return unpacked(source, blob, contents, progress, take);
    }
    if compression_of(source, blob)? == Compression::None && !contents.sparse {
        return plain(source, blob, contents, progress, take);
    }
    let mut scan = ContentScan::new(contents);
    read_pieces(
        source,
        blob.offset,
        blob.len,
        progress,
        |piece| match scan.push(piece, take) {
            ControlFlow::Break(()) => ControlFlow::Break(()),
            ControlFlow::Continue(()) => ControlFlow::Continue(scan.unpacked()),
        },
    )?;
    scan.finish(take)
}

/// Of an uncompressed layer only the contents themselves are read.
fn plain(
    source: &dyn ByteSource,
    blob: BlobRef,
    contents: Contents,
    progress: Progress<'_>,
    take: Take<'_>,
) -> Result<(), ContentsProblem> {
    let there = blob.len.saturating_sub(contents.offset);
    let len = contents.stored.min(there);
    let (mut done, mut ended) = (0, false);
    let offset = blob.offset.saturating_add(contents.offset);
    read_pieces(source, offset, len, progress, |piece| {
        done += piece.len() as u64;
        match take(piece) {
            ControlFlow::Continue(()) => ControlFlow::Continue(done),
            ControlFlow::Break(()) => {
                ended = true;
                ControlFlow::Break(())
            }
        }
    })?;
    match contents.stored.saturating_sub(done) {
        missing if missing > 0 && !ended => Err(ContentsProblem::Cut(missing)),
        _ => Ok(()),
    }
}

/// Of a compressed archive everything up to the contents is unpacked.
fn unpacked(
    source: &dyn ByteSource,
    blob: BlobRef,
    contents: Contents,
    progress: Progress<'_>,
    take: Take<'_>,
) -> Result<(), ContentsProblem> {
    let whole = BlobRef::whole(source);
    let mut decoder = Decoder::new(compression_of(source, whole)?);
    let mut scan = ContentScan::new(contents);
    let (mut layer, mut done) = (Stretch::new(blob.offset, blob.len), 0);
    let mut problem = None;
    read_pieces(source, 0, source.len(), progress, |piece| {
        let pushed = decoder.push(piece, |out| {
            done += out.len() as u64;
            let cut = layer.cut(out);
            let ends = !cut.is_empty() && scan.push(cut, take).is_break();
            match ends || layer.left() == 0 {
                true => Err(()),
                false => Ok(()),
            }
        });
        match pushed {
            Ok(Ok(())) => return ControlFlow::Continue(done),
            Ok(Err(())) => {}
            Err(error) => problem = Some(error),
        }
        ControlFlow::Break(())
    })?;
    match (scan.finish(take), problem) {
        (Err(ContentsProblem::Cut(_)), Some(error)) => Err(error.into()),
        (ended, _) => ended,
    }
}

/// The first bytes of a file, at most [`limits::VIEW_BYTES`], to be looked at.
#[derive(Default)]
pub struct Head(Vec<u8>);

impl Head {
    /// Takes the next bytes; breaks once there are enough.
    pub fn take(&mut self, bytes: &[u8]) -> ControlFlow<()> {
        let left = limits::VIEW_BYTES - self.0.len() as u64;
        let n = left.min(bytes.len() as u64) as usize;
        self.0.extend_from_slice(&bytes[..n]);
        match self.0.len() as u64 >= limits::VIEW_BYTES {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    /// The bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

//! A first look at a layer of an uncompressed archive: its tree, by its headers.

use crate::archive::BlobRef;
use crate::layer::{LayerSkim, Scanned};
use crate::limits;
use crate::source::ByteSource;

/// Bytes of contents that are rather read than passed by: to ask a browser for other bytes takes as long as
/// to read some.
const RATHER_READ: u64 = limits::SKIM_PIECE as u64 / 2;

/// Reads the headers of a layer and passes by what lies between them; `None` where that does not tell its
/// tree, for instance since it is compressed: then it is to be scanned.
pub fn skim(source: &dyn ByteSource, blob: BlobRef) -> Option<Scanned> {
    let mut layer = LayerSkim::default();
    let end = blob.offset.checked_add(blob.len)?;
    if end > source.len() {
        return None;
    }
    let mut at = blob.offset;
    let mut piece = Vec::new();
    while at < end && !layer.ended() {
        let skip = layer.skippable().min(end - at);
        if skip > RATHER_READ {
            layer.skip(skip);
            at += skip;
            continue;
        }
        piece.resize((limits::SKIM_PIECE as u64).min(end - at) as usize, 0);
        let n = source.read_at(at, &mut piece).ok().filter(|n| *n > 0)?;
        // What is in the piece anyway is not asked for again.
        layer.push(&piece[..n]);
        at += n as u64;
    }
    layer.finish(blob.len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemorySource;
    use crate::worker::scan;

    fn layer(files: &[(&str, usize)]) -> MemorySource {
        let mut tar = tar::Builder::new(Vec::new());
        for (path, len) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(*len as u64);
            let bytes = vec![7; *len];
            let appended = tar.append_data(&mut header, path, bytes.as_slice());
            appended.expect("memory");
        }
        MemorySource(tar.into_inner().expect("memory"))
    }

    /// The paths with their sizes, and where contents are.
    fn told(scanned: &Scanned) -> Vec<(Vec<u8>, u64, u64)> {
        let listing = &scanned.listing;
        let nodes = listing.nodes();
        nodes
            .map(|n| {
                (
                    listing.path(n),
                    listing.node(n).size,
                    listing.node(n).offset,
                )
            })
            .collect()
    }

    #[test]
    fn the_tree_is_that_of_a_scan() {
        let large = limits::SKIM_PIECE;
        let source = layer(&[
            ("etc/hosts", 9),
            ("large", 3 * large + 1),
            ("usr/bin/small", 700),
            ("etc/hosts", 11),
            ("last", large),
        ]);
        let blob = BlobRef::whole(&source);
        let skimmed = skim(&source, blob).expect("an honest tar");
        let scanned = scan(&source, blob, &mut |_| {});
        assert_eq!(told(&skimmed), told(&scanned));
        assert_eq!(skimmed.stored_size, scanned.stored_size);
        assert!(skimmed.is_by_table() && !scanned.is_by_table());
        let node = skimmed.listing.find(b"large").expect("it is there");
        assert!(
            skimmed.listing.contents(node).is_some(),
            "it can be looked at"
        );
    }

    #[test]
    fn what_is_not_told_by_headers_is_left_to_a_scan() {
        let source = layer(&[("a", 10), ("b", 600)]);
        let whole = source.0.len() as u64;
        let cut = BlobRef {
            offset: 0,
            len: 1600,
        };
        assert_eq!(skim(&source, cut), None, "it ends within a file");
        let beyond = BlobRef {
            offset: 0,
            len: whole + 1,
        };
        assert_eq!(skim(&source, beyond), None);
        let packed = MemorySource(b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec());
        assert_eq!(skim(&packed, BlobRef::whole(&packed)), None);
        let text = MemorySource(b"no tar at all ".repeat(99));
        assert_eq!(skim(&text, BlobRef::whole(&text)), None);
    }
}

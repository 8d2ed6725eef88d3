//! A first look at a layer of an uncompressed archive: its tree, by its headers.

use super::Step;
use super::scan::Progress;
use crate::archive::BlobRef;
use crate::layer::{LayerSkim, Scanned};
use crate::limits;
use crate::source::{Pieces, ReadAhead};

/// Bytes of contents that are rather read than passed by: to ask a browser for bytes elsewhere takes as long as
/// to read some.
const RATHER_READ: u64 = 4 << 20;

/// The part of what it takes to read a compressed layer that belongs to the first look, in which it is unpacked: one
/// in so many. Measured.
const FIRST_LOOK: u64 = 4;

/// How far a layer is of which this is the first look, and which is read again.
pub fn first_look(step: Step) -> Step {
    with_done(step, step.done / FIRST_LOOK)
}

/// How far a layer is that was looked at before.
pub fn second_look(step: Step) -> Step {
    let first = step.total / FIRST_LOOK;
    with_done(step, first + step.done - step.done / FIRST_LOOK)
}

fn with_done(step: Step, done: u64) -> Step {
    Step {
        done: done.min(step.total),
        unpacked: step.ratio().saturating_mul(done),
        ..step
    }
}

/// Reads the headers of a layer and passes by what lies between them; `None` where that does not tell its
/// tree, for instance since it is damaged: then it is to be scanned. Tells how far it is where the layer is
/// compressed; all others take a moment.
pub async fn skim(
    source: &impl ReadAhead,
    blob: BlobRef,
    progress: Progress<'_>,
) -> Option<Scanned> {
    let mut layer = LayerSkim::default();
    let end = blob.offset.checked_add(blob.len)?;
    if end > source.len() {
        return None;
    }
    let mut at = blob.offset;
    while at < end && !layer.ended() {
        let skip = layer.skippable().min(end - at);
        layer.skip(skip);
        at += skip;
        let mut pieces = source.pieces(at, end - at).ok()?;
        while at < end && !layer.ended() && layer.skippable() <= RATHER_READ {
            // What ends before its time is damaged.
            let piece = pieces.next().await.ok()??;
            for step in piece.chunks(limits::PUSH_PIECE) {
                layer.push(step);
                at += step.len() as u64;
                if layer.is_packed() {
                    progress(Step {
                        done: at - blob.offset,
                        total: blob.len,
                        unpacked: layer.tar_size(),
                    });
                }
            }
        }
    }
    layer.finish(blob.len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decompress::Compression;
    use crate::registry::native::run;
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
        let large = RATHER_READ as usize;
        let source = layer(&[
            ("etc/hosts", 9),
            ("large", 3 * large + 1),
            ("usr/bin/small", 700),
            ("etc/hosts", 11),
            ("last", large),
        ]);
        let blob = BlobRef::whole(&source);
        let skimmed = run(skim(&source, blob, &mut |_| unreachable!())).expect("an honest tar");
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
    fn a_compressed_layer_is_unpacked_for_it() {
        let plain = layer(&[("etc/hosts", 9), ("large", 3 << 20), ("last", 700)]);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut gzip, &plain.0).expect("memory");
        let packed = MemorySource(gzip.finish().expect("memory"));
        let blob = BlobRef::whole(&packed);
        let mut steps = Vec::new();
        let skimmed =
            run(skim(&packed, blob, &mut |step| steps.push(step))).expect("an honest tar");
        assert_eq!(told(&skimmed), told(&scan(&packed, blob, &mut |_| {})));
        assert_eq!(skimmed.compression, Compression::Gzip);
        assert!(skimmed.is_by_table());
        let last = steps.last().expect("it tells how far it is");
        assert_eq!((last.done, last.total), (blob.len, blob.len));
        // Both looks together are one way from nothing to all.
        let all = *last;
        let none = Step { done: 0, ..all };
        assert_eq!(first_look(none).done, 0);
        assert_eq!(first_look(all).done, second_look(none).done);
        assert_eq!(second_look(all).done, blob.len);
        assert!(second_look(all).ratio().abs_diff(all.ratio()) <= 1);
        let cut = MemorySource(packed.0[..packed.0.len() / 2].to_vec());
        assert_eq!(run(skim(&cut, BlobRef::whole(&cut), &mut |_| {})), None);
    }

    #[test]
    fn what_is_not_told_by_headers_is_left_to_a_scan() {
        let none = &mut |_| {};
        let source = layer(&[("a", 10), ("b", 600)]);
        let whole = source.0.len() as u64;
        let cut = BlobRef {
            offset: 0,
            len: 1600,
        };
        assert_eq!(run(skim(&source, cut, none)), None, "it ends within a file");
        let beyond = BlobRef {
            offset: 0,
            len: whole + 1,
        };
        assert_eq!(run(skim(&source, beyond, none)), None);
        for packed in [&b"\x1f\x8b\x08\0\0\0\0\0\0\xff"[..], b"BZh9", b"\xfd7zXZ\0"] {
            let packed = MemorySource(packed.to_vec());
            assert_eq!(run(skim(&packed, BlobRef::whole(&packed), none)), None);
        }
        let text = MemorySource(b"no tar at all ".repeat(99));
        assert_eq!(run(skim(&text, BlobRef::whole(&text), none)), None);
    }
}

//! One layer, whole and in random pieces: the same must be found; and the contents of its files.

use std::ops::ControlFlow;

use peel::columns::Columns as _;
use peel::decompress::DecompressError::Corrupt;
use peel::layer::LayerProblem::Decompress;
use peel::layer::{ContentScan, Contents, ContentsProblem, LayerScan, Listing, Scanned};

use super::pieces::{is_small, pieces};

pub fn run(data: &[u8]) {
    if !is_small(data) {
        return;
    }
    let whole = scan(std::iter::once(data));
    let mut parts = scan(pieces(data));
    if let (Some(Decompress(Corrupt { .. })), Some(Decompress(Corrupt { .. }))) =
        (&whole.problem, &parts.problem)
    {
        // How far a decoder looks ahead, and what it says, depends on the pieces.
        parts.problem.clone_from(&whole.problem);
    }
    assert_eq!(whole, parts);
    check(&whole.listing);
    let files = whole
        .listing
        .nodes()
        .filter_map(|node| whole.listing.contents(node));
    for file in files.take(FILES) {
        let (found, read) = contents(file, std::iter::once(data));
        let (parts, _) = contents(file, pieces(data));
        assert!(found.len() as u64 <= file.logical.max(file.stored));
        if whole.problem.is_none() {
            assert_eq!(found, parts);
            assert!(file.sparse || read.is_ok(), "{read:?}");
            assert!(file.sparse || found.len() as u64 == file.stored.min(TAKEN as u64));
        }
    }
}

/// Files of one input whose contents are read, and bytes of each: every one unpacks it anew.
const FILES: usize = 8;
const TAKEN: usize = 1 << 20;

fn contents<'a>(
    file: Contents,
    pieces: impl Iterator<Item = &'a [u8]>,
) -> (Vec<u8>, Result<(), ContentsProblem>) {
    let mut found = Vec::new();
    let mut take = |bytes: &[u8]| {
        let left = TAKEN - found.len();
        found.extend_from_slice(&bytes[..left.min(bytes.len())]);
        match found.len() {
            TAKEN => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    };
    let mut scan = ContentScan::new(file);
    for piece in pieces {
        if scan.push(piece, &mut take).is_break() {
            break;
        }
    }
    let read = scan.finish(&mut take);
    (found, read)
}

pub fn scan<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Scanned {
    let mut layer = LayerScan::default();
    pieces.for_each(|piece| layer.push(piece));
    layer.finish()
}

/// Parents come first, and the listing crosses to another worker unchanged.
pub fn check(listing: &Listing) {
    for node in listing.nodes().skip(1) {
        assert!(listing.node(node).parent < node);
        assert!(listing.node(node).mode <= 0o7777);
        assert!(!listing.name(node).is_empty());
        assert!(!listing.path(node).is_empty());
    }
    assert!(listing.nodes().count() <= listing.len());
    let mut bytes = Vec::new();
    listing.write(&mut bytes);
    let there = Listing::read(&mut bytes.as_slice());
    assert_eq!(there.as_ref(), Ok(listing));
}

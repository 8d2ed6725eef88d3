//! One layer, whole and in random pieces: the same must be found.

use peel::decompress::DecompressError::Corrupt;
use peel::layer::LayerProblem::Decompress;
use peel::layer::{LayerScan, Listing, Scanned};

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

//! A layer is scanned to the same result in whatever pieces its bytes come.

mod archive;

use archive::archive;
use peel::layer::{LayerScan, Scanned};
use peel::source::native::FileSource;
use peel::source::read_exact_at;
use peel::worker::Session;
use proptest::prelude::*;

/// Every tar format, sparse files, gzip and zstd.
const IMAGES: &[&str] = &[
    "blobs-gzip",
    "buildkit",
    "links",
    "oci-zstd",
    "estargz",
    "zstd-chunked",
    "sparse-old",
    "tar-formats",
];

/// Layers up to this are pushed byte by byte.
const SMALL: usize = 400_000;

fn layers() -> Vec<Vec<u8>> {
    let mut layers = Vec::new();
    for name in IMAGES {
        let source = FileSource::open(&archive(name)).expect("it is there");
        let session = Session::open(&source, name, &mut |_| {});
        for blob in session.pending() {
            let mut bytes = vec![0; blob.len as usize];
            read_exact_at(&source, blob.offset, &mut bytes).expect("a whole archive");
            layers.push(bytes);
        }
    }
    assert!(layers.len() > 20, "the images have that many layers");
    layers.retain(|layer| layer.len() <= SMALL);
    assert!(layers.len() > 15, "most of them are small");
    layers
}

fn scan<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Scanned {
    let mut layer = LayerScan::default();
    pieces.for_each(|piece| layer.push(piece));
    layer.finish()
}

#[test]
fn byte_by_byte() {
    for layer in layers() {
        let whole = scan(std::iter::once(&layer[..]));
        assert_eq!(whole.problem, None);
        assert_eq!(scan(layer.chunks(1)), whole);
    }
}

#[test]
fn in_pieces_of_one_size() {
    for layer in layers() {
        let whole = scan(std::iter::once(&layer[..]));
        for size in [2, 5, 6, 7, 511, 512, 513, 4096, 65_537] {
            assert_eq!(scan(layer.chunks(size)), whole, "pieces of {size}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn in_random_pieces(sizes in prop::collection::vec(0_usize..3000, 1..40)) {
        for layer in layers() {
            let mut left = &layer[..];
            // Whatever the sizes are, one of them moves on.
            let mut sizes = sizes.iter().chain([&1]).cycle();
            let pieces = std::iter::from_fn(|| {
                let size = sizes.next().expect("a cycle has no end");
                // A piece of nothing is a piece too.
                let size = if *size % 7 == 0 { 0 } else { *size };
                let (piece, rest) = left.split_at((size + left.len() % 2).min(left.len()));
                (!left.is_empty()).then(|| { left = rest; piece })
            });
            prop_assert_eq!(scan(pieces), scan(std::iter::once(&layer[..])));
        }
    }
}

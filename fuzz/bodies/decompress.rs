//! Any bytes as each compression, whole and in random pieces.

use std::convert::Infallible;

use peel::decompress::{Compression, Decoder, DecompressError};

use super::pieces::{OUT, pieces};

const ALL: [Compression; 4] = [
    Compression::Gzip,
    Compression::Zstd,
    Compression::Bzip2,
    Compression::Xz,
];

pub fn run(data: &[u8]) {
    for compression in ALL {
        check(compression, data);
    }
}

fn check(compression: Compression, data: &[u8]) {
    let mut decoder = Decoder::new(compression);
    let mut count = 0;
    let pushed = decoder.push(data, |out| {
        count += out.len() as u64;
        if count > OUT { Err(()) } else { Ok(()) }
    });
    if pushed == Ok(Err(())) {
        return;
    }
    let whole = decode(compression, std::iter::once(data));
    let parts = decode(compression, pieces(data));
    match (&whole.1, &parts.1) {
        // How far a decoder looks ahead depends on the pieces.
        (Err(DecompressError::Corrupt { .. }), Err(DecompressError::Corrupt { .. })) => {
            // So does how much xz's decoder keeps to itself at damage: a few kilobytes at most.
            let same = whole.0.len().min(parts.0.len());
            let all = compression != Compression::Xz;
            assert!(
                !all || whole.0.len() == parts.0.len(),
                "more bytes in pieces"
            );
            assert!(whole.0[..same] == parts.0[..same], "other bytes in pieces");
            return;
        }
        (whole, parts) => assert_eq!(whole, parts),
    }
    assert!(whole.0 == parts.0, "other bytes in pieces");
}

/// The bytes, and how many follow the stream, or what is wrong with it.
fn decode<'a>(
    compression: Compression,
    pieces: impl Iterator<Item = &'a [u8]>,
) -> (Vec<u8>, Result<u64, DecompressError>) {
    let mut decoder = Decoder::new(compression);
    let mut all = Vec::new();
    for piece in pieces {
        let pushed = decoder.push(piece, |out| {
            all.extend_from_slice(out);
            Ok::<(), Infallible>(())
        });
        if let Err(error) = pushed {
            return (all, Err(error));
        }
    }
    (all, decoder.finish())
}

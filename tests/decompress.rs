//! Streams by every compressor at hand (`tests/images/recipes/compressed.sh`): whole, byte by
//! byte, in random pieces, and cut.

mod archive;

use std::convert::Infallible;

use peel::decompress::{Compression, Decoder, DecompressError};
use proptest::prelude::*;

/// A stream, what is in it, and the name of its file.
struct Packed {
    name: String,
    stream: Vec<u8>,
    plain: Vec<u8>,
}

fn packed(file: &str) -> Vec<Packed> {
    let folder = archive::path("compressed");
    let plain = std::fs::read(folder.join(file)).expect("it is there");
    let mut all = Vec::new();
    for item in std::fs::read_dir(folder).expect("it is there") {
        let path = item.expect("a readable folder").path();
        let name = path.file_name().expect("a file").to_string_lossy();
        if name.starts_with(&format!("{file}.")) {
            all.push(Packed {
                name: name.into_owned(),
                stream: std::fs::read(&path).expect("it is there"),
                plain: plain.clone(),
            });
        }
    }
    assert!(all.len() > 20, "{file}: only {} streams", all.len());
    all
}

/// The bytes, and how many follow the stream, or what is wrong with it.
fn decode<'a>(
    pieces: impl IntoIterator<Item = &'a [u8]>,
    compression: Compression,
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

fn assert_whole(packed: &Packed, found: (Vec<u8>, Result<u64, DecompressError>)) {
    assert_eq!(found.1, Ok(0), "{}", packed.name);
    assert!(found.0 == packed.plain, "{}: other bytes", packed.name);
}

#[test]
fn whole_and_in_pieces_of_one_size() {
    for packed in packed("small").iter().chain(&packed("large")) {
        let compression = Compression::detect(&packed.stream);
        for size in [1, 7, 4096, usize::MAX] {
            assert_whole(packed, decode(packed.stream.chunks(size), compression));
        }
    }
}

/// A stream that is cut gives what it has, and says so; never more, and never something else.
#[test]
fn cut_at_every_byte() {
    for packed in packed("small") {
        let Packed {
            name,
            stream,
            plain,
        } = &packed;
        let compression = Compression::detect(stream);
        for cut in 0..stream.len() {
            let (found, end) = decode(stream[..cut].chunks(4096), compression);
            assert!(plain.starts_with(&found), "{name}, cut at {cut}");
            match end {
                Err(DecompressError::Truncated { offset, .. }) => assert_eq!(offset, cut as u64),
                // Between two streams one may think that it was the last.
                Ok(_) => assert!(ends_somewhere(stream, cut, compression), "{name}, {cut}"),
                other => panic!("{name}, cut at {cut}: {other:?}"),
            }
        }
    }
}

/// Whether a stream ends at `cut`, up to padding and the beginning of a magic number.
fn ends_somewhere(stream: &[u8], cut: usize, compression: Compression) -> bool {
    let magic: &[u8] = match compression {
        Compression::Gzip => b"\x1f\x8b",
        Compression::Zstd => b"\x28\xb5\x2f\xfd",
        Compression::Bzip2 => b"BZh",
        _ => b"\xfd7zXZ\0",
    };
    let skippable = stream[cut.saturating_sub(4)..].windows(4).take(5);
    let skippable =
        skippable.filter(|four| four[0] & 0xf0 == 0x50 && four[1..] == [0x2a, 0x4d, 0x18]);
    let start = cut.saturating_sub(magic.len());
    let near = &stream[start..(cut + magic.len() + 12).min(stream.len())];
    near.windows(magic.len()).any(|at| at == magic) || skippable.count() > 0
}

/// Whatever byte is wrong, the bytes before it are right, and there is no panic.
#[test]
fn every_flipped_byte_is_found() {
    for packed in packed("small") {
        let compression = Compression::detect(&packed.stream);
        // These have nothing that would tell.
        let unchecked = packed.name.contains("none") || compression == Compression::Zstd;
        for at in 0..packed.stream.len() {
            let mut stream = packed.stream.clone();
            stream[at] ^= 1 << (at % 8);
            let (found, end) = decode([&stream[..]], compression);
            let whole = end == Ok(0) && found != packed.plain;
            assert!(unchecked || !whole, "{}, byte {at}", packed.name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn in_random_pieces(sizes in prop::collection::vec(0_usize..9000, 1..40)) {
        for packed in packed("large") {
            let compression = Compression::detect(&packed.stream);
            let mut left = &packed.stream[..];
            let mut sizes = sizes.iter().cycle();
            let pieces = std::iter::from_fn(|| {
                let size = sizes.next().expect("a cycle has no end") + left.len() % 2;
                let (piece, rest) = left.split_at(size.min(left.len()));
                (!left.is_empty()).then(|| { left = rest; piece })
            });
            assert_whole(&packed, decode(pieces, compression));
        }
    }
}

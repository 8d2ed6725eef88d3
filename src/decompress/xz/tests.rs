//! What no honest compressor writes. `tests/decompress.rs` has what they do.

use std::convert::Infallible;

use super::*;
use crate::decompress::Decoder;

/// `printf abc | xz --check=crc32`: header, block, index, footer.
const ABC: &[u8] = b"\xfd7zXZ\0\0\x01\x69\x22\xde\x36\
    \x02\0\x21\x01\x16\0\0\0\x74\x2f\xe5\xa3\x01\0\x02abc\0\0\xc2\x41\x24\x35\
    \0\x01\x17\x03\x07\x60\x0c\xbc\x90\x42\x99\x0d\x01\0\0\0\0\x01YZ";

fn decode(bytes: &[u8], piece: usize) -> Result<(Vec<u8>, u64), DecompressError> {
    let mut decoder = Decoder::new(Compression::Xz);
    let mut all = Vec::new();
    for part in bytes.chunks(piece) {
        let Ok(()) = decoder.push(part, |out| {
            all.extend_from_slice(out);
            Ok::<(), Infallible>(())
        })?;
    }
    Ok((all, decoder.finish()?))
}

fn reason(bytes: &[u8]) -> String {
    match decode(bytes, 3) {
        Err(DecompressError::Corrupt { reason, .. }) => reason,
        other => panic!("{other:?}"),
    }
}

/// The stream with these bytes at `at`, and a right CRC32 of what `crc` covers after it.
fn with(at: usize, bytes: &[u8], crc: std::ops::Range<usize>) -> Vec<u8> {
    let mut stream = ABC.to_vec();
    stream[at..at + bytes.len()].copy_from_slice(bytes);
    let sum = Crc32::of(&stream[crc.clone()]).to_le_bytes();
    stream[crc.end..crc.end + 4].copy_from_slice(&sum);
    stream
}

#[test]
fn a_stream_by_hand() {
    assert_eq!(decode(ABC, 1), Ok((b"abc".to_vec(), 0)));
    // Padding, another stream, and something else.
    let more = [ABC, &[0; 8], ABC, b"\xfd7z?"].concat();
    for piece in [1, 5, more.len()] {
        assert_eq!(decode(&more, piece), Ok((b"abcabc".to_vec(), 4)));
    }
}

#[test]
fn every_cut_is_a_truncation() {
    for cut in 0..ABC.len() {
        let cut_off = DecompressError::Truncated {
            compression: Compression::Xz,
            offset: cut as u64,
        };
        assert_eq!(decode(&ABC[..cut], 3), Err(cut_off));
    }
}

#[test]
fn every_flipped_byte_is_found() {
    for at in 0..ABC.len() {
        let mut stream = ABC.to_vec();
        stream[at] ^= 0x10;
        // A block that claims to be longer ends in the middle.
        assert!(decode(&stream, 3).is_err(), "byte {at}");
    }
}

#[test]
fn headers_that_lie() {
    let block = 12..20;
    let large = with(16, &[31], block.clone());
    assert_eq!(reason(&large), "its dictionary is larger than 128 MiB");
    assert!(decode(&with(16, &[30], block.clone()), 3).is_ok());
    let longer = with(13, &[0x80, 4, 0x21, 1, 0x16, 0], block.clone());
    assert_eq!(reason(&longer), "a block is not as long as its header says");
    // A delta filter before LZMA2: it gives other bytes.
    let delta = with(13, &[0x01, 3, 1, 0, 0x21, 1], block.clone());
    assert_eq!(reason(&delta), "a block's check is wrong");
    let short = with(13, &[0x81, 4, 3, 1, 0, 0x21, 1], block.clone());
    assert!(reason(&short).contains("too short"));
    let unknown = with(14, &[0x22], block.clone());
    assert!(reason(&unknown).contains("filter"));
    let reserved = with(13, &[0x04], block);
    assert!(reason(&reserved).contains("flags"));
}

#[test]
fn an_index_of_other_blocks() {
    let index = 36..40;
    let other = "the index is not that of the blocks";
    assert_eq!(reason(&with(39, &[4], index.clone())), other);
    assert_eq!(reason(&with(37, &[2], index)), other);
}

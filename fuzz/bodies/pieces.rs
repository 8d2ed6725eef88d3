//! Input in pieces, and how much may come out of it.

use peel::decompress::{Compression, Decoder};

/// Uncompressed bytes past which an input is only a slow one: memory does not grow with them, and
/// `tests/memory.rs` holds Peel to that.
pub const OUT: u64 = 32 << 20;

/// The bytes in pieces of random sizes, the same every time; some are empty.
pub fn pieces(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    let fnv = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let mut random = data.iter().fold(0xcbf2_9ce4_8422_2325, fnv) | 1;
    let mut left = data;
    std::iter::from_fn(move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let bits = (random >> 32) % 12;
        let size = (random % (1 << bits)) as usize;
        let (piece, rest) = left.split_at(size.min(left.len()));
        (!left.is_empty()).then(|| {
            left = rest;
            piece
        })
    })
}

/// Whether the stream, decompressed where it is compressed, has no more than [`OUT`] bytes.
pub fn is_small(data: &[u8]) -> bool {
    let mut decoder = Decoder::new(Compression::detect(data));
    let mut count = 0;
    let pushed = decoder.push(data, |out| {
        count += out.len() as u64;
        if count > OUT { Err(()) } else { Ok(()) }
    });
    pushed != Ok(Err(()))
}

//! The headers of xz streams and blocks (xz file format, 2.1.1, 2.1.2 and 3.1).

use lzma_rust2::{FilterConfig, FilterType};

use super::check::Crc32;
use crate::limits;

pub(super) const MAGIC: &[u8] = b"\xfd7zXZ\0";
/// Bytes of a stream's header, and of its footer.
pub(super) const STREAM: usize = 12;
/// Bytes of an encoded number (1.2).
pub(super) const NUMBER: usize = 9;

/// What a block's header says.
pub(super) struct BlockHeader {
    pub(super) compressed: Option<u64>,
    pub(super) uncompressed: Option<u64>,
    pub(super) filter: Option<FilterConfig>,
    pub(super) dictionary: u32,
}

/// The check that a stream's blocks have, by its header of twelve bytes.
pub(super) fn stream(header: &[u8]) -> Result<u8, &'static str> {
    if !header.starts_with(MAGIC) {
        return Err("no stream begins here");
    }
    flags(&header[6..8], &header[8..])
}

/// A stream's footer of twelve bytes; tells the bytes of its index.
pub(super) fn footer(footer: &[u8], check: u8) -> Result<u64, &'static str> {
    if &footer[10..] != b"YZ" || le32(footer) != Crc32::of(&footer[4..10]) {
        return Err("the stream's footer is wrong");
    }
    if footer[8..10] != [0, check] {
        return Err("the stream's footer is not like its header");
    }
    Ok((u64::from(le32(&footer[4..])) + 1) * 4)
}

fn flags(flags: &[u8], crc: &[u8]) -> Result<u8, &'static str> {
    if le32(crc) != Crc32::of(flags) {
        return Err("the stream's header is wrong");
    }
    match flags {
        [0, check @ 0..16] => Ok(*check),
        _ => Err("the stream has flags that are not defined"),
    }
}

/// A block's header, its length and its CRC32 included.
pub(super) fn block(header: &[u8]) -> Result<BlockHeader, &'static str> {
    const SHORT: &str = "the block's header is too short for what it says";
    let (said, crc) = header.split_at(header.len() - 4);
    if le32(crc) != Crc32::of(said) {
        return Err("the block's header is wrong");
    }
    let flags = said[1];
    let mut left = &said[2..];
    if flags & 0x3c != 0 {
        return Err("the block has flags that are not defined");
    }
    let mut size = |there: bool| match there {
        true => number(&mut left).map(Some).ok_or(SHORT),
        false => Ok(None),
    };
    let (compressed, uncompressed) = (size(flags & 0x40 != 0)?, size(flags & 0x80 != 0)?);
    let (mut filter, mut dictionary) = (None, None);
    for _ in 0..=flags & 3 {
        let id = number(&mut left).ok_or(SHORT)?;
        let len = number(&mut left).ok_or(SHORT)?;
        let len = usize::try_from(len).map_err(|_| SHORT)?;
        let (properties, rest) = left.split_at_checked(len).ok_or(SHORT)?;
        left = rest;
        if dictionary.is_some() {
            return Err("the block's last filter is not LZMA2");
        }
        match FilterType::try_from(id) {
            Ok(FilterType::Lzma2) => dictionary = Some(window(properties)?),
            Ok(filter_type) if filter.is_none() => {
                let property = property(filter_type, properties)?;
                filter = Some(FilterConfig {
                    filter_type,
                    property,
                });
            }
            Ok(_) => return Err("a block with several filters before LZMA2 is not read"),
            Err(()) => return Err("the block has a filter that is not defined"),
        }
    }
    if left.iter().any(|byte| *byte != 0) {
        return Err("the block's header has bytes that are not defined");
    }
    Ok(BlockHeader {
        compressed,
        uncompressed,
        filter,
        dictionary: dictionary.ok_or("the block's last filter is not LZMA2")?,
    })
}

/// A filter's property: the distance of a delta filter, the start offset of the others.
fn property(filter: FilterType, properties: &[u8]) -> Result<u32, &'static str> {
    match (filter, properties) {
        (FilterType::Delta, [distance]) => Ok(u32::from(*distance) + 1),
        (FilterType::Delta, _) => Err("a filter has no such properties"),
        (_, []) => Ok(0),
        (_, [_, _, _, _]) => Ok(le32(properties)),
        _ => Err("a filter has no such properties"),
    }
}

/// Bytes of an LZMA2 dictionary (5.3.1), within the limit.
fn window(properties: &[u8]) -> Result<u32, &'static str> {
    let [bits @ 0..=40] = properties else {
        return Err("LZMA2 has no such properties");
    };
    let bytes = (2 | u64::from(bits & 1)) << (bits / 2 + 11);
    match u32::try_from(bytes) {
        Ok(bytes) if bytes <= limits::XZ_WINDOW => Ok(bytes),
        _ => Err("its dictionary is larger than 128 MiB"),
    }
}

/// Takes an encoded number from the start of `bytes` (1.2).
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let len = bytes
        .iter()
        .take(NUMBER)
        .position(|byte| byte & 0x80 == 0)?
        + 1;
    let (number, rest) = bytes.split_at(len);
    *bytes = rest;
    decode(number)
}

/// An encoded number, whole; `None` where it could be shorter.
pub(super) fn decode(number: &[u8]) -> Option<u64> {
    if number.len() > 1 && number.last() == Some(&0) {
        return None;
    }
    let digits = number.iter().rev();
    Some(digits.fold(0, |sum, digit| sum << 7 | u64::from(digit & 0x7f)))
}

/// The first four bytes as a little-endian number.
pub(super) fn le32(bytes: &[u8]) -> u32 {
    let bytes = bytes.iter().take(4).enumerate();
    bytes.fold(0, |n, (i, b)| n | u32::from(*b) << (8 * i))
}

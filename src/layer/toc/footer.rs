//! The end of an eStargz blob: an empty gzip member whose extra field says where the table is.

use std::ops::Range;

use super::TocError;

/// A gzip header with an extra field, but for time, level and system, which vary.
const HEADER: [u8; 4] = [0x1f, 0x8b, 8, 4];

/// Bytes of the whole header, before the extra field's length.
const HEADER_BYTES: usize = 10;

/// Bytes after the extra field: an empty block, the checksum and the size of nothing.
const REST: usize = 5 + 8;

/// Bytes of eStargz's footer (`estargz/types.go`, `FooterSize`).
const BYTES: u64 = 51;

/// Bytes of stargz's own (`legacyFooterSize`), whose extra field has no subfields.
const LEGACY_BYTES: u64 = 47;

const MAGIC: &[u8] = b"STARGZ";
const SUBFIELD: &[u8] = b"SG";
const EXTERNAL: &[u8] = b"STARGZEXTERNALTOC";

/// Digits of the table's offset.
const DIGITS: usize = 16;

/// The bytes of a blob in which a footer of either kind is.
pub(super) fn range(blob_len: u64) -> Result<Range<u64>, TocError> {
    if blob_len < LEGACY_BYTES {
        return Err(TocError::Footer);
    }
    Ok(blob_len.saturating_sub(BYTES)..blob_len)
}

/// Where the table begins, and how many bytes the footer has, of the last bytes of a blob.
pub(super) fn read(tail: &[u8]) -> Result<(u64, u64), TocError> {
    let (size, subfield) = (DIGITS + MAGIC.len(), SUBFIELD.len() + 2);
    if let Some(value) = extra(tail, subfield + size).and_then(subfield_value) {
        return offset(value).map(|offset| (offset, BYTES));
    }
    if let Some(value) = extra(tail, size) {
        return offset(value).map(|offset| (offset, LEGACY_BYTES));
    }
    match extra(tail, subfield + EXTERNAL.len()).and_then(subfield_value) {
        Some(EXTERNAL) => Err(TocError::External),
        _ => Err(TocError::Footer),
    }
}

/// The extra field of the empty gzip member at the end, if it has `len` bytes.
fn extra(tail: &[u8], len: usize) -> Option<&[u8]> {
    let start = tail.len().checked_sub(HEADER_BYTES + 2 + len + REST)?;
    let (header, rest) = tail[start..].split_at(HEADER_BYTES);
    let (size, rest) = rest.split_at(2);
    let fits = header.starts_with(&HEADER) && size == (len as u16).to_le_bytes();
    fits.then(|| &rest[..len])
}

/// The value of a field that is one subfield of eStargz's.
fn subfield_value(extra: &[u8]) -> Option<&[u8]> {
    let rest = extra.strip_prefix(SUBFIELD)?;
    let (size, value) = rest.split_at_checked(2)?;
    (size == (value.len() as u16).to_le_bytes()).then_some(value)
}

/// `%016xSTARGZ`
fn offset(value: &[u8]) -> Result<u64, TocError> {
    let digits = value.strip_suffix(MAGIC).ok_or(TocError::Footer)?;
    let hex = digits.iter().all(u8::is_ascii_hexdigit);
    let text = std::str::from_utf8(digits).ok().filter(|_| hex);
    text.and_then(|text| u64::from_str_radix(text, 16).ok())
        .ok_or(TocError::Footer)
}

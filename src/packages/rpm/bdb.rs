//! Berkeley DB's hash: pages of pairs, whose large values stand on chains of pages of their own.
//!
//! Berkeley DB's `dbinc/db_page.h`. Pages are read one after the other, without the hash: all that is
//! wanted is every value.

use super::Take;
use crate::packages::PackageError;
use crate::packages::bytes::Bytes;

const HASH_MAGIC: u32 = 0x0006_1561;
const HEAD: u64 = 26;

/// Kinds of page.
const UNSORTED: u8 = 2;
const OVERFLOW: u8 = 7;
const SORTED: u8 = 13;

/// Kinds of value.
const HERE: u8 = 1;
const ELSEWHERE: u8 = 3;

/// A header's two lengths, and more: what is shorter is the database's own.
const LEAST: usize = 16;

pub(super) fn blobs(bytes: &[u8], take: Take<'_>) -> Result<(), PackageError> {
    let orders = [false, true].map(|big| Bytes { bytes, big });
    let found = orders
        .into_iter()
        .find(|all| all.u32(12) == Some(HASH_MAGIC));
    let all = found.ok_or_else(|| PackageError::not("database of rpm (Berkeley DB)"))?;
    let size = all.u32(20);
    let size = size.filter(|size| size.is_power_of_two() && (512..=65_536).contains(size));
    let size = u64::from(size.ok_or_else(|| PackageError::broken("size of a page"))?);
    let pages = bytes.len() as u64 / size;
    // Every page is read once: chains that lead in circles, or are shared, end here.
    let mut left = pages;
    for page in 1..pages {
        let start = page * size;
        if !matches!(all.u8(start + 25), Some(UNSORTED | SORTED)) {
            continue;
        }
        let broken = || PackageError::broken("page of pairs");
        let count = u64::from(all.u16(start + 20).ok_or_else(broken)?);
        let place = |i: u64| all.u16(start + HEAD + i * 2).map(u64::from);
        // Keys and values by turns.
        for i in (1..count).step_by(2) {
            let (Some(at), Some(end)) = (place(i), place(i - 1)) else {
                return Err(broken());
            };
            match all.u8(start + at) {
                Some(HERE) if at < end && end <= size => {
                    let value = all.get(start + at + 1, end - at - 1);
                    if let Some(value) = value.filter(|value| value.len() >= LEAST) {
                        take(value)?;
                    }
                }
                Some(ELSEWHERE) => {
                    let first = all.u32(start + at + 4).ok_or_else(broken)?;
                    let len = all.u32(start + at + 8).ok_or_else(broken)?;
                    take(&chain(all, size, first, u64::from(len), &mut left)?)?;
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn chain(
    all: Bytes<'_>,
    size: u64,
    first: u32,
    len: u64,
    left: &mut u64,
) -> Result<Vec<u8>, PackageError> {
    let broken = || PackageError::broken("chain of pages");
    let (mut value, mut page) = (Vec::new(), first);
    while page != 0 {
        *left = left.checked_sub(1).ok_or_else(broken)?;
        let start = u64::from(page) * size;
        let used = all.u16(start + 22).map(u64::from);
        let used = used.filter(|used| *used <= size - HEAD && all.u8(start + 25) == Some(OVERFLOW));
        let piece = used.and_then(|used| all.get(start + HEAD, used));
        value.extend_from_slice(piece.ok_or_else(broken)?);
        page = all.u32(start + 16).ok_or_else(broken)?;
    }
    match value.len() as u64 == len {
        true => Ok(value),
        false => Err(broken()),
    }
}

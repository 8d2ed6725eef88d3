//! A listing as one buffer, to cross from a worker to the page without being copied.
//!
//! Columns, little-endian, each after its length. Only Peel's own worker writes it, and of the
//! same build; reading still checks every length, so that a defect is an error and no panic.

use super::listing::{Flags, Kind, Listing, NONE, Owner, Strings, Superseded};

/// Why a buffer is no listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the listing's buffer is damaged")]
pub struct WireError;

impl Listing {
    /// The listing as one buffer.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.len() * 64 + self.names.bytes.len() + 256);
        for strings in [&self.names, &self.links] {
            column(&mut out, &strings.bytes, |b| [*b]);
            column(&mut out, &strings.ends, |n| n.to_le_bytes());
        }
        column(&mut out, &self.parent, |n| n.to_le_bytes());
        column(&mut out, &self.kind, |k| [*k as u8]);
        column(&mut out, &self.flags, |f| [f.0]);
        column(&mut out, &self.mode, |n| n.to_le_bytes());
        column(&mut out, &self.owner, |n| n.to_le_bytes());
        column(&mut out, &self.size, |n| n.to_le_bytes());
        column(&mut out, &self.mtime, |n| n.to_le_bytes());
        column(&mut out, &self.hash, |n| n.to_le_bytes());
        column(&mut out, &self.offset, |n| n.to_le_bytes());
        column(&mut out, &self.link, |n| n.to_le_bytes());
        column(&mut out, &self.owners, |o| pair(o.uid, o.gid));
        column(&mut out, &self.logical, |(n, size)| pair(u64::from(*n), *size));
        column(&mut out, &self.superseded, |s| pair(u64::from(s.node), s.size));
        column(&mut out, &[self.entries], |n| n.to_le_bytes());
        out
    }

    /// The listing in a buffer that [`Listing::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`WireError`] where columns do not fit together.
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Listing, WireError> {
        let bytes = &mut bytes;
        let mut strings = || -> Result<Strings, WireError> {
            Ok(Strings {
                bytes: read(bytes, |[b]: [u8; 1]| Ok(b))?,
                ends: read(bytes, |b| Ok(u32::from_le_bytes(b)))?,
            })
        };
        let (names, links) = (strings()?, strings()?);
        let listing = Listing {
            names,
            links,
            parent: read(bytes, |b| Ok(u32::from_le_bytes(b)))?,
            kind: read(bytes, |[b]: [u8; 1]| {
                Kind::ALL.get(usize::from(b)).copied().ok_or(WireError)
            })?,
            flags: read(bytes, |[b]: [u8; 1]| Ok(Flags(b)))?,
            mode: read(bytes, |b| Ok(u16::from_le_bytes(b)))?,
            owner: read(bytes, |b| Ok(u32::from_le_bytes(b)))?,
            size: read(bytes, |b| Ok(u64::from_le_bytes(b)))?,
            mtime: read(bytes, |b| Ok(i64::from_le_bytes(b)))?,
            hash: read(bytes, |b| Ok(u64::from_le_bytes(b)))?,
            offset: read(bytes, |b| Ok(u64::from_le_bytes(b)))?,
            link: read(bytes, |b| Ok(u32::from_le_bytes(b)))?,
            owners: read(bytes, |b| {
                let (uid, gid) = unpair(b);
                Ok(Owner { uid, gid })
            })?,
            logical: read(bytes, |b| {
                let (node, size) = unpair(b);
                Ok((u32::try_from(node).map_err(|_| WireError)?, size))
            })?,
            superseded: read(bytes, |b| {
                let (node, size) = unpair(b);
                let node = u32::try_from(node).map_err(|_| WireError)?;
                Ok(Superseded { node, size })
            })?,
            entries: *read(bytes, |b| Ok(u64::from_le_bytes(b)))?
                .first()
                .ok_or(WireError)?,
        };
        if listing.fits() { Ok(listing) } else { Err(WireError) }
    }

    fn fits(&self) -> bool {
        let n = self.parent.len();
        let lengths = [
            self.names.ends.len(),
            self.kind.len(),
            self.flags.len(),
            self.mode.len(),
            self.owner.len(),
            self.size.len(),
            self.mtime.len(),
            self.hash.len(),
            self.offset.len(),
            self.link.len(),
        ];
        let ends_fit = |s: &Strings| {
            s.ends.is_sorted() && s.ends.last().is_none_or(|e| *e as usize <= s.bytes.len())
        };
        n > 0
            && lengths.iter().all(|len| *len == n)
            && ends_fit(&self.names)
            && ends_fit(&self.links)
            && self.parent.iter().enumerate().all(|(i, p)| (*p as usize) < i.max(1))
            && self.owner.iter().all(|o| (*o as usize) < self.owners.len())
            && self
                .link
                .iter()
                .all(|l| *l == NONE || (*l as usize) < self.links.ends.len())
            && self.superseded.iter().all(|s| (s.node as usize) < n)
    }
}

fn column<T, const N: usize>(out: &mut Vec<u8>, items: &[T], bytes: impl Fn(&T) -> [u8; N]) {
    out.extend_from_slice(&(items.len() as u64).to_le_bytes());
    for item in items {
        out.extend_from_slice(&bytes(item));
    }
}

fn read<T, const N: usize>(
    bytes: &mut &[u8],
    item: impl Fn([u8; N]) -> Result<T, WireError>,
) -> Result<Vec<T>, WireError> {
    let len = bytes.split_first_chunk::<8>().ok_or(WireError)?;
    let (count, rest) = (u64::from_le_bytes(*len.0), len.1);
    let size = usize::try_from(count)
        .ok()
        .and_then(|count| count.checked_mul(N))
        .ok_or(WireError)?;
    let (column, rest) = rest.split_at_checked(size).ok_or(WireError)?;
    *bytes = rest;
    let (items, _) = column.as_chunks::<N>();
    items.iter().map(|chunk| item(*chunk)).collect()
}

fn pair(a: u64, b: u64) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&a.to_le_bytes());
    bytes[8..].copy_from_slice(&b.to_le_bytes());
    bytes
}

fn unpair(bytes: [u8; 16]) -> (u64, u64) {
    let both = u128::from_le_bytes(bytes);
    (both as u64, (both >> 64) as u64)
}

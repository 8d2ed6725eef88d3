//! A listing as one buffer, to cross from the worker that scanned it to the one with the session.

use super::Kind;
use super::listing::{Flags, Known, Listing, NONE, Owner, Superseded};
use super::look::{self, Mark};
use crate::columns::{
    Columns, Sink, Source, Strings, WireError, read, read_u32, read_u64, write as column,
};
use crate::tokens::Token;

impl Columns for Listing {
    fn write(&self, out: &mut impl Sink) {
        self.names.write(out);
        self.links.write(out);
        column(out, &self.parent, |n| n.to_le_bytes());
        column(out, &self.kind, |k| [*k as u8]);
        column(out, &self.flags, |f| [f.0]);
        column(out, &self.mode, |n| n.to_le_bytes());
        column(out, &self.owner, |n| n.to_le_bytes());
        column(out, &self.size, |n| n.to_le_bytes());
        column(out, &self.mtime, |n| n.to_le_bytes());
        column(out, &self.hash, |n| n.to_le_bytes());
        column(out, &self.offset, |n| n.to_le_bytes());
        column(out, &self.link, |n| n.to_le_bytes());
        column(out, &self.owners, |o| pair(o.uid, o.gid));
        column(out, &self.logical, |(n, size)| pair(u64::from(*n), *size));
        column(out, &self.superseded, |s| pair(u64::from(s.node), s.size));
        column(out, &[self.entries, self.known as u64], |n| n.to_le_bytes());
        column(out, &self.marks, |mark| {
            let at = (u64::from(mark.node) << 32 | u64::from(mark.line)).to_le_bytes();
            let mut bytes = [mark.token as u8; 9];
            bytes[..8].copy_from_slice(&at);
            bytes
        });
        column(out, &self.kept, |n| n.to_le_bytes());
        self.kept_bytes.write(out);
        column(out, &self.programs, |n| n.to_le_bytes());
    }
}

impl Listing {
    /// Reads a listing that [`Columns::write`] wrote.
    ///
    /// # Errors
    /// [`WireError`] where columns do not fit together.
    pub fn read(bytes: &mut impl Source) -> Result<Listing, WireError> {
        let mut listing = Listing {
            names: Strings::read(bytes)?,
            links: Strings::read(bytes)?,
            parent: read_u32(bytes)?,
            kind: read(bytes, |[b]: [u8; 1]| {
                Kind::ALL.get(usize::from(b)).copied().ok_or(WireError)
            })?,
            flags: read(bytes, |[b]: [u8; 1]| Ok(Flags(b)))?,
            mode: read(bytes, |b| Ok(u16::from_le_bytes(b)))?,
            owner: read_u32(bytes)?,
            size: read_u64(bytes)?,
            mtime: read(bytes, |b| Ok(i64::from_le_bytes(b)))?,
            hash: read_u64(bytes)?,
            offset: read_u64(bytes)?,
            link: read_u32(bytes)?,
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
            entries: 0,
            known: Known::Whole,
            marks: Vec::new(),
            kept: Vec::new(),
            kept_bytes: Strings::default(),
            programs: Vec::new(),
        };
        let [entries, known] = read_u64(bytes)?.try_into().map_err(|_| WireError)?;
        listing.entries = entries;
        listing.known = match known {
            0 => Known::Whole,
            1 => Known::Table,
            2 => Known::Headers,
            _ => return Err(WireError),
        };
        listing.marks = read(bytes, |bytes: [u8; 9]| {
            let [at @ .., token] = bytes;
            let at = u64::from_le_bytes(at);
            let token = Token::ALL.get(usize::from(token)).copied();
            Ok(Mark {
                node: (at >> 32) as u32,
                token: token.ok_or(WireError)?,
                line: at as u32,
            })
        })?;
        listing.kept = read_u32(bytes)?;
        listing.kept_bytes = Strings::read(bytes)?;
        listing.programs = read_u32(bytes)?;
        if listing.fits() {
            Ok(listing)
        } else {
            Err(WireError)
        }
    }

    fn fits(&self) -> bool {
        let n = self.parent.len();
        let lengths = [
            self.names.count(),
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
        n > 0
            && look::fits(self)
            && lengths.iter().all(|len| *len == n)
            && self
                .parent
                .iter()
                .enumerate()
                .all(|(i, p)| (*p as usize) < i.max(1))
            && self.owner.iter().all(|o| (*o as usize) < self.owners.len())
            && self
                .link
                .iter()
                .all(|l| *l == NONE || (*l as usize) < self.links.count())
            && self.superseded.iter().all(|s| (s.node as usize) < n)
    }
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

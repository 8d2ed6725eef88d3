//! A snapshot as one buffer, to cross from the worker that read its image to the one that compares.

use super::{Print, Snapshot};
use crate::columns::{
    Columns, Sink, Source, Strings, WireError, read, read_u32, read_u64, write as column,
};
use crate::layer::{Kind, NONE, Owner};

impl Columns for Snapshot {
    fn write(&self, out: &mut impl Sink) {
        self.names.write(out);
        self.links.write(out);
        column(out, &self.depth, |n| n.to_le_bytes());
        column(out, &self.kind, |kind| [*kind as u8]);
        column(out, &self.marks, |marks| [*marks]);
        column(out, &self.mode, |n| n.to_le_bytes());
        column(out, &self.owner, |owner| pair(owner.uid, owner.gid));
        column(out, &self.size, |n| n.to_le_bytes());
        column(out, &self.mtime, |n| n.to_le_bytes());
        column(out, &self.hash, |n| n.to_le_bytes());
        column(out, &self.layer, |n| n.to_le_bytes());
        column(out, &self.link, |n| n.to_le_bytes());
        column(out, &self.prints, |print| [u8::from(print.is_some())]);
        column(out, &self.prints, |print| {
            print.map_or([0; 16], |Print(low, high)| pair(low, high))
        });
    }
}

impl Snapshot {
    /// Reads one that [`Snapshot::write`] wrote.
    ///
    /// # Errors
    /// [`WireError`] where columns do not fit together.
    pub fn read(from: &mut impl Source) -> Result<Snapshot, WireError> {
        let mut snapshot = Snapshot {
            names: Strings::read(from)?,
            links: Strings::read(from)?,
            depth: read(from, |b| Ok(u16::from_le_bytes(b)))?,
            kind: read(from, |[b]: [u8; 1]| {
                Kind::ALL.get(usize::from(b)).copied().ok_or(WireError)
            })?,
            marks: read(from, |[b]: [u8; 1]| Ok(b))?,
            mode: read(from, |b| Ok(u16::from_le_bytes(b)))?,
            owner: read(from, |b| {
                let (uid, gid) = unpair(b);
                Ok(Owner { uid, gid })
            })?,
            size: read_u64(from)?,
            mtime: read(from, |b| Ok(i64::from_le_bytes(b)))?,
            hash: read_u64(from)?,
            layer: read(from, |b| Ok(u16::from_le_bytes(b)))?,
            link: read_u32(from)?,
            parent: Vec::new(),
            prints: Vec::new(),
        };
        let known = read(from, |[b]: [u8; 1]| Ok(b != 0))?;
        let prints = read(from, |b| {
            let (low, high) = unpair(b);
            Ok(Print(low, high))
        })?;
        if known.len() != prints.len() {
            return Err(WireError);
        }
        let prints = known.into_iter().zip(prints);
        snapshot.prints = prints
            .map(|(known, print)| known.then_some(print))
            .collect();
        snapshot.parent = snapshot.parents().ok_or(WireError)?;
        match snapshot.fits() {
            true => Ok(snapshot),
            false => Err(WireError),
        }
    }

    fn fits(&self) -> bool {
        let n = self.depth.len();
        let lengths = [
            self.names.count(),
            self.kind.len(),
            self.marks.len(),
            self.mode.len(),
            self.owner.len(),
            self.size.len(),
            self.mtime.len(),
            self.hash.len(),
            self.layer.len(),
            self.link.len(),
        ];
        let link = |link: &u32| *link == NONE || (*link as usize) < self.links.count();
        lengths.iter().all(|len| *len == n) && self.link.iter().all(link)
    }
}

fn pair(a: u64, b: u64) -> [u8; 16] {
    (u128::from(a) | u128::from(b) << 64).to_le_bytes()
}

fn unpair(bytes: [u8; 16]) -> (u64, u64) {
    let both = u128::from_le_bytes(bytes);
    (both as u64, (both >> 64) as u64)
}

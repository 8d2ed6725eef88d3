//! A plan as one buffer, to cross from the worker that has the tree to the one that reads.

use super::Plan;
use crate::columns::{
    Columns, Sink, Source, Strings, WireError, read, read_u32, read_u64, write as column,
};
use crate::layer::{Kind, NONE, Owner};

impl Columns for Plan {
    fn write(&self, out: &mut impl Sink) {
        self.names.write(out);
        self.links.write(out);
        column(out, &self.parent, |n| n.to_le_bytes());
        column(out, &self.kind, |kind| [*kind as u8]);
        column(out, &self.mode, |n| n.to_le_bytes());
        column(out, &self.owner, |owner| owner.uid.to_le_bytes());
        column(out, &self.owner, |owner| owner.gid.to_le_bytes());
        column(out, &self.mtime, |n| n.to_le_bytes());
        column(out, &self.size, |n| n.to_le_bytes());
        column(out, &self.link, |n| n.to_le_bytes());
        column(out, &self.layer, |n| n.to_le_bytes());
        column(out, &self.offset, |n| n.to_le_bytes());
        column(out, &self.starts, |(layer, _)| layer.to_le_bytes());
        column(out, &self.starts, |(_, start)| start.to_le_bytes());
        column(out, &[self.left_out], |n| n.to_le_bytes());
    }
}

impl Plan {
    /// Reads one that [`Columns::write`] wrote.
    ///
    /// # Errors
    /// [`WireError`] where columns do not fit together.
    pub fn read(from: &mut impl Source) -> Result<Plan, WireError> {
        let mut plan = Plan {
            names: Strings::read(from)?,
            links: Strings::read(from)?,
            parent: read_u32(from)?,
            kind: read(from, |[b]: [u8; 1]| {
                Kind::ALL.get(usize::from(b)).copied().ok_or(WireError)
            })?,
            mode: read(from, |b| Ok(u16::from_le_bytes(b)))?,
            ..Plan::default()
        };
        let (uid, gid) = (read_u64(from)?, read_u64(from)?);
        plan.owner = uid
            .iter()
            .zip(&gid)
            .map(|(uid, gid)| Owner {
                uid: *uid,
                gid: *gid,
            })
            .collect();
        plan.mtime = read(from, |b| Ok(i64::from_le_bytes(b)))?;
        plan.size = read_u64(from)?;
        plan.link = read_u32(from)?;
        plan.layer = read_u32(from)?;
        plan.offset = read_u64(from)?;
        let layers = read_u32(from)?;
        plan.starts = layers.into_iter().zip(read_u64(from)?).collect();
        plan.left_out = read_u64(from)?.first().copied().ok_or(WireError)?;
        match plan.fits() {
            true => Ok(plan),
            false => Err(WireError),
        }
    }

    fn fits(&self) -> bool {
        let n = self.parent.len();
        let lengths = [
            self.names.count(),
            self.kind.len(),
            self.mode.len(),
            self.owner.len(),
            self.mtime.len(),
            self.size.len(),
            self.link.len(),
            self.layer.len(),
            self.offset.len(),
        ];
        let above = |(at, parent): (usize, &u32)| (*parent as usize) < at.max(1);
        let link = |at: usize| {
            let link = self.link[at];
            match self.kind[at] {
                _ if link == NONE => true,
                Kind::HardLink => {
                    let target = self.kind.get(link as usize);
                    target.is_some_and(|kind| *kind != Kind::HardLink)
                }
                _ => (link as usize) < self.links.count(),
            }
        };
        lengths.iter().all(|len| *len == n)
            && self.parent.iter().enumerate().all(above)
            && (0..n).all(link)
    }
}

//! What stands in the tar of a folder, and where it is to be read again.

use crate::columns::Strings;
use crate::layer::{Kind, NONE, Owner, path_up};
use crate::tarstream::BLOCK;

/// The entries of a tar in columns: some sixty bytes each, and the name. A folder comes before what is in
/// it; entry 0 is the one that the tar is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Their own names; the first's is empty for the root.
    pub(super) names: Strings,
    /// The folder of each; the first's is itself.
    pub(super) parent: Vec<u32>,
    pub(super) kind: Vec<Kind>,
    pub(super) mode: Vec<u16>,
    pub(super) owner: Vec<Owner>,
    pub(super) mtime: Vec<i64>,
    /// Bytes of contents, as a reader sees them.
    pub(super) size: Vec<u64>,
    /// Of a symbolic link its target among `links`, of a hard link the entry whose other name it is,
    /// which no hard link is; else [`NONE`].
    pub(super) link: Vec<u32>,
    pub(super) links: Strings,
    /// The layer whose tar has to be read for it; [`NONE`] where nothing of it is missing here.
    pub(super) layer: Vec<u32>,
    /// Where its contents begin there.
    pub(super) offset: Vec<u64>,
    /// Where in each layer an entry's headers begin, at or before the first that is wanted of it.
    pub(super) starts: Vec<(u32, u64)>,
    pub(super) left_out: u64,
}

/// What is wanted of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The layer, from 0.
    pub layer: u32,
    /// Where an entry's headers begin, at or before the first that is wanted.
    pub start: u64,
    /// About where the last one ends.
    pub end: u64,
    /// The entries of the plan, in the order in which they stand there, and where the contents of each
    /// begin.
    pub entries: Vec<(u32, u64)>,
}

impl Plan {
    /// Entries.
    pub fn len(&self) -> usize {
        self.parent.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Entries that a tar cannot hold: hard links that lead to nothing, and what is of an unknown kind.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Bytes of the tar, but for PAX headers.
    pub fn bytes(&self) -> u64 {
        let block = BLOCK as u64;
        // Only here, as what a sparse file claims to have may be anything.
        let padded = |size: &u64| size.div_ceil(block).saturating_mul(block);
        let contents = self.size.iter().map(padded).fold(0, u64::saturating_add);
        let headers = (self.len() as u64 + 2) * block;
        contents.saturating_add(headers)
    }

    /// The path in the tar; of a folder with a slash at its end.
    pub fn path(&self, entry: u32) -> Vec<u8> {
        let below = path_up(
            entry,
            |at| self.parent[at as usize],
            |at| self.names.get(at),
        );
        let mut path = match (self.names.get(0), entry) {
            (b"", 0) => b".".to_vec(),
            (b"", _) => below,
            (top, 0) => top.to_vec(),
            (top, _) => [top, b"/", &below].concat(),
        };
        if self.kind[entry as usize] == Kind::Directory {
            path.push(b'/');
        }
        path
    }

    /// The target of a link, as the tar has it.
    pub(super) fn target(&self, entry: u32) -> Vec<u8> {
        let link = self.link[entry as usize];
        match self.kind[entry as usize] {
            Kind::Symlink if link != NONE => self.links.get(link).to_vec(),
            Kind::HardLink if link != NONE => self.path(link),
            _ => Vec::new(),
        }
    }

    /// What is wanted of the layers, the lowest first.
    pub fn passes(&self) -> Vec<Pass> {
        let entries = 0..self.len() as u32;
        let mut wanted: Vec<(u32, u64, u32)> = entries
            .filter(|at| self.layer[*at as usize] != NONE)
            .map(|at| (self.layer[at as usize], self.offset[at as usize], at))
            .collect();
        wanted.sort_unstable();
        let of_layer = wanted.chunk_by(|one, next| one.0 == next.0);
        let pass = |wanted: &[(u32, u64, u32)]| {
            let layer = wanted.first()?.0;
            let start = self.starts.iter().find(|(of, _)| *of == layer);
            let (_, offset, last) = wanted.last()?;
            Some(Pass {
                layer,
                start: start.map_or(0, |(_, start)| *start),
                end: offset.saturating_add(self.size[*last as usize]),
                entries: wanted
                    .iter()
                    .map(|(_, offset, at)| (*at, *offset))
                    .collect(),
            })
        };
        of_layer.filter_map(pass).collect()
    }
}

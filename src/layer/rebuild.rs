//! A listing row by row, as a file carries it, and put together again. The file may be a stranger's:
//! every row is checked, so that a listing that was put together holds what every listing does.

use std::collections::HashMap;

use super::Kind;
use super::listing::{Children, Flag, Flags, Known, Listing, NONE, Owner, ROOT, Superseded};
use crate::limits;

/// One node of a listing, as it is written to a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its folder, a row before it; [`ROOT`] is its own.
    pub parent: u32,
    /// Its own name; empty for the root.
    pub name: Vec<u8>,
    /// What it is, by its place in [`Kind::ALL`].
    pub kind: u8,
    /// Facts that are yes or no, by [`Flags::NAMES`].
    pub flags: u8,
    /// Permission bits with setuid, setgid and sticky.
    pub mode: u16,
    /// Owner and group.
    pub owner: Owner,
    /// Bytes of a file's contents as stored.
    pub size: u64,
    /// Bytes that a reader of a sparse file sees.
    pub logical: Option<u64>,
    /// Modification time, seconds since 1970.
    pub mtime: i64,
    /// Hash of a file's contents; 0 where there is none.
    pub hash: u64,
    /// The target of a link, as the tar wrote it.
    pub link: Option<Vec<u8>>,
}

/// Why rows are no listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RowError {
    /// Its folder does not come before it, or it has none.
    #[error("row {0} has no folder before it")]
    Folder(usize),
    /// It has no name, or one that no path has.
    #[error("row {0} has no name that a path can have")]
    Name(usize),
    /// Its folder has that name already.
    #[error("row {0} has the name of another row")]
    Twice(usize),
    /// What it is has no such number; or the root is no folder.
    #[error("row {0} is nothing that Peel knows")]
    Kind(usize),
    /// There are more, or longer ones, than a layer can have.
    #[error("there are more rows, or longer ones, than a layer can have")]
    TooMany,
    /// Bytes that were replaced belong to no row.
    #[error("replaced bytes belong to no row")]
    Replaced,
    /// There is not even a root.
    #[error("there are no rows")]
    Empty,
}

impl Listing {
    /// A node as a row.
    pub fn row(&self, node: u32) -> Row {
        let i = node as usize;
        let facts = self.node(node);
        let logical = self.logical.binary_search_by_key(&node, |(n, _)| *n);
        Row {
            parent: facts.parent,
            name: self.name(node).to_vec(),
            kind: facts.kind as u8,
            flags: facts.flags.0,
            mode: facts.mode,
            owner: facts.owner,
            size: facts.size,
            logical: logical.ok().map(|at| self.logical[at].1),
            mtime: facts.mtime,
            hash: match facts.kind {
                Kind::File => self.hash[i],
                _ => 0,
            },
            link: self.link(node).map(<[u8]>::to_vec),
        }
    }
}

/// Puts a listing together from rows. Where contents are in the layer, it does not know.
pub struct Rebuild {
    listing: Listing,
    children: Children,
    depths: Vec<u16>,
    owners: HashMap<Owner, u32>,
    /// Bytes of all contents so far; `None` once they are more than can be counted.
    bytes: Option<u64>,
}

impl Rebuild {
    /// One without rows, of a tar of so many entries; `by_table` where nothing but its table of
    /// contents was read.
    pub fn new(entries: u64, by_table: bool) -> Rebuild {
        Rebuild {
            listing: Listing {
                entries,
                known: match by_table {
                    true => Known::Table,
                    false => Known::Whole,
                },
                ..Listing::default()
            },
            children: Children::default(),
            depths: Vec::new(),
            owners: HashMap::new(),
            bytes: Some(0),
        }
    }

    /// Rows so far.
    pub fn len(&self) -> usize {
        self.listing.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes the next row.
    ///
    /// # Errors
    /// [`RowError`] where no listing has such a row there.
    pub fn push(&mut self, row: Row) -> Result<(), RowError> {
        let i = self.len();
        let root = i == ROOT as usize;
        let parent = row.parent as usize;
        if parent >= i.max(1) {
            return Err(RowError::Folder(i));
        }
        let kind = Kind::ALL.get(usize::from(row.kind)).copied();
        let kind = kind.ok_or(RowError::Kind(i))?;
        if root && kind != Kind::Directory {
            return Err(RowError::Kind(i));
        }
        let name = row.name.as_slice();
        let named = !name.is_empty() && !name.contains(&b'/') && name != b"." && name != b"..";
        if named == root {
            return Err(RowError::Name(i));
        }
        let depth = if root { 0 } else { self.depths[parent] + 1 };
        let link = row.link.as_deref().unwrap_or_default();
        let long = name.len().max(link.len()) > limits::PATH_BYTES;
        let names = self.listing.names.total_bytes() + name.len();
        let links = self.listing.links.total_bytes() + link.len();
        if i >= limits::LAYER_ENTRIES
            || long
            || names.max(links) > limits::LAYER_NAME_BYTES
            || usize::from(depth) > limits::PATH_DEPTH
        {
            return Err(RowError::TooMany);
        }
        let flags = Flags(row.flags);
        let gone = flags.dropped() || self.is_dropped(parent);
        if !root
            && !gone
            && self
                .children
                .find(&self.listing, row.parent, name)
                .is_some()
        {
            return Err(RowError::Twice(i));
        }
        self.depths.push(depth);
        let listing = &mut self.listing;
        let owner = *self.owners.entry(row.owner).or_insert_with(|| {
            listing.owners.push(row.owner);
            listing.owners.len() as u32 - 1
        });
        let node = listing.names.push(name);
        listing.parent.push(row.parent);
        listing.kind.push(kind);
        listing.flags.push(flags.with(Flag::Dropped, gone && !root));
        listing.mode.push(row.mode & 0o7777);
        listing.owner.push(owner);
        let is_file = kind == Kind::File;
        listing.size.push(if is_file { row.size } else { 0 });
        listing.mtime.push(row.mtime);
        listing
            .hash
            .push(if is_file && row.size > 0 { row.hash } else { 0 });
        listing.offset.push(0);
        listing.link.push(match (kind, &row.link) {
            (Kind::HardLink | Kind::Symlink, Some(link)) => listing.links.push(link),
            _ => NONE,
        });
        if let (true, Some(logical)) = (is_file, row.logical) {
            listing.logical.push((node, logical));
        }
        if is_file {
            self.count(row.size.max(row.logical.unwrap_or(0)));
        }
        if !root && !gone {
            self.children.insert(&self.listing, node);
        }
        Ok(())
    }

    fn count(&mut self, bytes: u64) {
        self.bytes = self.bytes.and_then(|sum| sum.checked_add(bytes));
    }

    fn is_dropped(&self, node: usize) -> bool {
        let flags = self.listing.flags.get(node);
        flags.is_some_and(|flags| flags.dropped())
    }

    /// Takes earlier contents of a row that its tar replaced.
    ///
    /// # Errors
    /// [`RowError::Replaced`] where there is no such row.
    pub fn replaced(&mut self, replaced: Superseded) -> Result<(), RowError> {
        if replaced.node as usize >= self.len() {
            return Err(RowError::Replaced);
        }
        self.count(replaced.size);
        self.listing.superseded.push(replaced);
        Ok(())
    }

    /// The listing.
    ///
    /// # Errors
    /// [`RowError`] where there are no rows, or more bytes of contents than a layer can have.
    pub fn finish(self) -> Result<Listing, RowError> {
        match self.bytes {
            _ if self.is_empty() => Err(RowError::Empty),
            Some(bytes) if bytes <= limits::CONTENT_BYTES => Ok(self.listing),
            _ => Err(RowError::TooMany),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(parent: u32, name: &str, kind: Kind) -> Row {
        Row {
            parent,
            name: name.into(),
            kind: kind as u8,
            ..Row::default()
        }
    }

    fn rebuilt(rows: &[Row]) -> Result<Listing, RowError> {
        let mut rebuild = Rebuild::new(rows.len() as u64, false);
        for row in rows {
            rebuild.push(row.clone())?;
        }
        rebuild.finish()
    }

    #[test]
    fn what_is_no_listing_is_refused() {
        let root = row(0, "", Kind::Directory);
        let file = row(0, "a", Kind::File);
        let huge = Row {
            size: u64::MAX,
            ..file.clone()
        };
        let cases: [(&[Row], RowError); 10] = [
            (&[], RowError::Empty),
            (&[row(0, "", Kind::File)], RowError::Kind(0)),
            (&[row(1, "", Kind::Directory)], RowError::Folder(0)),
            (&[row(0, "a", Kind::Directory)], RowError::Name(0)),
            (
                &[root.clone(), row(1, "a", Kind::File)],
                RowError::Folder(1),
            ),
            (&[root.clone(), row(0, "", Kind::File)], RowError::Name(1)),
            (
                &[root.clone(), row(0, "a/b", Kind::File)],
                RowError::Name(1),
            ),
            (&[root.clone(), row(0, "..", Kind::File)], RowError::Name(1)),
            (&[root.clone(), file.clone(), file], RowError::Twice(2)),
            (&[root, huge], RowError::TooMany),
        ];
        for (rows, error) in cases {
            assert_eq!(rebuilt(rows), Err(error));
        }
    }

    #[test]
    fn a_path_goes_no_deeper_than_any() {
        let mut rows = vec![row(0, "", Kind::Directory)];
        let deep = (0..limits::PATH_DEPTH as u32).map(|at| row(at, "d", Kind::Directory));
        rows.extend(deep);
        assert!(rebuilt(&rows).is_ok());
        rows.push(row(limits::PATH_DEPTH as u32, "d", Kind::File));
        assert_eq!(rebuilt(&rows), Err(RowError::TooMany));
    }
}

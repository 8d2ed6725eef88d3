//! The files that differ: sums, and rows in any order.

use serde::{Deserialize, Serialize};

use super::walk::differ;
use super::{FileChange, Snapshot, walk};
use crate::layer::{Kind, NONE, ROOT};
use crate::text;

/// What differs between the files of two snapshots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileList {
    rows: Vec<Row>,
    /// Sums over all of them.
    pub sums: FileSums,
    /// For each layer of the new image, bytes of its files that the old image has too: at the same
    /// path, with the same contents.
    pub same: Vec<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    old: u32,
    new: u32,
    change: FileChange,
}

/// How many paths differ in each way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSums {
    /// Only in the new one.
    pub added: Sum,
    /// Only in the old one.
    pub removed: Sum,
    /// Other contents.
    pub changed: Sum,
    /// Of the same size, and not compared.
    pub uncompared: Sum,
    /// Other mode, owner or attributes.
    pub attributes: Sum,
    /// Another time.
    pub time: Sum,
    /// The same in everything.
    pub unchanged: Sum,
}

/// Paths, and their bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Everything but folders.
    pub files: u64,
    /// Folders.
    pub folders: u64,
    /// Bytes that the old one has there, each file once.
    pub old: u64,
    /// Bytes that the new one has there, each file once.
    pub new: u64,
}

impl FileSums {
    /// The sum of one way to differ.
    pub fn of(&self, change: FileChange) -> Sum {
        match change {
            FileChange::Added => self.added,
            FileChange::Removed => self.removed,
            FileChange::Changed => self.changed,
            FileChange::Uncompared => self.uncompared,
            FileChange::Attributes => self.attributes,
            FileChange::Time => self.time,
        }
    }

    fn at(&mut self, change: Option<FileChange>) -> &mut Sum {
        match change {
            Some(FileChange::Added) => &mut self.added,
            Some(FileChange::Removed) => &mut self.removed,
            Some(FileChange::Changed) => &mut self.changed,
            Some(FileChange::Uncompared) => &mut self.uncompared,
            Some(FileChange::Attributes) => &mut self.attributes,
            Some(FileChange::Time) => &mut self.time,
            None => &mut self.unchanged,
        }
    }
}

/// One path that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    /// The path from the root.
    pub path: String,
    /// How.
    pub change: FileChange,
    /// What the old one has there.
    pub old: Option<FileFacts>,
    /// What the new one has there.
    pub new: Option<FileFacts>,
}

/// What one of them has at a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// What it is.
    pub kind: Kind,
    /// Bytes of its contents.
    pub size: u64,
    /// Permission bits.
    pub mode: u16,
    /// Owner.
    pub uid: u64,
    /// Group.
    pub gid: u64,
    /// Modification time, seconds since 1970.
    pub mtime: i64,
    /// A link's target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The layer that it is from, from 0.
    pub layer: u16,
}

/// The files that differ, as a report has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilesCompared {
    /// Sums over all of them.
    pub sums: FileSums,
    /// They, by their paths.
    pub rows: Vec<FileRow>,
    /// Rows that are left out.
    pub more: u64,
}

/// By what rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileOrder {
    /// By their paths.
    #[default]
    Path,
    /// By the way in which they differ.
    Change,
    /// By the bytes that the old one has.
    Old,
    /// By the bytes that the new one has.
    New,
    /// By the bytes that the new one has more.
    Growth,
}

/// Which rows are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListWish {
    /// Ways to differ that are left out.
    pub hidden: Vec<FileChange>,
    /// A part of the path; capitals do not matter.
    pub text: String,
    /// By what.
    pub order: FileOrder,
    /// The other way round.
    pub reversed: bool,
}

impl FileOrder {
    /// All of them.
    pub const ALL: [FileOrder; 5] = [
        FileOrder::Path,
        FileOrder::Change,
        FileOrder::Old,
        FileOrder::New,
        FileOrder::Growth,
    ];

    /// Its name, for addresses and attributes.
    pub fn id(self) -> &'static str {
        match self {
            FileOrder::Path => "path",
            FileOrder::Change => "change",
            FileOrder::Old => "old",
            FileOrder::New => "new",
            FileOrder::Growth => "growth",
        }
    }
}

impl FileList {
    /// Compares two snapshots.
    pub fn of(old: &Snapshot, new: &Snapshot) -> FileList {
        let mut list = FileList {
            same: vec![0; new.prints().len()],
            ..FileList::default()
        };
        walk(old, new, |was, is| {
            let change = match (was, is) {
                (Some(was), Some(is)) => differ(old, was, new, is),
                (Some(_), None) => Some(FileChange::Removed),
                _ => Some(FileChange::Added),
            };
            list.add(old, was, new, is, change);
        });
        list
    }

    fn add(
        &mut self,
        old: &Snapshot,
        was: Option<u32>,
        new: &Snapshot,
        is: Option<u32>,
        change: Option<FileChange>,
    ) {
        let sum = self.sums.at(change);
        let folder = |kind: Kind| kind == Kind::Directory;
        // A file that takes a folder's place is a file.
        let folder =
            was.is_none_or(|was| folder(old.kind(was))) && is.is_none_or(|is| folder(new.kind(is)));
        match folder {
            // Every tree has a root.
            true => sum.folders += u64::from(was.or(is) != Some(ROOT)),
            false => sum.files += 1,
        }
        let bytes = |of: &Snapshot, at: Option<u32>| at.map_or(0, |at| of.bytes(at));
        sum.old = sum.old.saturating_add(bytes(old, was));
        sum.new = sum.new.saturating_add(bytes(new, is));
        let kept = matches!(
            change,
            None | Some(FileChange::Attributes | FileChange::Time)
        );
        if let (true, Some(is)) = (kept, is)
            && let Some(same) = self.same.get_mut(usize::from(new.layer[is as usize]))
        {
            *same = same.saturating_add(new.bytes(is));
        }
        if let Some(change) = change {
            let (old, new) = (was.unwrap_or(NONE), is.unwrap_or(NONE));
            self.rows.push(Row { old, new, change });
        }
    }

    /// Rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The numbers of the rows that are wanted, in their order.
    pub fn wanted(&self, old: &Snapshot, new: &Snapshot, wish: &ListWish) -> Vec<u32> {
        let text = wish.text.trim_start_matches('/').to_lowercase();
        let fits = |row: &Row| {
            let path = || text::path(&path(old, new, *row)).to_lowercase();
            !wish.hidden.contains(&row.change) && (text.is_empty() || path().contains(&text))
        };
        let rows = (0..self.rows.len() as u32).filter(|at| fits(&self.rows[*at as usize]));
        let mut rows: Vec<u32> = rows.collect();
        let bytes = |of: &Snapshot, at: u32| if at == NONE { 0 } else { of.size(at) };
        let key = |at: &u32| {
            let row = self.rows[*at as usize];
            let (was, is) = (bytes(old, row.old), bytes(new, row.new));
            match wish.order {
                FileOrder::Path => 0,
                FileOrder::Change => row.change as i128,
                FileOrder::Old => i128::from(was),
                FileOrder::New => i128::from(is),
                FileOrder::Growth => i128::from(is) - i128::from(was),
            }
        };
        match (wish.order, wish.reversed) {
            (FileOrder::Path, false) => {}
            (FileOrder::Path, true) => rows.reverse(),
            // Those that are equal stay in the order of their paths.
            (_, false) => rows.sort_by_key(key),
            (_, true) => rows.sort_by_key(|at| std::cmp::Reverse(key(at))),
        }
        rows
    }

    /// One row.
    pub fn row(&self, old: &Snapshot, new: &Snapshot, at: u32) -> Option<FileRow> {
        let row = *self.rows.get(at as usize)?;
        let facts = |of: &Snapshot, at: u32| (at != NONE).then(|| facts(of, at));
        Some(FileRow {
            path: text::path(&path(old, new, row)),
            change: row.change,
            old: facts(old, row.old),
            new: facts(new, row.new),
        })
    }

    /// The first so many rows, as a report has them.
    pub fn report(&self, old: &Snapshot, new: &Snapshot, rows: usize) -> FilesCompared {
        let shown = self.rows.len().min(rows);
        let rows = (0..shown as u32).filter_map(|at| self.row(old, new, at));
        FilesCompared {
            sums: self.sums.clone(),
            rows: rows.collect(),
            more: (self.rows.len() - shown) as u64,
        }
    }
}

fn path(old: &Snapshot, new: &Snapshot, row: Row) -> Vec<u8> {
    match row.new {
        NONE => old.path(row.old),
        at => new.path(at),
    }
}

fn facts(of: &Snapshot, at: u32) -> FileFacts {
    let i = at as usize;
    let owner = of.owner(at);
    FileFacts {
        kind: of.kind(at),
        size: of.size(at),
        mode: of.mode[i],
        uid: owner.uid,
        gid: owner.gid,
        mtime: of.mtime[i],
        link: of.link(at).map(text::path),
        layer: of.layer[i],
    }
}

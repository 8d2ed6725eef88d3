//! Two snapshots side by side, in one walk.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::Snapshot;
use super::snapshot::mark;
use crate::layer::Kind;

/// How a path differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileChange {
    /// Only the new one has it.
    Added,
    /// Only the old one has it.
    Removed,
    /// It has other contents, another link target, or is of another kind.
    Changed,
    /// It has as many bytes, and nothing tells whether they are the same: of one of the two only a
    /// table of contents was read.
    Uncompared,
    /// Its contents are the same; its mode, owner or attributes are not.
    Attributes,
    /// Only its time differs.
    Time,
}

impl FileChange {
    /// All of them.
    pub const ALL: [FileChange; 6] = [
        FileChange::Added,
        FileChange::Removed,
        FileChange::Changed,
        FileChange::Uncompared,
        FileChange::Attributes,
        FileChange::Time,
    ];

    /// Its name in a report.
    pub fn id(self) -> &'static str {
        match self {
            FileChange::Added => "added",
            FileChange::Removed => "removed",
            FileChange::Changed => "changed",
            FileChange::Uncompared => "uncompared",
            FileChange::Attributes => "attributes",
            FileChange::Time => "time",
        }
    }
}

/// Hands every path of two snapshots to `each`, in the order of their paths; those of both as a pair.
pub fn walk(old: &Snapshot, new: &Snapshot, mut each: impl FnMut(Option<u32>, Option<u32>)) {
    let (mut a, mut b) = (0, 0);
    loop {
        let at = |snapshot: &Snapshot, i: usize| snapshot.depth.get(i).copied();
        let order = match (at(old, a), at(new, b)) {
            (None, None) => return,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            // What is deeper lies in a folder that the other has not. Where both are as deep, they
            // are in the same folder.
            (Some(deep), Some(other)) if deep != other => other.cmp(&deep),
            _ => old.names.get(a as u32).cmp(new.names.get(b as u32)),
        };
        let (left, right) = (order != Ordering::Greater, order != Ordering::Less);
        each(left.then_some(a as u32), right.then_some(b as u32));
        a += usize::from(left);
        b += usize::from(right);
    }
}

/// How two of the same path differ; `None` where they are the same.
pub(super) fn differ(old: &Snapshot, a: u32, new: &Snapshot, b: u32) -> Option<FileChange> {
    if old.kind(a) != new.kind(b) || old.link(a) != new.link(b) {
        return Some(FileChange::Changed);
    }
    let mut compared = true;
    if old.kind(a) == Kind::File {
        if old.size(a) != new.size(b) {
            return Some(FileChange::Changed);
        }
        match old.hash(a).same(new.hash(b)) {
            _ if old.size(a) == 0 => {}
            Some(true) => {}
            Some(false) => return Some(FileChange::Changed),
            None => compared = false,
        }
    }
    // Of a folder without an entry of its own nothing is known.
    if old.has(a, mark::IMPLICIT) || new.has(b, mark::IMPLICIT) {
        return None;
    }
    const MARKS: u8 = mark::CAPABILITY | mark::ATTRIBUTES;
    let marks = |of: &Snapshot, at: u32| of.marks[at as usize] & MARKS;
    let mode = |of: &Snapshot, at: u32| of.mode[at as usize];
    let attributes = mode(old, a) != mode(new, b)
        || old.owner(a) != new.owner(b)
        || marks(old, a) != marks(new, b);
    let time = old.mtime[a as usize] != new.mtime[b as usize];
    match (compared, attributes, time) {
        (false, _, _) => Some(FileChange::Uncompared),
        (true, true, _) => Some(FileChange::Attributes),
        (true, false, true) => Some(FileChange::Time),
        (true, false, false) => None,
    }
}

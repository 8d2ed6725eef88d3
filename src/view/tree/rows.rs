//! The rows that are shown, as one flat list.

use super::model::Tree;
use super::sort::Sort;
use crate::layer::ROOT;

/// The shown nodes from the first row to the last, with what a screen reader says of each:
/// its place among how many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    pub(super) nodes: Vec<u32>,
    pub(super) place: Vec<u32>,
    pub(super) level: Vec<u32>,
    /// Shown children of the folder that a row stands in.
    pub(super) siblings: Vec<u32>,
}

impl Rows {
    /// The rows of a tree, without its root.
    pub(super) fn of(tree: &Tree, sort: Sort, open: &[bool], shown: Option<&[bool]>) -> Rows {
        let mut rows = Rows::default();
        // Folders on the way down: their children, and how many of them were passed.
        let mut way = vec![Folder::of(tree, sort, shown, ROOT)];
        while let Some(folder) = way.last_mut() {
            let Some(node) = folder.next(sort, shown) else {
                way.pop();
                continue;
            };
            rows.nodes.push(node);
            rows.place.push(folder.passed);
            rows.siblings.push(folder.count);
            rows.level.push(way.len() as u32);
            if open[node as usize] && tree.is_parent(node) {
                way.push(Folder::of(tree, sort, shown, node));
            }
        }
        rows
    }
}

struct Folder<'a> {
    children: &'a [u32],
    at: usize,
    passed: u32,
    count: u32,
}

impl<'a> Folder<'a> {
    fn of(tree: &'a Tree, sort: Sort, shown: Option<&[bool]>, node: u32) -> Folder<'a> {
        let children = tree.children(node, sort.by);
        let count = match shown {
            None => children.len(),
            Some(shown) => children
                .iter()
                .filter(|child| shown[**child as usize])
                .count(),
        };
        Folder {
            children,
            at: 0,
            passed: 0,
            count: count as u32,
        }
    }

    fn next(&mut self, sort: Sort, shown: Option<&[bool]>) -> Option<u32> {
        loop {
            let i = match sort.reversed {
                false => self.at,
                true => self.children.len().checked_sub(self.at + 1)?,
            };
            let child = *self.children.get(i)?;
            self.at += 1;
            if shown.is_none_or(|shown| shown[child as usize]) {
                self.passed += 1;
                return Some(child);
            }
        }
    }
}

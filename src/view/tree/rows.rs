//! The rows that are shown, as one flat list.

use super::model::Tree;
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
    pub(super) fn of(tree: &Tree, order: Order<'_>, open: &[bool], shown: Option<&[bool]>) -> Rows {
        let mut rows = Rows::default();
        // Folders on the way down: their children, and how many of them were passed.
        let mut way = vec![Folder::of(tree, order, shown, ROOT)];
        while let Some(folder) = way.last_mut() {
            let Some(node) = folder.next(order.reversed, shown) else {
                way.pop();
                continue;
            };
            rows.nodes.push(node);
            rows.place.push(folder.passed);
            rows.siblings.push(folder.count);
            rows.level.push(way.len() as u32);
            if open[node as usize] && tree.is_parent(node) {
                way.push(Folder::of(tree, order, shown, node));
            }
        }
        rows
    }
}

/// In which order children stand.
#[derive(Clone, Copy)]
pub(super) struct Order<'a> {
    /// All children, folder by folder, where not by name.
    pub(super) sorted: Option<&'a [u32]>,
    /// Whether it is the other way round.
    pub(super) reversed: bool,
}

struct Folder<'a> {
    children: &'a [u32],
    at: usize,
    passed: u32,
    count: u32,
}

impl<'a> Folder<'a> {
    fn of(tree: &'a Tree, order: Order<'a>, shown: Option<&[bool]>, node: u32) -> Folder<'a> {
        let children = match order.sorted {
            None => tree.children(node),
            Some(sorted) => &sorted[tree.places(node)],
        };
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

    fn next(&mut self, reversed: bool, shown: Option<&[bool]>) -> Option<u32> {
        loop {
            let i = match reversed {
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

//! A tree while it is built, and what is computed once it is whole.

use super::model::{Entry, Listings, Mark, Tree};
use crate::layer::{Kind, ROOT};

/// A tree that grows node by node, parents first.
pub(super) struct Growing {
    tree: Tree,
}

/// What a new node is.
pub(super) struct NewNode {
    pub(super) parent: u32,
    pub(super) kind: Kind,
    pub(super) mark: Mark,
    pub(super) entry: Entry,
    /// Its own bytes.
    pub(super) size: u64,
}

impl Growing {
    /// A tree of nothing but its root, with room for so many nodes and bytes of names.
    pub(super) fn new(
        listings: Listings,
        root: Entry,
        capacity: usize,
        name_bytes: usize,
    ) -> Growing {
        let mut tree = Tree {
            listings,
            names: Vec::with_capacity(name_bytes),
            name_ends: Vec::with_capacity(capacity),
            parent: Vec::with_capacity(capacity),
            kind: Vec::with_capacity(capacity),
            mark: Vec::with_capacity(capacity),
            entry: Vec::with_capacity(capacity),
            size: Vec::with_capacity(capacity),
            marked_below: Vec::new(),
            first: Vec::new(),
            by_name: Vec::new(),
        };
        tree.name_ends.push(0);
        tree.parent.push(ROOT);
        tree.kind.push(Kind::Directory);
        tree.mark.push(Mark::None);
        tree.entry.push(root);
        tree.size.push(0);
        Growing { tree }
    }

    /// Adds a node and gives its number.
    pub(super) fn push(&mut self, name: &[u8], node: NewNode) -> u32 {
        let tree = &mut self.tree;
        tree.names.extend_from_slice(name);
        tree.name_ends.push(tree.names.len() as u32);
        tree.parent.push(node.parent);
        tree.kind.push(node.kind);
        tree.mark.push(node.mark);
        tree.entry.push(node.entry);
        tree.size.push(node.size);
        tree.len() as u32 - 1
    }

    pub(super) fn set_mark(&mut self, node: u32, mark: Mark) {
        self.tree.mark[node as usize] = mark;
    }

    pub(super) fn listings(&self) -> &Listings {
        &self.tree.listings
    }

    /// Sums sizes up and sorts children by name.
    pub(super) fn finish(self) -> Tree {
        let mut tree = self.tree;
        let n = tree.len();
        tree.marked_below = vec![false; n];
        let mut children = vec![0_u32; n + 1];
        for i in (1..n).rev() {
            let parent = tree.parent[i] as usize;
            let gone = tree.mark[i] == Mark::Removed && tree.mark[parent] != Mark::Removed;
            if !gone {
                tree.size[parent] += tree.size[i];
            }
            tree.marked_below[parent] |= tree.marked_below[i] || tree.mark[i] != Mark::None;
            children[parent + 1] += 1;
        }
        for i in 1..=n {
            children[i] += children[i - 1];
        }
        tree.first = children;
        let mut next = tree.first.clone();
        tree.by_name = vec![0; n - 1];
        for i in 1..n {
            let place = &mut next[tree.parent[i] as usize];
            tree.by_name[*place as usize] = i as u32;
            *place += 1;
        }
        let mut sorted = std::mem::take(&mut tree.by_name);
        for folder in tree.first.windows(2) {
            sorted[folder[0] as usize..folder[1] as usize]
                .sort_by(|a, b| tree.name(*a).cmp(tree.name(*b)));
        }
        tree.by_name = sorted;
        tree
    }
}

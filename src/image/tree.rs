//! Every path that any layer has, once, as one tree.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::columns::Strings;
use crate::layer::{Listing, ROOT, path_up};

/// The union of all layers' paths. Node [`ROOT`] is the root; a parent comes before its children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathTree {
    pub(super) names: Strings,
    pub(super) parent: Vec<u32>,
}

impl PathTree {
    /// Nodes, the root included.
    pub fn len(&self) -> usize {
        self.parent.len()
    }

    /// Whether there is nothing but (at most) the root.
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// Bytes of all names.
    pub fn name_bytes(&self) -> usize {
        self.names.total_bytes()
    }

    /// The folder of a node; the root's is itself.
    pub fn parent(&self, node: u32) -> u32 {
        self.parent[node as usize]
    }

    /// A node's own name, in bytes.
    pub fn name(&self, node: u32) -> &[u8] {
        self.names.get(node)
    }

    /// The path from the root, without a leading slash; empty for the root.
    pub fn path(&self, node: u32) -> Vec<u8> {
        path_up(node, |at| self.parent(at), |at| self.name(at))
    }

    /// The path as text, as [`crate::text::path`] writes it.
    pub fn path_text(&self, node: u32) -> String {
        crate::text::path(&self.path(node))
    }

    /// The node of a path from the root, searched name by name.
    pub fn find(&self, path: impl AsRef<[u8]>) -> Option<u32> {
        let parts = path.as_ref().split(|byte| *byte == b'/');
        let mut at = ROOT;
        for part in parts.filter(|part| !part.is_empty()) {
            // A parent comes before its children.
            at = (at + 1..self.len() as u32)
                .find(|n| self.parent(*n) == at && self.name(*n) == part)?;
        }
        Some(at)
    }
}

/// A tree that grows, with its look-up table.
pub(super) struct GrowingTree {
    pub(super) tree: PathTree,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl GrowingTree {
    pub(super) fn new() -> GrowingTree {
        let mut tree = PathTree::default();
        tree.names.push(b"");
        tree.parent.push(ROOT);
        GrowingTree {
            tree,
            table: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// Makes room for a listing, most of whose paths are there where others are: a column that
    /// doubles when it is full takes three times its room.
    pub(super) fn reserve(&mut self, listing: &Listing) {
        let nodes = listing.len().saturating_sub(self.tree.len());
        let names = &mut self.tree.names;
        names.reserve(
            nodes,
            listing.name_bytes().saturating_sub(names.total_bytes()),
        );
        self.tree.parent.reserve_exact(nodes);
        let (tree, hasher) = (&self.tree, &self.hasher);
        let hash = |n: &u32| hasher.hash_one((tree.parent(*n), tree.name(*n)));
        self.table.reserve(nodes, hash);
    }

    pub(super) fn child(&self, parent: u32, name: &[u8]) -> Option<u32> {
        let tree = &self.tree;
        let same = |n: &u32| tree.parent(*n) == parent && tree.name(*n) == name;
        let hash = self.hasher.hash_one((parent, name));
        self.table.find(hash, same).copied()
    }

    pub(super) fn child_or_new(&mut self, parent: u32, name: &[u8]) -> u32 {
        if let Some(node) = self.child(parent, name) {
            return node;
        }
        let node = self.tree.names.push(name);
        self.tree.parent.push(parent);
        let (tree, hasher) = (&self.tree, &self.hasher);
        let hash = |n: &u32| hasher.hash_one((tree.parent(*n), tree.name(*n)));
        self.table.insert_unique(hash(&node), node, hash);
        node
    }
}

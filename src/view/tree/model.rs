//! The nodes of a tree, as columns.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::layer::{Kind, Listing, NONE, Node, ROOT, Scanned, path_up};
use crate::text;
use crate::words::terms;

/// What the layer at hand did to a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Nothing.
    #[default]
    None,
    /// It was not there before.
    Added,
    /// It has other contents.
    Modified,
    /// It has the same contents; mode, owner or time may differ.
    Touched,
    /// It is there no more.
    Removed,
}

impl Mark {
    /// For attributes.
    pub fn id(self) -> &'static str {
        match self {
            Mark::None => "none",
            Mark::Added => "added",
            Mark::Modified => "modified",
            Mark::Touched => "touched",
            Mark::Removed => "removed",
        }
    }

    /// The sign of it, so that nobody needs to see its colour.
    pub fn sign(self) -> &'static str {
        match self {
            Mark::None => "",
            Mark::Added => "+",
            Mark::Modified => "~",
            Mark::Touched => "≈",
            Mark::Removed => "−",
        }
    }

    /// For people, and for screen readers.
    pub fn word(self) -> &'static str {
        match self {
            Mark::None => "",
            Mark::Added => terms::added(),
            Mark::Modified => terms::changed(),
            Mark::Touched => terms::stored_again(),
            Mark::Removed => terms::removed(),
        }
    }
}

/// A node's entry: which layer's listing has its facts, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) layer: u32,
    /// [`NONE`] where no tar has an entry of it.
    pub(super) node: u32,
}

impl Entry {
    pub(super) const MISSING: Entry = Entry {
        layer: 0,
        node: NONE,
    };
}

/// An image's layers, as far as they have been read.
pub type Listings = Vec<Option<Arc<Scanned>>>;

/// A layer's listing, where it has been read.
pub(super) fn listing(listings: &Listings, layer: u32) -> Option<&Listing> {
    let scanned = listings.get(layer as usize)?.as_deref()?;
    Some(&scanned.listing)
}

/// A tree to look at. Node 0 is the root; a parent comes before its children.
pub struct Tree {
    pub(super) listings: Listings,
    pub(super) names: Vec<u8>,
    pub(super) name_ends: Vec<u32>,
    pub(super) parent: Vec<u32>,
    pub(super) kind: Vec<Kind>,
    pub(super) mark: Vec<Mark>,
    pub(super) entry: Vec<Entry>,
    /// Bytes of the node and everything below it. What the layer removed counts only in folders
    /// that it removed.
    pub(super) size: Vec<u64>,
    /// Whether something below is marked.
    pub(super) marked_below: Vec<bool>,
    /// Where each node's children begin in `by_name`; one more at the end.
    pub(super) first: Vec<u32>,
    /// All children, folder by folder, by name.
    pub(super) by_name: Vec<u32>,
}

impl Tree {
    /// Nodes, the root included.
    pub fn len(&self) -> usize {
        self.parent.len()
    }

    /// Whether there is nothing but the root.
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// A node's own name, in bytes.
    pub fn name(&self, node: u32) -> &[u8] {
        let i = node as usize;
        let start = if i == 0 {
            0
        } else {
            self.name_ends[i - 1] as usize
        };
        &self.names[start..self.name_ends[i] as usize]
    }

    /// A node's folder; the root's is itself.
    pub fn parent(&self, node: u32) -> u32 {
        self.parent[node as usize]
    }

    /// What a node is.
    pub fn kind(&self, node: u32) -> Kind {
        self.kind[node as usize]
    }

    /// What the layer at hand did to a node.
    pub fn mark(&self, node: u32) -> Mark {
        self.mark[node as usize]
    }

    /// The layer that has a node's entry, from 0.
    pub fn layer(&self, node: u32) -> u32 {
        self.entry[node as usize].layer
    }

    /// Bytes of a node and everything below it.
    pub fn size(&self, node: u32) -> u64 {
        self.size[node as usize]
    }

    /// Whether the layer at hand did something below a node.
    pub fn marked_below(&self, node: u32) -> bool {
        self.marked_below[node as usize]
    }

    /// A node's children, by name.
    pub fn children(&self, node: u32) -> &[u32] {
        &self.by_name[self.places(node)]
    }

    /// Where a node's children stand among all.
    pub(super) fn places(&self, node: u32) -> Range<usize> {
        let i = node as usize;
        self.first[i] as usize..self.first[i + 1] as usize
    }

    /// Whether a node has children.
    pub fn is_parent(&self, node: u32) -> bool {
        self.first[node as usize] < self.first[node as usize + 1]
    }

    /// The path from the root, without a leading slash.
    pub fn path(&self, node: u32) -> Vec<u8> {
        path_up(node, |at| self.parent(at), |at| self.name(at))
    }

    /// How many folders stand above a node.
    pub fn depth(&self, node: u32) -> u32 {
        let mut depth = 0;
        let mut at = node;
        while at != ROOT {
            depth += 1;
            at = self.parent(at);
        }
        depth
    }

    /// A folder's child of this name.
    pub fn child(&self, folder: u32, name: &[u8]) -> Option<u32> {
        let children = self.children(folder);
        let found = children.binary_search_by(|child| self.name(*child).cmp(name));
        found.ok().map(|i| children[i])
    }

    /// The node of a path as a report writes it ([`crate::text::path`]).
    pub fn find(&self, path: &str) -> Option<u32> {
        let mut at = ROOT;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            at = self.child(at, &text::path_bytes(part))?;
        }
        Some(at)
    }

    /// The facts of a node, where a tar has an entry of it, and its link target.
    pub(super) fn facts(&self, node: u32) -> Option<(Node, Option<&[u8]>)> {
        let Entry { layer, node } = self.entry[node as usize];
        let listing = listing(&self.listings, layer)?;
        let there = (node as usize) < listing.len();
        there.then(|| (listing.node(node), listing.link(node)))
    }

    /// How many files and links bear each mark: added, changed in any way, removed. Folders do
    /// not count, as they do not in the history.
    pub fn marked(&self) -> (u64, u64, u64) {
        let files = self.mark.iter().zip(&self.kind);
        let files = files.filter(|(_, kind)| **kind != Kind::Directory);
        let (mut added, mut changed, mut removed) = (0, 0, 0);
        for (mark, _) in files {
            match mark {
                Mark::None => {}
                Mark::Added => added += 1,
                Mark::Modified | Mark::Touched => changed += 1,
                Mark::Removed => removed += 1,
            }
        }
        (added, changed, removed)
    }
}

//! Stacking: applies one listing after the other, as an extractor would, and notes what changes.
//!
//! Every step costs what it changes, never what was there once: live children stand in linked
//! lists of their own, so that whiteouts over folders full of long-gone names stay cheap.

mod entries;
#[cfg(test)]
mod linear;
mod steps;
mod walk;
mod whiteouts;

use std::cell::Cell;
use std::collections::HashMap;

use crate::image::hidden::{Cause, Hidden};
use crate::image::stack::{Change, Event, LayerChanges, Stack};
use crate::image::tree::GrowingTree;
use crate::layer::{ContentHash, Kind, Listing, NONE, ROOT};
use crate::limits;

impl Stack {
    /// Stacks the listings, the lowest first.
    pub fn build(layers: &[&Listing]) -> Stack {
        let mut stacking = Stacking::new();
        for listing in layers {
            let tree = &stacking.tree.tree;
            let nodes = tree.len() + stacking.stack.events.len() + listing.len();
            let names = tree.names.total_bytes() + listing.name_bytes();
            if nodes > limits::IMAGE_ENTRIES || names > limits::IMAGE_NAME_BYTES {
                stacking.stack.partial = true;
                break;
            }
            stacking.apply(listing);
        }
        stacking.finish()
    }
}

/// What stands at a path now.
#[derive(Clone, Copy)]
struct Live {
    kind: Kind,
    /// Node in its layer's listing, [`NONE`] for a folder without an entry.
    entry: u32,
    /// Whose contents it shows, [`NONE`] for what has no contents.
    inode: u32,
    /// Whether its own entry has those contents; a hard link's has not.
    own: bool,
    size: u64,
    hash: ContentHash,
}

/// Contents that one or more names show.
struct Inode {
    bytes: u64,
    layer: u32,
    names: u32,
}

/// A doubly linked list of a folder's live children.
#[derive(Clone, Copy)]
struct Links {
    first_child: u32,
    next: u32,
    previous: u32,
}

const UNLINKED: Links = Links {
    first_child: NONE,
    next: NONE,
    previous: NONE,
};

struct Stacking {
    tree: GrowingTree,
    live: Vec<Option<Live>>,
    links: Vec<Links>,
    /// Link targets of live symbolic links, by node.
    targets: HashMap<u32, Vec<u8>>,
    inodes: Vec<Inode>,
    /// What the layer at hand whited out: it may have it again.
    gone: HashMap<u32, Gone>,
    /// Names that may still be walked through links, in all of them together.
    link_steps: Cell<u64>,
    stack: Stack,
    layer: u32,
    sum: LayerChanges,
}

/// A path that the layer at hand whited out.
struct Gone {
    live: Live,
    target: Option<Vec<u8>>,
}

impl Stacking {
    fn new() -> Stacking {
        let mut stacking = Stacking {
            tree: GrowingTree::new(),
            live: vec![None],
            links: vec![UNLINKED],
            targets: HashMap::new(),
            inodes: Vec::new(),
            gone: HashMap::new(),
            link_steps: Cell::new(limits::LINK_STEPS),
            stack: Stack {
                last: vec![NONE],
                ..Stack::default()
            },
            layer: 0,
            sum: LayerChanges::default(),
        };
        stacking.live[ROOT as usize] = Some(IMPLICIT_FOLDER);
        stacking
    }

    fn finish(mut self) -> Stack {
        self.stack.lone_links = self.lone_links();
        self.stack.partial |= self.link_steps.get() == 0;
        self.stack.tree = self.tree.tree;
        let shown = self.inodes.iter().filter(|inode| inode.names > 0);
        self.stack.visible = shown.map(|inode| inode.bytes).sum();
        self.stack
    }

    /// Live hard links to contents whose own entry is gone.
    fn lone_links(&self) -> Vec<(u32, u64)> {
        let mut shown = vec![false; self.inodes.len()];
        let live = || (0..).zip(&self.live).filter_map(|(n, l)| Some((n, (*l)?)));
        for (_, live) in live().filter(|(_, live)| live.own) {
            shown[live.inode as usize] = true;
        }
        let mut lone = Vec::new();
        for (node, live) in live() {
            if let Some(shown) = shown.get_mut(live.inode as usize)
                && !std::mem::replace(shown, true)
            {
                lone.push((node, self.inodes[live.inode as usize].bytes));
            }
        }
        lone
    }

    fn apply(&mut self, listing: &Listing) {
        self.layer = self.stack.changes.len() as u32;
        self.sum = LayerChanges::default();
        self.gone.clear();
        self.reserve(listing);
        self.stack.total += listing.content_bytes();
        // Whiteouts and opaque folders hide lower layers only, wherever they stand in the tar.
        self.hide(listing);
        let mut places = self.place(listing);
        self.link(listing, &places);
        for superseded in listing.superseded() {
            let node = self.place_of_dropped(listing, &mut places, superseded.node);
            self.stack.hidden.push(Hidden {
                node,
                bytes: superseded.size,
                cause: Cause::DuplicateEntry,
                from: self.layer,
                by: self.layer,
            });
        }
        self.stack.changes.push(self.sum);
    }

    /// Makes room for a listing, as [`GrowingTree::reserve`].
    fn reserve(&mut self, listing: &Listing) {
        self.tree.reserve(listing);
        let nodes = listing.len().saturating_sub(self.live.len());
        self.live.reserve_exact(nodes);
        self.links.reserve_exact(nodes);
        self.inodes.reserve_exact(nodes);
        self.stack.last.reserve_exact(nodes);
        self.stack.events.reserve_exact(nodes);
    }

    fn node(&mut self, parent: u32, name: &[u8]) -> u32 {
        steps::count();
        let node = self.tree.child_or_new(parent, name);
        if node as usize == self.live.len() {
            self.live.push(None);
            self.links.push(UNLINKED);
            self.stack.last.push(NONE);
        }
        node
    }

    fn note(&mut self, node: u32, change: Change, entry: u32) {
        let previous = self.stack.last[node as usize];
        let event = Event {
            layer: self.layer,
            change,
            entry,
            previous,
        };
        // One event for each layer: a later one of the same layer takes its place.
        if let Some(last) = self.stack.events.get_mut(previous as usize)
            && last.layer == self.layer
        {
            *last = Event {
                previous: last.previous,
                ..event
            };
            return;
        }
        self.stack.last[node as usize] = self.stack.events.len() as u32;
        self.stack.events.push(event);
    }

    fn link_in(&mut self, node: u32) {
        if node == ROOT {
            return;
        }
        let parent = self.tree.tree.parent(node) as usize;
        let first = self.links[parent].first_child;
        self.links[node as usize].next = first;
        self.links[node as usize].previous = NONE;
        if first != NONE {
            self.links[first as usize].previous = node;
        }
        self.links[parent].first_child = node;
    }

    fn unlink(&mut self, node: u32) {
        if node == ROOT {
            return;
        }
        let Links { next, previous, .. } = self.links[node as usize];
        if next != NONE {
            self.links[next as usize].previous = previous;
        }
        match previous {
            NONE => {
                let parent = self.tree.tree.parent(node) as usize;
                self.links[parent].first_child = next;
            }
            previous => self.links[previous as usize].next = next,
        }
    }
}

/// A folder that exists only because something lies below it.
const IMPLICIT_FOLDER: Live = Live {
    kind: Kind::Directory,
    entry: NONE,
    inode: NONE,
    own: false,
    size: 0,
    hash: ContentHash::Unknown,
};

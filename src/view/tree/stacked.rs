//! The image stacked up to a layer, and what that layer did.

use super::grow::{Growing, NewNode};
use super::model::{Entry, Listings, Mark, Tree, listing};
use crate::image::{Change, Event, Stack};
use crate::layer::{Kind, NONE, ROOT};

/// What the image shows once `layer` lies on top, with what that layer removed marked as such.
/// Only for a layer that has been stacked.
pub fn stacked_tree(listings: Listings, stack: &Stack, layer: u32) -> Tree {
    let n = stack.tree.len() as u32;
    let root = stack.event_at(ROOT, layer).map_or(Entry::MISSING, entry);
    let mut growing = Growing::new(listings.clone(), root, n as usize, stack.tree.name_bytes());
    // Where each node of the stack stands in the tree.
    let mut places = vec![NONE; n as usize];
    places[ROOT as usize] = ROOT;
    for node in 1..n {
        let mut history = stack.history(node).skip_while(|event| event.layer > layer);
        let Some(event) = history.next() else {
            continue;
        };
        let removed = event.change == Change::Removed;
        if removed && event.layer < layer {
            continue;
        }
        let before = history.next();
        // What was removed is shown as it was.
        let (Some(shown), Some(parent)) = (
            if removed { before } else { Some(event) },
            places
                .get(stack.tree.parent(node) as usize)
                .filter(|p| **p != NONE),
        ) else {
            continue;
        };
        let facts = Facts::of(&listings, shown);
        let mark = match event.layer == layer {
            true => mark(&listings, event, before),
            false => Mark::None,
        };
        places[node as usize] = growing.push(
            stack.tree.name(node),
            NewNode {
                parent: *parent,
                kind: facts.kind,
                mark,
                entry: entry(shown),
                size: facts.size,
            },
        );
    }
    growing.finish()
}

/// The mark of an event. A tar lists every folder above what it changes, so a folder counts as
/// touched only where its mode or owner differ.
pub(super) fn mark(listings: &Listings, event: Event, before: Option<Event>) -> Mark {
    match event.change {
        Change::Added => Mark::Added,
        Change::Modified => Mark::Modified,
        Change::Removed => Mark::Removed,
        Change::Touched => {
            let facts = Facts::of(listings, event);
            let same = before.is_some_and(|before| {
                let before = Facts::of(listings, before);
                (before.mode, before.owner) == (facts.mode, facts.owner)
            });
            match facts.kind == Kind::Directory && (same || facts.mode.is_none()) {
                true => Mark::None,
                false => Mark::Touched,
            }
        }
    }
}

pub(super) fn entry(event: Event) -> Entry {
    Entry {
        layer: event.layer,
        node: event.entry,
    }
}

/// What a listing says of an event's entry; a folder where there is none.
pub(super) struct Facts {
    pub(super) kind: Kind,
    pub(super) size: u64,
    mode: Option<u16>,
    owner: Option<crate::layer::Owner>,
}

impl Facts {
    pub(super) fn of(listings: &Listings, event: Event) -> Facts {
        let listing = listing(listings, event.layer);
        let listing = listing.filter(|listing| (event.entry as usize) < listing.len());
        match listing.map(|listing| listing.node(event.entry)) {
            Some(node) => Facts {
                kind: node.kind,
                size: node.size,
                mode: (!node.flags.implicit()).then_some(node.mode),
                owner: (!node.flags.implicit()).then_some(node.owner),
            },
            None => Facts {
                kind: Kind::Directory,
                size: 0,
                mode: None,
                owner: None,
            },
        }
    }
}

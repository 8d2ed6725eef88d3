//! One layer's own tree: what its tar has, and what it removes.

use std::collections::HashMap;

use super::grow::{Growing, NewNode};
use super::model::{Entry, Listings, Mark, Tree};
use super::stacked::{Facts, entry, mark};
use crate::image::{Change, Event, Stack};
use crate::layer::{Kind, Listing, NONE, ROOT};

/// What `layer` holds. Its whiteouts appear as the paths that they remove. Once the layer has
/// been stacked, everything is marked with what became of it, and removed folders show what was
/// in them.
///
/// A layer that has not been read is an empty tree.
pub fn layer_tree(listings: Listings, stack: Option<&Stack>, layer: u32) -> Tree {
    let scanned = listings.get(layer as usize).cloned().flatten();
    let Some(scanned) = scanned else {
        return Growing::new(Vec::new(), Entry::MISSING, 1, 0).finish();
    };
    let listing = &scanned.listing;
    let own = |node| Entry { layer, node };
    let stack = stack.filter(|stack| stack.layers() > layer as usize);
    let fates = stack.map(|stack| Fates::of(stack, layer, listing.len()));
    let mut growing = Growing::new(listings, own(ROOT), listing.len(), listing.name_bytes());
    let mut places = vec![NONE; listing.len()];
    places[ROOT as usize] = ROOT;
    let mut whiteouts = Vec::new();
    for node in listing.nodes().skip(1) {
        let facts = listing.node(node);
        let parent = places[facts.parent as usize];
        if parent == NONE {
            continue;
        }
        if facts.kind == Kind::Whiteout {
            whiteouts.push((node, parent));
            continue;
        }
        let new = NewNode {
            parent,
            kind: facts.kind,
            mark: if facts.kind == Kind::Opaque {
                Mark::Removed
            } else {
                Mark::None
            },
            entry: own(node),
            size: facts.size,
        };
        places[node as usize] = growing.push(listing.name(node), new);
    }
    let mut names = Names::default();
    if !whiteouts.is_empty()
        || fates
            .as_ref()
            .is_some_and(|fates| !fates.removed.is_empty())
    {
        names = Names::of(listing, &places);
    }
    if let (Some(stack), Some(fates)) = (stack, &fates) {
        fates.mark(&mut growing, stack, &places);
        fates.graft(&mut growing, stack, &places, &mut names);
    }
    for (node, parent) in whiteouts {
        let name = listing.target_name(node);
        // An entry of the same name replaces it; what the stack lost is shown already.
        if names.get(parent, name).is_some() {
            continue;
        }
        let new = NewNode {
            parent,
            kind: Kind::Whiteout,
            mark: Mark::Removed,
            entry: own(node),
            size: 0,
        };
        names.insert(parent, name, growing.push(name, new));
    }
    growing.finish()
}

/// The nodes of the growing tree by folder and name.
#[derive(Default)]
struct Names(HashMap<(u32, Vec<u8>), u32>);

impl Names {
    fn of(listing: &Listing, places: &[u32]) -> Names {
        let mut names = Names::default();
        for node in listing.nodes().skip(1) {
            let place = places[node as usize];
            if place != NONE {
                let parent = places[listing.node(node).parent as usize];
                names.insert(parent, listing.name(node), place);
            }
        }
        names
    }

    fn insert(&mut self, parent: u32, name: &[u8], place: u32) {
        self.0.insert((parent, name.to_vec()), place);
    }

    fn get(&self, parent: u32, name: &[u8]) -> Option<u32> {
        self.0.get(&(parent, name.to_vec())).copied()
    }
}

/// What the layer did, by the stack.
struct Fates {
    /// The node in the stack of each node of the listing, [`NONE`] where the layer did nothing.
    stacked: Vec<u32>,
    /// Nodes of the stack that the layer removed, parents first.
    removed: Vec<u32>,
    layer: u32,
}

impl Fates {
    fn of(stack: &Stack, layer: u32, len: usize) -> Fates {
        let mut fates = Fates {
            stacked: vec![NONE; len],
            removed: Vec::new(),
            layer,
        };
        for node in 0..stack.tree.len() as u32 {
            match stack.event_at(node, layer) {
                Some(event) if event.layer != layer => {}
                Some(event) if event.change == Change::Removed => fates.removed.push(node),
                Some(event) => {
                    if let Some(place) = fates.stacked.get_mut(event.entry as usize) {
                        *place = node;
                    }
                }
                None => {}
            }
        }
        fates
    }

    /// The layer's event on a node of the stack, and the one before it.
    fn events(&self, stack: &Stack, node: u32) -> Option<(Event, Option<Event>)> {
        let mut history = stack
            .history(node)
            .skip_while(|event| event.layer > self.layer);
        let event = history.next().filter(|event| event.layer == self.layer)?;
        Some((event, history.next()))
    }

    fn mark(&self, growing: &mut Growing, stack: &Stack, places: &[u32]) {
        for (node, place) in self.stacked.iter().zip(places) {
            if *node == NONE || *place == NONE || *place == ROOT {
                continue;
            }
            if let Some((event, before)) = self.events(stack, *node) {
                growing.set_mark(*place, mark(growing.listings(), event, before));
            }
        }
    }

    /// Adds what the layer removed, as it was.
    fn graft(&self, growing: &mut Growing, stack: &Stack, places: &[u32], names: &mut Names) {
        let mut here: HashMap<u32, u32> = HashMap::from([(ROOT, ROOT)]);
        let listed = self.stacked.iter().zip(places);
        here.extend(listed.filter(|(node, place)| **node != NONE && **place != NONE));
        for removed in &self.removed {
            let mut missing = vec![*removed];
            let mut at = stack.tree.parent(*removed);
            while !here.contains_key(&at) {
                missing.push(at);
                at = stack.tree.parent(at);
            }
            let mut place = here[&at];
            for node in missing.into_iter().rev() {
                let name = stack.tree.name(node);
                place = match names.get(place, name) {
                    Some(found) => found,
                    None => {
                        let new = self.as_it_was(growing, stack, node, place);
                        let pushed = growing.push(name, new);
                        names.insert(place, name, pushed);
                        pushed
                    }
                };
                here.insert(node, place);
            }
        }
    }

    fn as_it_was(&self, growing: &Growing, stack: &Stack, node: u32, parent: u32) -> NewNode {
        let (before, mark) = match self.events(stack, node) {
            Some((event, before)) if event.change == Change::Removed => (before, Mark::Removed),
            Some((event, _)) => (Some(event), Mark::None),
            None => (stack.event_at(node, self.layer), Mark::None),
        };
        let facts = before.map(|event| Facts::of(growing.listings(), event));
        NewNode {
            parent,
            kind: facts.as_ref().map_or(Kind::Directory, |facts| facts.kind),
            mark,
            entry: before.map_or(Entry::MISSING, entry),
            // A folder that only leads to what was removed adds nothing to the layer.
            size: match (mark, facts) {
                (Mark::Removed, Some(facts)) => facts.size,
                _ => 0,
            },
        }
    }
}

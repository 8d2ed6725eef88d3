//! What of a tree goes into the tar.

use std::collections::HashMap;

use super::grow::{Found, Growing};
use super::{Plan, TarballError};
use crate::image::{Change, Finder, Shown};
use crate::layer::{Kind, Listing, NONE, Paths, ROOT};
use crate::limits;

impl Plan {
    /// What an image shows at and below a node of its stack, with the layers up to `layer`.
    ///
    /// # Errors
    /// [`TarballError`].
    pub fn of_image(shown: Shown<'_>, layer: u32, top: u32) -> Result<Plan, TarballError> {
        let (stack, tree) = (shown.stack, &shown.stack.tree);
        let listing = |layer: u32| shown.layers.get(layer as usize).copied();
        let mut growing = Growing::default();
        let mut places = vec![NONE; tree.len()];
        let mut links = Vec::new();
        for node in top..tree.len() as u32 {
            let parent = places[tree.parent(node) as usize];
            if node != top && parent == NONE {
                continue;
            }
            let event = stack.event_at(node, layer);
            let event = event.filter(|event| event.change != Change::Removed);
            if event.is_none() && node != ROOT {
                continue;
            }
            let event = event.filter(|event| event.entry != NONE);
            let found = event.and_then(|event| {
                Some(Found {
                    layer: event.layer,
                    node: event.entry,
                    listing: listing(event.layer)?,
                })
            });
            if let Some(found) = found.filter(|found| found.kind() == Kind::HardLink) {
                links.push((parent, node, found));
                continue;
            }
            let pushed = growing.push(parent, tree.name(node), found)?;
            places[node as usize] = pushed.unwrap_or(NONE);
        }
        let mut finder = None;
        for (parent, node, found) in links {
            let finder = finder.get_or_insert_with(|| Finder::new(shown));
            let (layer, entry) = finder.file_of((found.layer, found.node));
            let file = listing(layer).map(|listing| Found {
                layer,
                node: entry,
                listing,
            });
            growing.link(parent, tree.name(node), found, file)?;
        }
        growing.finish(listing)
    }

    /// What one layer has at and below a node of its listing, without whiteouts, which are no files.
    /// `layers` are all, as far as they were read: a hard link may lead into those below.
    ///
    /// # Errors
    /// [`TarballError`].
    pub fn of_layer(
        layers: &[Option<&Listing>],
        layer: u32,
        top: u32,
    ) -> Result<Plan, TarballError> {
        let listing = |layer: u32| layers.get(layer as usize).copied().flatten();
        let own = listing(layer).ok_or(TarballError::NotRead(layer))?;
        let mut growing = Growing::default();
        let mut places = vec![NONE; own.len()];
        let mut links = Vec::new();
        for node in own.nodes().filter(|node| *node >= top) {
            let parent = places[own.node(node).parent as usize];
            if node != top && parent == NONE {
                continue;
            }
            let found = Found {
                layer,
                node,
                listing: own,
            };
            if found.kind() == Kind::HardLink {
                links.push((parent, node, found));
                continue;
            }
            let pushed = growing.push(parent, own.name(node), Some(found))?;
            places[node as usize] = pushed.unwrap_or(NONE);
        }
        let mut below = Below {
            layers,
            paths: HashMap::new(),
        };
        for (parent, node, found) in links {
            growing.link(parent, own.name(node), found, below.file_of(found))?;
        }
        growing.finish(listing)
    }
}

/// Finds the files of hard links in a layer and those below it.
struct Below<'a> {
    layers: &'a [Option<&'a Listing>],
    /// The paths of the layers in which something was looked for.
    paths: HashMap<u32, Paths<'a>>,
}

impl<'a> Below<'a> {
    fn file_of(&mut self, link: Found<'a>) -> Option<Found<'a>> {
        let mut at = link;
        for _ in 0..limits::LINK_HOPS {
            let target = at.listing.link(at.node)?;
            let found = (0..=at.layer)
                .rev()
                .find_map(|layer| self.find(layer, target));
            // A link to itself leads below it.
            let found = match found.filter(|found| (found.layer, found.node) == (at.layer, at.node))
            {
                None => found,
                Some(_) => (0..at.layer)
                    .rev()
                    .find_map(|layer| self.find(layer, target)),
            };
            at = found?;
            if at.kind() != Kind::HardLink {
                return Some(at);
            }
        }
        None
    }

    fn find(&mut self, layer: u32, path: &[u8]) -> Option<Found<'a>> {
        let listing = self.layers.get(layer as usize).copied().flatten()?;
        let paths = self
            .paths
            .entry(layer)
            .or_insert_with(|| Paths::of(listing));
        let node = paths.find(path)?;
        let found = Found {
            layer,
            node,
            listing,
        };
        found.kind().is_content().then_some(found)
    }
}

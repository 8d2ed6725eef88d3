//! The file behind a path, through hard links. Peel's stack says where each path's last entry is;
//! which file a hard link shows follows from that.

use std::collections::HashMap;

use peel::image::{Event, Stack};
use peel::layer::{Kind, Listing, NONE};

/// The paths of a stack.
pub struct Paths<'a> {
    stack: &'a Stack,
    listings: Vec<&'a Listing>,
    nodes: HashMap<Vec<u8>, u32>,
}

impl<'a> Paths<'a> {
    /// The paths of a stack of these listings.
    pub fn new(stack: &'a Stack, listings: Vec<&'a Listing>) -> Paths<'a> {
        let nodes = 0..stack.tree.len() as u32;
        Paths {
            nodes: nodes.map(|node| (stack.tree.path(node), node)).collect(),
            stack,
            listings,
        }
    }

    /// The layer and the node in its listing that hold the contents that an event shows: those of
    /// the event itself, but for hard links. `None` for a folder without an entry.
    pub fn holder(&self, event: Event) -> Option<(u32, u32)> {
        let mut event = event;
        // A link may lead to a link, never around: each is to something that was there before.
        for _ in 0..self.nodes.len() {
            if event.entry == NONE {
                return None;
            }
            let listing = self.listings[event.layer as usize];
            if listing.node(event.entry).kind != Kind::HardLink {
                break;
            }
            let target = listing.link(event.entry).expect("a hard link has a target");
            let target = target.strip_prefix(b"./").unwrap_or(target);
            let node = self.nodes.get(target).expect("the target of a hard link");
            event = self.stack.event_at(*node, event.layer)?;
        }
        Some((event.layer, event.entry))
    }
}

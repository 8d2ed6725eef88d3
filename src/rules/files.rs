//! The files of the final tree, as rules look at them.

use super::places::Place;
use crate::image::Image;
use crate::layer::{Kind, NONE, Node};

/// Every file of the final tree: where it is, with the bytes that it shows, and its facts. A file
/// with several names shows its bytes under one of them.
pub(super) fn shown(image: &Image) -> impl Iterator<Item = (Place, Node)> + '_ {
    image.visible().filter_map(|(node, event)| {
        if event.entry == NONE {
            return None;
        }
        let listing = image.layers.get(event.layer as usize)?.listing()?;
        // Half of the nodes are folders, and the other facts of a node stand in a column each.
        if !matches!(listing.kind(event.entry), Kind::File | Kind::HardLink) {
            return None;
        }
        let facts = listing.node(event.entry);
        let place = Place {
            node,
            layer: event.layer,
            bytes: image.stack.lone_bytes(node).unwrap_or(facts.size),
        };
        Some((place, facts))
    })
}

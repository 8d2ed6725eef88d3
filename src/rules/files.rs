//! The files of the final tree, as rules look at them.

use super::places::Place;
use crate::image::Image;
use crate::layer::{Kind, Node};

/// Every file of the final tree: where it is, with the bytes that it shows, and its facts. A file
/// with several names shows its bytes under one of them.
pub(super) fn shown(image: &Image) -> impl Iterator<Item = (Place, Node)> + '_ {
    image.visible().filter_map(|(node, event)| {
        let facts = image.facts(&event)?;
        if !matches!(facts.kind, Kind::File | Kind::HardLink) {
            return None;
        }
        let place = Place {
            node,
            layer: event.layer,
            bytes: image.shown_bytes(node, &event),
        };
        Some((place, facts))
    })
}

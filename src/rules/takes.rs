//! What leaves the layers once a finding is mended: places as numbers, all of them.

use crate::image::Image;

/// A name in a layer whose contents go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The path's node in the tree of all layers.
    pub node: u32,
    /// The layer that has the contents, from 0.
    pub layer: u32,
    /// Whether the contents go under whatever other names they have: they are hidden, so that all
    /// of those are gone already. Otherwise only this name goes.
    pub all_names: bool,
}

impl Gone {
    /// One name.
    pub(super) fn name(node: u32, layer: u32) -> Gone {
        Gone {
            node,
            layer,
            all_names: false,
        }
    }
}

/// For rules whose fix takes no bytes away.
pub(super) fn nothing(_: &Image) -> Vec<Vec<Gone>> {
    Vec::new()
}

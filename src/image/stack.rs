//! The stack of an image's layers: for every path, what each layer did to it.

use super::hidden::Hidden;
use super::tree::PathTree;
use crate::layer::NONE;

/// What a layer did to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[repr(u8)]
pub enum Change {
    /// It was not there before.
    Added,
    /// It was there with other contents, another link target or of another kind.
    Modified,
    /// It was there with the same contents; mode, owner or time may differ.
    Touched,
    /// It is there no more.
    Removed,
}

/// One layer's effect on one path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// The layer, from 0.
    pub layer: u32,
    /// What it did.
    pub change: Change,
    /// The node in that layer's listing; [`NONE`] where the path was removed, and for a folder
    /// that only exists because something lies below it.
    pub entry: u32,
    /// The event before this one on the same path; [`NONE`] for the first.
    pub previous: u32,
}

/// How many files one layer adds, changes and removes. Folders are counted apart, and only
/// where they have an entry of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct LayerChanges {
    /// Files and links that were not there.
    pub added: u64,
    /// Files and links with other contents.
    pub modified: u64,
    /// Files and links with the same contents again.
    pub touched: u64,
    /// Files and links that are there no more.
    pub removed: u64,
    /// Folders that were not there.
    pub folders_added: u64,
    /// Folders that are there no more.
    pub folders_removed: u64,
}

/// The stacked layers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stack {
    /// Every path.
    pub tree: PathTree,
    /// The last event of each path's node, [`NONE`] where it has none (only in a tar's own
    /// replaced entries).
    pub(super) last: Vec<u32>,
    pub(super) events: Vec<Event>,
    /// Bytes that the final tree does not show, in the order in which layers hid them.
    pub hidden: Vec<Hidden>,
    /// Hard links of the final tree whose other names are gone, by node, with the bytes that
    /// they alone show.
    pub lone_links: Vec<(u32, u64)>,
    /// A sum for each layer that was stacked.
    pub changes: Vec<LayerChanges>,
    /// Bytes of all file contents of all layers.
    pub total: u64,
    /// Bytes of them that the final tree shows. `total - visible` is the sum of `hidden`.
    pub visible: u64,
    /// How often a layer wrote a file again with as many bytes, and only a table of contents tells
    /// of one of the two: then nothing tells whether its contents changed. It counts as modified.
    pub uncompared: u64,
    /// Whether the limits ended the stack before its last layer, or links were not followed.
    pub partial: bool,
}

impl Stack {
    /// Layers that were stacked.
    pub fn layers(&self) -> usize {
        self.changes.len()
    }

    /// The last event of a path up to and including `layer`.
    pub fn event_at(&self, node: u32, layer: u32) -> Option<Event> {
        self.history(node).find(|event| event.layer <= layer)
    }

    /// The last event of a path.
    pub fn last_event(&self, node: u32) -> Option<Event> {
        self.history(node).next()
    }

    /// All events of a path, the latest first.
    pub fn history(&self, node: u32) -> impl Iterator<Item = Event> + '_ {
        let get = |i: u32| (i != NONE).then(|| self.events[i as usize]);
        let first = get(self.last[node as usize]);
        std::iter::successors(first, move |event| get(event.previous))
    }

    /// Whether the final tree shows the path.
    pub fn is_visible(&self, node: u32) -> bool {
        let last = self.last_event(node);
        last.is_some_and(|event| event.change != Change::Removed)
    }

    /// Bytes that a hard link of the final tree shows alone, since its other names are gone.
    pub fn lone_bytes(&self, node: u32) -> Option<u64> {
        let at = self.lone_links.binary_search_by_key(&node, |(n, _)| *n);
        at.ok().map(|at| self.lone_links[at].1)
    }

    /// Bytes that the final tree does not show.
    pub fn hidden_bytes(&self) -> u64 {
        self.total - self.visible
    }

    /// Visible over total; 1 for an image without bytes.
    pub fn efficiency(&self) -> f64 {
        if self.total == 0 {
            return 1.0;
        }
        self.visible as f64 / self.total as f64
    }
}

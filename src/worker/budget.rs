//! How many nodes the trees of one archive may have together.

use crate::layer::Scanned;
use crate::limits;

/// Counts the nodes of all trees that are kept.
#[derive(Clone, Copy, Debug, Default)]
pub struct TreeBudget {
    nodes: usize,
}

impl TreeBudget {
    /// Takes a scan into account; past the limit it comes back without its tree, and says so.
    pub fn admit(&mut self, scanned: Scanned) -> Scanned {
        self.nodes += scanned.listing.len();
        match self.nodes > limits::ARCHIVE_NODES {
            true => scanned.without_tree(),
            false => scanned,
        }
    }
}

//! How many nodes the trees of one archive may have together.

use crate::layer::Scanned;
use crate::limits;

/// Counts the nodes of all trees that are kept.
#[derive(Clone, Copy, Debug, Default)]
pub struct TreeBudget {
    nodes: usize,
}

impl TreeBudget {
    /// Takes a scan into account, in the place of `before`; past the limit it comes back without
    /// its tree, and says so.
    pub fn admit(&mut self, scanned: Scanned, before: Option<&Scanned>) -> Scanned {
        let gone = before.map_or(0, |before| before.listing.len());
        self.nodes = self.nodes.saturating_sub(gone) + scanned.listing.len();
        match self.nodes > limits::ARCHIVE_NODES {
            true => scanned.without_tree(),
            false => scanned,
        }
    }
}

//! Several rows of a view that are chosen together.

use super::TreeView;
use crate::view::tree::picked::Picked;

impl TreeView {
    /// The rows that are chosen are those of a set from now on, and no more what is at hand.
    pub(super) fn begin_picking(&mut self) {
        if let (None, Some(node)) = (&self.picked, self.node_at_hand()) {
            self.picked = Some(Picked::one(&self.tree, node));
        }
    }

    /// Chooses all between where the range begins and the row at hand.
    pub(super) fn extend(&mut self) {
        let anchor = self.picked.as_ref().map(Picked::anchor);
        // A folder may have been closed over it since.
        let from = anchor.and_then(|node| self.row_of(node)).unwrap_or(self.at);
        let range = from.min(self.at)..(from.max(self.at) + 1).min(self.len());
        if let Some(picked) = &mut self.picked {
            picked.only(&self.rows.nodes[range]);
        }
    }

    pub(super) fn pick(&mut self) {
        if let (Some(node), Some(picked)) = (self.node_at_hand(), &mut self.picked) {
            picked.switch(node);
        }
    }
}

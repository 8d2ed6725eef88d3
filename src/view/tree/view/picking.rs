//! Several rows of a view that are chosen together.

use super::TreeView;
use crate::layer::ROOT;
use crate::limits;
use crate::text;
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

    /// Chooses the rows of these paths, with their folders opened, where the filter leaves them.
    pub(in crate::view::tree) fn pick_paths(&mut self, paths: &[String]) {
        let hand = self.node_at_hand();
        let left = |node: &u32| self.shown().is_none_or(|shown| shown[*node as usize]);
        let nodes = paths.iter().filter_map(|path| self.tree.find(path));
        let nodes: Vec<u32> = nodes.filter(left).collect();
        let Some(first) = nodes.first() else {
            return;
        };
        let mut picked = Picked::one(&self.tree, *first);
        picked.only(&nodes);
        let tree = self.tree.clone();
        for node in nodes {
            let mut at = node;
            while at != ROOT {
                at = tree.parent(at);
                self.open_mut()[at as usize] = true;
            }
        }
        self.lay_out();
        self.hold(hand);
        self.picked = Some(picked);
    }

    /// The paths of the chosen rows; none where they are more than an address takes.
    pub(in crate::view::tree) fn picked_paths(&self) -> Vec<String> {
        let nodes = self.picked.iter().flat_map(Picked::nodes);
        let paths = nodes.take(limits::ADDRESS_ROWS + 1);
        let paths: Vec<String> = paths
            .map(|node| text::path(&self.tree.path(node)))
            .collect();
        let bytes = paths.iter().map(String::len).sum::<usize>();
        match paths.len() > limits::ADDRESS_ROWS || bytes > limits::ADDRESS_BYTES {
            true => Vec::new(),
            false => paths,
        }
    }

    /// The nodes that are chosen together, at most so many, or the one at hand; without what stands in
    /// another of them.
    pub(in crate::view::tree) fn chosen(&self, most: usize) -> Vec<u32> {
        match &self.picked {
            Some(picked) => picked.tops(&self.tree, most),
            None => self.node_at_hand().into_iter().collect(),
        }
    }

    pub(super) fn pick(&mut self) {
        if let (Some(node), Some(picked)) = (self.node_at_hand(), &mut self.picked) {
            picked.switch(node);
        }
    }
}

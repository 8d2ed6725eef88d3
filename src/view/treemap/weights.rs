//! Which bytes a map shows.

use crate::view::tree::{Mark, Tree};

/// The bytes of each node.
pub(super) struct Weights {
    /// Its own.
    pub(super) own: Vec<u64>,
    /// With those of everything below.
    pub(super) sum: Vec<u64>,
}

impl Weights {
    /// Those of what is shown, where a filter says so; never those of what the layer removed.
    pub(super) fn of(tree: &Tree, shown: Option<&[bool]>) -> Weights {
        let n = tree.len();
        let nodes = || 1..n as u32;
        // What was removed, with all below it, takes no room.
        let mut gone = vec![false; n];
        for node in nodes() {
            let parent = tree.parent(node) as usize;
            gone[node as usize] = tree.mark(node) == Mark::Removed || gone[parent];
        }
        let counts = |node: u32| !gone[node as usize];
        let mut own: Vec<u64> = (0..n as u32).map(|node| tree.size(node)).collect();
        for node in nodes().filter(|node| counts(*node)) {
            own[tree.parent(node) as usize] -= tree.size(node);
        }
        for node in nodes() {
            let i = node as usize;
            if gone[i] || shown.is_some_and(|shown| !shown[i]) {
                own[i] = 0;
            }
        }
        let mut sum = own.clone();
        for node in nodes().rev() {
            sum[tree.parent(node) as usize] += sum[node as usize];
        }
        Weights { own, sum }
    }
}

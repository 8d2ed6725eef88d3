//! Several rows that are chosen together.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::model::Tree;

/// Nodes that are chosen together.
#[derive(Clone)]
pub(super) struct Picked {
    nodes: Rc<Vec<bool>>,
    /// Where a range begins that is extended.
    anchor: u32,
}

/// What chosen rows come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickedSum {
    /// How many there are.
    pub count: u64,
    /// Bytes in all; what stands in a chosen folder counts once.
    pub bytes: u64,
}

impl Picked {
    /// One node of a tree alone.
    pub(super) fn one(tree: &Tree, node: u32) -> Picked {
        let mut nodes = vec![false; tree.len()];
        nodes[node as usize] = true;
        Picked {
            nodes: Rc::new(nodes),
            anchor: node,
        }
    }

    pub(super) fn anchor(&self) -> u32 {
        self.anchor
    }

    pub(super) fn has(&self, node: u32) -> bool {
        self.nodes[node as usize]
    }

    /// Those that are chosen, in the order of the tree.
    pub(super) fn nodes(&self) -> impl Iterator<Item = u32> + '_ {
        let chosen = self.nodes.iter().enumerate().filter(|(_, chosen)| **chosen);
        chosen.map(|(node, _)| node as u32)
    }

    /// Chooses a node too, or no more.
    pub(super) fn switch(&mut self, node: u32) {
        let nodes = Rc::make_mut(&mut self.nodes);
        nodes[node as usize] = !nodes[node as usize];
        self.anchor = node;
    }

    /// Chooses these and no others; the range still begins where it did.
    pub(super) fn only(&mut self, chosen: &[u32]) {
        let nodes = Rc::make_mut(&mut self.nodes);
        nodes.fill(false);
        for node in chosen {
            nodes[*node as usize] = true;
        }
    }

    /// Lets go of what is not shown.
    pub(super) fn retain(&mut self, shown: &[bool]) {
        let nodes = Rc::make_mut(&mut self.nodes);
        for (node, shown) in nodes.iter_mut().zip(shown) {
            *node &= shown;
        }
    }

    /// Those that do not stand in another of them, at most so many.
    pub(super) fn tops(&self, tree: &Tree, most: usize) -> Vec<u32> {
        let mut covered = self.nodes.to_vec();
        let mut tops = Vec::new();
        for i in 1..tree.len() {
            let above = covered[tree.parent(i as u32) as usize];
            if self.nodes[i] && !above && tops.len() < most {
                tops.push(i as u32);
            }
            covered[i] |= above;
        }
        tops
    }

    /// What they come to, with `bytes` of each node.
    pub(super) fn sum(&self, tree: &Tree, bytes: &[u64]) -> PickedSum {
        let mut sum = PickedSum::default();
        // Whether a node, or a folder above it, is chosen.
        let mut covered = self.nodes.to_vec();
        for i in 1..tree.len() {
            let above = covered[tree.parent(i as u32) as usize];
            sum.count += u64::from(self.nodes[i]);
            if self.nodes[i] && !above {
                sum.bytes += bytes[i];
            }
            covered[i] |= above;
        }
        sum
    }
}

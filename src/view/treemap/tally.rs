//! What most bytes of each cell are.

use hashbrown::HashMap;

use super::family::Family;
use super::map::Lead;
use super::weights::Weights;
use crate::view::tree::{Mark, Tree};

/// The marks, in the order in which they are counted.
const MARKS: [Mark; 5] = [
    Mark::None,
    Mark::Added,
    Mark::Modified,
    Mark::Touched,
    Mark::Removed,
];

/// Bytes by key, for each cell.
pub(super) struct Tally {
    families: Vec<[u64; Family::ALL.len()]>,
    marks: Vec<[u64; MARKS.len()]>,
    layers: Vec<Lead<u32>>,
}

impl Tally {
    /// Counts every node in the cell that `cell_of` gives for it.
    pub(super) fn of(
        tree: &Tree,
        weights: &Weights,
        cells: usize,
        cell_of: impl Fn(u32) -> Option<usize>,
    ) -> Tally {
        let mut families = vec![[0; Family::ALL.len()]; cells];
        let mut marks = vec![[0; MARKS.len()]; cells];
        let mut layers: HashMap<(usize, u32), u64> = HashMap::new();
        for node in 0..tree.len() as u32 {
            let bytes = weights.own[node as usize];
            if bytes == 0 {
                continue;
            }
            let Some(cell) = cell_of(node) else {
                continue;
            };
            let folder = tree.name(tree.parent(node));
            families[cell][Family::of(tree.name(node), folder) as usize] += bytes;
            marks[cell][tree.mark(node) as usize] += bytes;
            *layers.entry((cell, tree.layer(node))).or_default() += bytes;
        }
        let mut most: Vec<(u64, u32, usize)> = vec![(0, 0, 0); cells];
        for ((cell, layer), bytes) in layers {
            let (top, top_layer, count) = &mut most[cell];
            // Of layers with as many bytes, the lowest: a map does not change from one time to
            // the next.
            if (bytes, u32::MAX - layer) > (*top, u32::MAX - *top_layer) {
                (*top, *top_layer) = (bytes, layer);
            }
            *count += 1;
        }
        let layers = most.into_iter().map(|(_, layer, count)| Lead {
            most: layer,
            all: count <= 1,
        });
        Tally {
            families,
            marks,
            layers: layers.collect(),
        }
    }

    pub(super) fn layer(&self, cell: usize) -> Lead<u32> {
        self.layers[cell]
    }

    pub(super) fn family(&self, cell: usize) -> Lead<Family> {
        lead(&self.families[cell], &Family::ALL)
    }

    pub(super) fn mark(&self, cell: usize) -> Lead<Mark> {
        lead(&self.marks[cell], &MARKS)
    }
}

fn lead<T: Copy, const N: usize>(bytes: &[u64; N], keys: &[T; N]) -> Lead<T> {
    // The first of the largest.
    let mut top = 0;
    for i in 1..N {
        if bytes[i] > bytes[top] {
            top = i;
        }
    }
    Lead {
        most: keys[top],
        all: bytes.iter().filter(|bytes| **bytes > 0).count() <= 1,
    }
}

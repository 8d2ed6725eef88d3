//! Which nodes a filter leaves.

use super::model::{Mark, Tree};
use crate::layer::ROOT;

/// What a person asks to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// A part of a name, or of a path where it has a slash; capitals do not matter.
    pub(super) text: String,
    /// Only what the layer at hand does.
    pub(super) only_changes: bool,
}

/// What a filter leaves of a tree.
pub(super) struct Kept {
    /// Which nodes are shown.
    pub(super) shown: Vec<bool>,
    /// Folders above what a text found: they are opened.
    pub(super) above: Vec<bool>,
    /// How many nodes the filter itself asked for, folders above them not counted.
    pub(super) hits: u64,
}

impl Filter {
    /// What it leaves; `None` where it asks for nothing.
    pub(super) fn keep(&self, tree: &Tree) -> Option<Kept> {
        if self.text.is_empty() && !self.only_changes {
            return None;
        }
        let n = tree.len();
        let needle = self.text.to_lowercase();
        let found: Vec<bool> = match needle.is_empty() {
            true => vec![true; n],
            false => (0..n as u32)
                .map(|node| matches(tree, node, &needle))
                .collect(),
        };
        // What stands in a folder that was found is found with it.
        let mut within = found.clone();
        for i in 1..n {
            within[i] |= within[tree.parent(i as u32) as usize] && i != 0;
        }
        let mut kept = Kept {
            shown: vec![false; n],
            above: vec![false; n],
            hits: 0,
        };
        for i in (1..n).rev() {
            let node = i as u32;
            let asked = within[i] && (!self.only_changes || tree.mark(node) != Mark::None);
            kept.hits += u64::from(found[i] && asked);
            kept.shown[i] |= asked;
            let parent = tree.parent(node) as usize;
            kept.shown[parent] |= kept.shown[i];
            kept.above[parent] |= !needle.is_empty() && (kept.above[i] || (found[i] && asked));
        }
        Some(kept)
    }
}

fn matches(tree: &Tree, node: u32, needle: &str) -> bool {
    if node == ROOT {
        return false;
    }
    let name = tree.name(node);
    if !needle.contains('/') {
        return contains(name, needle);
    }
    // A path is found at the name in which the match ends, not again at everything below.
    let path = [b"/", tree.path(node).as_slice(), b"/"].concat();
    let own = path.len() - name.len() - 1;
    contains(&path[own.saturating_sub(needle.len() - 1)..], needle)
}

fn contains(name: &[u8], needle: &str) -> bool {
    if name.is_ascii() && needle.is_ascii() {
        let needle = needle.as_bytes();
        return name
            .windows(needle.len())
            .any(|part| part.eq_ignore_ascii_case(needle));
    }
    String::from_utf8_lossy(name)
        .to_lowercase()
        .contains(needle)
}

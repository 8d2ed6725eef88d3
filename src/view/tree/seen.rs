//! How a tree is seen, without the tree: so that the next one can be seen in the same way, and
//! the one before need not be kept for it.

use super::model::Tree;
use super::sort::Sort;
use crate::columns::Strings;
use crate::layer::{Kind, NONE, ROOT};
use crate::text;
use crate::view::filter::Filter;

/// What is open, at hand, sorted and filtered.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) sort: Sort,
    pub(super) filter: Filter,
    /// Paths that are to be chosen together.
    pub(super) picked: Vec<String>,
    /// Open folders below open folders: the name of each, and the number of the one above it,
    /// which comes before it; [`NONE`] for the root.
    names: Strings,
    above: Vec<u32>,
    /// The names that lead from the root to the row at hand.
    hand: Option<Vec<Vec<u8>>>,
}

impl Seen {
    pub(super) fn of(tree: &Tree, open: &[bool], hand: Option<u32>) -> Seen {
        let mut seen = Seen::default();
        let mut ways = vec![(ROOT, NONE)];
        while let Some((folder, number)) = ways.pop() {
            for child in tree.children(folder) {
                // Where all is open, files are too, and mean nothing.
                if open[*child as usize] && tree.kind(*child) == Kind::Directory {
                    seen.above.push(number);
                    ways.push((*child, seen.names.push(tree.name(*child))));
                }
            }
        }
        seen.hand = hand.map(|node| {
            let mut way = Vec::new();
            let mut at = node;
            while at != ROOT {
                way.push(tree.name(at).to_vec());
                at = tree.parent(at);
            }
            way.reverse();
            way
        });
        seen
    }

    /// With the first row at hand, whichever that is.
    pub(super) fn at_first(self) -> Seen {
        Seen { hand: None, ..self }
    }

    /// Also opens the folders of a path, as a report writes it, and has that at hand.
    pub(super) fn with_path(&mut self, path: &str) {
        let parts = path.split('/').filter(|part| !part.is_empty());
        let way: Vec<Vec<u8>> = parts.map(text::path_bytes).collect();
        let mut above = NONE;
        for folder in way.split_last().map_or(&[][..], |(_, above)| above) {
            self.above.push(above);
            above = self.names.push(folder);
        }
        self.hand = (!way.is_empty()).then_some(way);
    }

    /// Which nodes of another tree are open, by their paths.
    pub(super) fn open_in(&self, tree: &Tree) -> Vec<bool> {
        let mut open = vec![false; tree.len()];
        let mut found: Vec<Option<u32>> = Vec::with_capacity(self.above.len());
        for (number, above) in (0..).zip(&self.above) {
            let folder = match *above {
                NONE => Some(ROOT),
                above => found[above as usize],
            };
            let same = folder.and_then(|folder| tree.child(folder, self.names.get(number)));
            if let Some(same) = same {
                open[same as usize] = true;
            }
            found.push(same);
        }
        open
    }

    /// The node of the path at hand in another tree, or of the lowest folder above it that is
    /// there.
    pub(super) fn hand_in(&self, tree: &Tree) -> Option<u32> {
        let mut found = ROOT;
        for name in self.hand.as_ref()? {
            match tree.child(found, name) {
                Some(child) => found = child,
                None => break,
            }
        }
        (found != ROOT).then_some(found)
    }
}

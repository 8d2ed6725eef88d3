//! What the page has of a tree: what stands above it, and the rows in and around sight. The tree
//! itself stays where it was grown, in a worker: it may have millions of rows.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::action::TreeAction;
use super::model::Mark;
use super::picked::PickedSum;
use super::row::Row;
use super::sort::Sort;
use crate::layer::{Kind, ROOT};
use crate::view::Mode;
use crate::view::file::FileAsk;
use crate::view::filter::{Deed, Filter};
use crate::view::keys::label;
use crate::view::tarball::TarAsk;
use crate::view::treemap::Map;
use crate::words::tree as say;

/// Which tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The image, from 0.
    pub image: usize,
    /// The layer, from 0.
    pub layer: usize,
    /// What of it.
    pub mode: Mode,
}

/// Rows that are in sight: the first, and the one after the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// The first row.
    pub first: usize,
    /// The row after the last.
    pub end: usize,
}

impl Sight {
    /// The rows that will soon be in sight, whichever way one scrolls.
    pub fn wider(self) -> Sight {
        let some = self.end.saturating_sub(self.first) / 2;
        Sight {
            first: self.first.saturating_sub(some),
            end: self.end.saturating_add(some),
        }
    }
}

/// What the page wants of the trees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Grow the tree of this place from what has been read by now, seen in the same way as the
    /// one before.
    Look(Place),
    /// Do something to the view of the tree.
    Act {
        /// What.
        action: TreeAction,
        /// [`Excerpt::tree`] of what a person saw when doing it.
        tree: u64,
    },
    /// See the tree at hand, and those that follow, so.
    See {
        /// Filtered.
        filter: Filter,
        /// Sorted.
        sort: Sort,
        /// With this path at hand, as a report writes it, where it is there.
        path: Option<String>,
    },
    /// Choose the rows of these paths together, as a report writes them, where they are there.
    Pick(Vec<String>),
    /// Show a path, in the first of these modes in which the layer has it.
    Reveal {
        /// The image.
        image: usize,
        /// The layer.
        layer: usize,
        /// In which order to look for it.
        modes: [Mode; 2],
        /// The path, as a report writes it.
        path: String,
    },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The number of what was asked.
    pub number: u64,
    /// Which tree is looked at.
    pub place: Option<Place>,
    /// What is to be seen of it; absent where it cannot be grown yet.
    pub tree: Option<Excerpt>,
    /// Its map, where one is wished for that is another than the last that was sent.
    pub map: Option<Map>,
}

/// The part of a tree's view that is drawn. Cloning is cheap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Excerpt {
    /// A number of the tree: of another tree, nodes have other meanings.
    pub tree: u64,
    /// How many rows there are.
    pub len: usize,
    /// The row at hand.
    pub at: Option<usize>,
    /// The order.
    pub sort: Sort,
    /// The filter that is wanted.
    pub filter: Filter,
    /// Why its text cannot be used, in a sentence; then the one before it still filters.
    pub trouble: Option<String>,
    /// How many nodes the filter found; absent where there is none.
    pub hits: Option<u64>,
    /// Bytes of all that is shown.
    pub bytes: u64,
    /// Of several rows that are chosen: what they come to. Otherwise the row at hand is the chosen one.
    pub picked: Option<PickedSum>,
    /// Their paths; none where they are more than an address takes.
    pub picked_paths: Rc<Vec<String>>,
    /// How many files and links bear each mark: added, changed in any way, removed.
    pub marked: (u64, u64, u64),
    /// Rows in the order of their indexes: those in sight and around the row at hand.
    pub rows: Rc<Vec<Row>>,
}

impl Excerpt {
    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Why no row is shown.
    pub fn emptiness(&self) -> String {
        let only_changes = Filter::default().switched(Deed::Nothing);
        if self.filter.is_all() {
            say::no_files().to_owned()
        } else if self.filter == only_changes {
            say::changes_nothing().to_owned()
        } else {
            // A key stays on one line.
            say::nothing_matches(&label("Ctrl+z").replace(' ', "\u{a0}"))
        }
    }

    /// A row, where it is here.
    pub fn row(&self, index: usize) -> Option<&Row> {
        let found = self.rows.binary_search_by_key(&index, |row| row.index);
        found.ok().map(|i| &self.rows[i])
    }

    /// Whether a row is chosen.
    pub fn is_chosen(&self, row: &Row) -> bool {
        match self.picked {
            Some(_) => row.picked,
            None => self.at == Some(row.index),
        }
    }

    /// The node of the row at hand, where that is here.
    pub fn node_at_hand(&self) -> Option<u32> {
        self.row(self.at?).map(|row| row.node)
    }

    /// The file of the row at hand, where it is one, or a link that may lead to one.
    pub fn file_at_hand(&self) -> Option<FileAsk> {
        let row = self.row(self.at?)?;
        row.is_file().then_some(FileAsk::Row {
            tree: self.tree,
            node: row.node,
        })
    }

    /// The folder of the row at hand, where it is one that is there.
    pub fn folder_at_hand(&self) -> Option<TarAsk> {
        let row = self.row(self.at?)?;
        let there = row.kind == Kind::Directory && row.mark != Mark::Removed;
        there.then_some(TarAsk {
            tree: self.tree,
            node: row.node,
        })
    }

    /// The folder that everything is in.
    pub fn root(&self) -> TarAsk {
        TarAsk {
            tree: self.tree,
            node: ROOT,
        }
    }

    /// Whether all these rows are here.
    pub fn covers(&self, sight: Sight) -> bool {
        let end = sight.end.min(self.len);
        let first = self.rows.partition_point(|row| row.index < sight.first);
        let count = end.saturating_sub(sight.first);
        count == 0
            || self.row(sight.first).is_some()
                && self
                    .rows
                    .get(first + count - 1)
                    .is_some_and(|row| row.index == end - 1)
    }

    /// Shows at once what can be told of an action before its answer is here: so that keys feel
    /// immediate whatever the worker does.
    pub(in crate::view) fn foresee(&mut self, action: &TreeAction) {
        match action {
            TreeAction::Move(step) => {
                self.at = self.at.map(|at| step.from(at, self.len));
                self.picked = None;
                self.picked_paths = Rc::default();
            }
            TreeAction::Roam(step) | TreeAction::Extend(step) => {
                self.at = self.at.map(|at| step.from(at, self.len));
            }
            TreeAction::Choose(node) | TreeAction::ToggleNode(node) => {
                let row = self.rows.iter().find(|row| row.node == *node);
                self.at = row.map(|row| row.index).or(self.at);
                self.picked = None;
                self.picked_paths = Rc::default();
            }
            TreeAction::Filter(filter) => self.filter.clone_from(filter),
            TreeAction::Sort(by) => self.sort = self.sort.asked(*by),
            _ => {}
        }
    }
}

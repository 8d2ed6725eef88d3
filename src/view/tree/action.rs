//! What can be done to the view of a tree.

use serde::{Deserialize, Serialize};

use super::sort::SortBy;
use crate::view::filter::Filter;

/// A move of the row at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// By so many rows.
    By(isize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// To this row.
    To(usize),
}

impl Step {
    /// The row to which it leads from `at`, among `rows` of them.
    pub(super) fn from(self, at: usize, rows: usize) -> usize {
        let last = rows.saturating_sub(1);
        match self {
            Step::By(by) => at.saturating_add_signed(by).min(last),
            Step::First => 0,
            Step::Last => last,
            Step::To(row) => row.min(last),
        }
    }
}

/// What can be done to the view of a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TreeAction {
    /// Move the row at hand.
    Move(Step),
    /// Take the row of a node at hand.
    Choose(u32),
    /// Take a node at hand, with the folders above it opened, and no filter that hides it.
    Show(u32),
    /// Open or close the folder of a node, whose row becomes the row at hand.
    ToggleNode(u32),
    /// Open the folder at hand; an open one: go to its first child.
    Open,
    /// Close the folder at hand; a closed one: go to the folder above.
    Close,
    /// Open or close the folder at hand.
    Toggle,
    /// Open everything below the row at hand.
    OpenBelow,
    /// Open every folder.
    OpenAll,
    /// Close every folder.
    CloseAll,
    /// Close every folder, or open them all where all are closed.
    SwitchAll,
    /// Sort.
    Sort(SortBy),
    /// Show what this filter leaves.
    Filter(Filter),
    /// Take the row of a path at hand, as [`TreeAction::Show`] does.
    ShowPath(String),
    /// Move the row at hand, and leave chosen what is chosen.
    Roam(Step),
    /// Move the row at hand, and choose all from where the range begins.
    Extend(Step),
    /// The same up to the row of a node.
    ExtendTo(u32),
    /// Choose a node too, or no more.
    Pick(u32),
    /// Choose the row at hand too, or no more.
    PickHand,
    /// Choose every row.
    PickAll,
    /// Choose nothing but the row at hand.
    PickNone,
}

impl TreeAction {
    /// The node that it names: of that one tree, and of no other.
    pub(super) fn node(&self) -> Option<u32> {
        match self {
            TreeAction::Choose(node)
            | TreeAction::Show(node)
            | TreeAction::ToggleNode(node)
            | TreeAction::ExtendTo(node)
            | TreeAction::Pick(node) => Some(*node),
            _ => None,
        }
    }
}

//! In which order a folder's children are shown.

use serde::{Deserialize, Serialize};

use super::model::{Mark, Tree};
use crate::layer::NONE;

/// What children are sorted by. What is the same stands by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SortBy {
    /// Their names, byte by byte.
    #[default]
    Name,
    /// What the layer did: added, changed, removed, nothing.
    Change,
    /// Their bytes, with everything below them that is shown; the largest first.
    Size,
    /// Their permissions, as numbers; what no tar tells comes last.
    Mode,
    /// Their users, then their groups.
    Owner,
    /// When they were modified; the latest first.
    Modified,
    /// The layer that has them, from the lowest.
    Layer,
    /// A link's target; what is no link comes last.
    Link,
}

impl SortBy {
    /// All of them, in the order of the columns.
    pub const ALL: [SortBy; 8] = [
        SortBy::Change,
        SortBy::Name,
        SortBy::Size,
        SortBy::Mode,
        SortBy::Owner,
        SortBy::Modified,
        SortBy::Layer,
        SortBy::Link,
    ];

    /// For addresses and attributes.
    pub fn id(self) -> &'static str {
        match self {
            SortBy::Name => "name",
            SortBy::Change => "change",
            SortBy::Size => "size",
            SortBy::Mode => "mode",
            SortBy::Owner => "owner",
            SortBy::Modified => "modified",
            SortBy::Layer => "layer",
            SortBy::Link => "link",
        }
    }

    /// Whether the most comes first.
    fn falls(self) -> bool {
        matches!(self, SortBy::Size | SortBy::Modified)
    }
}

/// An order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// What counts.
    pub by: SortBy,
    /// Names from the first, sizes from the largest; or the other way round.
    pub reversed: bool,
}

impl Sort {
    /// The order after a person asks for `by`: the same again turns it round.
    pub fn asked(self, by: SortBy) -> Sort {
        let reversed = self.by == by && !self.reversed;
        Sort { by, reversed }
    }

    /// A column's `aria-sort`.
    pub fn aria(self, column: SortBy) -> &'static str {
        match (self.by == column, column.falls() != self.reversed) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }
    }
}

/// All children, folder by folder, in the order of `by`; `None` where that is by name. Of folders
/// of which nothing is `shown` nothing is sorted. `bytes` are those of each node.
pub(super) fn order(
    tree: &Tree,
    by: SortBy,
    shown: Option<&[bool]>,
    bytes: &[u64],
) -> Option<Vec<u32>> {
    if by == SortBy::Name {
        return None;
    }
    let mut sorted = tree.by_name.clone();
    let keys = keys(tree, by, bytes);
    for node in 0..tree.len() as u32 {
        let children = tree.places(node);
        if children.len() < 2 || shown.is_some_and(|shown| !shown[node as usize]) {
            continue;
        }
        let children = &mut sorted[children];
        // Stable: what is the same stays by name.
        match &keys {
            Some(keys) => children.sort_by_key(|child| keys[*child as usize]),
            None => children.sort_by_key(|child| {
                let link = tree.facts(*child).and_then(|(_, link)| link);
                (link.is_none(), link)
            }),
        }
    }
    Some(sorted)
}

/// What nodes are sorted by, as numbers, the least first; `None` where it is no number.
fn keys(tree: &Tree, by: SortBy, bytes: &[u64]) -> Option<Vec<u128>> {
    const LAST: u128 = u128::MAX;
    let nodes = 0..tree.len() as u32;
    let told = |node: u32| {
        let facts = tree.facts(node).map(|(facts, _)| facts);
        facts.filter(|facts| !facts.flags.implicit())
    };
    let key = |node: u32| match by {
        SortBy::Name | SortBy::Link => 0,
        SortBy::Change => match tree.mark(node) {
            Mark::Added => 0,
            Mark::Modified => 1,
            Mark::Touched => 2,
            Mark::Removed => 3,
            Mark::None if tree.marked_below(node) => 4,
            Mark::None => 5,
        },
        SortBy::Size => u128::from(u64::MAX - bytes[node as usize]),
        SortBy::Mode => told(node).map_or(LAST, |facts| facts.mode.into()),
        SortBy::Owner => told(node).map_or(LAST, |facts| {
            u128::from(facts.owner.uid) << 64 | u128::from(facts.owner.gid)
        }),
        SortBy::Modified => told(node).map_or(LAST, |facts| {
            let since_ever = (facts.mtime as u64) ^ (1 << 63);
            u128::from(u64::MAX - since_ever)
        }),
        SortBy::Layer => {
            let entry = tree.entry[node as usize];
            match entry.node {
                NONE => LAST,
                _ => entry.layer.into(),
            }
        }
    };
    (by != SortBy::Link).then(|| nodes.map(key).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_again_turns_round() {
        let by_size = Sort::default().asked(SortBy::Size);
        assert_eq!(by_size.aria(SortBy::Size), "descending");
        assert_eq!(by_size.aria(SortBy::Name), "none");
        assert_eq!(by_size.asked(SortBy::Size).aria(SortBy::Size), "ascending");
        assert_eq!(by_size.asked(SortBy::Name), Sort::default());
    }
}

//! The columns beside the names.

use super::sort::SortBy;
use crate::view::filter::{Member, Set};
use crate::words::tree as say;

/// A column that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Bytes.
    Size,
    /// Permissions.
    Mode,
    /// User and group, as numbers.
    Owner,
    /// When it was modified.
    Modified,
    /// The layer that has it.
    Layer,
    /// A link's target.
    Link,
}

impl Column {
    /// For people.
    pub fn word(self) -> &'static str {
        match self {
            Column::Size => say::size(),
            Column::Mode => say::mode(),
            Column::Owner => say::owner(),
            Column::Modified => say::modified(),
            Column::Layer => say::layer(),
            Column::Link => say::link_target(),
        }
    }

    /// How it sorts.
    pub fn sort(self) -> SortBy {
        match self {
            Column::Size => SortBy::Size,
            Column::Mode => SortBy::Mode,
            Column::Owner => SortBy::Owner,
            Column::Modified => SortBy::Modified,
            Column::Layer => SortBy::Layer,
            Column::Link => SortBy::Link,
        }
    }

    /// Those that are shown until a person says otherwise.
    pub fn usual() -> Set<Column> {
        Set::of(&[Column::Size, Column::Mode, Column::Owner, Column::Link])
    }
}

impl Member for Column {
    const ALL: &'static [Column] = &[
        Column::Size,
        Column::Mode,
        Column::Owner,
        Column::Modified,
        Column::Layer,
        Column::Link,
    ];

    fn id(self) -> &'static str {
        self.sort().id()
    }
}

//! In which order a folder's children are shown.

use serde::{Deserialize, Serialize};

/// What children are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SortBy {
    /// Their names, byte by byte.
    #[default]
    Name,
    /// Their bytes, with everything below them.
    Size,
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
        match (self.by == column, column, self.reversed) {
            (false, ..) => "none",
            (true, SortBy::Name, false) | (true, SortBy::Size, true) => "ascending",
            (true, SortBy::Name, true) | (true, SortBy::Size, false) => "descending",
        }
    }
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

//! What of a comparison is shown, as an address keeps it: which list, and which files in which order.

use super::super::fragment::value;
use super::List;
use crate::compare::{FileChange, FileOrder, ListWish};
use crate::limits;

/// What of a comparison is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What is listed.
    pub list: List,
    /// Which files are wanted.
    pub wish: ListWish,
}

impl Default for Shown {
    fn default() -> Shown {
        Shown {
            list: List::default(),
            // Times differ in every rebuild.
            wish: ListWish {
                hidden: vec![FileChange::Time],
                ..ListWish::default()
            },
        }
    }
}

/// What stands for none in a list, where leaving it out means something else.
const NONE: &str = "none";

impl Shown {
    /// What an address says of it; what it does not say, or says wrongly, is as it is at first.
    pub(in crate::view) fn read(fragment: &str) -> Shown {
        let mut shown = Shown::default();
        let list = value(fragment, "compare-list");
        if let Some(known) = List::ALL
            .into_iter()
            .find(|known| list.as_deref() == Some(known.id()))
        {
            shown.list = known;
        }
        let text = value(fragment, "compare-filter");
        shown.wish.text = text
            .filter(|text| text.len() <= limits::PATTERN_BYTES)
            .unwrap_or_default();
        if let Some(hidden) = value(fragment, "compare-hide") {
            let is_hidden = |change: &FileChange| hidden.split(',').any(|id| id == change.id());
            let known: Vec<FileChange> = FileChange::ALL.into_iter().filter(is_hidden).collect();
            if hidden == NONE || !known.is_empty() {
                shown.wish.hidden = known;
            }
        }
        let sort = value(fragment, "compare-sort").unwrap_or_default();
        let (by, reversed) = match sort.strip_prefix('-') {
            Some(by) => (by, true),
            None => (sort.as_str(), false),
        };
        if let Some(known) = FileOrder::ALL.into_iter().find(|known| known.id() == by) {
            (shown.wish.order, shown.wish.reversed) = (known, reversed);
        }
        shown
    }

    /// Its names and values in an address; none of what is as it is at first.
    pub(in crate::view) fn written(&self) -> [(&'static str, Option<String>); 4] {
        let Shown { list, wish } = self;
        let first = Shown::default();
        let hidden = FileChange::ALL
            .into_iter()
            .filter(|change| wish.hidden.contains(change));
        let hidden: Vec<&str> = hidden.map(FileChange::id).collect();
        let hidden = match hidden.is_empty() {
            true => NONE.to_owned(),
            false => hidden.join(","),
        };
        let sort = match wish.reversed {
            true => format!("-{}", wish.order.id()),
            false => wish.order.id().to_owned(),
        };
        let sorted = (wish.order, wish.reversed) != (first.wish.order, first.wish.reversed);
        [
            (
                "compare-list",
                (*list != first.list).then(|| list.id().to_owned()),
            ),
            (
                "compare-filter",
                Some(wish.text.clone()).filter(|text| !text.is_empty()),
            ),
            (
                "compare-hide",
                (wish.hidden != first.wish.hidden).then_some(hidden),
            ),
            ("compare-sort", sorted.then_some(sort)),
        ]
    }

    /// Whether it is shown otherwise than before, or only another letter of the filter is there.
    pub(in crate::view) fn moves_on_from(&self, before: &Shown) -> bool {
        let mut same = before.clone();
        if !self.wish.text.is_empty() && !same.wish.text.is_empty() {
            same.wish.text.clone_from(&self.wish.text);
        }
        *self != same
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_passed_over() {
        let wrong = "#compare-list=else&compare-hide=colour&compare-sort=-taste&compare-filter=";
        assert_eq!(Shown::read(wrong), Shown::default());
        assert_eq!(Shown::read("compare-hide=none").wish.hidden, []);
        assert!(
            Shown::default()
                .written()
                .iter()
                .all(|(_, value)| value.is_none())
        );
    }

    #[test]
    fn going_back_leads_past_letters() {
        let at = Shown::read;
        assert!(!at("compare-filter=bin").moves_on_from(&at("compare-filter=bi")));
        assert!(at("compare-filter=b").moves_on_from(&at("")));
        assert!(at("compare-list=layers").moves_on_from(&at("")));
        assert!(at("compare-sort=-new").moves_on_from(&at("compare-sort=new")));
    }
}

//! Filters one after another.

use std::rc::Rc;

use super::{Deed, Filter};
use crate::pattern::How;

/// Filters that are remembered: more than a person goes back.
const REMEMBERED: usize = 100;

/// What can be done with the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterAction {
    /// Want another.
    Set(Filter),
    /// Look for another text.
    Write(String),
    /// Mean the text so.
    Mean(How),
    /// Show what the layer did so, or hide it.
    Switch(Deed),
    /// Want nothing in particular.
    Clear,
    /// The filter before.
    Undo,
    /// The filter that was undone.
    Redo,
}

/// The filter that is wanted, and those before and after it. Cloning is cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    now: Filter,
    past: Rc<Vec<Filter>>,
    future: Rc<Vec<Filter>>,
    /// Whether a text is being written: that is one step, however many letters it has.
    writing: bool,
}

impl Filters {
    /// The filter that is wanted.
    pub fn now(&self) -> &Filter {
        &self.now
    }

    /// Whether one can go back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether one can go forth again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Wants another filter.
    pub(in crate::view) fn set(&mut self, filter: Filter) {
        if filter == self.now {
            self.writing = false;
            return;
        }
        let writes = filter.text != self.now.text
            && !filter.text.is_empty()
            && filter == self.now.with_text(&filter.text);
        let goes_on = writes && self.writing;
        let before = std::mem::replace(&mut self.now, filter);
        if !goes_on {
            self.remember(before);
        }
        self.writing = writes;
        self.future = Rc::default();
    }

    /// Wants another filter where it is another; otherwise a text that is being written goes on.
    pub(in crate::view) fn set_unless_same(&mut self, filter: &Filter) {
        if *filter != self.now {
            self.set(filter.clone());
        }
    }

    /// Does something with the filter; whether it is another then.
    pub fn act(&mut self, action: FilterAction) -> bool {
        let before = self.now.clone();
        match action {
            FilterAction::Set(filter) => self.set(filter),
            FilterAction::Write(text) => self.set(self.now.with_text(&text)),
            FilterAction::Mean(how) => self.set(Filter {
                how,
                ..before.clone()
            }),
            FilterAction::Switch(deed) => self.set(self.now.switched(deed)),
            FilterAction::Clear => self.set(before.cleared()),
            FilterAction::Undo => {
                self.undo();
            }
            FilterAction::Redo => {
                self.redo();
            }
        }
        self.now != before
    }

    /// Goes back to the filter before; whether there is one.
    fn undo(&mut self) -> bool {
        let Some(before) = Rc::make_mut(&mut self.past).pop() else {
            return false;
        };
        let now = std::mem::replace(&mut self.now, before);
        Rc::make_mut(&mut self.future).push(now);
        self.writing = false;
        true
    }

    /// Goes forth to the filter that was undone; whether there is one.
    fn redo(&mut self) -> bool {
        let Some(after) = Rc::make_mut(&mut self.future).pop() else {
            return false;
        };
        let now = std::mem::replace(&mut self.now, after);
        self.remember(now);
        self.writing = false;
        true
    }

    fn remember(&mut self, filter: Filter) {
        let past = Rc::make_mut(&mut self.past);
        if past.len() == REMEMBERED {
            past.remove(0);
        }
        past.push(filter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::filter::Deed;

    #[test]
    fn a_written_text_is_one_step() {
        let mut filters = Filters::default();
        for text in ["b", "bi", "bin"] {
            filters.set(filters.now().with_text(text));
        }
        filters.set(filters.now().switched(Deed::Nothing));
        filters.set(filters.now().with_text("bin/"));
        filters.set(filters.now().with_text(""));
        let mut back = Vec::new();
        while filters.undo() {
            back.push((filters.now().text.clone(), filters.now().only_changes()));
        }
        let step = |text: &str, only| (text.to_owned(), only);
        let expected = [
            step("bin/", true),
            step("bin", true),
            step("bin", false),
            step("", false),
        ];
        assert_eq!(back, expected);
        assert!(filters.redo() && filters.redo());
        assert_eq!(filters.now().chips().len(), 2);
        filters.set(Filter::default());
        assert!(!filters.can_redo(), "another way was taken");
        assert!(filters.can_undo());
    }

    #[test]
    fn the_same_again_is_no_step() {
        let mut filters = Filters::default();
        filters.set(Filter::default());
        assert!(!filters.can_undo() && !filters.undo() && !filters.redo());
        for i in 0..300 {
            filters.set(filters.now().with_text(&format!("{i}")));
            filters.set(filters.now().switched(Deed::Added));
        }
        assert_eq!(filters.past.len(), REMEMBERED);
    }
}

//! A filter that is applied: what a person wants, what that leaves of the tree, and why not.

use std::rc::Rc;

use super::model::Tree;
use super::sift::{Kept, keep};
use crate::pattern::{How, Pattern, PatternError};
use crate::view::filter::Filter;

/// The filter of a view.
#[derive(Clone, Default)]
pub(super) struct Sieve {
    filter: Filter,
    /// The last text that could be used, which is the filter's own where there is no trouble.
    usable: Usable,
    trouble: Option<PatternError>,
    kept: Option<Rc<Kept>>,
}

#[derive(Clone, Default)]
struct Usable {
    how: How,
    text: String,
    /// Absent for no text.
    pattern: Option<Rc<Pattern>>,
}

impl Sieve {
    /// The filter that is wanted.
    pub(super) fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What is left of the tree; absent where nothing is asked for.
    pub(super) fn kept(&self) -> Option<&Kept> {
        self.kept.as_deref()
    }

    /// Why the text cannot be used.
    pub(super) fn trouble(&self) -> Option<&PatternError> {
        self.trouble.as_ref()
    }

    /// Whether what is applied looks for few things here and there.
    pub(super) fn looks_for(&self) -> bool {
        self.filter.with_text(&self.usable.text).looks_for()
    }

    /// Applies a filter. A text that cannot be used, as half a regular expression, changes nothing.
    pub(super) fn sift(&mut self, tree: &Tree, filter: Filter) {
        self.filter = filter;
        self.trouble = None;
        let Filter { how, text, .. } = &self.filter;
        let wanted = match (text.as_str(), *how) {
            ("", how) => Ok(Usable {
                how,
                ..Usable::default()
            }),
            (text, how) if text == self.usable.text && how == self.usable.how => {
                Ok(self.usable.clone())
            }
            (text, how) => Pattern::new(how, text).map(|pattern| Usable {
                how,
                text: text.to_owned(),
                pattern: Some(Rc::new(pattern)),
            }),
        };
        let kept = wanted.and_then(|wanted| {
            let kept = keep(tree, &self.filter, wanted.pattern.as_deref())?;
            Ok((wanted, kept))
        });
        let before = match kept {
            Ok((wanted, kept)) => {
                self.usable = wanted;
                self.kept = kept.map(Rc::new);
                return;
            }
            Err(trouble) => {
                self.trouble = Some(trouble);
                self.usable.pattern.clone()
            }
        };
        // The other parts of the filter hold with the text before.
        if let Ok(kept) = keep(tree, &self.filter, before.as_deref()) {
            self.kept = kept.map(Rc::new);
        }
    }
}

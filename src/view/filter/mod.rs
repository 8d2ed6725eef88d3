//! What a person asks to see of a tree, as data: it crosses to the worker that holds the tree, and
//! stands in the page's address.
//!
//! - `groups.rs`: what the layer did and what a node is, as people tell these apart.
//! - `set.rs`: a choice of a few of such groups.
//! - `chips.rs`: a filter in words, part by part, and without each part.
//! - `history.rs`: filters one after another, to be undone.
//!
//! What a filter leaves of a tree is computed where the tree is ([`super::tree`]).

mod chips;
mod groups;
mod history;
mod set;

use serde::{Deserialize, Serialize};

use crate::amount::bytes;
use crate::pattern::How;
use crate::words::tree as say;

pub use chips::Chip;
pub use groups::{Deed, KindGroup};
pub use history::{FilterAction, Filters};
pub use set::{Member, Set};

pub use crate::amount::written;

/// A filter. Its parts are asked for together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// How the text is meant.
    pub how: How,
    /// What is looked for; what stands in a folder that was found is found with it.
    pub text: String,
    /// What is hidden, by what the layer at hand did to it.
    pub hidden: Set<Deed>,
    /// Of which kinds; none stands for all.
    pub kinds: Set<KindGroup>,
    /// Bytes at least: of files, and of folders with everything in them where folders are asked for.
    pub at_least: Option<u64>,
    /// Bytes at most, of the same.
    pub at_most: Option<u64>,
    /// Only what this layer has, from 0.
    pub layer: Option<u32>,
}

/// The bytes that a person wrote; `None` for nothing.
///
/// # Errors
/// What is wrong, in a sentence.
pub fn size(text: &str) -> Result<Option<u64>, &'static str> {
    match (text.trim(), bytes(text)) {
        ("", _) => Ok(None),
        (_, Some(bytes)) => Ok(Some(bytes)),
        _ => Err(say::write_amount()),
    }
}

impl Filter {
    /// Whether it asks for nothing.
    pub fn is_all(&self) -> bool {
        *self == self.cleared()
    }

    /// Whether it looks for few things here and there: then the folders above them are opened.
    pub fn looks_for(&self) -> bool {
        let common = [KindGroup::Folder, KindGroup::File];
        let rare = !self.kinds.is_empty() && !common.iter().any(|kind| self.kinds.has(*kind));
        !self.text.is_empty() || self.at_least.is_some() || self.at_most.is_some() || rare
    }

    /// Whether only what the layer at hand does is shown.
    pub fn only_changes(&self) -> bool {
        self.hidden.has(Deed::Nothing)
    }

    /// Whether what was removed is all that is asked for: then its bytes count in the folders above.
    pub fn only_removed(&self) -> bool {
        let removed = |deed: &Deed| *deed == Deed::Removed;
        Deed::ALL
            .iter()
            .all(|deed| self.hidden.has(*deed) != removed(deed))
    }

    /// Whether so many bytes are asked for.
    pub fn fits_size(&self, bytes: u64) -> bool {
        self.at_least.is_none_or(|least| bytes >= least)
            && self.at_most.is_none_or(|most| bytes <= most)
    }

    /// One that asks for nothing, and means a text as this one does.
    pub fn cleared(&self) -> Filter {
        Filter {
            how: self.how,
            ..Filter::default()
        }
    }

    /// The same for another text.
    pub fn with_text(&self, text: &str) -> Filter {
        Filter {
            text: text.to_owned(),
            ..self.clone()
        }
    }

    /// The same with one deed shown that was hidden, or the other way round.
    pub fn switched(&self, deed: Deed) -> Filter {
        Filter {
            hidden: self.hidden.switched(deed),
            ..self.clone()
        }
    }
}

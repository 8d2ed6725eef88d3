//! The palette: everything that can be asked of the page as one list, of which a person writes a few
//! letters.
//!
//! - [`Entry`]: what is in the list, and what it does.
//! - [`fit`]: how well letters fit a text.

mod entries;
mod fit;

pub use entries::entries;
pub use fit::{Fit, fit};

use super::Action;
use super::keys::Command;

/// Entries that are drawn, at most: letters find what is further below.
pub const DRAWN: usize = 60;

/// What a theme can be: for a palette, since only the page knows which is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// As the system prefers.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What an entry does.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// What a key does too.
    Command(Command),
    /// This, after each other.
    Actions(Vec<Wish>),
    /// Copies a text.
    Copy(String),
    /// Shows the page in another theme.
    Theme(Shade),
    /// Chooses a folder to be opened.
    OpenFolder,
}

/// An action that can be compared and sent again.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Look at an image, from 0.
    Image(usize),
    /// Look at a layer, from 0.
    Layer(usize),
    /// Show a panel.
    Panel(super::Panel),
    /// Show a part of a narrow page.
    Pane(super::Pane),
    /// Show or hide a column.
    Column(super::tree::Column),
    /// Show rows, map, or both.
    Look(super::treemap::Look),
    /// Show a place in the tree.
    Reveal(super::sizes::Target),
    /// See a file.
    See(super::file::FileAsk),
}

impl Wish {
    /// The action.
    pub fn action(&self) -> Action {
        match self {
            Wish::Image(image) => Action::ChooseImage(*image),
            Wish::Layer(layer) => Action::ChooseLayer(*layer),
            Wish::Panel(panel) => Action::ChoosePanel(*panel),
            Wish::Pane(pane) => Action::ChoosePane(*pane),
            Wish::Column(column) => Action::SwitchColumn(*column),
            Wish::Look(look) => Action::Map(super::treemap::MapAction::Look(*look)),
            Wish::Reveal(target) => Action::Reveal(target.clone()),
            Wish::See(ask) => Action::File(super::file::FileAction::Open(ask.clone())),
        }
    }
}

/// One thing that can be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it does, with nothing in it that cannot be seen.
    pub text: String,
    /// What kind of thing that is.
    pub group: &'static str,
    /// Its keys, as they are printed on keyboards.
    pub keys: Vec<String>,
    /// What it does, for programs.
    pub deed: Deed,
}

/// An entry that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which entry.
    pub entry: usize,
    /// Its text in parts, and whether each is what was written.
    pub parts: Vec<(String, bool)>,
}

/// What fits, the best first; of those that fit as well, in the order of the list. All of them where
/// nothing is written.
pub fn hits(entries: &[Entry], query: &str) -> Vec<Hit> {
    let fits = entries.iter().enumerate();
    let fits = fits.filter_map(|(i, entry)| Some((i, fit(query, &entry.text, entry.group)?)));
    let mut fits: Vec<(usize, Fit)> = fits.collect();
    fits.sort_by_key(|(i, fit)| (std::cmp::Reverse(fit.score), *i));
    let hits = fits.into_iter().map(|(entry, fit)| Hit {
        entry,
        parts: fit.parts(&entries[entry].text),
    });
    hits.collect()
}

#[cfg(test)]
mod tests;

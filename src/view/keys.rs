//! The one table of keys: what the page obeys, and what its help shows.

mod keyboard;
mod table;

use super::filter::Deed;
use super::treemap::Way;
use crate::words::Text;

pub use keyboard::{label, set_apple};
pub use table::{KEYS, NOT_AS_DIVE};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// The row above.
    Up,
    /// The row below.
    Down,
    /// A window up.
    PageUp,
    /// A window down.
    PageDown,
    /// The first row.
    First,
    /// The last row.
    Last,
    /// Open a folder, or go into it.
    Open,
    /// Close a folder, or go out of it.
    Close,
    /// Open or close a folder.
    Toggle,
    /// Open everything below a row.
    OpenBelow,
    /// Open every folder.
    OpenAll,
    /// Close every folder.
    CloseAll,
    /// Sort by name, or turn that round.
    SortName,
    /// Sort by size, or turn that round.
    SortSize,
    /// Show one layer, or the image up to it.
    SwitchMode,
    /// Show rows, both, or the map.
    NextLook,
    /// Close every folder, or open them all where all are closed.
    SwitchAll,
    /// Choose all from where the range begins.
    Extend(Move),
    /// Move, and leave chosen what is chosen.
    Roam(Move),
    /// Choose the row at hand too, or no more.
    Pick,
    /// Choose every row.
    PickAll,
    /// Show what the layer did so, or hide it.
    Switch(Deed),
    /// Show or hide what `ls -l` tells.
    Attributes,
    /// The filter before.
    Undo,
    /// The filter that was undone.
    Redo,
    /// Show only what changes.
    OnlyChanges,
    /// Write a filter.
    Filter,
    /// Clear the filter, close what is open.
    Escape,
    /// The layer below, which came before.
    PreviousLayer,
    /// The layer above, which came after.
    NextLayer,
    /// Choose a file.
    OpenFile,
    /// Write a reference.
    OpenImage,
    /// Save the folder at hand as a tar.
    TakeFolder,
    /// Save everything as a tar.
    TakeAll,
    /// Show the packages.
    Packages,
    /// Compare with another image.
    Compare,
    /// Share what is looked at.
    Share,
    /// Tick what is chosen in the tree, or no more.
    TickChosen,
    /// Show what is ticked.
    WhatIf,
    /// Show or hide the keys.
    Help,
    /// Find a command, a layer or a finding.
    Palette,
    /// Something with the map, which only its stage can do.
    Map(MapCommand),
}

/// A move of the row at hand with which rows are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// What a key asks of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapCommand {
    /// Go to the next rectangle.
    Go(Way),
    /// Zoom into the folder at hand.
    In,
    /// Zoom out by a folder.
    Out,
    /// Zoom out as far as possible.
    Whole,
    /// Take the row of the rectangle at hand.
    Choose,
}

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In the tree.
    Tree,
    /// On the map of sizes; there, these come before those of the page.
    Map,
    /// Everywhere but where text is written.
    Page,
}

/// A command and its keys.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The keys, as a browser names them.
    pub keys: &'static [&'static str],
    /// What it does, for people.
    pub does: Text,
    /// Where it works.
    pub scope: Scope,
    /// What it asks for.
    pub command: Command,
}

/// A key that is pressed, with what is held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pressed {
    /// The key, as a browser names it.
    pub key: String,
    /// Whether Ctrl is held (or Cmd, on a Mac).
    pub ctrl: bool,
    /// Whether Shift is held.
    pub shift: bool,
}

impl Pressed {
    /// Whether it is the key of this name, as the table has it.
    fn is(&self, name: &str) -> bool {
        let (ctrl, name) = held("Ctrl+", name);
        let (shift, name) = held("Shift+", name);
        // A letter or a sign is another with Shift already.
        let told = !ctrl && name != " " && name.chars().count() == 1;
        ctrl == self.ctrl
            && (shift == self.shift || told && !shift)
            && match ctrl {
                true => name.eq_ignore_ascii_case(&self.key),
                false => name == self.key,
            }
    }
}

fn held<'a>(prefix: &str, name: &'a str) -> (bool, &'a str) {
    match name.strip_prefix(prefix) {
        Some(rest) => (true, rest),
        None => (false, name),
    }
}

/// The command of a pressed key.
pub fn find(scope: Scope, pressed: &Pressed) -> Option<Command> {
    let fits = |key: &&Key| key.scope == scope && key.keys.iter().any(|name| pressed.is(name));
    KEYS.iter().find(fits).map(|key| key.command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things() {
        let all = KEYS
            .iter()
            .flat_map(|k| k.keys.iter().map(move |name| (name, k)));
        for (name, key) in all {
            // The map's own keys come first, where it has the focus.
            let map = |k: &Key| k.scope == Scope::Map;
            let here = KEYS.iter().filter(|k| map(k) == map(key));
            let here = here.filter(|k| k.keys.contains(name));
            assert_eq!(here.count(), 1, "{name} of {:?}", key.command);
        }
    }

    #[test]
    fn finds() {
        let pressed = |name: &str| {
            let (ctrl, name) = held("Ctrl+", name);
            let (shift, name) = held("Shift+", name);
            let key = name.to_owned();
            Pressed { key, ctrl, shift }
        };
        let tree = |name: &str| find(Scope::Tree, &pressed(name));
        let page = |name: &str| find(Scope::Page, &pressed(name));
        assert_eq!(tree("j"), Some(Command::Down));
        assert_eq!(page("j"), None);
        assert_eq!(page("Ctrl+O"), Some(Command::OpenFile));
        assert_eq!(page("o"), Some(Command::OpenImage));
        assert_eq!(page("Ctrl+s"), None, "that is the browser's");
        assert_eq!(page("Shift+?"), Some(Command::Help), "however it is typed");
        assert_eq!(tree("Shift+ArrowDown"), Some(Command::Extend(Move::Down)));
        assert_eq!(tree("Ctrl+Shift+ArrowDown"), None);
        assert_eq!(tree(" "), Some(Command::Toggle));
        assert_eq!(tree("Shift+ "), Some(Command::Pick));
        assert_eq!(tree("Ctrl+ "), Some(Command::SwitchAll));
        assert_eq!(page("Ctrl+z"), Some(Command::Undo));
        assert_eq!(page("Ctrl+Shift+Z"), Some(Command::Redo));
        assert_eq!(tree("Ctrl+r"), None, "that is the browser's");
    }
}

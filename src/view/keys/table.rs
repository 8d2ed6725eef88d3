//! The keys themselves.

use super::{Command, Key, MapCommand, Move, Scope};
use crate::view::filter::Deed;
use crate::view::treemap::Way;

const fn key(
    scope: Scope,
    command: Command,
    keys: &'static [&'static str],
    does: &'static str,
) -> Key {
    Key {
        keys,
        does,
        scope,
        command,
    }
}

/// Every key, in the order of the help.
pub const KEYS: &[Key] = &[
    key(Scope::Tree, Command::Up, &["ArrowUp", "k"], "Row above"),
    key(Scope::Tree, Command::Down, &["ArrowDown", "j"], "Row below"),
    key(
        Scope::Tree,
        Command::Open,
        &["ArrowRight", "l"],
        "Open a folder, then go into it",
    ),
    key(
        Scope::Tree,
        Command::Close,
        &["ArrowLeft", "h"],
        "Close a folder, then go out of it",
    ),
    key(
        Scope::Tree,
        Command::Toggle,
        &["Enter", " "],
        "Open or close a folder; see a file",
    ),
    key(
        Scope::Tree,
        Command::SwitchAll,
        &["Ctrl+ "],
        "Close every folder, or open them all",
    ),
    key(
        Scope::Tree,
        Command::OpenBelow,
        &["*"],
        "Open everything below a folder",
    ),
    key(Scope::Tree, Command::PageUp, &["PageUp"], "A page up"),
    key(Scope::Tree, Command::PageDown, &["PageDown"], "A page down"),
    key(Scope::Tree, Command::First, &["Home"], "First row"),
    key(Scope::Tree, Command::Last, &["End"], "Last row"),
    key(
        Scope::Tree,
        Command::Extend(Move::Up),
        &["Shift+ArrowUp"],
        "Choose up to the row above",
    ),
    key(
        Scope::Tree,
        Command::Extend(Move::Down),
        &["Shift+ArrowDown"],
        "Choose up to the row below",
    ),
    key(
        Scope::Tree,
        Command::Extend(Move::First),
        &["Shift+Home"],
        "Choose up to the first row",
    ),
    key(
        Scope::Tree,
        Command::Extend(Move::Last),
        &["Shift+End"],
        "Choose up to the last row",
    ),
    key(
        Scope::Tree,
        Command::Roam(Move::Up),
        &["Ctrl+ArrowUp"],
        "Row above, and leave chosen what is chosen",
    ),
    key(
        Scope::Tree,
        Command::Roam(Move::Down),
        &["Ctrl+ArrowDown"],
        "Row below, and leave chosen what is chosen",
    ),
    key(
        Scope::Tree,
        Command::Pick,
        &["Shift+ "],
        "Choose this row too, or no more",
    ),
    key(
        Scope::Tree,
        Command::PickAll,
        &["Ctrl+a"],
        "Choose every row",
    ),
    key(Scope::Tree, Command::Filter, &["Ctrl+f"], "Filter the tree"),
    key(
        Scope::Tree,
        Command::Switch(Deed::Added),
        &["Shift+A"],
        "Show or hide what is added",
    ),
    key(
        Scope::Tree,
        Command::Switch(Deed::Removed),
        &["Shift+R"],
        "Show or hide what is removed",
    ),
    key(
        Scope::Tree,
        Command::Switch(Deed::Changed),
        &["Ctrl+m", "Shift+M"],
        "Show or hide what is changed",
    ),
    key(
        Scope::Tree,
        Command::Switch(Deed::Nothing),
        &["Ctrl+u", "Shift+U"],
        "Show or hide what is unchanged",
    ),
    key(
        Scope::Tree,
        Command::Attributes,
        &["Ctrl+b"],
        "Show or hide modes, owners and times",
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Go(Way::Left)),
        &["ArrowLeft"],
        "Rectangle at the left",
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Go(Way::Right)),
        &["ArrowRight"],
        "Rectangle at the right",
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Go(Way::Up)),
        &["ArrowUp"],
        "Rectangle above",
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Go(Way::Down)),
        &["ArrowDown"],
        "Rectangle below",
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::In),
        &["Enter", "+"],
        "Zoom into a folder",
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Out),
        &["Backspace", "-", "Escape"],
        "Zoom out",
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Whole),
        &["Home"],
        "Zoom out to everything",
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Choose),
        &[" "],
        "Choose its row in the tree",
    ),
    key(Scope::Page, Command::OpenAll, &["e"], "Open every folder"),
    key(Scope::Page, Command::CloseAll, &["c"], "Close every folder"),
    key(
        Scope::Page,
        Command::SortName,
        &["n"],
        "Sort by name; again: turn round",
    ),
    key(
        Scope::Page,
        Command::SortSize,
        &["s"],
        "Sort by size; again: turn round",
    ),
    key(
        Scope::Page,
        Command::SwitchMode,
        &["m"],
        "Switch between the layer and the image",
    ),
    key(
        Scope::Page,
        Command::NextLook,
        &["t"],
        "Rows, rows with the map of sizes, the map",
    ),
    key(
        Scope::Page,
        Command::OnlyChanges,
        &["d"],
        "Show only what the layer changes",
    ),
    key(
        Scope::Page,
        Command::PreviousLayer,
        &["["],
        "Previous layer",
    ),
    key(Scope::Page, Command::NextLayer, &["]"], "Next layer"),
    key(Scope::Page, Command::Filter, &["/"], "Filter the tree"),
    key(Scope::Page, Command::Undo, &["Ctrl+z"], "The filter before"),
    key(
        Scope::Page,
        Command::Redo,
        &["Ctrl+Shift+z", "Ctrl+y"],
        "The filter that was undone",
    ),
    key(
        Scope::Page,
        Command::Escape,
        &["Escape"],
        "Let go of chosen rows, then of the filter; close this help",
    ),
    key(
        Scope::Page,
        Command::OpenFile,
        &["Ctrl+o"],
        "Open an archive (\u{2318}O on a Mac)",
    ),
    key(
        Scope::Page,
        Command::OpenImage,
        &["o"],
        "Open an image by its reference",
    ),
    key(
        Scope::Page,
        Command::Packages,
        &["p"],
        "Packages, and the bytes that each owns",
    ),
    key(Scope::Page, Command::Help, &["?"], "Show or hide the keys"),
];

/// Keys of dive that mean something else here, since a browser or a screen reader needs them: the key,
/// what dive does, and what does that here.
pub const NOT_AS_DIVE: &[(&str, &str)] = &[
    (
        "Tab",
        "goes on to the next part of the page, as everywhere in a browser",
    ),
    (
        "Ctrl+a",
        "chooses every row, as in every treegrid; what is added: Shift A",
    ),
    ("Ctrl+r", "reloads the page; what is removed: Shift R"),
    (
        "Ctrl+l",
        "goes to the address; the layer alone, or the image up to it: m",
    ),
    (
        "Ctrl+p",
        "prints; a name that is cut is whole in the line below the tree",
    ),
    ("Ctrl+c", "copies; to quit, close the page"),
];

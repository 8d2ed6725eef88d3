//! The one table of keys: what the page obeys, and what its help shows.

use super::treemap::Way;

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
    /// Show or hide the keys.
    Help,
    /// Something with the map, which only its stage can do.
    Map(MapCommand),
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The keys, as a browser names them.
    pub keys: &'static [&'static str],
    /// What it does, for people.
    pub does: &'static str,
    /// Where it works.
    pub scope: Scope,
    /// What it asks for.
    pub command: Command,
}

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
        Command::OpenBelow,
        &["*"],
        "Open everything below a folder",
    ),
    key(Scope::Tree, Command::PageUp, &["PageUp"], "A page up"),
    key(Scope::Tree, Command::PageDown, &["PageDown"], "A page down"),
    key(Scope::Tree, Command::First, &["Home"], "First row"),
    key(Scope::Tree, Command::Last, &["End"], "Last row"),
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
    key(
        Scope::Page,
        Command::Escape,
        &["Escape"],
        "Clear the filter, close this help",
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
    key(Scope::Page, Command::Help, &["?"], "Show or hide the keys"),
];

/// The command of a pressed key. `command` says whether Ctrl (or Cmd on a Mac) is held.
pub fn find(scope: Scope, pressed: &str, command: bool) -> Option<Command> {
    let same = |name: &&&str| match name.strip_prefix("Ctrl+") {
        Some(name) => command && name.eq_ignore_ascii_case(pressed),
        None => !command && **name == pressed,
    };
    let fits = |key: &&Key| key.scope == scope && key.keys.iter().any(|name| same(&name));
    KEYS.iter().find(fits).map(|key| key.command)
}

/// A key's name as it is printed on keyboards.
pub fn label(name: &str) -> String {
    let printed = match name {
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        " " => "Space",
        "PageUp" => "Page Up",
        "PageDown" => "Page Down",
        "Escape" => "Esc",
        "-" => "−",
        "Ctrl+o" => "Ctrl O",
        other => other,
    };
    printed.to_owned()
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
        assert_eq!(find(Scope::Tree, "j", false), Some(Command::Down));
        assert_eq!(find(Scope::Page, "j", false), None);
        assert_eq!(find(Scope::Page, "O", true), Some(Command::OpenFile));
        assert_eq!(find(Scope::Page, "o", false), Some(Command::OpenImage));
        assert_eq!(
            find(Scope::Page, "s", true),
            None,
            "Ctrl+S is the browser's"
        );
    }
}

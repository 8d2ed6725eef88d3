//! The keys themselves.

use super::{Command, Key, MapCommand, Move, Scope};
use crate::view::filter::Deed;
use crate::view::treemap::Way;
use crate::words::{Text, keys as say};

const fn key(scope: Scope, command: Command, keys: &'static [&'static str], does: Text) -> Key {
    Key {
        keys,
        does,
        scope,
        command,
    }
}

/// Every key, in the order of the help.
pub const KEYS: &[Key] = &[
    key(Scope::Tree, Command::Up, &["ArrowUp", "k"], say::row_above),
    key(
        Scope::Tree,
        Command::Down,
        &["ArrowDown", "j"],
        say::row_below,
    ),
    key(
        Scope::Tree,
        Command::Open,
        &["ArrowRight", "l"],
        say::open_a_folder,
    ),
    key(
        Scope::Tree,
        Command::Close,
        &["ArrowLeft", "h"],
        say::close_a_folder,
    ),
    key(
        Scope::Tree,
        Command::Toggle,
        &["Enter", " "],
        say::open_or_close_a_folder,
    ),
    key(
        Scope::Tree,
        Command::SwitchAll,
        &["Ctrl+ "],
        say::close_every_folder_or_open_them,
    ),
    key(
        Scope::Tree,
        Command::OpenBelow,
        &["*"],
        say::open_everything_below_a_folder,
    ),
    key(Scope::Tree, Command::PageUp, &["PageUp"], say::a_page_up),
    key(
        Scope::Tree,
        Command::PageDown,
        &["PageDown"],
        say::a_page_down,
    ),
    key(Scope::Tree, Command::First, &["Home"], say::first_row),
    key(Scope::Tree, Command::Last, &["End"], say::last_row),
    key(
        Scope::Tree,
        Command::Extend(Move::Up),
        &["Shift+ArrowUp"],
        say::choose_up_to_the_row_above,
    ),
    key(
        Scope::Tree,
        Command::Extend(Move::Down),
        &["Shift+ArrowDown"],
        say::choose_up_to_the_row_below,
    ),
    key(
        Scope::Tree,
        Command::Extend(Move::First),
        &["Shift+Home"],
        say::choose_up_to_the_first_row,
    ),
    key(
        Scope::Tree,
        Command::Extend(Move::Last),
        &["Shift+End"],
        say::choose_up_to_the_last_row,
    ),
    key(
        Scope::Tree,
        Command::Roam(Move::Up),
        &["Ctrl+ArrowUp"],
        say::row_above_and_leave_chosen_what,
    ),
    key(
        Scope::Tree,
        Command::Roam(Move::Down),
        &["Ctrl+ArrowDown"],
        say::row_below_and_leave_chosen_what,
    ),
    key(
        Scope::Tree,
        Command::Pick,
        &["Shift+ "],
        say::choose_this_row_too,
    ),
    key(
        Scope::Tree,
        Command::PickAll,
        &["Ctrl+a"],
        say::choose_every_row,
    ),
    key(
        Scope::Tree,
        Command::Filter,
        &["Ctrl+f"],
        say::filter_the_tree,
    ),
    key(
        Scope::Tree,
        Command::Switch(Deed::Added),
        &["Shift+A"],
        say::show_or_hide_what_is_added,
    ),
    key(
        Scope::Tree,
        Command::Switch(Deed::Removed),
        &["Shift+R"],
        say::show_or_hide_what_is_removed,
    ),
    key(
        Scope::Tree,
        Command::Switch(Deed::Changed),
        &["Ctrl+m", "Shift+M"],
        say::show_or_hide_what_is_changed,
    ),
    key(
        Scope::Tree,
        Command::Switch(Deed::Nothing),
        &["Ctrl+u", "Shift+U"],
        say::show_or_hide_what_is_unchanged,
    ),
    key(
        Scope::Tree,
        Command::Attributes,
        &["Ctrl+b"],
        say::show_or_hide_modes,
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Go(Way::Left)),
        &["ArrowLeft"],
        say::rectangle_at_the_left,
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Go(Way::Right)),
        &["ArrowRight"],
        say::rectangle_at_the_right,
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Go(Way::Up)),
        &["ArrowUp"],
        say::rectangle_above,
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Go(Way::Down)),
        &["ArrowDown"],
        say::rectangle_below,
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::In),
        &["Enter", "+"],
        say::zoom_into_a_folder,
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Out),
        &["Backspace", "-", "Escape"],
        say::zoom_out,
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Whole),
        &["Home"],
        say::zoom_out_to_everything,
    ),
    key(
        Scope::Map,
        Command::Map(MapCommand::Choose),
        &[" "],
        say::choose_its_row_in_the_tree,
    ),
    key(
        Scope::Page,
        Command::OpenAll,
        &["e"],
        say::open_every_folder,
    ),
    key(
        Scope::Page,
        Command::CloseAll,
        &["c"],
        say::close_every_folder,
    ),
    key(Scope::Page, Command::SortName, &["n"], say::sort_by_name),
    key(Scope::Page, Command::SortSize, &["s"], say::sort_by_size),
    key(
        Scope::Page,
        Command::SwitchMode,
        &["m"],
        say::switch_between_the_layer_and_the,
    ),
    key(Scope::Page, Command::NextLook, &["t"], say::rows),
    key(
        Scope::Page,
        Command::OnlyChanges,
        &["d"],
        say::show_only_what_the_layer_changes,
    ),
    key(
        Scope::Page,
        Command::PreviousLayer,
        &["["],
        say::previous_layer,
    ),
    key(Scope::Page, Command::NextLayer, &["]"], say::next_layer),
    key(Scope::Page, Command::Filter, &["/"], say::filter_the_tree),
    key(
        Scope::Page,
        Command::Undo,
        &["Ctrl+z"],
        say::the_filter_before,
    ),
    key(
        Scope::Page,
        Command::Redo,
        &["Ctrl+Shift+z", "Ctrl+y"],
        say::the_filter_that_was_undone,
    ),
    key(
        Scope::Page,
        Command::Escape,
        &["Escape"],
        say::let_go_of_chosen_rows,
    ),
    key(
        Scope::Page,
        Command::OpenFile,
        &["Ctrl+o"],
        say::open_an_archive,
    ),
    key(
        Scope::Page,
        Command::OpenImage,
        &["o"],
        say::open_an_image_by_its_reference,
    ),
    key(Scope::Page, Command::TakeFolder, &["x"], say::take_folder),
    key(Scope::Page, Command::TakeAll, &["Shift+X"], say::take_all),
    key(Scope::Page, Command::Packages, &["p"], say::packages),
    key(Scope::Page, Command::Compare, &["v"], say::compare),
    key(Scope::Page, Command::Share, &["y"], say::share),
    key(Scope::Page, Command::TickChosen, &["w"], say::tick_chosen),
    key(Scope::Page, Command::WhatIf, &["Shift+W"], say::what_if),
    key(
        Scope::Page,
        Command::Help,
        &["?"],
        say::show_or_hide_the_keys,
    ),
    key(
        Scope::Page,
        Command::Palette,
        &["Ctrl+k"],
        say::find_anything,
    ),
];

/// Keys of dive that mean something else here, since a browser or a screen reader needs them: the key,
/// what dive does, and what does that here.
pub const NOT_AS_DIVE: &[(&str, Text)] = &[
    ("Tab", say::goes_on_to_the_next_part),
    ("Ctrl+a", say::chooses_every_row),
    ("Ctrl+r", say::reloads_the_page),
    ("Ctrl+l", say::goes_to_the_address),
    ("Ctrl+p", say::prints),
    ("Ctrl+c", say::copies),
];

//! What keys ask for, done.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, KeyboardEvent, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};
use yew::prelude::*;

use super::store::Dispatch;
use super::{open, remote, tree};
use crate::view::compare::CompareAction;
use crate::view::filter::{Deed, FilterAction};
use crate::view::keys::{self, Command, Move, Pressed, Scope};
use crate::view::share::ShareAction;
use crate::view::tarball::TarAction;
use crate::view::tree::{SortBy, Step, TreeAction};
use crate::view::treemap::MapAction;
use crate::view::whatif::WhatIfAction;
use crate::view::{Action, Panel};

/// Does what a key asks for.
pub fn run(command: Command, dispatch: &Dispatch) {
    let step = |step| Action::Tree(TreeAction::Move(step));
    dispatch.emit(match command {
        Command::Up => step(Step::By(-1)),
        Command::Down => step(Step::By(1)),
        Command::PageUp => step(Step::By(-tree::page_rows())),
        Command::PageDown => step(Step::By(tree::page_rows())),
        Command::First => step(Step::First),
        Command::Last => step(Step::Last),
        Command::Open => Action::Tree(TreeAction::Open),
        Command::Close => Action::Tree(TreeAction::Close),
        Command::Toggle => Action::Tree(TreeAction::Toggle),
        Command::OpenBelow => Action::Tree(TreeAction::OpenBelow),
        Command::OpenAll => Action::Tree(TreeAction::OpenAll),
        Command::CloseAll => Action::Tree(TreeAction::CloseAll),
        Command::SortName => Action::Tree(TreeAction::Sort(SortBy::Name)),
        Command::SortSize => Action::Tree(TreeAction::Sort(SortBy::Size)),
        Command::SwitchAll => Action::Tree(TreeAction::SwitchAll),
        Command::Extend(to) => Action::Tree(TreeAction::Extend(step_of(to))),
        Command::Roam(to) => Action::Tree(TreeAction::Roam(step_of(to))),
        Command::Pick => Action::Tree(TreeAction::PickHand),
        Command::PickAll => Action::Tree(TreeAction::PickAll),
        Command::Switch(deed) => Action::Filter(FilterAction::Switch(deed)),
        Command::Attributes => Action::SwitchAttributes,
        Command::Undo => Action::Filter(FilterAction::Undo),
        Command::Redo => Action::Filter(FilterAction::Redo),
        Command::OnlyChanges => Action::Filter(FilterAction::Switch(Deed::Nothing)),
        Command::SwitchMode => Action::SwitchMode,
        Command::NextLook => Action::Map(MapAction::NextLook),
        Command::PreviousLayer => Action::MoveLayer(-1),
        Command::NextLayer => Action::MoveLayer(1),
        Command::TakeFolder => Action::Tarball(TarAction::Take),
        Command::TakeAll => Action::Tarball(TarAction::TakeAll),
        Command::Packages => Action::ShowPanel(Panel::Packages),
        Command::TickChosen => Action::WhatIf(WhatIfAction::Chosen),
        Command::WhatIf => Action::ShowPanel(Panel::WhatIf),
        Command::Palette => Action::Palette(true),
        Command::Compare => Action::Compare(CompareAction::Open),
        Command::Share => Action::Share(ShareAction::Open),
        Command::Help => Action::SwitchHelp,
        Command::Escape => Action::LetGo,
        // Only the map itself knows what is at hand there.
        Command::Map(_) => return,
        Command::OpenFile => return open::choose(),
        Command::OpenImage if remote::focus_field() => return,
        Command::OpenImage => Action::Choose(true),
        Command::Filter => return focus_filter(),
    });
}

fn step_of(to: Move) -> Step {
    match to {
        Move::Up => Step::By(-1),
        Move::Down => Step::By(1),
        Move::First => Step::First,
        Move::Last => Step::Last,
    }
}

/// What is pressed, with what is held.
pub fn pressed(event: &KeyboardEvent) -> Pressed {
    Pressed {
        key: event.key(),
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
    }
}

/// Scrolls as little as shows an element.
pub fn into_sight(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(ScrollBehavior::Instant);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn focus_filter() {
    let filter = gloo::utils::document().get_element_by_id(tree::FILTER);
    if let Some(filter) = filter.and_then(|filter| filter.dyn_into::<HtmlElement>().ok()) {
        // Cannot fail for an element that is there.
        let _ = filter.focus();
    }
}

/// Listens to the page's keys.
#[hook]
pub fn use_keys(dispatch: Dispatch) {
    use_effect_with(dispatch, |dispatch| {
        let dispatch = dispatch.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let window = gloo::utils::window();
        let listener = EventListener::new_with_options(&window, "keydown", options, move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                press(event, &dispatch);
            }
        });
        move || drop(listener)
    });
}

fn press(event: &KeyboardEvent, dispatch: &Dispatch) {
    if event.alt_key() || event.default_prevented() {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let input = target
        .as_ref()
        .and_then(|target| target.dyn_ref::<HtmlInputElement>());
    let is_box = input.is_some_and(|input| input.type_() == "checkbox");
    let tag = target.map(|target| target.tag_name()).unwrap_or_default();
    let pressed = pressed(event);
    // What is written into a field is no command, but for what needs Ctrl or Cmd.
    let writes = matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !is_box;
    if writes && !pressed.ctrl {
        return;
    }
    let mut command = keys::find(Scope::Page, &pressed);
    if command.is_none() && tag == "BODY" {
        // Nobody has the focus: the tree may as well take its keys, but for what all pages share.
        command = keys::find(Scope::Tree, &pressed).filter(|found| *found != Command::PickAll);
    }
    // A text that is written is undone letter by letter.
    if writes && matches!(command, Some(Command::Undo | Command::Redo)) {
        return;
    }
    if let Some(command) = command {
        // Esc also closes a dialog, which is the browser's work.
        if command != Command::Escape {
            event.prevent_default();
        }
        run(command, dispatch);
    }
}

//! The search within a file.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::ui::icon::{Glyph, Icon};
use crate::ui::shared::Shared;
use crate::view::file::Hits;
use crate::view::text;
use crate::words::file as say;

/// Properties of [`Search`].
#[derive(Clone, PartialEq, Properties)]
pub struct SearchProps {
    /// What is searched for.
    pub query: AttrValue,
    /// The hit at hand.
    pub at: usize,
    /// Where it is.
    pub hits: Shared<Hits>,
    /// Told what is written.
    pub oninput: Callback<String>,
    /// Told to go on by so many hits.
    pub move_by: Callback<isize>,
}

/// The search, within the dialog.
pub const INPUT: &str = "input[type=search]";

/// Gives a part of the dialog the focus.
pub fn focus(dialog: &NodeRef, part: &str) {
    let found = dialog
        .cast::<Element>()
        .and_then(|dialog| dialog.query_selector(part).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // Cannot fail for an element that is there.
        let _ = found.focus();
    }
}

/// The search.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let SearchProps {
        query,
        at,
        hits,
        move_by,
        ..
    } = props;
    let oninput = props
        .oninput
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let onkeydown = {
        let move_by = move_by.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                move_by.emit(if event.shift_key() { -1 } else { 1 });
            }
        })
    };
    let none = hits.is_empty();
    let said = match (query.is_empty(), none) {
        (true, _) => String::new(),
        (false, true) => say::not_found().into(),
        (false, false) => {
            let more = if hits.more() { "+" } else { "" };
            say::hit_of(at + 1, &format!("{}{more}", text::count(hits.len() as u64)))
        }
    };
    html! {
        <div class="file-search">
            <label class="search">
                <Glyph icon={Icon::Search} />
                <span class="unseen">{say::search()}</span>
                <input type="search" data-test="file-query" placeholder={say::search_key()} value={query.clone()}
                    autocomplete="off" spellcheck="false" {oninput} {onkeydown} />
            </label>
            <span class="hits" data-test="file-hits" aria-live="polite">{said}</span>
            <button class="quiet" type="button" data-test="file-previous" disabled={none} aria-label={say::previous()}
                title={say::previous_key()} onclick={move_by.reform(|_| -1)}>{"↑"}</button>
            <button class="quiet" type="button" data-test="file-next" disabled={none} aria-label={say::next()}
                title={say::next_key()} onclick={move_by.reform(|_| 1)}>{"↓"}</button>
        </div>
    }
}

//! The field for what is looked for.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::pattern::How;
use crate::ui::commands;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::store::Dispatch;
use crate::view::filter::{Filter, FilterAction};
use crate::view::keys::{self, Command, Scope};
use crate::view::tree::Excerpt;
use crate::view::{Action, text, words};
use crate::words::counts;
use crate::words::tree as say;

/// The field's id: a key leads to it.
pub const FILTER: &str = "tree-filter";

/// The id of what is wrong with what is written.
const TROUBLE: &str = "tree-filter-trouble";

/// Properties of [`Search`].
#[derive(Clone, PartialEq, Properties)]
pub struct SearchProps {
    /// What is drawn of the tree.
    pub tree: Option<Excerpt>,
    /// The filter that is wanted.
    pub filter: Filter,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The field, with how it is meant, what was found, and what is wrong.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let SearchProps {
        filter, dispatch, ..
    } = props;
    let oninput = dispatch.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        Action::Filter(FilterAction::Write(text))
    });
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            // Back to the filter before, not letter by letter.
            let command = keys::find(Scope::Page, &commands::pressed(&event));
            if let Some(command @ (Command::Undo | Command::Redo)) = command {
                event.prevent_default();
                event.stop_propagation();
                return commands::run(command, &dispatch);
            }
            match event.key().as_str() {
                "Escape" => dispatch.emit(Action::Filter(FilterAction::Write(String::new()))),
                "ArrowDown" | "Enter" => event.prevent_default(),
                _ => return,
            }
            event.stop_propagation();
            super::grid::focus();
        })
    };
    let onchange = dispatch.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        let how = How::ALL.into_iter().find(|how| how.id() == value);
        Action::Filter(FilterAction::Mean(how.unwrap_or_default()))
    });
    let option = |how: How| {
        let (word, _) = words::how(how);
        html! { <option value={how.id()} selected={how == filter.how}>{word}</option> }
    };
    let (_, example) = words::how(filter.how);
    let tree = props.tree.as_ref();
    let trouble = tree.and_then(|tree| tree.trouble.clone());
    let hits = tree.and_then(|tree| Some((tree.hits?, tree.bytes)));
    let off = tree.is_none();
    html! {
        <>
            <div class="search">
                <select class="how" data-test="filter-how" aria-label={say::how_meant()} disabled={off} {onchange}>
                    {for How::ALL.into_iter().map(option)}
                </select>
                <label class="search-field">
                    <Glyph icon={Icon::Search} />
                    <span class="unseen">{say::filter_by_name()}</span>
                    <input id={FILTER} type="search" data-test="filter" placeholder={example} value={filter.text.clone()}
                        autocomplete="off" spellcheck="false" disabled={off} aria-invalid={trouble.is_some().to_string()}
                        aria-describedby={trouble.as_ref().map(|_| TROUBLE)} {oninput} {onkeydown} />
                </label>
            </div>
            if let Some((hits, bytes)) = hits {
                <span class="hits"><span data-test="hits" aria-live="polite">{counts::hits(hits)}</span>
                    {", "}<span data-test="hits-bytes">{text::size(bytes)}</span></span>
            }
            if let Some(trouble) = trouble {
                <p id={TROUBLE} class="wrong" role="alert" data-test="filter-trouble">{trouble}</p>
            }
        </>
    }
}

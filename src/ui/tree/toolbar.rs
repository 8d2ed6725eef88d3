//! What stands above the tree: what it shows, the filter, and folders all at once.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::ui::icon::{Glyph, Icon};
use crate::ui::store::Dispatch;
use crate::view::file::FileAction;
use crate::view::tree::{Excerpt, Mark, TreeAction};
use crate::view::{Action, Mode, text};

/// The filter's id: a key leads to it.
pub const FILTER: &str = "tree-filter";

/// Properties of [`Toolbar`].
#[derive(Clone, PartialEq, Properties)]
pub struct ToolbarProps {
    /// What is drawn of the tree.
    pub tree: Option<Excerpt>,
    /// What it shows.
    pub mode: Mode,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The tools.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let send = |action: TreeAction| {
        props
            .dispatch
            .reform(move |_: MouseEvent| Action::Tree(action.clone()))
    };
    let tree = props.tree.as_ref();
    let filter = tree.map_or("", |tree| &tree.filter).to_owned();
    let only = tree.is_some_and(|tree| tree.only_changes);
    let oninput = props.dispatch.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        Action::Tree(TreeAction::Filter(text))
    });
    let onkeydown = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Escape" => {
                event.stop_propagation();
                dispatch.emit(Action::Tree(TreeAction::Filter(String::new())));
                super::grid::focus();
            }
            "ArrowDown" | "Enter" => {
                event.prevent_default();
                event.stop_propagation();
                super::grid::focus();
            }
            _ => {}
        })
    };
    let hits = tree
        .filter(|tree| !tree.filter.is_empty())
        .and_then(|tree| tree.hits);
    let see = tree.and_then(Excerpt::file_at_hand).map(|ask| {
        let see = move |_: MouseEvent| Action::File(FileAction::Open(ask));
        props.dispatch.reform(see)
    });
    let off = props.tree.is_none();
    html! {
        <div class="toolbar">
            <div class="segments" role="group" aria-label="What the tree shows">
                {mode(props, Mode::Image, "Image up to here", "mode-image")}
                {mode(props, Mode::Layer, "This layer", "mode-layer")}
            </div>
            <label class="search">
                <Glyph icon={Icon::Search} />
                <span class="unseen">{"Filter by name"}</span>
                <input id={FILTER} type="search" data-test="filter" placeholder="Filter  /" value={filter}
                    autocomplete="off" spellcheck="false" disabled={off} {oninput} {onkeydown} />
                if let Some(hits) = hits {
                    <span class="hits" data-test="hits" aria-live="polite">{text::counted(hits, "hit", "hits")}</span>
                }
            </label>
            <button class="toggle" type="button" data-test="only-changes" aria-pressed={only.to_string()}
                disabled={off} onclick={send(TreeAction::OnlyChanges(!only))}>{"Only changes"}</button>
            <button class="toggle" type="button" data-test="view-file" title="See the file at hand (Enter)"
                disabled={see.is_none()} onclick={see}>{"View file"}</button>
            <span class="toolbar-space" />
            <button class="quiet" type="button" data-test="open-all" title="Open every folder (e)"
                aria-label="Open every folder" disabled={off} onclick={send(TreeAction::OpenAll)}>
                <Glyph icon={Icon::OpenAll} />
            </button>
            <button class="quiet" type="button" data-test="close-all" title="Close every folder (c)"
                aria-label="Close every folder" disabled={off} onclick={send(TreeAction::CloseAll)}>
                <Glyph icon={Icon::CloseAll} />
            </button>
        </div>
    }
}

fn mode(props: &ToolbarProps, mode: Mode, word: &'static str, test: &'static str) -> Html {
    let onclick = props
        .dispatch
        .reform(move |_: MouseEvent| Action::SetMode(mode));
    let pressed = (props.mode == mode).to_string();
    html! { <button type="button" data-test={test} aria-pressed={pressed} {onclick}>{word}</button> }
}

/// The signs of the marks, with how many paths bear each.
pub fn legend(tree: Option<&Excerpt>) -> Html {
    let Some((added, changed, removed)) = tree.map(|tree| tree.marked) else {
        return Html::default();
    };
    let marks = [
        (Mark::Added, added),
        (Mark::Modified, changed),
        (Mark::Removed, removed),
    ];
    let item = |(mark, count): (Mark, u64)| {
        let class = classes!("change", format!("mark-{}", mark.id()));
        html! { <span {class}>{format!("{} {} {}", mark.sign(), text::count(count), mark.word())}</span> }
    };
    let shown = marks.into_iter().filter(|(_, count)| *count > 0);
    html! { <span class="changes legend">{for shown.map(item)}</span> }
}

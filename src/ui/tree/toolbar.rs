//! What stands above the tree: what it shows, the filter, and folders all at once.

use yew::prelude::*;

use super::columns::ColumnMenu;
use super::filter_menu::FilterMenu;
use super::search::Search;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::store::Dispatch;
use crate::view::file::FileAction;
use crate::view::filter::{Deed, FilterAction, Filters, Set};
use crate::view::tree::{Column, Excerpt, Mark, TreeAction};
use crate::view::{Action, Mode, text};
use crate::words::tree as say;

/// Properties of [`Toolbar`].
#[derive(Clone, PartialEq, Properties)]
pub struct ToolbarProps {
    /// What is drawn of the tree.
    pub tree: Option<Excerpt>,
    /// What it shows.
    pub mode: Mode,
    /// The filter that is wanted, and those before and after it.
    pub filters: Filters,
    /// The columns that are shown.
    pub columns: Set<Column>,
    /// Layers that the image has.
    pub layers: usize,
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
    let filter = props.filters.now();
    let only = filter.only_changes();
    let onlychanges = props
        .dispatch
        .reform(|_: MouseEvent| Action::Filter(FilterAction::Switch(Deed::Nothing)));
    let see = tree.and_then(Excerpt::file_at_hand).map(|ask| {
        let see = move |_: MouseEvent| Action::File(FileAction::Open(ask.clone()));
        props.dispatch.reform(see)
    });
    let off = props.tree.is_none();
    html! {
        <div class="toolbar">
            <Search tree={props.tree.clone()} filter={filter.clone()} dispatch={props.dispatch.clone()} />
            <div class="toolbar-more">
            <div class="segments" role="group" aria-label={say::what_tree_shows()}>
                {mode(props, Mode::Image, say::image_up_to(), "mode-image")}
                {mode(props, Mode::Layer, say::this_layer(), "mode-layer")}
            </div>
            <FilterMenu filter={filter.clone()} layers={props.layers} dispatch={props.dispatch.clone()} />
            <ColumnMenu columns={props.columns} dispatch={props.dispatch.clone()} />
            <button class="toggle" type="button" data-test="only-changes" aria-pressed={only.to_string()}
                disabled={off} onclick={onlychanges}>{say::only_changes()}</button>
            <button class="toggle" type="button" data-test="view-file" title={say::see_file()}
                disabled={see.is_none()} onclick={see}>{say::view_file()}</button>
            <span class="toolbar-space" />
            <button class="quiet" type="button" data-test="open-all" title={say::open_every_key()}
                aria-label={say::open_every()} disabled={off} onclick={send(TreeAction::OpenAll)}>
                <Glyph icon={Icon::OpenAll} />
            </button>
            <button class="quiet" type="button" data-test="close-all" title={say::close_every_key()}
                aria-label={say::close_every()} disabled={off} onclick={send(TreeAction::CloseAll)}>
                <Glyph icon={Icon::CloseAll} />
            </button>
            </div>
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

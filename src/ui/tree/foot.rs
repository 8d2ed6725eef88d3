//! What stands below the tree: the path at hand, folder by folder, and what chosen rows come to.

use web_sys::Element;
use yew::prelude::*;

use crate::ui::Strange;
use crate::ui::copy::Copy;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::store::Dispatch;
use crate::view::tarball::TarAction;
use crate::view::tree::{Excerpt, TreeAction, crumbs};
use crate::view::whatif::WhatIfAction;
use crate::view::{Action, text};
use crate::words::buttons;
use crate::words::{tarball as tar_say, tree as say, whatif as if_say};

/// Properties of [`Foot`].
#[derive(Clone, PartialEq, Properties)]
pub struct FootProps {
    /// What is drawn of the tree.
    pub tree: Excerpt,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The line.
#[component]
pub fn Foot(props: &FootProps) -> Html {
    let tree = &props.tree;
    let path = tree
        .at
        .and_then(|at| tree.row(at))
        .map(|row| row.path.as_str());
    let way = use_node_ref();
    // Of a path that is too long for the line, its end matters.
    use_effect_with(path.map(str::to_owned), {
        let way = way.clone();
        move |_| {
            if let Some(way) = way.cast::<Element>() {
                way.set_scroll_left(way.scroll_width());
            }
        }
    });
    let crumbs = crumbs(path.unwrap_or_default());
    let last = crumbs.len().saturating_sub(1);
    let crumb = |(i, (name, path)): (usize, (String, String))| {
        let show = TreeAction::ShowPath(path);
        let onclick = (props.dispatch).reform(move |_: MouseEvent| Action::Tree(show.clone()));
        let current = (i == last).then_some("location");
        html! {
            <li key={i}><button type="button" data-test="crumb" aria-current={current} {onclick}><Strange text={name} /></button></li>
        }
    };
    let sum = tree.picked.map(|sum| {
        let rows = say::rows(sum.count);
        say::chosen(&rows, &text::size(sum.bytes))
    });
    let tick = (props.dispatch).reform(|_: MouseEvent| Action::WhatIf(WhatIfAction::Chosen));
    let folder = tree.folder_at_hand();
    let take = (props.dispatch).reform(|_: MouseEvent| Action::Tarball(TarAction::Take));
    let take_title = match folder {
        Some(_) => tar_say::take_folder(&text::visible_path(path.unwrap_or("/"))),
        None => tar_say::no_folder().to_owned(),
    };
    html! {
        <div class="tree-foot">
            <nav class="crumbs" ref={way} aria-label={say::path_at_hand()}>
                <ol data-test="crumbs">{for crumbs.into_iter().enumerate().map(crumb)}</ol>
            </nav>
            if let Some(path) = path {
                <Copy text={format!("/{path}")} label={buttons::copy_path()} />
            }
            if path.is_some() {
                <button type="button" class="copy" data-test="tick-chosen" title={if_say::tick_chosen_long()} onclick={tick}>{if_say::tick_chosen()}</button>
            }
            <button type="button" class="copy" data-test="take-folder" disabled={folder.is_none()} title={take_title} onclick={take}>
                <Glyph icon={Icon::Save} /><span>{tar_say::take()}</span>
            </button>
            <p class="picked" role="status" data-test="picked" title={tree.picked.map(|sum| text::exact(sum.bytes))}>{sum}</p>
        </div>
    }
}

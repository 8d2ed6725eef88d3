//! One row of the tree.

use yew::prelude::*;

use crate::ui::bar::Meter;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::store::Dispatch;
use crate::ui::strange::told;
use crate::view::Action;
use crate::view::file::{FileAction, FileAsk};
use crate::view::filter::{Member, Set};
use crate::view::text;
use crate::view::tree::{Column, Mark, Row, TreeAction};
use crate::words::tree as say;

/// Pixels by which a level is moved in, and the levels after which it is no more.
const INDENT: u32 = 16;
const INDENTED: u32 = 40;

/// Properties of [`TreeRow`].
#[derive(Clone, PartialEq, Properties)]
pub struct TreeRowProps {
    /// The row.
    pub row: Row,
    /// The number of its tree.
    pub tree: u64,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether it is the row at hand.
    pub at_hand: bool,
    /// The columns that are shown.
    pub columns: Set<Column>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The id of a row, by which the grid names it.
pub fn row_id(index: usize) -> String {
    format!("tree-row-{index}")
}

/// A row: pressing it chooses it, and opens or closes a folder.
#[component]
pub fn TreeRow(props: &TreeRowProps) -> Html {
    let row = &props.row;
    let onclick = {
        let (node, folder) = (row.node, row.open.is_some());
        props.dispatch.reform(move |event: MouseEvent| {
            let more = event.ctrl_key() || event.meta_key();
            Action::Tree(match (event.shift_key(), more, folder) {
                (true, ..) => TreeAction::ExtendTo(node),
                (false, true, _) => TreeAction::Pick(node),
                (false, false, true) => TreeAction::ToggleNode(node),
                (false, false, false) => TreeAction::Choose(node),
            })
        })
    };
    let ondblclick = {
        let ask = FileAsk::Row {
            tree: props.tree,
            node: row.node,
        };
        let see = move |_: MouseEvent| Action::File(FileAction::Open(ask.clone()));
        row.is_file().then(|| props.dispatch.reform(see))
    };
    let class = classes!(
        "tree-row",
        format!("mark-{}", row.mark.id()),
        format!("kind-{}", row.kind_id()),
        props.chosen.then_some("is-chosen"),
        props.at_hand.then_some("is-at-hand"),
    );
    let indent = INDENT * (row.level - 1).min(INDENTED);
    html! {
        <div role="row" id={row_id(row.index)} {class} {onclick} {ondblclick}
            aria-level={row.level.to_string()} aria-expanded={row.open.map(|open| open.to_string())}
            aria-rowindex={(row.index + 2).to_string()} aria-setsize={row.siblings.to_string()}
            aria-posinset={row.place.to_string()} aria-selected={props.chosen.to_string()}
            data-test="tree-row" data-path={row.path.clone()} data-change={row.mark.id()}
            data-kind={row.kind_id()}>
            {mark(row)}
            <div role="rowheader" class="cell-name" title={text::visible_path(&row.path)}>
                <svg class="indent" width={indent.to_string()} height="1" aria-hidden="true" />
                <span class={classes!("twist", row.open.map(|open| if open { "is-open" } else { "is-closed" }))}>
                    if row.open.is_some() { <Glyph icon={Icon::Twist} /> }
                </span>
                <Glyph icon={Icon::of(row.kind)} class="kind" />
                <span class="unseen">{format!("{} ", row.kind_word())}</span>
                <span class="name">{told(&row.name)}</span>
                if let Some(link) = &row.link {
                    // Beside the name where there is no room for a column of its own.
                    <span class="name-link">{" → "}{told(link)}</span>
                }
                if !row.notes.is_empty() {
                    <span class="note" title={row.notes.join("; ")}>{"!"}<span class="unseen">{row.notes.join("; ")}</span></span>
                }
            </div>
            {for props.columns.members().map(|column| cell(row, column))}
        </div>
    }
}

fn cell(row: &Row, column: Column) -> Html {
    let class = format!("cell-{}", column.id());
    let text = match column {
        Column::Size => {
            return html! {
                <div role="gridcell" {class} data-bytes={row.bytes.to_string()} title={text::exact(row.bytes)}>
                    <Meter length={row.share} /><span>{text::size(row.bytes)}</span>
                </div>
            };
        }
        Column::Mode => html! { {&row.mode} },
        Column::Owner => html! { {&row.owner} },
        Column::Modified => html! { {&row.modified} },
        Column::Layer => row
            .layer
            .map_or_else(Html::default, |layer| html! { {layer + 1} }),
        Column::Link => row.link.as_deref().map_or_else(Html::default, told),
    };
    html! { <div role="gridcell" {class}>{text}</div> }
}

/// The place of a row that is on its way from the worker: seen for a moment, where one scrolls
/// faster than rows come.
pub fn row_to_come(index: usize) -> Html {
    html! {
        <div key={format!("to-come-{index}")} role="row" class="tree-row" aria-busy="true"
            aria-rowindex={(index + 2).to_string()} data-test="tree-row-to-come">
            <div role="rowheader" class="cell-name"><span class="unseen">{say::on_its_way()}</span></div>
        </div>
    }
}

fn mark(row: &Row) -> Html {
    let (sign, words) = match (row.mark, row.marked_below) {
        (Mark::None, true) => ("•", say::something_below()),
        (Mark::None, false) => ("", ""),
        (mark, _) => (mark.sign(), mark.word()),
    };
    html! {
        <div role="gridcell" class="cell-mark" title={words}>
            <span aria-hidden="true">{sign}</span><span class="unseen">{words}</span>
        </div>
    }
}

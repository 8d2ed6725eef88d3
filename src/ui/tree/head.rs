//! The columns' heads, which sort.

use yew::prelude::*;

use crate::ui::store::Dispatch;
use crate::view::Action;
use crate::view::filter::{Member, Set};
use crate::view::tree::{Column, Sort, SortBy, TreeAction};
use crate::words::tree as say;

/// Properties of [`Head`].
#[derive(Clone, PartialEq, Properties)]
pub struct HeadProps {
    /// The order.
    pub sort: Sort,
    /// The columns that are shown.
    pub columns: Set<Column>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The heads.
#[component]
pub fn Head(props: &HeadProps) -> Html {
    let head = |by: SortBy, word: Html, class: String| {
        let onclick = props
            .dispatch
            .reform(move |_: MouseEvent| Action::Tree(TreeAction::Sort(by)));
        let sort = props.sort.aria(by);
        let arrow = match sort {
            "ascending" => "▲",
            "descending" => "▼",
            _ => "",
        };
        html! {
            <div role="columnheader" {class} aria-sort={sort}>
                <button type="button" data-test={format!("sort-{}", by.id())} {onclick}>
                    {word}<span class="arrow" aria-hidden="true">{arrow}</span>
                </button>
            </div>
        }
    };
    let change = html! { <><span aria-hidden="true">{"±"}</span><span class="unseen">{say::change()}</span></> };
    let columns = props.columns.members().map(|column| {
        let class = format!("cell-{}", column.id());
        head(column.sort(), html! { {column.word()} }, class)
    });
    html! {
        <div role="rowgroup" class="tree-head">
            <div role="row" class="tree-row" aria-rowindex="1">
                {head(SortBy::Change, change, "cell-mark".into())}
                {head(SortBy::Name, html! { {say::name()} }, "cell-name".into())}
                {for columns}
            </div>
        </div>
    }
}

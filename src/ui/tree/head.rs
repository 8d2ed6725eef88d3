//! The columns' heads, two of which sort.

use yew::prelude::*;

use crate::ui::store::Dispatch;
use crate::view::Action;
use crate::view::tree::{Sort, SortBy, TreeAction};

/// Properties of [`Head`].
#[derive(Clone, PartialEq, Properties)]
pub struct HeadProps {
    /// The order.
    pub sort: Sort,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The heads.
#[component]
pub fn Head(props: &HeadProps) -> Html {
    let sorting = |by: SortBy, word: &'static str, class: &'static str, test: &'static str| {
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
            <div role="columnheader" class={class} aria-sort={sort}>
                <button type="button" data-test={test} {onclick}>
                    {word}<span class="arrow" aria-hidden="true">{arrow}</span>
                </button>
            </div>
        }
    };
    html! {
        <div role="rowgroup" class="tree-head">
            <div role="row" class="tree-row" aria-rowindex="1">
                <div role="columnheader" class="cell-mark"><span class="unseen">{"Change"}</span></div>
                {sorting(SortBy::Name, "Name", "cell-name", "sort-name")}
                {sorting(SortBy::Size, "Size", "cell-size", "sort-size")}
                <div role="columnheader" class="cell-mode">{"Mode"}</div>
                <div role="columnheader" class="cell-owner">{"Owner"}</div>
                <div role="columnheader" class="cell-link">{"Link target"}</div>
            </div>
        </div>
    }
}

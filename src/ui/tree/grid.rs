//! The rows in sight, and the keys that move among them.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::head::Head;
use super::row::{TreeRow, row_id, row_to_come};
use crate::ui::commands;
use crate::ui::rows::{use_reveal, use_rows};
use crate::ui::store::Dispatch;
use crate::view::Action;
use crate::view::filter::Set;
use crate::view::keys::{self, Scope};
use crate::view::tree::{Column, Excerpt, ROW_HEIGHT, Sight};

/// The id of the grid, which takes the focus, and scrolls: so whoever scrolls with keys can.
const GRID: &str = "tree-scroll";

/// Height of the columns' heads, which stay in sight, in pixels: that of a row, and a line.
const HEAD: f64 = ROW_HEIGHT + 1.0;

/// Properties of [`Grid`].
#[derive(Clone, PartialEq, Properties)]
pub struct GridProps {
    /// What is drawn of the tree.
    pub tree: Excerpt,
    /// The columns that are shown.
    pub columns: Set<Column>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// How many rows a page key moves by.
pub fn page_rows() -> isize {
    let grid = gloo::utils::document().get_element_by_id(GRID);
    let height = grid.map_or(0, |element| element.client_height());
    (((f64::from(height) - HEAD) / ROW_HEIGHT) as isize - 1).max(1)
}

/// Gives the grid the focus.
pub fn focus() {
    let grid = gloo::utils::document().get_element_by_id(GRID);
    if let Some(grid) = grid.and_then(|grid| grid.dyn_into::<HtmlElement>().ok()) {
        // Cannot fail for an element that is there.
        let _ = grid.focus();
    }
}

/// The grid.
#[component]
pub fn Grid(props: &GridProps) -> Html {
    let count = props.tree.len;
    let rows = use_rows(ROW_HEIGHT, HEAD, count);
    let window = rows.window;
    // Rows are asked for before they come into sight. While an answer is on its way, the sight
    // moves on, and is asked for again when it is there.
    let sight = Sight {
        first: window.first,
        end: window.end,
    };
    let wanted = (!props.tree.covers(sight.wider())).then_some(sight);
    use_effect_with((wanted, props.tree.clone()), {
        let dispatch = props.dispatch.clone();
        move |(wanted, _): &(Option<Sight>, Excerpt)| {
            if let Some(sight) = *wanted {
                dispatch.emit(Action::Scrolled(sight));
            }
        }
    });
    use_reveal(&rows, props.tree.at, props.tree.node_at_hand());
    let onkeydown = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.alt_key() {
                return;
            }
            // A pressed head sorts, and moves nothing.
            let on_button = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|target| target.tag_name() == "BUTTON");
            if on_button && matches!(event.key().as_str(), "Enter" | " ") {
                return event.stop_propagation();
            }
            if let Some(command) = keys::find(Scope::Tree, &commands::pressed(&event)) {
                event.prevent_default();
                event.stop_propagation();
                commands::run(command, &dispatch);
            }
        })
    };
    let at = props.tree.at;
    let drawn = window.first..window.end;
    let active = at.filter(|at| drawn.contains(at) && props.tree.row(*at).is_some());
    let active = active.map(row_id);
    let shown = drawn.map(|index| match props.tree.row(index).cloned() {
        Some(row) => {
            let (node, chosen, at_hand) = (row.node, props.tree.is_chosen(&row), Some(row.index) == at);
            html! {
                <TreeRow key={node} {row} tree={props.tree.tree} {chosen} {at_hand} columns={props.columns}
                    dispatch={props.dispatch.clone()} />
            }
        }
        None => row_to_come(index),
    });
    // Where links have no column, their targets stand beside their names.
    let class = classes!(
        "tree",
        (!props.columns.has(Column::Link)).then_some("is-without-links")
    );
    html! {
        <div id={GRID} {class} role="treegrid" tabindex="0" aria-labelledby="tree-title" aria-multiselectable="true"
            data-test="tree" aria-rowcount={(count + 1).to_string()} aria-colcount={(props.columns.members().count() + 2).to_string()}
            aria-activedescendant={active} data-rows={count.to_string()} {onkeydown}
            ref={rows.scrolled} onscroll={rows.onscroll}>
            <Head sort={props.tree.sort} columns={props.columns} dispatch={props.dispatch.clone()} />
            if count == 0 {
                <p class="absence" data-test="tree-empty">{props.tree.emptiness()}</p>
            }
            <div class="tree-space" role="none" ref={rows.space}>
                <div class="tree-rows" role="rowgroup" ref={rows.drawn}>{for shown}</div>
            </div>
        </div>
    }
}

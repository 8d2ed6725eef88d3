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
use crate::view::keys::{self, Scope};
use crate::view::tree::{Excerpt, ROW_HEIGHT, Sight};

/// The id of the part that scrolls.
const SCROLLED: &str = "tree-scroll";

/// The id of the grid, which takes the focus.
const GRID: &str = "tree-grid";

/// Properties of [`Grid`].
#[derive(Clone, PartialEq, Properties)]
pub struct GridProps {
    /// What is drawn of the tree.
    pub tree: Excerpt,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// How many rows a page key moves by.
pub fn page_rows() -> isize {
    let scrolled = gloo::utils::document().get_element_by_id(SCROLLED);
    let height = scrolled.map_or(0, |element| element.client_height());
    ((f64::from(height) / ROW_HEIGHT) as isize - 1).max(1)
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
    let rows = use_rows(ROW_HEIGHT, count);
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
            let held = event.ctrl_key() || event.meta_key() || event.alt_key();
            // A pressed head sorts, and moves nothing.
            let on_button = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|target| target.tag_name() == "BUTTON");
            if on_button && matches!(event.key().as_str(), "Enter" | " ") {
                return event.stop_propagation();
            }
            if let Some(command) = keys::find(Scope::Tree, &event.key(), held) {
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
            let (node, chosen) = (row.node, Some(row.index) == at);
            html! { <TreeRow key={node} {row} tree={props.tree.tree} {chosen} dispatch={props.dispatch.clone()} /> }
        }
        None => row_to_come(index),
    });
    html! {
        <div id={GRID} class="tree" role="treegrid" tabindex="0" aria-labelledby="tree-title" data-test="tree"
            aria-rowcount={(count + 1).to_string()} aria-colcount="6" aria-activedescendant={active}
            data-rows={count.to_string()} {onkeydown}>
            <Head sort={props.tree.sort} dispatch={props.dispatch.clone()} />
            if count == 0 {
                <p class="absence" data-test="tree-empty">{empty(&props.tree)}</p>
            }
            <div id={SCROLLED} class="tree-scroll" role="none" ref={rows.scrolled} onscroll={rows.onscroll}>
                <div class="tree-space" role="none" ref={rows.space}>
                    <div class="tree-rows" role="rowgroup" ref={rows.drawn}>{for shown}</div>
                </div>
            </div>
        </div>
    }
}

fn empty(tree: &Excerpt) -> &'static str {
    match (tree.filter.is_empty(), tree.only_changes) {
        (false, _) => "Nothing here has that in its name. Esc clears the filter.",
        (true, true) => "This layer changes nothing.",
        (true, false) => "There are no files here.",
    }
}

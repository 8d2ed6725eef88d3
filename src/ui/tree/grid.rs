//! The rows in sight, and the keys that move among them.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

use super::head::Head;
use super::row::{TreeRow, row_id, row_to_come};
use crate::ui::commands;
use crate::ui::place::{set, set_px};
use crate::ui::store::Dispatch;
use crate::view::Action;
use crate::view::keys::{self, Scope};
use crate::view::tree::{Excerpt, ROW_HEIGHT, Sight, Window};

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
    let scrolled = use_node_ref();
    let space = use_node_ref();
    let rows = use_node_ref();
    // Where the view stands: kept beside the state, so that scrolling draws anew only when
    // other rows come into sight.
    let place = use_mut_ref(|| (0.0_f64, 0.0_f64));
    let seen = use_state_eq(Window::default);
    let (scroll, view) = *place.borrow();
    let count = props.tree.len;
    let window = Window::at(count, scroll, view);

    let look = {
        let (scrolled, place, seen) = (scrolled.clone(), place.clone(), seen.setter());
        Rc::new(move |count: usize| {
            if let Some(element) = scrolled.cast::<Element>() {
                let now = (
                    f64::from(element.scroll_top()),
                    f64::from(element.client_height()),
                );
                *place.borrow_mut() = now;
                seen.set(Window::at(count, now.0, now.1));
            }
        })
    };
    use_resize(scrolled.clone(), {
        let look = look.clone();
        move || look(count)
    });
    use_effect_with(window, {
        let (space, rows) = (space.clone(), rows.clone());
        move |window| {
            if let Some(space) = space.cast::<HtmlElement>() {
                set_px(&space, "height", window.height);
            }
            if let Some(rows) = rows.cast::<HtmlElement>() {
                set(
                    &rows,
                    "transform",
                    &format!("translateY({}px)", window.offset),
                );
            }
        }
    });
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
    use_effect_with((props.tree.at, props.tree.node_at_hand(), view > 0.0), {
        let (scrolled, look) = (scrolled.clone(), look.clone());
        move |(at, ..): &(Option<usize>, Option<u32>, bool)| {
            if let (Some(at), Some(element)) = (*at, scrolled.cast::<Element>()) {
                let view = f64::from(element.client_height());
                if let Some(to) = Window::reveal(at, count, f64::from(element.scroll_top()), view) {
                    element.set_scroll_top(to.ceil() as i32);
                    look(count);
                }
            }
        }
    });
    let onscroll = Callback::from(move |_: Event| look(count));
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
            <div id={SCROLLED} class="tree-scroll" role="none" ref={scrolled} {onscroll}>
                <div class="tree-space" role="none" ref={space}>
                    <div class="tree-rows" role="rowgroup" ref={rows}>{for shown}</div>
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

/// Runs `act` when the element's size changes, and once at the beginning.
#[hook]
pub fn use_resize(element: NodeRef, act: impl Fn() + 'static) {
    let latest = use_mut_ref(|| None::<Box<dyn Fn()>>);
    *latest.borrow_mut() = Some(Box::new(act));
    use_effect_with((), move |()| {
        let on_resize = Closure::<dyn FnMut()>::new(move || {
            if let Some(act) = latest.borrow().as_ref() {
                act();
            }
        });
        let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, element.cast::<Element>()) {
            observer.observe(&element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(on_resize);
        }
    });
}

//! Many rows of one height, of which only those in sight are drawn.

use std::rc::Rc;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::place::{set, set_px};
use super::resize::use_resize;
use crate::view::tree::Window;

/// The rows of one list, and the three elements that it is drawn with.
pub struct Rows {
    /// What scrolls.
    pub scrolled: NodeRef,
    /// What is within it as high as all rows together.
    pub space: NodeRef,
    /// What holds the rows that are drawn.
    pub drawn: NodeRef,
    /// The rows to draw.
    pub window: Window,
    /// To be called when it scrolls.
    pub onscroll: Callback<Event>,
    row: f64,
    head: f64,
    count: usize,
    /// Whether its height is known.
    measured: bool,
    look: Rc<dyn Fn(usize)>,
}

/// Rows that are `row` pixels high, below `head` pixels that stay in sight within what scrolls.
#[hook]
pub fn use_rows(row: f64, head: f64, count: usize) -> Rows {
    let scrolled = use_node_ref();
    let space = use_node_ref();
    let drawn = use_node_ref();
    // Where the view stands: kept beside the state, so that scrolling draws anew only when
    // other rows come into sight.
    let place = use_mut_ref(|| (0.0_f64, 0.0_f64));
    let seen = use_state_eq(Window::default);
    let (scroll, view) = *place.borrow();
    let window = Window::at(row, count, scroll, view);
    let look = {
        let (scrolled, place, seen) = (scrolled.clone(), place.clone(), seen.setter());
        Rc::new(move |count: usize| {
            if let Some(element) = scrolled.cast::<Element>() {
                let now = (
                    f64::from(element.scroll_top()),
                    f64::from(element.client_height()) - head,
                );
                *place.borrow_mut() = now;
                seen.set(Window::at(row, count, now.0, now.1));
            }
        })
    };
    use_resize(scrolled.clone(), {
        let look = look.clone();
        move || look(count)
    });
    use_effect_with(window, {
        let (space, drawn) = (space.clone(), drawn.clone());
        move |window| {
            if let Some(space) = space.cast::<HtmlElement>() {
                set_px(&space, "height", window.height);
            }
            if let Some(drawn) = drawn.cast::<HtmlElement>() {
                let to = format!("translateY({}px)", window.offset);
                set(&drawn, "transform", &to);
            }
        }
    });
    let onscroll = {
        let look = look.clone();
        Callback::from(move |_: Event| look(count))
    };
    Rows {
        scrolled,
        space,
        drawn,
        window,
        onscroll,
        row,
        head,
        count,
        measured: view > 0.0,
        look,
    }
}

/// Scrolls to a row when another is to be seen, or `when` changes.
#[hook]
pub fn use_reveal<When: PartialEq + 'static>(rows: &Rows, at: Option<usize>, when: When) {
    let Rows {
        row, head, count, ..
    } = *rows;
    use_effect_with((at, when, rows.measured), {
        let (scrolled, look) = (rows.scrolled.clone(), rows.look.clone());
        move |(at, ..): &(Option<usize>, When, bool)| {
            if let (Some(at), Some(element)) = (*at, scrolled.cast::<Element>()) {
                let (scroll, view) = (element.scroll_top(), element.client_height());
                let (scroll, view) = (f64::from(scroll), f64::from(view) - head);
                if let Some(to) = Window::reveal(row, at, count, scroll, view) {
                    element.set_scroll_top(to.ceil() as i32);
                    look(count);
                }
            }
        }
    });
}

//! The rows of a file that are in sight.

use std::rc::Rc;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::ui::place::{set, set_px};
use crate::ui::shared::Shared;
use crate::ui::strange::told;
use crate::ui::tree::use_resize;
use crate::view::file::{FileRow, FileRows, Hits, Part};
use crate::view::tree::Window;

/// Height of a row, in pixels. The style sheet has the same number.
const ROW: f64 = 20.0;

/// Properties of [`Lines`].
#[derive(Clone, PartialEq, Properties)]
pub struct LinesProps {
    /// The rows.
    pub rows: Shared<Option<FileRows>>,
    /// What is searched for.
    pub hits: Shared<Hits>,
    /// The hit at hand.
    pub hit: usize,
    /// The form, for attributes.
    pub form: &'static str,
}

/// The rows.
#[component]
pub fn Lines(props: &LinesProps) -> Html {
    let LinesProps { rows, hits, .. } = props;
    let scrolled = use_node_ref();
    let space = use_node_ref();
    let drawn = use_node_ref();
    let place = use_mut_ref(|| (0.0_f64, 0.0_f64));
    let seen = use_state_eq(Window::default);
    let (scroll, view) = *place.borrow();
    let count = rows.as_ref().map_or(0, FileRows::len);
    let window = Window::of_height(ROW, count, scroll, view);
    let look = {
        let (scrolled, place, seen) = (scrolled.clone(), place.clone(), seen.setter());
        Rc::new(move |count: usize| {
            if let Some(element) = scrolled.cast::<Element>() {
                let now = (
                    f64::from(element.scroll_top()),
                    f64::from(element.client_height()),
                );
                *place.borrow_mut() = now;
                seen.set(Window::of_height(ROW, count, now.0, now.1));
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
    let at = hits.start(props.hit).zip(rows.as_ref());
    let at = at.map(|(start, rows)| rows.row_of(start));
    use_effect_with((at, rows.clone(), hits.clone(), view > 0.0), {
        let (scrolled, look) = (scrolled.clone(), look.clone());
        move |(at, ..): &(Option<usize>, _, _, _)| {
            if let (Some(at), Some(element)) = (*at, scrolled.cast::<Element>()) {
                let (scroll, view) = (element.scroll_top(), element.client_height());
                let (scroll, view) = (f64::from(scroll), f64::from(view));
                if let Some(to) = Window::reveal_of_height(ROW, at, count, scroll, view) {
                    element.set_scroll_top(to.ceil() as i32);
                    look(count);
                }
            }
        }
    });
    let onscroll = Callback::from(move |_: Event| look(count));
    let width = rows.as_ref().map_or(1, FileRows::label_width);
    let shown = (window.first..window.end).filter_map(|index| {
        let row = rows.as_ref()?.row(index, hits)?;
        Some(line(index, &row, width, props.hit))
    });
    html! {
        <div class="file-lines" role="region" aria-label="Contents" tabindex="0" data-test="file-lines" data-form={props.form}
            data-rows={count.to_string()} ref={scrolled} {onscroll}>
            <div class="file-space" ref={space}>
                <div class="file-rows" ref={drawn}>{for shown}</div>
            </div>
        </div>
    }
}

fn line(index: usize, row: &FileRow, width: usize, hit: usize) -> Html {
    // The labels are as wide as the longest, so that the texts begin below each other.
    let label = format!("{:>width$}", row.label);
    let part = |part: &Part| match part.hit {
        None => told(&part.pieces),
        Some(number) => {
            let now = (number == hit).then_some("is-now");
            html! { <mark class={classes!(now)}>{told(&part.pieces)}</mark> }
        }
    };
    html! {
        <div key={index} class="file-row" data-test="file-row" data-index={index.to_string()}>
            <span class="file-label" aria-hidden="true">{label}</span>
            <span class="file-text" data-test="file-text">{for row.parts.iter().map(part)}</span>
        </div>
    }
}

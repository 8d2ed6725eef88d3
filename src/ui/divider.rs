//! A line between two parts of the page, which can be moved with a pointer and with keys. Where a
//! person put it is remembered.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::place::{set, unset};
use super::resize::use_resize;
use super::settings::Setting;
use crate::view::panes::{Divider, Places, Reach, Room};
use crate::words::panes as words;

/// Properties of [`Between`].
#[derive(Clone, PartialEq, Properties)]
pub struct BetweenProps {
    /// Which line.
    pub divider: Divider,
    /// What holds it and the two parts; the style sheet reads its place there.
    pub within: NodeRef,
}

/// The line. A page of another width hides it.
#[component]
pub fn Between(props: &BetweenProps) -> Html {
    let BetweenProps { divider, within } = props.clone();
    let line = use_node_ref();
    let chosen = use_state_eq(|| remembered().get(divider));
    let reach = use_state_eq(Reach::default);
    let measure = {
        let (within, line, reach) = (within.clone(), line.clone(), reach.setter());
        move || {
            if let Some(room) = room(divider, &within, &line) {
                reach.set(room.reach(divider));
            }
        }
    };
    use_resize(within.clone(), measure.clone());
    use_effect_with(*chosen, {
        let within = within.clone();
        move |at| {
            if let Some(within) = within.cast::<HtmlElement>() {
                let (property, value) = divider.property(at.unwrap_or_default());
                match at {
                    Some(_) => set(&within, property, &value),
                    None => unset(&within, property),
                }
            }
            measure();
        }
    });
    let onpointerdown = {
        let line = line.clone();
        Callback::from(move |event: PointerEvent| {
            if let (Some(line), 0) = (line.cast::<Element>(), event.button()) {
                // Fails only for a pointer that is gone.
                let _ = line.set_pointer_capture(event.pointer_id());
            }
        })
    };
    let onpointermove = {
        let (within, line, chosen) = (within.clone(), line.clone(), chosen.clone());
        Callback::from(move |event: PointerEvent| {
            let held = line.cast::<Element>();
            if held.is_some_and(|line| line.has_pointer_capture(event.pointer_id()))
                && let Some(room) = room(divider, &within, &line)
            {
                let pixel = match divider.is_level() {
                    true => event.client_y(),
                    false => event.client_x(),
                };
                chosen.set(Some(room.pointed(divider, f64::from(pixel))));
            }
        })
    };
    let onpointerup = {
        let chosen = chosen.clone();
        Callback::from(move |_: PointerEvent| remember(divider, *chosen))
    };
    let put = {
        let chosen = chosen.clone();
        Callback::from(move |at: Option<f64>| {
            chosen.set(at);
            remember(divider, at);
        })
    };
    let onkeydown = {
        let (within, line, put) = (within.clone(), line.clone(), put.clone());
        Callback::from(move |event: KeyboardEvent| {
            let held = event.ctrl_key() || event.meta_key() || event.alt_key();
            let room = room(divider, &within, &line).filter(|_| !held);
            let at = match (room, event.key().as_str()) {
                (Some(_), "Enter") => None,
                (Some(room), key) => match room.pressed(divider, key, event.shift_key()) {
                    Some(at) => Some(at),
                    None => return,
                },
                (None, _) => return,
            };
            event.prevent_default();
            event.stop_propagation();
            put.emit(at);
        })
    };
    let ondblclick = put.reform(|_: MouseEvent| None);
    let orientation = if divider.is_level() {
        "horizontal"
    } else {
        "vertical"
    };
    let number = |part: f64| format!("{}", part.round());
    html! {
        <div ref={line} class={classes!("divider", format!("divider-{}", divider.id()), divider.is_level().then_some("is-level"))}
            role="separator" tabindex="0" data-test={format!("divider-{}", divider.id())} aria-orientation={orientation}
            aria-label={name(divider)} title={words::how_to_move()}
            aria-valuemin={number(reach.min)} aria-valuemax={number(reach.max)} aria-valuenow={number(reach.now)}
            {onpointerdown} {onpointermove} {onpointerup} {onkeydown} {ondblclick} />
    }
}

fn name(divider: Divider) -> &'static str {
    match divider {
        Divider::History => words::width_of_history(),
        Divider::Details => words::width_of_details(),
        Divider::Left => words::width_of_left(),
        Divider::Above => words::height_of_history(),
        Divider::Rows => words::height_of_rows(),
    }
}

/// Where the line and the parts are; `None` where the page hides it.
fn room(divider: Divider, within: &NodeRef, line: &NodeRef) -> Option<Room> {
    let within = within.cast::<Element>()?;
    let part = |selector| within.query_selector(selector).ok().flatten();
    let (before, after) = divider.parts();
    let place = |element: &Element| {
        let place = element.get_bounding_client_rect();
        match divider.is_level() {
            true => (place.top(), place.bottom()),
            false => (place.left(), place.right()),
        }
    };
    let (before, after) = (place(&part(before)?), place(&part(after)?));
    let line = line.cast::<HtmlElement>()?;
    // What is hidden has no parent of its place.
    line.offset_parent()?;
    let line = place(&line).0;
    // Rows and map share what other things leave them; the parts of the page share all of it.
    let (start, end) = match divider {
        Divider::Rows => (before.0, after.1),
        _ => place(&within),
    };
    Some(Room {
        start,
        length: end - start,
        before: before.0,
        after: after.1,
        line,
    })
}

fn remembered() -> Places {
    Places::read(&Setting::Panes.get().unwrap_or_default())
}

fn remember(divider: Divider, at: Option<f64>) {
    let mut places = remembered();
    places.set(divider, at);
    let written = places.write();
    Setting::Panes.set(Some(written.as_str()).filter(|text| !text.is_empty()));
}

//! The canvases, and whoever points at them or presses keys.

use web_sys::{Element, HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

use super::paint;
use super::palette::use_palette;
use super::said::SAID;
use crate::ui::commands;
use crate::ui::place::set;
use crate::ui::resize::use_resize;
use crate::ui::store::Dispatch;
use crate::view::keys::{self, Command, MapCommand, Scope};
use crate::view::treemap::{Map, MapAction, MapView, Way, cell_facts};
use crate::view::{Action, text};
use crate::words::map as say;

/// Properties of [`Stage`].
#[derive(Clone, PartialEq, Properties)]
pub struct StageProps {
    /// The map.
    pub view: MapView,
    /// The cell at hand.
    pub at: Option<usize>,
    /// Takes a cell at hand.
    pub on_at: Callback<Option<usize>>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The stage.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let StageProps {
        view,
        at,
        on_at,
        dispatch,
    } = props;
    let (stage, below, above, tip) = (
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
    );
    let room = use_state_eq(|| (0_u32, 0_u32));
    let under = use_state_eq(|| None::<usize>);
    let palette = use_palette();
    use_resize(stage.clone(), {
        let (stage, room, dispatch) = (stage.clone(), room.setter(), dispatch.clone());
        move || {
            if let Some(stage) = stage.cast::<Element>() {
                let (width, height) = (stage.client_width() as u32, stage.client_height() as u32);
                room.set((width, height));
                dispatch.emit(Action::Map(MapAction::Room(width, height)));
            }
        }
    });
    let scale = view.map.as_ref().map_or((1.0, 1.0), |map| {
        (
            f64::from(room.0) / f64::from(map.wish.width.max(1)),
            f64::from(room.1) / f64::from(map.wish.height.max(1)),
        )
    });
    let drawn = (view.map.clone(), view.colour, palette.clone(), *room);
    use_effect_with(drawn, {
        let below = below.clone();
        move |(map, colour, palette, room)| {
            let canvas = below.cast::<HtmlCanvasElement>();
            let to = canvas.and_then(|c| paint::canvas(&c, f64::from(room.0), f64::from(room.1)));
            if let (Some(to), Some(map)) = (to, map) {
                paint::paint(&to, map, *colour, palette, scale);
            }
        }
    });
    let lined = (view.map.clone(), palette, *room, *at, *under);
    use_effect_with(lined, {
        let above = above.clone();
        move |(map, palette, room, at, under)| {
            let canvas = above.cast::<HtmlCanvasElement>();
            let to = canvas.and_then(|c| paint::canvas(&c, f64::from(room.0), f64::from(room.1)));
            if let (Some(to), Some(map)) = (to, map) {
                for (cell, strong) in [(under, false), (at, true)] {
                    if let Some(cell) = cell.and_then(|cell| map.cells.get(cell)) {
                        paint::outline(&to, cell.rect, palette, scale, strong);
                    }
                }
            }
        }
    });
    let cell_at = {
        let map = view.map.clone();
        move |event: &MouseEvent| -> Option<usize> {
            let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
            map.as_ref()?.at(x / scale.0, y / scale.1)
        }
    };
    let onclick = {
        let (map, on_at, dispatch, cell_at) = (
            view.map.clone(),
            on_at.clone(),
            dispatch.clone(),
            cell_at.clone(),
        );
        Callback::from(move |event: MouseEvent| {
            let cell = cell_at(&event);
            on_at.emit(cell);
            if let (Some(map), Some(cell)) = (&map, cell) {
                choose(map, cell, &dispatch);
            }
        })
    };
    let ondblclick = {
        let (map, dispatch, cell_at) = (view.map.clone(), dispatch.clone(), cell_at.clone());
        Callback::from(move |event: MouseEvent| {
            if let (Some(map), Some(cell)) = (&map, cell_at(&event)) {
                zoom(map, cell, &dispatch);
            }
        })
    };
    let onmousemove = {
        let (under, tip, stage) = (under.setter(), tip.clone(), stage.clone());
        Callback::from(move |event: MouseEvent| {
            under.set(cell_at(&event));
            if let (Some(tip), Some(stage)) = (tip.cast::<HtmlElement>(), stage.cast::<Element>()) {
                // Beside the pointer, on the side that has room.
                let (x, y) = (event.offset_x(), event.offset_y());
                let left = match x * 2 > stage.client_width() {
                    true => (x - tip.offset_width() - 12).max(0),
                    false => x + 14,
                };
                let top = match y * 2 > stage.client_height() {
                    true => (y - tip.offset_height() - 10).max(0),
                    false => y + 16,
                };
                set(&tip, "transform", &format!("translate({left}px, {top}px)"));
            }
        })
    };
    let onmouseleave = {
        let under = under.setter();
        Callback::from(move |_: MouseEvent| under.set(None))
    };
    let onkeydown = {
        let (map, at, on_at, dispatch) = (view.map.clone(), *at, on_at.clone(), dispatch.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(map) = &map else {
                return;
            };
            let pressed = commands::pressed(&event);
            let Some(Command::Map(command)) = keys::find(Scope::Map, &pressed) else {
                return;
            };
            match command {
                MapCommand::Go(way) => on_at.emit(Some(step(map, at, way))),
                MapCommand::In => at.into_iter().for_each(|at| zoom(map, at, &dispatch)),
                MapCommand::Choose => at.into_iter().for_each(|at| choose(map, at, &dispatch)),
                MapCommand::Whole => dispatch.emit(Action::Map(MapAction::Zoom(String::new()))),
                // There is nothing to zoom out of: Esc may mean something to the page.
                MapCommand::Out if map.wish.root.is_empty() => return,
                MapCommand::Out => dispatch.emit(Action::Map(MapAction::Out)),
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let map = view.map.as_ref();
    let told_of = map.and_then(|map| map.cells.get((*under)?).map(|cell| {
        html! { <><bdi>{cell.full_path()}</bdi><span class="map-facts">{cell_facts(cell, map)}</span></> }
    }));
    let label = map.map_or_else(
        || say::on_its_way().to_owned(),
        |map| {
            say::described(
                &text::size(map.bytes()),
                &say::rectangles(map.leaves().count() as u64),
            )
        },
    );
    html! {
        <div class="map-stage" ref={stage} role="application" tabindex="0" aria-label={label} aria-describedby={SAID}
            data-test="map-stage" {onclick} {ondblclick} {onmousemove} {onmouseleave} {onkeydown}>
            <canvas class="map-canvas" ref={below} aria-hidden="true" />
            <canvas class="map-canvas" ref={above} aria-hidden="true" />
            if map.is_some_and(|map| map.cells.is_empty()) {
                <p class="absence">{say::no_bytes()}</p>
            }
            <div class={classes!("map-tip", told_of.is_none().then_some("is-away"))} ref={tip} data-test="map-tip" aria-hidden="true">
                {told_of.clone()}
            </div>
        </div>
    }
}

/// The cell to which an arrow key leads: the largest, where none is at hand.
fn step(map: &Map, at: Option<usize>, way: Way) -> usize {
    let largest = || {
        map.leaves()
            .max_by_key(|(i, cell)| (cell.bytes, std::cmp::Reverse(*i)))
    };
    match at {
        Some(at) => map.next(at, way),
        None => largest().map_or(0, |(i, _)| i),
    }
}

fn choose(map: &Map, cell: usize, dispatch: &Dispatch) {
    // Of several that are too small to be seen, the folder in which they stand.
    if let Some(cell) = map.cells.get(cell) {
        let choose = MapAction::Choose(cell.node, map.tree);
        dispatch.emit(Action::Map(choose));
    }
}

fn zoom(map: &Map, cell: usize, dispatch: &Dispatch) {
    if let Some(folder) = map.folder(cell) {
        dispatch.emit(Action::Map(MapAction::Zoom(folder.to_owned())));
    }
}

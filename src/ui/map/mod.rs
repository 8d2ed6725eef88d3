//! The map of a tree: rectangles on a canvas, and the same as a table.
//!
//! The stage has the focus and its keys; what stands below it says in words what is at hand, so
//! that a screen reader tells it. Colours come from the style sheet, each with a pattern.

mod legend;
mod paint;
mod palette;
mod said;
mod stage;
mod switch;
mod table;
mod tools;

use yew::prelude::*;

use self::legend::Legend;
use self::said::Said;
use self::stage::Stage;
use self::table::Table;
use self::tools::Tools;
use super::store::Dispatch;
use crate::view::treemap::{MapView, Spot};

pub use self::switch::LookSwitch;

/// Properties of [`SizeMap`].
#[derive(Clone, PartialEq, Properties)]
pub struct SizeMapProps {
    /// The map, and how it is looked at.
    pub view: MapView,
    /// The path of the tree's row at hand.
    pub hand: Option<AttrValue>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The map with what stands around it.
#[component]
pub fn SizeMap(props: &SizeMapProps) -> Html {
    let SizeMapProps {
        view,
        hand,
        dispatch,
    } = props;
    let as_table = use_state_eq(|| false);
    // The cell at hand, moved by keys and by the tree's row at hand: as what it is, since a map of
    // another size has other cells.
    let place = use_state_eq(|| None::<Spot>);
    let map = view.map.as_ref();
    let at = map.and_then(|map| map.of_spot(place.as_ref()?));
    use_effect_with(hand.clone(), {
        let place = place.setter();
        move |hand: &Option<AttrValue>| place.set(hand.as_deref().map(Spot::of_path))
    });
    let on_table = {
        let as_table = as_table.clone();
        Callback::from(move |()| as_table.set(!*as_table))
    };
    let on_at = {
        let (place, map) = (place.setter(), view.map.clone());
        Callback::from(move |cell: Option<usize>| {
            place.set(map.as_ref().and_then(|map| map.spot(cell?)));
        })
    };
    let root = map.map(|map| map.wish.root.clone());
    html! {
        <div class="map" data-test="map" data-root={root} data-shape={format!("{:?}", view.wish.shape).to_lowercase()}
            data-bytes={map.map(|map| map.bytes().to_string())}
            data-cells={map.map(|map| map.cells.len().to_string())}>
            <Tools view={view.clone()} as_table={*as_table} {on_table} dispatch={dispatch.clone()} />
            if let (true, Some(map)) = (*as_table, map) {
                <Table map={map.clone()} dispatch={dispatch.clone()} />
            } else {
                <Stage view={view.clone()} at={at} on_at={on_at} dispatch={dispatch.clone()} />
                <Said view={view.clone()} at={at} dispatch={dispatch.clone()} />
            }
            <Legend view={view.clone()} />
        </div>
    }
}

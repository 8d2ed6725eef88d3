//! The cell at hand in words, and what can be done with it.

use yew::prelude::*;

use crate::ui::store::Dispatch;
use crate::view::treemap::{Look, MapAction, MapView, cell_facts};
use crate::view::{Action, text};
use crate::words::map as say;

/// The id of the words: the stage is described by them.
pub const SAID: &str = "map-said";

/// Properties of [`Said`].
#[derive(Clone, PartialEq, Properties)]
pub struct SaidProps {
    /// The map.
    pub view: MapView,
    /// The cell at hand.
    pub at: Option<usize>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The words.
#[component]
pub fn Said(props: &SaidProps) -> Html {
    let Some(map) = &props.view.map else {
        return Html::default();
    };
    let cell = props.at.and_then(|at| map.cells.get(at));
    let (said, facts) = match cell {
        Some(cell) => (cell.full_path(), cell_facts(cell, map)),
        None => (
            say::bytes_in(
                &text::size(map.bytes()),
                &say::rectangles(map.leaves().count() as u64),
            ),
            say::press_one().to_owned(),
        ),
    };
    let folder = props.at.and_then(|at| map.folder(at)).unwrap_or_default();
    let zoom = (folder != map.wish.root).then(|| {
        let path = folder.to_owned();
        let onclick = (props.dispatch)
            .reform(move |_: MouseEvent| Action::Map(MapAction::Zoom(path.clone())));
        html! { <button class="quiet" type="button" data-test="map-zoom" {onclick}>{say::zoom_in()}</button> }
    });
    let out = (!map.wish.root.is_empty()).then(|| {
        let onclick = (props.dispatch).reform(|_: MouseEvent| Action::Map(MapAction::Out));
        html! { <button class="quiet" type="button" data-test="map-out" {onclick}>{say::zoom_out()}</button> }
    });
    let reveal = cell.map(|cell| {
        let (dispatch, node, tree) = (props.dispatch.clone(), cell.node, map.tree);
        let alone = props.view.look == Look::Map;
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Map(MapAction::Choose(node, tree)));
            if alone {
                dispatch.emit(Action::Map(MapAction::Look(Look::Rows)));
            }
        });
        html! { <button class="quiet" type="button" data-test="map-reveal" {onclick}>{say::show_in_rows()}</button> }
    });
    html! {
        <div class="map-said">
            <p id={SAID} data-test="map-said" data-path={cell.map(|cell| cell.path.clone())} aria-live="polite" title={said.clone()}>
                <bdi>{said}</bdi><span class="map-facts">{facts}</span>
            </p>
            {zoom}{out}{reveal}
        </div>
    }
}

//! What stands above the map: the folder that fills it, its shape, and what its colours tell.

use yew::prelude::*;

use crate::ui::store::Dispatch;
use crate::view::Action;
use crate::view::treemap::{ColourBy, MapAction, MapView, Shape};
use crate::words::map as say;

/// Properties of [`Tools`].
#[derive(Clone, PartialEq, Properties)]
pub struct ToolsProps {
    /// The map.
    pub view: MapView,
    /// Whether it is shown as a table.
    pub as_table: bool,
    /// Shows it as a table, or as a picture again.
    pub on_table: Callback<()>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The tools.
#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let button = |pressed: bool, action: MapAction, word: &'static str, test: &'static str| {
        let onclick = props
            .dispatch
            .reform(move |_: MouseEvent| Action::Map(action.clone()));
        html! { <button type="button" data-test={test} aria-pressed={pressed.to_string()} {onclick}>{word}</button> }
    };
    let shape = |shape: Shape, word, test| {
        button(
            props.view.wish.shape == shape,
            MapAction::Shape(shape),
            word,
            test,
        )
    };
    let colour = |colour: ColourBy, word, test| {
        button(
            props.view.colour == colour,
            MapAction::Colour(colour),
            word,
            test,
        )
    };
    html! {
        <div class="map-tools">
            {crumbs(props)}
            <div class="segments" role="group" aria-label={say::shape()}>
                {shape(Shape::Treemap, say::treemap(), "map-treemap")}
                {shape(Shape::Icicle, say::icicle(), "map-icicle")}
            </div>
            <div class="segments" role="group" aria-label={say::what_colours_tell()}>
                {colour(ColourBy::Layer, say::layer(), "map-by-layer")}
                {colour(ColourBy::Family, say::kind(), "map-by-family")}
                {colour(ColourBy::Change, say::change(), "map-by-change")}
            </div>
            <button class="toggle" type="button" data-test="map-table-switch" aria-pressed={props.as_table.to_string()}
                onclick={props.on_table.reform(|_: MouseEvent| ())}>{say::table()}</button>
        </div>
    }
}

fn crumbs(props: &ToolsProps) -> Html {
    let crumbs = props
        .view
        .map
        .as_ref()
        .map(|map| map.crumbs())
        .unwrap_or_default();
    let last = crumbs.len().saturating_sub(1);
    let crumb = |(i, (name, path)): (usize, (String, String))| {
        let onclick = props
            .dispatch
            .reform(move |_: MouseEvent| Action::Map(MapAction::Zoom(path.clone())));
        let label = (i == 0).then_some(say::whole_tree());
        html! {
            <li><button type="button" aria-current={(i == last).then_some("true")} aria-label={label} {onclick}><bdi>{name}</bdi></button></li>
        }
    };
    html! {
        <nav class="map-crumbs" aria-label={say::folder_on_map()} data-test="map-crumbs">
            <ol>{for crumbs.into_iter().enumerate().map(crumb)}</ol>
        </nav>
    }
}

//! The map as a table: the same cells, for whoever does not see the canvas, or wants figures.

use yew::prelude::*;

use super::legend::swatch;
use crate::ui::store::Dispatch;
use crate::view::progress::share;
use crate::view::treemap::{
    Cell, ColourBy, Ground, Map, MapAction, family_words, layer_words, mark_words,
};
use crate::view::{Action, text};
use crate::words::map as say;

/// Properties of [`Table`].
#[derive(Clone, PartialEq, Properties)]
pub struct TableProps {
    /// The map.
    pub map: Map,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The table, the largest first.
#[component]
pub fn Table(props: &TableProps) -> Html {
    let mut cells: Vec<&Cell> = props.map.leaves().map(|(_, cell)| cell).collect();
    cells.sort_by_key(|cell| std::cmp::Reverse(cell.bytes));
    html! {
        <div class="map-table" tabindex="0" role="region" aria-label={say::as_a_table()}>
            <table data-test="map-table">
                <thead><tr>
                    <th scope="col">{say::path()}</th><th scope="col">{say::size()}</th><th scope="col">{say::share()}</th>
                    <th scope="col">{say::layer()}</th><th scope="col">{say::kind()}</th><th scope="col">{say::change()}</th>
                </tr></thead>
                <tbody>{for cells.into_iter().map(|cell| row(props, cell))}</tbody>
            </table>
        </div>
    }
}

fn row(props: &TableProps, cell: &Cell) -> Html {
    let (node, tree) = (cell.node, props.map.tree);
    let onclick = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Map(MapAction::Choose(node, tree)));
    let of = share(cell.bytes, props.map.bytes());
    html! {
        <tr data-test="map-row" data-path={cell.path.clone()} data-bytes={cell.bytes.to_string()} data-merged={cell.merged.to_string()}>
            <th scope="row"><button type="button" {onclick}><bdi>{cell.full_path()}</bdi></button></th>
            <td title={text::exact(cell.bytes)}>{text::size(cell.bytes)}</td>
            <td>{text::percent(of)}</td>
            <td>{swatch(Ground::of(cell, ColourBy::Layer))}{layer_words(cell)}</td>
            <td>{family_words(cell)}</td>
            <td>{mark_words(cell)}</td>
        </tr>
    }
}

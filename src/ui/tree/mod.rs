//! The tree: a treegrid after WAI-ARIA's pattern, of which only the rows in sight are drawn.
//!
//! The grid has the focus and names the row at hand (`aria-activedescendant`), so that the
//! focus is not lost when that row is scrolled out of sight.

mod chips;
mod columns;
mod filter_menu;
mod foot;
mod grid;
mod head;
mod menu;
mod row;
mod search;
mod taking;
mod toolbar;

use yew::prelude::*;

use self::chips::Chips;
use self::foot::Foot;
use self::grid::Grid;
use self::taking::Taking;
use self::toolbar::{Toolbar, legend};
use super::Strange;
use super::divider::Between;
use super::map::{LookSwitch, SizeMap};
use super::store::Dispatch;
use crate::view::filter::{Filters, Set};
use crate::view::panes::Divider;
use crate::view::tarball::TarView;
use crate::view::tree::{Column, Excerpt};
use crate::view::treemap::{Look, MapView};
use crate::view::{Absence, Mode};

pub use self::grid::page_rows;
pub use self::search::FILTER;

/// Properties of [`Tree`].
#[derive(Clone, PartialEq, Properties)]
pub struct TreeProps {
    /// What is drawn of the tree.
    pub tree: Option<Excerpt>,
    /// Why there is none.
    pub absence: Absence,
    /// What it shows.
    pub mode: Mode,
    /// The layer at hand, and the instruction that made it.
    pub title: AttrValue,
    /// The filter that is wanted, and those before and after it.
    pub filters: Filters,
    /// The columns that are shown.
    pub columns: Set<Column>,
    /// Layers that the image has.
    pub layers: usize,
    /// The map, and how it is looked at.
    pub map: MapView,
    /// The folder that is saved as a tar.
    pub tarball: TarView,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The tree with what stands above it.
#[component]
pub fn Tree(props: &TreeProps) -> Html {
    let look = props.map.look;
    let section = use_node_ref();
    html! {
        <section class="pane pane-tree" ref={section.clone()} aria-labelledby="tree-title">
            <div class="pane-head">
                <h2 id="tree-title" class="pane-title"><Strange text={props.title.clone()} />{legend(props.tree.as_ref())}</h2>
                <LookSwitch {look} dispatch={props.dispatch.clone()} />
            </div>
            <Toolbar tree={props.tree.clone()} mode={props.mode} filters={props.filters.clone()}
                columns={props.columns} layers={props.layers} dispatch={props.dispatch.clone()} />
            <Chips filters={props.filters.clone()} dispatch={props.dispatch.clone()} />
            if let Some(tree) = &props.tree {
                if look != Look::Map {
                    <Grid tree={tree.clone()} columns={props.columns} dispatch={props.dispatch.clone()} />
                }
                if look == Look::Both {
                    <Between divider={Divider::Rows} within={section} />
                }
                if look != Look::Rows {
                    <SizeMap view={props.map.clone()} hand={hand(tree)} dispatch={props.dispatch.clone()} />
                }
                <Taking view={props.tarball.clone()} dispatch={props.dispatch.clone()} />
                <Foot tree={tree.clone()} dispatch={props.dispatch.clone()} />
            } else {
                <p class="absence" data-test="tree-absence">{props.absence.words()}</p>
            }
        </section>
    }
}

/// The path of the row at hand.
fn hand(tree: &Excerpt) -> Option<AttrValue> {
    let row = tree.row(tree.at?)?;
    Some(row.path.clone().into())
}

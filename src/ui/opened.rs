//! The page once something is open.

use std::rc::Rc;

use yew::prelude::*;

use super::details::Details;
use super::divider::Between;
use super::history::History;
use super::opener::{Order, Then};
use super::panes::PaneSwitch;
use super::problems::Problems;
use super::remote::{Elsewhere, RemedyForm};
use super::shared::Shared;
use super::store::Dispatch;
use super::tree::Tree;
use crate::report::Report;
use crate::view::State;
use crate::view::history::Line;
use crate::view::panes::Divider;
use crate::words::landing as say;

/// The state as a property: any other state is another.
#[derive(Clone)]
pub struct OpenState(pub State);

impl PartialEq for OpenState {
    fn eq(&self, _: &OpenState) -> bool {
        false
    }
}

/// Properties of [`Opened`].
#[derive(Clone, PartialEq, Properties)]
pub struct OpenedProps {
    /// The analysis.
    pub report: Shared<Report>,
    /// Everything the page remembers.
    pub state: OpenState,
    /// Takes what a person wants of a registry.
    pub orders: Callback<Order>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The page once something is open.
#[component]
pub fn Opened(props: &OpenedProps) -> Html {
    let OpenedProps {
        report,
        state: OpenState(state),
        orders,
        dispatch,
    } = props;
    let lines = use_memo((report.clone(), state.image), |(report, image)| {
        let elsewhere = report.source.remote.is_some();
        let image = report.images.get(*image);
        image
            .map(|image| crate::view::history::lines(image, elsewhere))
            .unwrap_or_default()
    });
    let parts = use_node_ref();
    let image = report.images.get(state.image);
    let largest = image.map_or(0, |image| {
        image.layers.iter().map(|l| l.size).max().unwrap_or(0)
    });
    let title = image.map_or_else(String::new, |image| {
        crate::view::history::layer_label(image, state.layer)
    });
    let mut problems = state.not_downloaded.iter();
    let remedy = problems.find_map(|problem| problem.remedy.as_deref().cloned());
    html! {
        <>
        <Problems problems={state.problems()} />
        if let Some(remedy) = remedy {
            <section class="remedy" aria-label={say::what_can_be_done()}>
                <RemedyForm {remedy} logins={state.logins.to_vec()} then={Then::Download} orders={orders.clone()} dispatch={dispatch.clone()} />
            </section>
        }
        <PaneSwitch pane={state.pane} dispatch={dispatch.clone()} />
        <main class="panes" ref={parts.clone()}>
            <History lines={lines.clone()} {largest} row={state.row} reading={reading(state, &lines)} failed={failed(state, &lines)}
                dispatch={dispatch.clone()} />
            <Between divider={Divider::History} within={parts.clone()} />
            <Between divider={Divider::Left} within={parts.clone()} />
            <Tree tree={state.tree.clone()} absence={state.tree_absence()} mode={state.mode} {title}
                filters={state.filters.clone()} columns={state.columns} layers={image.map_or(0, |image| image.layers.len())} map={state.map.clone()}
                tarball={state.tarball.clone()} dispatch={dispatch.clone()} />
            <Between divider={Divider::Details} within={parts.clone()} />
            <Between divider={Divider::Above} within={parts.clone()} />
            <Details report={report.clone()} image={state.image} panel={state.panel} packages={state.packages.clone()} whatif={state.whatif.clone()} beside={state.beside.clone()}
                elsewhere={Elsewhere::of(state, orders, dispatch)} dispatch={dispatch.clone()} />
        </main>
        </>
    }
}

fn reading(state: &State, lines: &Rc<Vec<Line>>) -> Vec<Option<f64>> {
    let rows = lines.iter().map(|line| {
        let layer = line.layer?;
        // A layer that has come is shown as come until the report says what it holds.
        let come = line.stored.is_some() && state.feed(layer).is_some_and(|feed| feed.read);
        state.reading(layer).or(come.then_some(1.0))
    });
    rows.collect()
}

fn failed(state: &State, lines: &Rc<Vec<Line>>) -> Vec<bool> {
    let failed = |layer| state.feed(layer).is_some_and(|feed| feed.failed);
    let rows = lines.iter().map(|line| line.layer.is_some_and(failed));
    rows.collect()
}

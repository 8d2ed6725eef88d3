//! The whole page.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::commands;
use super::details::Details;
use super::drop::{DropOverlay, use_file_drop};
use super::feed;
use super::header::Header;
use super::help::Help;
use super::history::History;
use super::landing::Landing;
use super::panes::{self, PaneSwitch};
use super::problems::Problems;
use super::progress::ProgressLine;
use super::shared::Shared;
use super::store::{Dispatch, Store};
use super::tree::Tree;
use crate::report::Report;
use crate::view::history::Line;
use crate::view::{Action, Phase, State, text, title};
use crate::worker::pool::{Given, Pool};

/// The page.
#[component]
pub fn App() -> Html {
    let store = use_reducer(Store::default);
    let state = &store.0;
    let pool = use_mut_ref(|| None::<Pool>);
    let dispatch: Dispatch = use_callback((), {
        let dispatcher = store.dispatcher();
        move |action: Action, ()| dispatcher.dispatch(action)
    });
    let on_file = use_callback((), {
        let (pool, dispatch) = (pool.clone(), dispatch.clone());
        move |given: Given, ()| {
            // What was open before ends first, so that it tells nothing more.
            pool.borrow_mut().take();
            let name = given.name().to_owned();
            dispatch.emit(Action::Begin(name, js_sys::Date::now()));
            let opened = Pool::open(given, feed::listener(dispatch.clone()));
            *pool.borrow_mut() = Some(opened);
        }
    });
    let on_cancel = use_callback((), {
        let (pool, dispatch) = (pool.clone(), dispatch.clone());
        move |(), ()| {
            if let Some(pool) = pool.borrow().as_ref() {
                pool.cancel();
            }
            dispatch.emit(Action::Cancel);
        }
    });
    use_viewed(state, pool.clone());
    use_effect_with(state.request().cloned(), move |request| {
        if let (Some(request), Some(pool)) = (request, pool.borrow().as_ref()) {
            pool.explore(request);
        }
    });
    let dragging = use_file_drop(on_file.clone());
    commands::use_keys(dispatch.clone());
    use_effect_with(page_title(state), |title| {
        gloo::utils::document().set_title(title)
    });

    // An archive without images has nothing to show but why.
    let report = state.report.clone().map(Shared::from);
    let opened = report.filter(|report| !report.images.is_empty());
    html! {
        <div class="app" data-test="app" data-state={state.phase.id()}
            data-pending={state.request().is_some().to_string()} data-pane={panes::id(state.pane)}>
            <Header report={opened.clone()} image={state.image} on_file={on_file.clone()} dispatch={dispatch.clone()} />
            if state.phase.is_busy() {
                <ProgressLine progress={state.progress} doing={doing(state)} on_cancel={on_cancel} />
            }
            if let Some(report) = opened {
                <Opened report={report} state={OpenState(state.clone())} dispatch={dispatch.clone()} />
            } else if state.phase == Phase::Opening {
                <main class="opening"><p>{"Looking for images in "}<super::Strange text={state.file.clone()} />{"…"}</p></main>
            } else {
                <Landing problems={state.problems()} file={state.file.clone()} {on_file} />
            }
            if dragging { <DropOverlay /> }
            if let Some(viewed) = state.viewed.clone() {
                <super::file::Viewer {viewed} dispatch={dispatch.clone()} />
            }
            if state.help { <Help dispatch={dispatch.clone()} /> }
        </div>
    }
}

/// Has the file found and read that is looked at.
#[hook]
fn use_viewed(state: &State, pool: Rc<RefCell<Option<Pool>>>) {
    let viewed = state.viewed.as_ref();
    use_effect_with(viewed.map(|viewed| (viewed.number, viewed.ask)), {
        let pool = pool.clone();
        move |viewed| match (*viewed, pool.borrow().as_ref()) {
            (Some((number, ask)), Some(pool)) => pool.look_at(number, ask),
            (None, Some(pool)) => pool.close_file(),
            (_, None) => {}
        }
    });
    let saving = viewed.filter(|viewed| viewed.saving);
    use_effect_with(saving.map(|viewed| viewed.number), move |saving| {
        if let (Some(_), Some(pool)) = (saving, pool.borrow().as_ref()) {
            pool.read_whole();
        }
    });
}

fn page_title(state: &State) -> String {
    match state.image_report() {
        Some(image) => format!("{} – Peel", text::visible(&title(image, state.image))),
        None => "Peel".into(),
    }
}

fn doing(state: &State) -> &'static str {
    match state.phase {
        Phase::Opening => "Opening",
        _ => "Reading layers",
    }
}

/// The state as a property: any other state is another.
#[derive(Clone)]
struct OpenState(State);

impl PartialEq for OpenState {
    fn eq(&self, _: &OpenState) -> bool {
        false
    }
}

/// Properties of [`Opened`].
#[derive(Clone, PartialEq, Properties)]
struct OpenedProps {
    report: Shared<Report>,
    state: OpenState,
    dispatch: Dispatch,
}

/// The page once an archive is open.
#[component]
fn Opened(props: &OpenedProps) -> Html {
    let OpenedProps {
        report,
        state: OpenState(state),
        dispatch,
    } = props;
    let lines = use_memo((report.clone(), state.image), |(report, image)| {
        report
            .images
            .get(*image)
            .map(crate::view::history::lines)
            .unwrap_or_default()
    });
    let image = report.images.get(state.image);
    let largest = image.map_or(0, |image| {
        image.layers.iter().map(|l| l.size).max().unwrap_or(0)
    });
    let title = image.map_or_else(String::new, |image| {
        crate::view::history::layer_label(image, state.layer)
    });
    html! {
        <>
        <Problems problems={state.problems()} />
        <PaneSwitch pane={state.pane} dispatch={dispatch.clone()} />
        <main class="panes">
            <History lines={lines.clone()} {largest} row={state.row} reading={reading(state, &lines)} dispatch={dispatch.clone()} />
            <Tree tree={state.tree.clone()} absence={state.tree_absence()} mode={state.mode} {title} map={state.map.clone()} dispatch={dispatch.clone()} />
            <Details report={report.clone()} image={state.image} panel={state.panel} dispatch={dispatch.clone()} />
        </main>
        </>
    }
}

fn reading(state: &State, lines: &Rc<Vec<Line>>) -> Vec<Option<f64>> {
    let rows = lines.iter().map(|line| state.reading(line.layer?));
    rows.collect()
}

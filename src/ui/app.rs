//! The whole page.

use std::rc::Rc;

use yew::prelude::*;

use super::address::use_address;
use super::command_palette::CommandPalette;
use super::commands;
use super::compare::{Against, CompareDialog, Comparing};
use super::drop::{DropOverlay, use_file_drop};
use super::header::Header;
use super::help::Help;
use super::landing::Landing;
use super::opened::{OpenState, Opened};
use super::opener::{Opener, Order};
use super::outside::{NewVersionLine, use_outside};
use super::panes;
use super::progress::ProgressLine;
use super::remote::{OfferLine, OpenDialog, use_paste};
use super::settings::Setting;
use super::shared::Shared;
use super::store::{Dispatch, Store};
use crate::dockerfile::is_named_so;
use crate::view::tree::Column;
use crate::view::{Action, Phase, State, text, title};
use crate::words::share as share_words;
use crate::words::{landing as say, language};
use crate::worker::pool::Given;

/// The page.
#[component]
pub fn App() -> Html {
    let store = use_reducer(Store::default);
    let state = &store.0;
    let dispatch: Dispatch = use_callback((), {
        let dispatcher = store.dispatcher();
        move |action: Action, ()| dispatcher.dispatch(action)
    });
    let opener = use_memo(dispatch.clone(), |dispatch| Opener::new(dispatch.clone()));
    let orders = use_callback((), {
        let opener = opener.clone();
        move |order: Order, ()| opener.obey(order)
    });
    let comparing = compared_with(state);
    let beside = state.report.is_some();
    let on_file = use_callback((orders.clone(), comparing, beside), {
        let dispatch = dispatch.clone();
        move |given: Given, (orders, comparing, beside)| {
            if let Some(file) = given.file()
                && *beside
                && is_named_so(given.name())
            {
                return super::beside::put(file, &dispatch);
            }
            let against = Against::Given(given);
            orders.emit(match (comparing.clone(), against) {
                (None, Against::Given(given)) => Order::Open(given),
                (comparing, against) => {
                    Order::Compare(comparing.map(|c| Comparing { against, ..c }))
                }
            });
        }
    });
    use_viewed(state, opener.clone());
    use_packages(state, opener.clone());
    use_tarball(state, opener.clone());
    use_effect_with(state.what_if_request().cloned(), {
        let opener = opener.clone();
        move |request| opener.what_if(request.as_ref())
    });
    use_effect_with(state.share.request(), {
        let opener = opener.clone();
        move |request| {
            if let Some(request) = *request {
                opener.link(request);
            }
        }
    });
    use_effect_with(state.request().cloned(), {
        let opener = opener.clone();
        move |request| {
            if let Some(request) = request {
                opener.explore(request);
            }
        }
    });
    let language = use_state_eq(language);
    let on_language = use_callback(language.setter(), {
        let opener = opener.clone();
        move |spoken, setter| {
            setter.set(spoken);
            opener.say_again();
        }
    });
    use_comparison(state, opener.clone(), orders.clone());
    let dragging = use_file_drop(on_file.clone());
    let new_version = use_outside(on_file.clone());
    commands::use_keys(dispatch.clone());
    use_address(orders.clone(), state.stand());
    use_effect_with(state.columns, |columns| {
        let ids = (*columns != Column::usual()).then(|| columns.ids());
        Setting::Columns.set(ids.as_deref());
    });
    use_effect_with(page_title(state), |title| {
        gloo::utils::document().set_title(title)
    });

    // An archive without images has nothing to show but why.
    let report = state.report.clone().map(Shared::from);
    let opened = report.filter(|report| !report.images.is_empty());
    let opened_for_compare = opened.clone();
    let opened_for_share = opened.clone();
    let landing = opened.is_none() && state.phase != Phase::Opening;
    use_paste(!landing, orders.clone(), dispatch.clone());
    html! {
        <div class="app" data-test="app" key={language.tag()} data-state={state.phase.id()}
            data-pending={state.request().is_some().to_string()} data-pane={panes::id(state.pane)}>
            <Header report={opened.clone()} image={state.image} on_file={on_file.clone()} orders={orders.clone()} {on_language} dispatch={dispatch.clone()} />
            if let Some(new) = (*new_version).clone() {
                <NewVersionLine {new} on_later={Callback::from(move |()| new_version.set(None))} />
            }
            if state.phase.is_busy() {
                <ProgressLine progress={state.progress} doing={doing(state)} on_cancel={orders.reform(|()| Order::Cancel)} />
            } else if state.phase == Phase::Offered {
                <OfferLine offer={state.offer()} orders={orders.clone()} />
            }
            if let Some(report) = opened.as_ref().filter(|_| state.is_reopened()) {
                <aside class="reopened" aria-label={share_words::a_report()} data-test="reopened">
                    {share_words::reopened(&text::visible(&report.generator))}
                </aside>
            }
            if let Some(report) = opened {
                <Opened report={report} state={OpenState(state.clone())} orders={orders.clone()} dispatch={dispatch.clone()} />
            } else if landing {
                <Landing problems={state.problems()} file={state.file.clone()} host={state.host.clone()} field={state.field.clone()}
                    logins={state.logins.to_vec()} {on_file} orders={orders.clone()} dispatch={dispatch.clone()} />
            } else {
                <main class="opening"><p>{opening(state)}</p></main>
            }
            if dragging { <DropOverlay /> }
            if let Some(viewed) = state.viewed.clone() {
                <super::file::Viewer {viewed} dispatch={dispatch.clone()} />
            }
            if state.compare.open && let Some(report) = opened_for_compare {
                <CompareDialog {report} image={state.image} view={state.compare.clone()} orders={orders.clone()} dispatch={dispatch.clone()} />
            }
            if state.share.open && let Some(report) = opened_for_share {
                <super::share::ShareDialog {report} image={state.image} view={state.share.clone()} stand={state.stand()} orders={orders.clone()} dispatch={dispatch.clone()} />
            }
            if state.palette { <CommandPalette state={OpenState(state.clone())} dispatch={dispatch.clone()} /> }
            if state.help { <Help dispatch={dispatch.clone()} /> }
            if state.opening { <OpenDialog text={state.field.clone()} {orders} dispatch={dispatch.clone()} /> }
        </div>
    }
}

/// What a file that comes now is compared with; none where it is opened.
fn compared_with(state: &State) -> Option<Comparing> {
    let report = state
        .report
        .clone()
        .filter(|_| state.compare.takes_files())?;
    Some(Comparing {
        against: Against::Image(state.image),
        image: state.image,
        report: report.into(),
    })
}

/// Has the comparison made that an address leads to, and its files listed.
#[hook]
fn use_comparison(state: &State, opener: Rc<Opener>, orders: Callback<Order>) {
    use_effect_with(state.compare.rows_wanted(), {
        let opener = opener.clone();
        move |wanted| {
            if let Some((number, wish)) = wanted.clone() {
                opener.with_pool(|pool| pool.compared_rows(number, wish));
            }
        }
    });
    use_effect_with((state.compare.packages_wanted(), state.compare.image), {
        let opener = opener.clone();
        move |(wanted, image)| opener.comparer().read_packages(&opener, *wanted, *image)
    });
    // Whatever hides it, nothing more is read for it.
    use_effect_with(state.compare.open, move |open| {
        if !open {
            opener.comparer().rest();
        }
    });
    let (report, image) = (state.report.clone(), state.image);
    use_effect_with(state.compare.due.clone(), move |due| {
        let against = due.as_ref().and_then(Against::of);
        if let Some((against, report)) = against.zip(report) {
            let report = report.into();
            orders.emit(Order::Compare(Some(Comparing {
                against,
                image,
                report,
            })));
        }
    });
}

/// Has the file found and read that is looked at.
#[hook]
fn use_viewed(state: &State, opener: Rc<Opener>) {
    let viewed = state.viewed.as_ref();
    use_effect_with(viewed.map(|viewed| (viewed.number, viewed.ask.clone())), {
        let opener = opener.clone();
        move |viewed| opener.look_at(viewed.clone())
    });
    let saving = viewed.filter(|viewed| viewed.saving);
    use_effect_with(saving.map(|viewed| viewed.number), move |saving| {
        if saving.is_some() {
            opener.read_whole();
        }
    });
}

/// Has packages read, and their files listed.
#[hook]
fn use_packages(state: &State, opener: Rc<Opener>) {
    use_effect_with(state.packages.wanted(), {
        let opener = opener.clone();
        move |wanted| opener.packages(*wanted)
    });
    use_effect_with(state.packages.files_wanted(), move |wanted| {
        if let Some((number, package)) = *wanted {
            opener.package_files(number, package);
        }
    });
}

/// Has the tar of a folder made; ends what nobody waits for.
#[hook]
fn use_tarball(state: &State, opener: Rc<Opener>) {
    use_effect_with(state.tarball.wanted(), move |wanted| {
        opener.with_pool(|pool| match *wanted {
            Some((number, Some(ask))) => pool.take_folder(number, ask),
            Some((_, None)) => {}
            None => pool.leave_folder(),
        });
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
        Phase::Opening => say::opening(),
        _ if state.is_remote() => say::downloading_layers(),
        _ => say::reading_layers(),
    }
}

fn opening(state: &State) -> Html {
    let file = html! { <super::Strange text={state.file.clone()} /> };
    match &state.host {
        Some(host) => html! {
            <>{say::asking()}{" "}<super::Strange text={host.clone()} />{" "}{say::asking_for()}{" "}{file}{"…"}</>
        },
        None => html! { <>{say::looking_in()}{" "}{file}{"…"}</> },
    }
}

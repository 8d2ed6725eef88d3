//! The dialog with the link to what is looked at, and the files that can be saved instead.

mod qr;
mod sharer;

use web_sys::KeyboardEvent;
use yew::prelude::*;

pub use self::sharer::base;

use self::qr::Qr;
use super::copy::Copy;
use super::modal::use_modal;
use super::opener::{File, Order};
use super::shared::Shared;
use super::store::Dispatch;
use crate::report::Report;
use crate::view::share::{Leads, ShareAction, ShareView, in_registry, markdown};
use crate::view::{Action, Stand};
use crate::words::share as say;
use crate::words::{buttons, count};

/// Characters from which on chats and mail programs may cut a link.
const LONG: usize = 2_000;

/// Properties of [`ShareDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct ShareDialogProps {
    /// The analysis.
    pub report: Shared<Report>,
    /// The image at hand.
    pub image: usize,
    /// What is known of the link.
    pub view: ShareView,
    /// Where a person stands.
    pub stand: Option<Stand>,
    /// Takes what is to be saved.
    pub orders: Callback<Order>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The dialog.
#[component]
pub fn ShareDialog(props: &ShareDialogProps) -> Html {
    let ShareDialogProps {
        report,
        view,
        dispatch,
        ..
    } = props;
    let dialog = use_modal();
    let close = dispatch.reform(|()| Action::Share(ShareAction::Close));
    let onclose = close.reform(|_: Event| ());
    let onclick = close.reform(|_: MouseEvent| ());
    // The page's own keys are not for what lies over it.
    let onkeydown = Callback::from(|event: KeyboardEvent| event.stop_propagation());
    let fragment = view.fragment(report, props.stand.as_ref());
    let url = fragment.map(|fragment| base() + &fragment);
    html! {
        <dialog ref={dialog} class="file compare is-small share" data-test="share" aria-labelledby="share-title" {onclose} {onkeydown}>
            <div class="file-head">
                <h2 id="share-title">{say::title()}</h2>
                <button class="button" type="button" data-test="share-close" {onclick}>{buttons::close()}</button>
            </div>
            if in_registry(report).is_some() { {leads(view, dispatch)} }
            {link(props, url.as_deref())}
            {holds(props)}
            <p class="remark">{say::nobody_told()}</p>
            {files(props, url.as_deref())}
        </dialog>
    }
}

fn leads(view: &ShareView, dispatch: &Dispatch) -> Html {
    let choice = |leads: Leads, id: &'static str, word: &'static str| {
        let onchange = dispatch.reform(move |_: Event| Action::Share(ShareAction::Lead(leads)));
        html! {
            <label class="share-choice">
                <input type="radio" name="share-leads" data-test={id} checked={view.leads == leads} {onchange} />
                {word}
            </label>
        }
    };
    html! {
        <fieldset class="share-leads">
            <legend>{say::leads_to()}</legend>
            {choice(Leads::Image, "share-image", say::to_registry())}
            {choice(Leads::Report, "share-report", say::to_report())}
        </fieldset>
    }
}

fn link(props: &ShareDialogProps, url: Option<&str>) -> Html {
    let view = &props.view;
    let of_report = view.leads == Leads::Report;
    let trees = {
        let wanted = view.trees();
        let onchange =
            (props.dispatch).reform(move |_: Event| Action::Share(ShareAction::Trees(!wanted)));
        let too_long = view.too_long_with_trees();
        html! {
            <label class="share-choice">
                <input type="checkbox" data-test="share-trees" checked={wanted} disabled={too_long.is_some()} {onchange} />
                {match too_long {
                    Some(length) => say::trees_too_long(&count(length as u64)),
                    None => say::with_trees().to_owned(),
                }}
            </label>
        }
    };
    let line = match (url, view.too_long().filter(|_| of_report)) {
        (Some(url), _) => {
            let length = url.chars().count();
            html! { <>
                <div class="compare-line">
                    <input class="share-link" type="text" readonly=true aria-label={say::link()} data-test="share-link" value={url.to_owned()} />
                    <Copy text={url.to_owned()} label={say::copy_link()} />
                </div>
                <p class="remark" data-test="share-length">
                    {say::characters(length as u64)}{". "}
                    if length > LONG { {say::long_for_some()}{" "} }
                    if sharer::is_here_only() { {say::here_only()} }
                </p>
                <Qr text={url.to_owned()} />
            </> }
        }
        (None, Some(length)) => html! {
            <p class="problem-line" role="alert" data-test="share-too-long">{say::too_long(&count(length as u64))}</p>
        },
        (None, None) => {
            html! { <p data-test="share-making" aria-live="polite">{say::making()}</p> }
        }
    };
    html! { <>
        if of_report { {trees} }
        {line}
    </> }
}

fn holds(props: &ShareDialogProps) -> Html {
    let view = &props.view;
    if view.leads == Leads::Image {
        return html! { <p>{say::registry_holds()}</p> };
    }
    let several = props.report.images.len() > 1;
    html! {
        <div class="share-holds">
            <div>
                <h3>{say::report_holds()}</h3>
                <ul data-test="share-holds">
                    <li>{say::holds_report()}</li>
                    if view.trees() { <li>{say::holds_trees()}</li> }
                    <li>{say::holds_place()}</li>
                </ul>
            </div>
            <div>
                <h3>{say::leaves_out()}</h3>
                <ul data-test="share-leaves-out">
                    <li>{say::no_contents()}</li>
                    <li>{say::no_secrets()}</li>
                    if !view.trees() { <li>{say::no_trees()}</li> }
                    if several { <li>{say::no_others()}</li> }
                </ul>
            </div>
        </div>
    }
}

fn files(props: &ShareDialogProps, url: Option<&str>) -> Html {
    let save = |file: File, id: &'static str, word: &'static str| {
        let onclick = props.orders.reform(move |_: MouseEvent| Order::Save(file));
        html! { <button class="button" type="button" data-test={id} {onclick}>{word}</button> }
    };
    let badge = {
        let (report, image) = (props.report.clone(), props.image);
        Callback::from(move |_: MouseEvent| sharer::save_badge(&report, image))
    };
    let readme = url.and_then(|url| markdown(&props.report, props.image, url));
    html! { <>
        <h3>{say::files()}</h3>
        <div class="compare-line">
            {save(File::Compact, "save-compact", say::save_compact())}
            {save(File::Json, "save-json", say::save_json())}
            <button class="button" type="button" data-test="save-badge" onclick={badge}>{say::save_badge()}</button>
        </div>
        <p class="remark">{say::files_say()}</p>
        if let Some(readme) = readme {
            <h3>{say::readme()}</h3>
            <div class="compare-line">
                <input class="share-link" type="text" readonly=true aria-label={say::readme()} data-test="share-markdown" value={readme.clone()} />
                <Copy text={readme} label={say::copy_markdown()} />
            </div>
        }
    </> }
}

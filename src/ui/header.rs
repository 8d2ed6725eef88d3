//! The line at the top: the image, its facts, and the page's own buttons.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::Strange;
use super::command_palette::PaletteButton;
use super::copy::Copy;
use super::folder;
use super::icon::{Glyph, Icon};
use super::language::LanguageSwitch;
use super::open;
use super::opener::Order;
use super::remote::platforms;
use super::shared::Shared;
use super::store::Dispatch;
use super::theme::ThemeSwitch;
use crate::report::{ImageReport, RemoteReport, Report};
use crate::view::compare::CompareAction;
use crate::view::share::ShareAction;
use crate::view::{Action, platform, text, title, title_among};
use crate::words::buttons;
use crate::words::compare as compare_words;
use crate::words::counts;
use crate::words::share as share_words;
use crate::words::{Language, header as say};
use crate::worker::pool::Given;

/// Properties of [`Header`].
#[derive(Clone, PartialEq, Properties)]
pub struct HeaderProps {
    /// The analysis; absent before anything is open.
    pub report: Option<Shared<Report>>,
    /// The image at hand.
    pub image: usize,
    /// Takes a chosen file.
    pub on_file: Callback<Given>,
    /// Takes what a person wants of a registry.
    pub orders: Callback<Order>,
    /// Takes the language that is chosen.
    pub on_language: Callback<Language>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The line at the top.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let choose = props.dispatch.reform(|_: MouseEvent| Action::Choose(true));
    let share = (props.dispatch).reform(|_: MouseEvent| Action::Share(ShareAction::Open));
    let compare = (props.dispatch).reform(|_: MouseEvent| Action::Compare(CompareAction::Open));
    let on_choice = props.on_file.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(file) = open::chosen(&event.target_unchecked_into::<HtmlInputElement>()) {
            on_choice.emit(file.into());
        }
    });
    let on_choice = props.on_file.clone();
    let onfolder = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(given) = input.files().as_ref().and_then(folder::chosen) {
            on_choice.emit(given);
        }
        input.set_value("");
    });
    let help = props.dispatch.reform(|_: MouseEvent| Action::Help(true));
    let report = props.report.as_deref();
    let image = report.and_then(|report| report.images.get(props.image));
    html! {
        <header class="header">
            <input id={open::INPUT} class="unseen" type="file" tabindex="-1" aria-label={say::archive_to_open()}
                data-test="file-input" {onchange} />
            <input id={open::FOLDER_INPUT} class="unseen" type="file" webkitdirectory=true tabindex="-1"
                aria-label={say::folder_to_open()} data-test="folder-input" onchange={onfolder} />
            <span class="brand"><Glyph icon={Icon::Peel} /><span>{"Peel"}</span></span>
            if let Some(report) = report {
                <div class="header-image">
                    {picker(report, props)}
                    if let Some(remote) = &report.source.remote { {platforms(remote, &props.orders)} }
                    if let Some(image) = image { {facts(image, report.source.remote.as_ref())} }
                </div>
                <span class="header-space" />
                <button class="button" type="button" data-test="share-open" title={share_words::title()} aria-label={share_words::share()} onclick={share}>
                    <Glyph icon={Icon::Share} /><span class="wide-only">{share_words::share()}</span>
                </button>
                <button class="button" type="button" data-test="compare-open" onclick={compare}>{compare_words::compare()}</button>
                <button class="button" type="button" data-test="open-another" onclick={choose}>
                    <Glyph icon={Icon::Open} />{say::open()}<span class="wide-only">{" "}{say::another()}</span>
                </button>
            } else {
                <span class="header-space" />
            }
            <PaletteButton dispatch={props.dispatch.clone()} />
            <button class="tool" type="button" data-test="keys" title={say::keys_title()} aria-label={say::keys()} onclick={help}>
                <Glyph icon={Icon::Keys} />
            </button>
            <LanguageSwitch on_language={props.on_language.clone()} />
            <ThemeSwitch />
        </header>
    }
}

/// The image's name; a choice where there are several.
fn picker(report: &Report, props: &HeaderProps) -> Html {
    if let [image] = report.images.as_slice() {
        return html! {
            <h1 class="image-name" data-test="image-name"><Strange text={title(image, 0)} /></h1>
        };
    }
    let onchange = props.dispatch.reform(|event: Event| {
        let select = event
            .target()
            .and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
        let chosen = select.map_or(0, |select| select.selected_index());
        Action::ChooseImage(usize::try_from(chosen).unwrap_or(0))
    });
    let options = (0..report.images.len()).map(|i| {
        let name = title_among(&report.images, i);
        html! {
            <option value={i.to_string()} selected={i == props.image}>{text::visible(&name)}</option>
        }
    });
    html! {
        <label class="image-picker">
            <span>{say::images_here(report.images.len())}</span>
            <select data-test="image-picker" {onchange}>{for options}</select>
        </label>
    }
}

fn facts(image: &ImageReport, remote: Option<&RemoteReport>) -> Html {
    let created = image.created.as_deref().map(text::date);
    let (stored, total) = (image.stored_size, image.sizes.total);
    html! {
        <ul class="header-facts" aria-label={say::facts()}>
            <li data-test="fact-platform"><Strange text={platform(image)} /></li>
            <li data-test="fact-layers" data-count={image.layers.len().to_string()}>
                {counts::layers(image.layers.len() as u64)}
            </li>
            <li data-test="fact-stored" data-bytes={stored.to_string()} title={text::exact(stored)}>
                {say::as_stored(&text::size(stored))}
            </li>
            if image.complete || image.layers.iter().any(|layer| layer.scanned) {
                <li data-test="fact-size" data-bytes={total.to_string()} title={text::exact(total)}>
                    {say::uncompressed(&text::size(total))}
                    if !image.complete { {" "}{say::so_far()} }
                </li>
            }
            if let Some(created) = created {
                <li data-test="fact-created"><Strange text={created} /></li>
            }
            if let Some(remote) = remote {
                <li class="fact-digest" data-test="fact-digest" data-digest={remote.digest.clone()} title={remote.digest.clone()}>
                    <code>{text::short_digest(&remote.digest)}</code>
                    <Copy text={remote.digest.clone()} label={buttons::copy_digest()} />
                </li>
            }
        </ul>
    }
}

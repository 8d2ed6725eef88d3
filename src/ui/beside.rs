//! The Dockerfile beside the image: chosen or dropped, and what is told of it.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::Strange;
use super::open;
use super::store::Dispatch;
use crate::limits;
use crate::view::Action;
use crate::view::beside::{Beside, Located};
use crate::words::beside as say;

/// Reads a file, and puts it beside the image.
pub fn put(file: &File, dispatch: &Dispatch) {
    let name = file.name();
    // What lies beyond the limit is not read.
    let Ok(start) = file.slice_with_f64_and_f64(0.0, limits::DOCKERFILE_BYTES as f64) else {
        return;
    };
    let dispatch = dispatch.clone();
    spawn_local(async move {
        // Of a file that went away between being chosen and being read nothing is left to find.
        let text = JsFuture::from(start.text()).await;
        let text = text.ok().and_then(|text| text.as_string());
        dispatch.emit(Action::Beside(Some((name, text.unwrap_or_default()))));
    });
}

/// Properties of [`BesideBar`].
#[derive(Clone, PartialEq, Properties)]
pub struct BesideProps {
    /// The file.
    pub beside: Option<Rc<Beside>>,
    /// What it says of the image at hand.
    pub located: Option<Rc<Located>>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The line above the findings.
#[component]
pub fn BesideBar(props: &BesideProps) -> Html {
    let input = use_node_ref();
    let onchange = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            let input = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            if let Some(file) = input.and_then(|input| open::chosen(&input)) {
                put(&file, &dispatch);
            }
        })
    };
    let choose = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        })
    };
    let remove = props.dispatch.reform(|_: MouseEvent| Action::Beside(None));
    html! {
        <div class="beside" data-test="beside">
            <input ref={input} class="unseen" type="file" tabindex="-1" aria-label={say::field()} data-test="beside-input" {onchange} />
            if let (Some(beside), Some(located)) = (&props.beside, &props.located) {
                <p data-test="beside-told" data-found={located.found.to_string()} data-all={located.all.to_string()}>
                    <code><Strange text={beside.name.clone()} /></code>{": "}{located.told()}
                </p>
                <button class="quiet" type="button" data-test="beside-choose" onclick={choose}>{say::choose_another()}</button>
                <button class="quiet" type="button" data-test="beside-remove" onclick={remove}>{say::remove()}</button>
            } else {
                <button class="quiet" type="button" data-test="beside-choose" title={say::why()} onclick={choose}>{say::choose()}</button>
            }
        </div>
    }
}

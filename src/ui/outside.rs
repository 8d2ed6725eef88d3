//! What comes from outside of the page, by `www/outside.js`: files that the system opens with Peel or
//! another program shares with it, what was dropped before the page's program was there, and a new version
//! of Peel.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::File;
use yew::prelude::*;

use super::folder;
use crate::words::outside as say;
use crate::worker::pool::Given;

/// A new version of Peel that waits until a person wants it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewVersion(Function);

/// Opens what comes; tells of a new version.
#[hook]
pub fn use_outside(on_file: Callback<Given>) -> UseStateHandle<Option<NewVersion>> {
    let new = use_state_eq(|| None);
    let latest = use_mut_ref(|| on_file.clone());
    *latest.borrow_mut() = on_file;
    use_effect_with((), {
        let new = new.clone();
        move |()| {
            let told = Closure::<dyn FnMut(String, JsValue)>::new(
                move |what: String, it: JsValue| match (what.as_str(), it.dyn_ref::<File>()) {
                    ("file", Some(file)) => {
                        let on_file = latest.borrow().clone();
                        on_file.emit(file.clone().into());
                    }
                    // Chromium has no such class to ask for.
                    ("folder", _) => folder::open(it.unchecked_into(), latest.borrow().clone()),
                    ("new-version", _) => new.set(it.dyn_into().ok().map(NewVersion)),
                    _ => {}
                },
            );
            listen(told.as_ref());
            move || drop(told)
        }
    });
    new
}

/// Without `boot.js` nothing comes.
fn listen(told: &JsValue) {
    let boot = Reflect::get(&js_sys::global(), &"__peel".into());
    let listen = boot.and_then(|boot| Reflect::get(&boot, &"listen".into()));
    if let Some(listen) = listen
        .ok()
        .and_then(|listen| listen.dyn_into::<Function>().ok())
    {
        let _ = listen.call1(&JsValue::NULL, told);
    }
}

/// Properties of [`NewVersionLine`].
#[derive(Clone, PartialEq, Properties)]
pub struct NewVersionProps {
    /// The version.
    pub new: NewVersion,
    /// Puts the line away.
    pub on_later: Callback<()>,
}

/// Says that there is a new version, and loads it for who wants that.
#[component]
pub fn NewVersionLine(props: &NewVersionProps) -> Html {
    let NewVersion(load) = props.new.clone();
    let onload = Callback::from(move |_: MouseEvent| {
        let _ = load.call0(&JsValue::NULL);
    });
    let onlater = props.on_later.reform(|_: MouseEvent| ());
    html! {
        <section class="new-version" role="status" data-test="new-version">
            <p><strong>{say::new_version()}</strong>{" "}{say::what_stays()}</p>
            <button class="button is-main" type="button" data-test="new-version-load" onclick={onload}>{say::load_it()}</button>
            <button class="button" type="button" data-test="new-version-later" onclick={onlater}>{say::later()}</button>
        </section>
    }
}

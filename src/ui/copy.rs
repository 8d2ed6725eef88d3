//! A button that copies a text.

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use crate::words::header as say;

/// Properties of [`Copy`].
#[derive(Clone, PartialEq, Properties)]
pub struct CopyProps {
    /// What is copied.
    pub text: AttrValue,
    /// What it is, for screen readers: "Copy the fix".
    pub label: AttrValue,
}

#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    None,
    Copied,
    Refused,
}

/// The button. It says whether it worked.
#[component]
pub fn Copy(props: &CopyProps) -> Html {
    let outcome = use_state_eq(|| Outcome::None);
    // Back to what it was, after a while; dropped with the button.
    use_effect_with(*outcome, {
        let outcome = outcome.clone();
        move |now| {
            let back = (*now != Outcome::None)
                .then(|| Timeout::new(1_800, move || outcome.set(Outcome::None)));
            move || drop(back)
        }
    });
    let onclick = {
        let (text, outcome) = (props.text.clone(), outcome.clone());
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            let (text, outcome) = (text.clone(), outcome.clone());
            spawn_local(async move {
                let clipboard = gloo::utils::window().navigator().clipboard();
                let copied = JsFuture::from(clipboard.write_text(&text)).await;
                outcome.set(match copied {
                    Ok(_) => Outcome::Copied,
                    Err(_) => Outcome::Refused,
                });
            });
        })
    };
    let (icon, word) = match *outcome {
        Outcome::None => (Icon::Copy, say::copy()),
        Outcome::Copied => (Icon::Check, say::copied()),
        Outcome::Refused => (Icon::Warn, say::refused()),
    };
    html! {
        <button class="copy" type="button" data-test="copy" aria-label={props.label.clone()} {onclick}>
            <Glyph {icon} /><span aria-live="polite">{word}</span>
        </button>
    }
}

/// Copies a text. Where the browser does not allow it, nothing is copied.
pub fn copy(text: &str) {
    let clipboard = gloo::utils::window().navigator().clipboard();
    let written = clipboard.write_text(text);
    spawn_local(async move {
        let _ = JsFuture::from(written).await;
    });
}

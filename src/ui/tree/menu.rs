//! A button that unfolds choices below it.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

/// Properties of [`Menu`].
#[derive(Clone, PartialEq, Properties)]
pub struct MenuProps {
    /// What is written on the button.
    pub label: AttrValue,
    /// For tests.
    pub test: AttrValue,
    /// What is unfolded.
    pub children: Html,
}

/// The button with what it unfolds. Esc, and a press elsewhere, fold it again.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let details = use_node_ref();
    use_effect_with((), {
        let details = details.clone();
        move |()| {
            let document = gloo::utils::document();
            let listener = EventListener::new(&document, "pointerdown", move |event| {
                let target = event
                    .target()
                    .and_then(|target| target.dyn_into::<Node>().ok());
                if let Some(details) = details.cast::<Element>()
                    && !details.contains(target.as_ref())
                {
                    fold(&details);
                }
            });
            move || drop(listener)
        }
    });
    let onkeydown = {
        let details = details.clone();
        Callback::from(move |event: KeyboardEvent| {
            let open = details.cast::<Element>();
            let open = open.filter(|details| details.has_attribute("open"));
            if let Some(details) = open
                && event.key() == "Escape"
            {
                event.stop_propagation();
                fold(&details);
                let summary = details.query_selector("summary").ok().flatten();
                if let Some(summary) =
                    summary.and_then(|found| found.dyn_into::<HtmlElement>().ok())
                {
                    // Cannot fail for an element that is there.
                    let _ = summary.focus();
                }
            }
        })
    };
    html! {
        <details class="menu" ref={details} data-test={props.test.clone()} {onkeydown}>
            <summary class="toggle">{&props.label}<span class="menu-arrow" aria-hidden="true">{"▾"}</span></summary>
            <div class="menu-body">{props.children.clone()}</div>
        </details>
    }
}

fn fold(details: &Element) {
    // Cannot fail for an attribute that is there, and may for none.
    let _ = details.remove_attribute("open");
}

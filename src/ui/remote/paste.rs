//! What is pasted anywhere on the page but into a field.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element};
use yew::prelude::*;

use super::super::opener::Order;
use super::super::store::Dispatch;
use super::field::focus_field;
use crate::limits;
use crate::view::Action;
use crate::view::remote::Meaning;

/// Listens on the whole window. A pasted file is opened; a text goes into the field, where a
/// person sees what it means before they open it. While something is open (`busy`) only what
/// names an image does, into a dialog.
#[hook]
pub fn use_paste(busy: bool, orders: Callback<Order>, dispatch: Dispatch) {
    use_effect_with((busy, orders, dispatch), |(busy, orders, dispatch)| {
        let (busy, orders, dispatch) = (*busy, orders.clone(), dispatch.clone());
        let window = gloo::utils::window();
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&window, "paste", options, move |event| {
            let Some(event) = event.dyn_ref::<ClipboardEvent>() else {
                return;
            };
            let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
            let tag = target.map(|target| target.tag_name()).unwrap_or_default();
            let Some(data) = event.clipboard_data() else {
                return;
            };
            if matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT") {
                return;
            }
            if let Some(file) = data.files().and_then(|files| files.get(0)) {
                return orders.emit(Order::Open(file.into()));
            }
            let text = data.get_data("text/plain").unwrap_or_default();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.is_empty() || text.len() > limits::PASTED_BYTES {
                return;
            }
            if busy && text.parse::<Meaning>().is_err() {
                return;
            }
            // The browser would put it into the field, too, once that has the focus.
            event.prevent_default();
            dispatch.emit(Action::Write(text));
            if busy {
                dispatch.emit(Action::Choose(true));
            } else {
                focus_field();
            }
        });
        move || drop(listener)
    });
}

//! Files dropped anywhere on the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::DragEvent;
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::{folder, open};
use crate::words::landing as say;
use crate::worker::pool::Given;

/// Listens on the whole window; tells whether files are being dragged over it.
#[hook]
pub fn use_file_drop(on_file: Callback<Given>) -> bool {
    let over = use_state_eq(|| false);
    use_effect_with(on_file, {
        let over = over.clone();
        move |on_file| {
            let on_file = on_file.clone();
            let listeners = listen(over, on_file);
            move || drop(listeners)
        }
    });
    *over
}

fn listen(over: UseStateHandle<bool>, on_file: Callback<Given>) -> Vec<EventListener> {
    let window = gloo::utils::window();
    // Entering a part of the page comes before leaving the part around it: count.
    let depth = std::rc::Rc::new(std::cell::Cell::new(0_i32));
    let on = move |name: &'static str, act: Box<dyn Fn(&DragEvent)>| {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&window, name, options, move |event| {
            let Some(event) = event.dyn_ref::<DragEvent>() else {
                return;
            };
            if open::has_files(event.data_transfer()) {
                event.prevent_default();
                act(event);
            }
        })
    };
    let moved = |by: i32| {
        let (depth, over) = (depth.clone(), over.clone());
        Box::new(move |_: &DragEvent| {
            depth.set((depth.get() + by).max(0));
            over.set(depth.get() > 0);
        })
    };
    let dropped = {
        let (depth, over) = (depth.clone(), over.clone());
        Box::new(move |event: &DragEvent| {
            depth.set(0);
            over.set(false);
            let Some(transfer) = event.data_transfer() else {
                return;
            };
            if let Some(dropped) = folder::dropped(&transfer) {
                folder::open(dropped, on_file.clone());
            } else if let Some(file) = transfer.files().and_then(|files| files.get(0)) {
                on_file.emit(file.into());
            }
        })
    };
    vec![
        on("dragenter", moved(1)),
        on("dragleave", moved(-1)),
        on("dragover", Box::new(|_| {})),
        on("drop", dropped),
    ]
}

/// What covers the page while files are dragged over it.
#[component]
pub fn DropOverlay() -> Html {
    html! {
        <div class="drop-overlay" data-test="drop-overlay">
            <p><Glyph icon={Icon::Open} />{say::drop_to_open()}</p>
        </div>
    }
}

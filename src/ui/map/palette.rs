//! The style sheet's colours, for the canvas.

use wasm_bindgen::prelude::*;
use web_sys::{CssStyleDeclaration, MutationObserver, MutationObserverInit};
use yew::prelude::*;

use crate::view::treemap::COLOURS;

/// The colours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette {
    /// The grounds of cells.
    pub grounds: Vec<String>,
    /// Between cells, and behind names of folders.
    pub surface: String,
    /// Names of folders.
    pub text: String,
    /// Lines around folders.
    pub line: String,
    /// Around the cell at hand.
    pub focus: String,
}

impl Palette {
    /// Those of the page as it is now.
    pub fn now() -> Palette {
        let window = gloo::utils::window();
        let root = gloo::utils::document().document_element();
        let style: Option<CssStyleDeclaration> =
            root.and_then(|root| window.get_computed_style(&root).ok().flatten());
        let get = |name: &str| -> String {
            let value = style.as_ref().and_then(|s| s.get_property_value(name).ok());
            value.unwrap_or_default().trim().to_owned()
        };
        Palette {
            grounds: (1..=COLOURS).map(|n| get(&format!("--map-{n}"))).collect(),
            surface: get("--surface"),
            text: get("--text"),
            line: get("--line-strong"),
            focus: get("--map-at"),
        }
    }
}

/// The colours, anew whenever the page changes between light and dark.
#[hook]
pub fn use_palette() -> Palette {
    let palette = use_state_eq(Palette::now);
    use_effect_with((), {
        let palette = palette.setter();
        move |()| {
            let changed = Closure::<dyn FnMut()>::new(move || palette.set(Palette::now()));
            let act = changed.as_ref().unchecked_ref::<js_sys::Function>();
            let window = gloo::utils::window();
            let dark = window
                .match_media("(prefers-color-scheme: dark)")
                .ok()
                .flatten();
            if let Some(dark) = &dark {
                // Cannot fail for an event's name.
                let _ = dark.add_event_listener_with_callback("change", act);
            }
            let observer = MutationObserver::new(act).ok();
            let root = gloo::utils::document().document_element();
            if let (Some(observer), Some(root)) = (&observer, root) {
                let options = MutationObserverInit::new();
                options.set_attributes(true);
                // Fails only where nothing is to be observed.
                let _ = observer.observe_with_options(&root, &options);
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                if let Some(dark) = dark {
                    let act = changed.as_ref().unchecked_ref::<js_sys::Function>();
                    let _ = dark.remove_event_listener_with_callback("change", act);
                }
                drop(changed);
            }
        }
    });
    (*palette).clone()
}

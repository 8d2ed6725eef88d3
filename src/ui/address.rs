//! The page's address: its fragment says which image is open, so that a reload, a bookmark and a
//! link open it again. Everything before the fragment stays as it is.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::opener::Order;
use crate::view::remote::Link;

/// What the address opens.
pub fn link() -> Option<Link> {
    let fragment = gloo::utils::window().location().hash().ok()?;
    Link::read(&fragment)
}

/// Shows in the address what is opened: as a new entry of the browser's history where that is
/// another image, in the place of the last where it is the same again.
pub fn show(link: &Link) {
    let before = self::link();
    if before.as_ref() == Some(link) {
        return;
    }
    let same = before.is_some_and(|before| before.is_of(link));
    go(&link.write(), !same);
}

/// The address opens nothing: what is open is no image elsewhere.
pub fn clear() {
    if link().is_none() {
        return;
    }
    let location = gloo::utils::window().location();
    let path = location.pathname().unwrap_or_default();
    let query = location.search().unwrap_or_default();
    go(&format!("{path}{query}"), true);
}

fn go(address: &str, push: bool) {
    let Ok(history) = gloo::utils::window().history() else {
        return;
    };
    // A browser refuses only what comes too often; then the address lags behind.
    let _ = match push {
        true => history.push_state_with_url(&JsValue::NULL, "", Some(address)),
        false => history.replace_state_with_url(&JsValue::NULL, "", Some(address)),
    };
}

/// Opens what the address says, at first and whenever a person changes it, goes back or forward.
#[hook]
pub fn use_address(orders: Callback<Order>) {
    use_effect_with(orders, |orders| {
        let opens = {
            let orders = orders.clone();
            move |at_first: bool| match (link(), at_first) {
                (Some(link), _) => orders.emit(Order::Image {
                    link,
                    manifest: None,
                }),
                (None, true) => {}
                (None, false) => orders.emit(Order::Close),
            }
        };
        opens(true);
        let window = gloo::utils::window();
        let listener = EventListener::new(&window, "hashchange", move |_| opens(false));
        move || drop(listener)
    });
}

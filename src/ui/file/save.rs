//! Handing a file to the browser, to be saved.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{HtmlAnchorElement, Url};

use crate::view::text;

/// Milliseconds after which the browser surely has what it saves.
const KEPT: u32 = 60_000;

/// Saves what is at an address within the page under the name of a path.
pub fn save(url: &str, path: &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let link = gloo::utils::document().create_element("a").ok();
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
        return;
    };
    link.set_href(url);
    link.set_download(&text::visible(name));
    link.click();
    let url = url.to_owned();
    Timeout::new(KEPT, move || {
        // Cannot fail for an address of our own.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}

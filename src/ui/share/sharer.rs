//! What the worker with the session is asked for a link, and for files to save.

use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use web_sys::{Blob, Url};

use crate::registry::is_loopback;
use crate::report::{Report, badge};
use crate::ui::file::save;
use crate::ui::opener::{File, Opener};
use crate::view::share::{LinkRequest, ShareAction};
use crate::view::{Action, Link};
use crate::worker::SaveWish;

/// The page's address without its fragment.
pub fn base() -> String {
    let address = gloo::utils::window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Whether the page comes from this machine, so that nobody else gets it from there.
pub fn is_here_only() -> bool {
    let host = gloo::utils::window().location().hostname();
    is_loopback(&host.unwrap_or_default())
}

impl Opener {
    /// Has the report of an image written for a link.
    pub fn link(self: &Rc<Self>, request: LinkRequest) {
        let LinkRequest {
            number,
            image,
            trees,
        } = request;
        let wish = SaveWish {
            image: Some(image),
            trees,
            json: false,
        };
        let dispatch = self.dispatch.clone();
        let take = move |buffer: &ArrayBuffer| {
            // In base64, four characters are three bytes.
            let length = (buffer.byte_length() as usize * 4).div_ceil(3);
            let fits = length <= crate::limits::REPORT_LINK;
            let link = fits.then(|| Uint8Array::new(buffer).to_vec());
            let link = link.and_then(|bytes| Link::of_data(&bytes));
            dispatch.emit(Action::Share(ShareAction::Made(number, link, length)));
        };
        self.with_pool(|pool| pool.save(wish, Rc::new(take.clone())));
    }

    /// Saves a file of what is open.
    pub fn save(&self, file: File) {
        let wish = SaveWish {
            image: None,
            trees: true,
            json: file == File::Json,
        };
        let name = match file {
            File::Json => "peel-report.json",
            File::Compact => "report.peel",
        };
        let take = move |buffer: &ArrayBuffer| hand_over(buffer, name);
        self.with_pool(|pool| pool.save(wish, Rc::new(take)));
    }
}

/// Saves the badge of an image, from 0.
pub fn save_badge(report: &Report, image: usize) {
    if let Some(image) = report.images.get(image) {
        let bytes = Uint8Array::from(badge(image).as_bytes());
        hand_over(&bytes, "peel.svg");
    }
}

/// Hands bytes, or a text, to the browser, to be saved.
fn hand_over(what: &wasm_bindgen::JsValue, name: &str) {
    let blob = Blob::new_with_buffer_source_sequence(&Array::of1(what));
    let url = blob.and_then(|blob| Url::create_object_url_with_blob(&blob));
    if let Ok(url) = url {
        save(&url, name);
    }
}

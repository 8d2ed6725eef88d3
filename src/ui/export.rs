//! What the page makes for a person to keep.

use js_sys::Array;
use web_sys::{Blob, Url};

use super::file::save;
use crate::report::Report;

/// Saves the report, as `peel analyze --format json` writes it.
pub fn save_report(report: &Report) {
    let Ok(text) = serde_json::to_string_pretty(report) else {
        return;
    };
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence(&parts);
    let url = blob.and_then(|blob| Url::create_object_url_with_blob(&blob));
    if let Ok(url) = url {
        save(&url, "peel-report.json");
    }
}

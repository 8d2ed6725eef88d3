//! Facts of a report in plain words: what the table and the pages say alike.

use crate::image::Cause;
use crate::rules::Origin;

/// A list of words as a Dockerfile writes it: `["sh","-c"]`; empty for none.
pub(super) fn list(words: &[String]) -> String {
    match words.is_empty() {
        true => String::new(),
        // A list of strings is always JSON.
        false => serde_json::to_string(words).unwrap_or_default(),
    }
}

/// What follows a finding that the base image brought.
pub(super) fn origin(origin: Option<Origin>) -> &'static str {
    match origin {
        Some(Origin::Base) => ", from the base image",
        Some(Origin::Both) => ", partly from the base image",
        Some(Origin::Own) | None => "",
    }
}

/// A cause, as the report writes it.
pub(super) fn cause(cause: Cause) -> String {
    let written = serde_json::to_value(cause).unwrap_or_default();
    written.as_str().unwrap_or_default().to_owned()
}

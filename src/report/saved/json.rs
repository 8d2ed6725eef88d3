//! A report as JSON, with its trees.

use serde::{Deserialize, Serialize};

use super::tree::{self, TreeReport};
use super::{Parts, Saved, SavedError};
use crate::report::{Report, SCHEMA};

/// The whole document.
#[derive(Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
struct Document<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trees: Vec<TreeReport>,
}

/// The part of it that [`Report`] passes over.
#[derive(Deserialize)]
struct Trees {
    #[serde(default)]
    trees: Vec<TreeReport>,
}

/// What tells a report from other JSON.
#[derive(Deserialize)]
struct Head {
    schema: u32,
    #[serde(rename = "generator")]
    _generator: String,
}

pub(super) fn write(saved: &Saved) -> String {
    let document = Document {
        report: &saved.report,
        trees: saved
            .trees
            .iter()
            .map(|tree| tree::report(&tree.listing))
            .collect(),
    };
    // Nothing in it can fail to be JSON.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// A report without its trees, of JSON.
pub(super) fn report(text: &[u8]) -> Result<Report, SavedError> {
    let damaged = |error: serde_json::Error| match error.classify() {
        serde_json::error::Category::Data => SavedError::OtherJson(error.to_string()),
        _ => SavedError::Damaged(error.to_string()),
    };
    let head: Head = serde_json::from_slice(text).map_err(damaged)?;
    if head.schema > SCHEMA {
        return Err(SavedError::Newer(head.schema));
    }
    serde_json::from_slice(text).map_err(damaged)
}

/// The bytes without the mark that some editors put before UTF-8.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

pub(super) fn read(bytes: &[u8]) -> Result<Parts, SavedError> {
    let text = without_mark(bytes);
    let report = report(text)?;
    let trees: Trees =
        serde_json::from_slice(text).map_err(|error| SavedError::Damaged(error.to_string()))?;
    let mut nodes = 0;
    let listings = trees.trees.iter().enumerate().map(|(at, tree)| {
        nodes += tree.paths.len();
        if nodes > crate::limits::ARCHIVE_NODES {
            return Err(SavedError::TooLarge);
        }
        tree::listing(tree).map_err(|error| SavedError::Tree { tree: at, error })
    });
    let listings = listings.collect::<Result<_, _>>()?;
    Ok((report, listings))
}

/// The JSON Schema of what [`Saved::json`] writes (draft 7).
#[cfg(not(target_arch = "wasm32"))]
pub fn json_schema() -> serde_json::Value {
    let settings = schemars::generate::SchemaSettings::draft07();
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<Document<'static>>();
    schema.insert("title".to_owned(), "A report of Peel".into());
    schema.insert(
        "description".to_owned(),
        "What peel analyze --format json writes. Sizes are in bytes, uncompressed unless a name says otherwise.".into(),
    );
    schema.to_value()
}

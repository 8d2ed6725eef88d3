//! A Dockerfile that somebody wrote: its instructions with their lines, and which entries of an
//! image's history they made.
//!
//! May depend on `limits`. The text is a stranger's: it is read once, whatever
//! it holds, and what is not understood is passed over.
//! Spec: the Dockerfile reference ("Format", "Parser directives", "Here-Documents"), as BuildKit's
//! `frontend/dockerfile/parser` reads it.

mod forms;
mod matching;
mod parse;
mod stages;
mod variables;

use serde::{Deserialize, Serialize};

pub use matching::{Entry, Placed};
pub use parse::Written;
pub use stages::{Dockerfile, Stage};

/// Lines of a file, the first and the last, from 1.
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Lines {
    /// The first.
    pub first: u32,
    /// The last.
    pub last: u32,
}

/// Whether a file of that name is a Dockerfile, as people and editors call them.
pub fn is_named_so(name: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let lower = name.to_ascii_lowercase();
    let whole = |known: &str| lower == known || lower.starts_with(&format!("{known}."));
    let archive = [".tar", ".tar.gz", ".tgz"]
        .iter()
        .any(|end| lower.ends_with(end));
    let end = lower.ends_with(".dockerfile") || lower.ends_with(".containerfile");
    (whole("dockerfile") || whole("containerfile") || end) && !archive
}

#[cfg(test)]
mod tests;

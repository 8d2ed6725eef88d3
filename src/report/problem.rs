//! What went wrong, as sentences for people: the one place where errors become text, in the language that
//! is spoken. The texts stand in `words::problems`.

mod archive;
mod contents;
mod layer;
mod packages;
mod pasted;
mod pattern;
mod registry;
mod remedy;
mod said;
mod saved;
mod tarball;

use serde::{Deserialize, Serialize};

use crate::decompress::DecompressError;
use crate::image::HistoryNote;
use crate::source::SourceError;
use crate::words::problems::{advice, whole as say};

pub use remedy::Remedy;
use said::Said;

/// Something that went wrong or is odd.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Problem {
    /// A name for programs, kebab-case: `wrong-diff-id`.
    pub code: String,
    /// Whether something could not be read or is not what it claims; otherwise it is only odd.
    pub error: bool,
    /// One sentence: what, and where.
    pub message: String,
    /// What to do next; may be empty.
    pub advice: String,
    /// Commands that do it, ready to be copied; may be none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<String>,
    /// What the page can do about it, if a person says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Box<Remedy>>,
}

impl Problem {
    fn error(code: &str, message: impl Into<String>, advice: &str) -> Problem {
        Problem {
            error: true,
            ..Problem::odd(code, message, advice)
        }
    }

    /// Nothing is wrong, but a person should know.
    fn odd(code: &str, message: impl Into<String>, advice: &str) -> Problem {
        Problem {
            code: code.into(),
            message: message.into(),
            advice: advice.into(),
            ..Problem::default()
        }
    }

    fn with(self, remedy: Remedy) -> Problem {
        Problem {
            remedy: Some(Box::new(remedy)),
            ..self
        }
    }
}

impl Problem {
    /// Peel itself is wrong: what its own parts say goes into a report to its makers.
    pub fn defect(what: &str) -> Problem {
        Problem::error("defect", say::defect(what), advice::report_defect())
    }

    /// The stack of an image ended at a limit.
    pub fn partial_stack() -> Problem {
        Problem::error("partial-stack", say::partial_stack(), "")
    }

    /// Files that were written again, and may have the same contents, by [`Stack::uncompared`].
    ///
    /// [`Stack::uncompared`]: crate::image::Stack::uncompared
    pub fn uncompared(files: u64) -> Option<Problem> {
        (files > 0).then(|| {
            let message = say::uncompared(&files.to_string());
            Problem::odd("contents-uncompared", message, advice::read_whole())
        })
    }
}

impl From<&DecompressError> for Problem {
    fn from(error: &DecompressError) -> Problem {
        Problem::error(
            "broken-compression",
            say::damaged(&error.said()),
            advice::copy_again(),
        )
    }
}

impl From<&SourceError> for Problem {
    fn from(error: &SourceError) -> Problem {
        match error {
            SourceError::Unreadable { .. } => Problem::error(
                "unreadable",
                say::unreadable(&error.said()),
                advice::choose_again(),
            ),
            SourceError::Shrunk { .. } => Problem::error(
                "truncated",
                say::cut_off(&error.said()),
                advice::copy_again(),
            ),
        }
    }
}

impl From<&HistoryNote> for Problem {
    fn from(note: &HistoryNote) -> Problem {
        let (entries, layers, bent, moved, left, rest) = match note {
            HistoryNote::Surplus {
                entries,
                layers,
                bent,
            } => (
                entries,
                layers,
                bent,
                say::moved_off(&bent.to_string()),
                entries - layers - bent,
                say::without_layer(),
            ),
            HistoryNote::Missing {
                entries,
                layers,
                bent,
            } => (
                entries,
                layers,
                bent,
                say::moved_on(&bent.to_string()),
                layers - entries - bent,
                say::without_instruction(),
            ),
        };
        let done = match (*bent, left) {
            (0, _) => rest.to_owned(),
            (_, 0) => moved,
            _ => say::both(&moved, rest),
        };
        let message = say::history(&entries.to_string(), &layers.to_string(), &done);
        Problem::odd("history-mismatch", message, "")
    }
}

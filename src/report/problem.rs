//! What went wrong, as sentences for people: the one place where errors become text, in the language that
//! is spoken. The texts stand in `words::problems`.

mod archive;
mod contents;
mod languages;
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
use crate::words::reason;

pub use languages::Translation;
pub use remedy::Remedy;

use languages::{Tell, in_each};
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
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub commands: Box<[String]>,
    /// What the page can do about it, if a person says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Box<Remedy>>,
    /// What it says in the other languages that Peel speaks.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub translations: Box<[Translation]>,
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
        in_each(|| {
            Problem::error(
                "defect",
                say::defect(&reason(what)),
                advice::report_defect(),
            )
        })
    }

    /// What is to be compared with has no image, and does not say why.
    pub fn nothing_to_compare() -> Problem {
        in_each(|| Problem::error("no-image", say::nothing_to_compare(), ""))
    }

    /// The stack of an image ended at a limit.
    pub fn partial_stack() -> Problem {
        in_each(|| Problem::error("partial-stack", say::partial_stack(), ""))
    }

    /// Files that were written again, and may have the same contents, by [`Stack::uncompared`].
    ///
    /// [`Stack::uncompared`]: crate::image::Stack::uncompared
    pub fn uncompared(files: u64) -> Option<Problem> {
        let told = || {
            let message = say::uncompared(&files.to_string());
            Problem::odd("contents-uncompared", message, advice::read_whole())
        };
        (files > 0).then(|| in_each(told))
    }
}

impl Tell for DecompressError {
    fn tell(&self) -> Problem {
        Problem::error(
            "broken-compression",
            say::damaged(&self.said()),
            advice::copy_again(),
        )
    }
}

impl Tell for SourceError {
    fn tell(&self) -> Problem {
        match self {
            SourceError::Unreadable { .. } => Problem::error(
                "unreadable",
                say::unreadable(&self.said()),
                advice::choose_again(),
            ),
            SourceError::Shrunk { .. } => Problem::error(
                "truncated",
                say::cut_off(&self.said()),
                advice::copy_again(),
            ),
        }
    }
}

impl Tell for HistoryNote {
    fn tell(&self) -> Problem {
        let (entries, layers, bent, moved, left, rest) = match self {
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

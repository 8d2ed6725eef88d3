//! What went wrong, as sentences for people: the one place where errors become text.

mod archive;
mod contents;
mod layer;
mod packages;
mod pattern;
mod registry;
mod remedy;
mod saved;

use serde::{Deserialize, Serialize};

use crate::decompress::DecompressError;
use crate::image::HistoryNote;
use crate::source::SourceError;

pub use remedy::Remedy;

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
            code: code.into(),
            error: true,
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
        Problem::error(
            "defect",
            format!("Peel failed: {what}."),
            "This is a defect of Peel, not of your image. Reload the page; if it happens again, \
             report it with this sentence.",
        )
    }
}

impl Problem {
    /// The stack of an image ended at a limit.
    pub fn partial_stack() -> Problem {
        Problem::error(
            "partial-stack",
            "The image is too large to stack whole: its tree and sums are those of its lower \
             layers, and some links may not be followed.",
            "",
        )
    }
}

impl Problem {
    /// Files that were written again, and may have the same contents, by [`Stack::uncompared`].
    ///
    /// [`Stack::uncompared`]: crate::image::Stack::uncompared
    pub fn uncompared(files: u64) -> Option<Problem> {
        (files > 0).then(|| Problem {
            code: "contents-uncompared".into(),
            error: false,
            message: format!(
                "{files} times a layer has a file again with as many bytes, and only a table of \
                 contents tells of one of the two: whether its contents changed is not known, and \
                 it counts as changed."
            ),
            advice: "Read the layers whole to know.".into(),
            ..Problem::default()
        })
    }
}

const SAVE_AGAIN: &str =
    "Save the image again with `docker save IMAGE -o image.tar` and open that file.";
const COPY_AGAIN: &str = "The file was probably cut or changed on its way: copy or save it again.";
const DISTRUST: &str =
    "Do not trust this image until you know why: save or pull it again and compare.";

impl From<&DecompressError> for Problem {
    fn from(error: &DecompressError) -> Problem {
        Problem::error(
            "broken-compression",
            format!("The archive is damaged: {error}. What comes before that is shown."),
            COPY_AGAIN,
        )
    }
}

impl From<&SourceError> for Problem {
    fn from(error: &SourceError) -> Problem {
        let text = error.to_string();
        match error {
            SourceError::Unreadable { .. } => Problem::error(
                "unreadable",
                format!("The file could not be read: {text}."),
                "It may have been moved, changed or deleted since it was chosen: choose it again.",
            ),
            SourceError::Shrunk { .. } => Problem::error(
                "truncated",
                format!("The archive is cut off: {text}."),
                COPY_AGAIN,
            ),
        }
    }
}

impl From<&HistoryNote> for Problem {
    fn from(note: &HistoryNote) -> Problem {
        let (entries, layers, bent, by, rest) = match note {
            HistoryNote::Surplus {
                entries,
                layers,
                bent,
            } => (
                entries,
                layers,
                bent,
                "never makes a layer",
                (
                    entries - layers - bent,
                    "the last ones are shown without a layer",
                ),
            ),
            HistoryNote::Missing {
                entries,
                layers,
                bent,
            } => (
                entries,
                layers,
                bent,
                "makes a layer",
                (
                    layers - entries - bent,
                    "rows without an instruction stand for the rest",
                ),
            ),
        };
        let by_instruction = format!("{bent} were moved, since their instruction {by}");
        let done = match (*bent, rest) {
            (0, (_, rest)) => rest.to_owned(),
            (_, (0, _)) => by_instruction,
            (_, (_, rest)) => format!("{by_instruction}, and {rest}"),
        };
        Problem {
            code: "history-mismatch".into(),
            error: false,
            message: format!(
                "The history has {entries} entries that made a layer, and the image has {layers} \
                 layers: {done}."
            ),
            advice: String::new(),
            ..Problem::default()
        }
    }
}

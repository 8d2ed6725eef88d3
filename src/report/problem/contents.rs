//! Why a file cannot be shown, as sentences.

use super::{COPY_AGAIN, Problem};
use crate::layer::{ContentsProblem, Kind};

impl Problem {
    /// The contents of the file at `path` could not be read to their end.
    pub fn of_contents(path: &str, problem: &ContentsProblem) -> Problem {
        let advice = match problem {
            ContentsProblem::Source(_) | ContentsProblem::Gone(_) => "Open the archive again.",
            ContentsProblem::Map => "",
            _ => COPY_AGAIN,
        };
        let message = format!("{path} cannot be read to its end: {problem}.");
        Problem::error("unreadable-file", message, advice)
    }

    /// The file is larger than what the page may save.
    pub fn too_large_to_save(path: &str) -> Problem {
        let message = format!("{path} is too large to be saved by a page.");
        Problem::error(
            "too-large-to-save",
            message,
            "Use the command: peel cat IMAGE PATH",
        )
    }

    /// Another tree is looked at than when a file of it was chosen.
    pub fn row_is_gone() -> Problem {
        let message = "The tree changed before the file could be found.";
        Problem::error("row-is-gone", message, "Choose the file again.")
    }

    /// The image has nothing at that path.
    pub fn no_such_path(path: &str) -> Problem {
        let message = format!("There is no {path}.");
        Problem::error("no-such-path", message, "")
    }

    /// What is at that path has no contents.
    pub fn no_file(path: &str, kind: Option<Kind>) -> Problem {
        let what = match kind {
            Some(Kind::Directory) => "is a folder",
            Some(Kind::Symlink) => "is a symbolic link that leads to no file",
            Some(Kind::HardLink) => "is a hard link that leads to no file",
            Some(Kind::Whiteout | Kind::Opaque) => "is removed there",
            _ => "is no file",
        };
        Problem::error("no-file", format!("{path} {what}."), "")
    }

    /// The layer that has the file was not read, only its table of contents or its name.
    pub fn layer_not_here(path: &str) -> Problem {
        Problem::error(
            "layer-not-here",
            format!("The layer that holds {path} is not here."),
            "Download the layers first.",
        )
    }
}

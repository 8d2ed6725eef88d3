//! Why a file cannot be shown, as sentences.

use super::{Problem, Said, in_each};
use crate::layer::{ContentsProblem, Kind};
use crate::words::problems::{advice, contents as say};

impl Problem {
    /// The contents of the file at `path` could not be read to their end.
    pub fn of_contents(path: &str, problem: &ContentsProblem) -> Problem {
        in_each(|| {
            let advice = match problem {
                ContentsProblem::Source(_) | ContentsProblem::Gone(_) => say::open_again(),
                ContentsProblem::Map => "",
                _ => advice::copy_again(),
            };
            let message = say::not_to_its_end(path, &problem.said());
            Problem::error("unreadable-file", message, advice)
        })
    }

    /// The file is larger than what the page may save.
    pub fn too_large_to_save(path: &str) -> Problem {
        in_each(|| {
            let message = say::too_large_to_save(path);
            Problem::error("too-large-to-save", message, say::use_the_command())
        })
    }

    /// Another tree is looked at than when a file of it was chosen.
    pub fn row_is_gone() -> Problem {
        in_each(|| Problem::error("row-is-gone", say::row_is_gone(), say::choose_again()))
    }

    /// The image has nothing at that path.
    pub fn no_such_path(path: &str) -> Problem {
        in_each(|| Problem::error("no-such-path", say::nothing_at(path), ""))
    }

    /// What is at that path has no contents.
    pub fn no_file(path: &str, kind: Option<Kind>) -> Problem {
        in_each(|| {
            let message = match kind {
                Some(Kind::Directory) => say::is_folder(path),
                Some(Kind::Symlink) => say::is_symlink(path),
                Some(Kind::HardLink) => say::is_hard_link(path),
                Some(Kind::Whiteout | Kind::Opaque) => say::is_removed(path),
                _ => say::is_no_file(path),
            };
            Problem::error("no-file", message, "")
        })
    }

    /// The layer that has the file was not read, only its table of contents or its name.
    pub fn layer_not_here(path: &str) -> Problem {
        in_each(|| {
            let message = say::layer_not_here(path);
            Problem::error("layer-not-here", message, say::download_first())
        })
    }
}

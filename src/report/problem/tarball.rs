//! Why there is no tar of a folder, as sentences.

use super::{Problem, in_each};
use crate::tarball::TarballError;
use crate::words::problems::{contents, tarball as say};
use crate::{limits, text};

impl Problem {
    /// There is no tar of what is at `path`.
    pub fn of_tarball(path: &str, error: &TarballError) -> Problem {
        in_each(|| match error {
            TarballError::Nothing => Problem::no_such_path(path),
            TarballError::NotRead(layer) => Problem::error(
                "layer-not-here",
                say::layer_not_here(layer + 1, path),
                contents::download_first(),
            ),
            TarballError::TooManyNames => Problem::error(
                "too-large-to-pack",
                say::too_many_names(path),
                say::a_folder_in_it(),
            ),
        })
    }

    /// The tar of what is at `path` is larger than what the page may save: at least so many bytes.
    pub fn too_large_to_pack(path: &str, bytes: u64) -> Problem {
        in_each(|| {
            let (bytes, most) = (text::size(bytes), text::size(limits::SAVE_BYTES));
            let message = say::too_large(path, &bytes, &most);
            Problem::error("too-large-to-pack", message, say::use_the_command())
        })
    }
}

//! Why packages may be missing, as sentences.

use super::{Problem, Said, in_each};
use crate::packages::Trouble;
use crate::words::problems::whole as say;

impl Problem {
    /// More layers came while packages were read.
    pub fn packages_changed() -> Problem {
        in_each(|| {
            let message = say::packages_changed();
            Problem::error("packages-changed", message, say::read_again())
        })
    }

    /// A file that should tell of packages does not.
    pub fn of_packages(trouble: &Trouble) -> Problem {
        in_each(|| {
            let Trouble { path, layer, error } = trouble;
            let message = say::no_packages(path, *layer as usize + 1, &error.said());
            Problem::error("unread-packages", message, say::missing_packages())
        })
    }
}

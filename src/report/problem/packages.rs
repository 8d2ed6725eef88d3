//! Why packages may be missing, as sentences.

use super::Problem;
use crate::packages::Trouble;

impl Problem {
    /// A file that should tell of packages does not.
    pub fn of_packages(trouble: &Trouble) -> Problem {
        let Trouble { path, layer, error } = trouble;
        Problem::error(
            "unread-packages",
            format!(
                "{path} of layer {} does not tell of packages: {error}.",
                layer + 1
            ),
            "What it tells of is missing from the packages, and its files count as owned by none.",
        )
    }
}

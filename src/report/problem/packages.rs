//! Why packages may be missing, as sentences.

use super::Problem;
use crate::packages::Trouble;

impl Problem {
    /// More layers came while packages were read.
    pub fn packages_changed() -> Problem {
        let message = "More of the image came while its packages were read.";
        Problem::error("packages-changed", message, "Read them again.")
    }

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

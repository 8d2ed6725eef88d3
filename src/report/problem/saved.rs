//! Why a report cannot be opened, as sentences.

use super::Problem;
use crate::limits;
use crate::report::SavedError;
use crate::words::named;
use crate::words::problems::{advice, saved as say};

impl From<&SavedError> for Problem {
    fn from(error: &SavedError) -> Problem {
        let (code, message, advice) = match error {
            SavedError::NotAReport => (
                "not-a-report",
                say::not_a_report().to_owned(),
                say::reports(),
            ),
            SavedError::OtherJson(reason) => {
                ("not-a-report", say::other_json(reason), say::reports())
            }
            SavedError::Newer(schema) => {
                ("newer-report", say::newer(*schema), say::get_the_newest())
            }
            SavedError::Damaged(reason) => (
                "damaged-report",
                say::damaged(&named(reason)),
                advice::copy_again(),
            ),
            SavedError::Tree { tree, error } => (
                "damaged-report",
                say::no_tree(*tree, &error.to_string()),
                advice::copy_again(),
            ),
            SavedError::TooLarge => (
                "too-large-report",
                say::too_large(limits::REPORT_BYTES),
                say::without_trees(),
            ),
        };
        Problem::error(code, message, advice)
    }
}

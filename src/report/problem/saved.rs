//! Why a report cannot be opened, as sentences.

use super::{COPY_AGAIN, Problem};
use crate::report::SavedError;

impl From<&SavedError> for Problem {
    fn from(error: &SavedError) -> Problem {
        let (code, message, advice) = match error {
            SavedError::NotAReport => (
                "not-a-report",
                "This is no report of Peel.".to_owned(),
                REPORTS,
            ),
            SavedError::OtherJson(reason) => (
                "not-a-report",
                format!("This JSON is no report of Peel: {reason}."),
                REPORTS,
            ),
            SavedError::Newer(schema) => (
                "newer-report",
                format!("A newer version of Peel wrote this report (schema {schema})."),
                "Reload the page, or install the newest Peel, and open it again.",
            ),
            SavedError::Damaged(_) | SavedError::Tree { .. } => (
                "damaged-report",
                format!("The report cannot be read: {error}."),
                COPY_AGAIN,
            ),
            SavedError::TooLarge => (
                "too-large-report",
                format!("The report cannot be read: {error}."),
                "Save it without its trees, or open the image itself.",
            ),
        };
        Problem::error(code, message, advice)
    }
}

const REPORTS: &str = "peel analyze --format json IMAGE writes one; an image is opened as it is.";

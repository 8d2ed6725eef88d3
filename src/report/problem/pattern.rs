//! What is wrong with what a person looks for.

use super::Problem;
use crate::pattern::PatternError;

impl From<&PatternError> for Problem {
    fn from(error: &PatternError) -> Problem {
        let message = match error {
            PatternError::Syntax { what, at } => format!("At character {at}: {what}."),
            PatternError::Long(bytes) => {
                format!("This has {bytes} bytes, which is more than anybody means.")
            }
            PatternError::Large => "This repeats too much to be looked for.".to_owned(),
            PatternError::Work => "Looking for this takes too long; it was given up.".to_owned(),
        };
        Problem::error("pattern", message, "")
    }
}

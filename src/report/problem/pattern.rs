//! What is wrong with what a person looks for.

use super::Problem;
use crate::pattern::PatternError;
use crate::words::named;
use crate::words::problems::whole as say;

impl From<&PatternError> for Problem {
    fn from(error: &PatternError) -> Problem {
        let message = match error {
            PatternError::Syntax { what, at } => say::pattern(*at, &named(what)),
            PatternError::Long(bytes) => say::pattern_long(*bytes),
            PatternError::Large => say::pattern_large().to_owned(),
            PatternError::Work => say::pattern_work().to_owned(),
        };
        Problem::error("pattern", message, "")
    }
}

//! What is wrong with what a person looks for.

use super::{Problem, Tell};
use crate::pattern::PatternError;
use crate::words::named;
use crate::words::problems::whole as say;

impl Tell for PatternError {
    fn tell(&self) -> Problem {
        let message = match self {
            PatternError::Syntax { what, at } => say::pattern(*at, &named(what)),
            PatternError::Long(bytes) => say::pattern_long(*bytes),
            PatternError::Large => say::pattern_large().to_owned(),
            PatternError::Work => say::pattern_work().to_owned(),
        };
        Problem::error("pattern", message, "")
    }
}

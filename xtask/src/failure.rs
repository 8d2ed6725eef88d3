//! What went wrong, and what to do about it.

use std::fmt;

/// The result of a build command.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A sentence about what went wrong and, where there is one, the next step.
#[derive(Debug)]
pub struct Failure {
    what: String,
    next: Option<String>,
}

impl Failure {
    /// Says what went wrong.
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            next: None,
        }
    }

    /// Says what to do.
    pub fn next(mut self, step: impl Into<String>) -> Self {
        self.next = Some(step.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.next {
            Some(next) => write!(f, "\n\n{next}"),
            None => Ok(()),
        }
    }
}

/// Adds what was being done to an error of the operating system.
pub trait While<T> {
    /// `doing` completes the sentence "could not …".
    fn or_fail(self, doing: impl fmt::Display) -> Outcome<T>;
}

impl<T> While<T> for std::io::Result<T> {
    fn or_fail(self, doing: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("could not {doing}: {error}")))
    }
}

//! What a person looks for among names and paths: a part of a name, a glob, or a regular expression.
//! Names are bytes, and so are these. May depend on `limits` only.
//!
//! A pattern may come from a stranger, with a link. So there is no backtracking: what is found takes
//! time that grows with the bytes alone, and a pattern that would take much room, or make much work,
//! is refused with a reason.

mod automaton;
mod glob;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use self::automaton::Automaton;
use crate::limits;

/// How what is written is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum How {
    /// A part of a name, or of a path where it has a slash; capitals do not matter.
    #[default]
    Text,
    /// A whole name, or a whole path where it has a slash, with `*`, `**`, `?`, `[a-z]` and `{a,b}`.
    Glob,
    /// A regular expression that fits a part of the path, which begins with a slash.
    Regex,
}

impl How {
    /// All of them.
    pub const ALL: [How; 3] = [How::Text, How::Glob, How::Regex];

    /// For addresses and attributes.
    pub fn id(self) -> &'static str {
        match self {
            How::Text => "text",
            How::Glob => "glob",
            How::Regex => "regex",
        }
    }
}

/// Why a pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It has more than [`limits::PATTERN_BYTES`].
    #[error("a pattern of {0} bytes")]
    Long(usize),
    /// Something in it is not what it should be.
    #[error("at character {at}: {what}")]
    Syntax {
        /// What, as the parser says it: lower case, no full stop.
        what: String,
        /// Where, in characters from 1; of a glob, in those of the glob.
        at: usize,
    },
    /// It repeats more than [`limits::PATTERN_AUTOMATON`] has room for.
    #[error("an automaton that is too large")]
    Large,
    /// Looking for it was given up: see [`limits::PATTERN_ROUNDS`].
    #[error("too much work")]
    Work,
}

/// What a person looks for, ready to be looked for.
pub struct Pattern(Inner);

enum Inner {
    /// In lower case.
    Text(String),
    Glob {
        automaton: RefCell<Automaton>,
        whole: bool,
    },
    Regex(RefCell<Automaton>),
}

/// What a pattern is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A name alone.
    Name,
    /// A path from the root, with a slash at the beginning.
    Path,
    /// A path from the root, with a slash at both ends: it fits where it ends in the last name.
    PathOfName,
}

impl Pattern {
    /// What `text` means.
    ///
    /// # Errors
    /// Why it means nothing, or too much.
    pub fn new(how: How, text: &str) -> Result<Pattern, PatternError> {
        if text.len() > limits::PATTERN_BYTES {
            return Err(PatternError::Long(text.len()));
        }
        Ok(Pattern(match how {
            How::Text => Inner::Text(text.to_lowercase()),
            How::Regex => Inner::Regex(RefCell::new(Automaton::of(text)?)),
            How::Glob => {
                let (regex, whole) = glob::regex(text)?;
                Inner::Glob {
                    automaton: RefCell::new(Automaton::of(&regex)?),
                    whole,
                }
            }
        }))
    }

    /// What it is to be held against.
    pub fn subject(&self) -> Subject {
        match &self.0 {
            Inner::Text(needle) if needle.contains('/') => Subject::PathOfName,
            Inner::Text(_) | Inner::Glob { whole: false, .. } => Subject::Name,
            Inner::Glob { .. } | Inner::Regex(_) => Subject::Path,
        }
    }

    /// Whether it fits. `name` is how many bytes of the subject's end are the last name, with what
    /// stands behind it.
    ///
    /// # Errors
    /// It was given up.
    pub fn fits(&self, subject: &[u8], name: usize) -> Result<bool, PatternError> {
        match &self.0 {
            Inner::Text(needle) => {
                // It ends in the last name, and may begin before.
                let own = subject.len().saturating_sub(name);
                let begin = own.saturating_sub(needle.len().saturating_sub(1));
                Ok(contains(&subject[begin..], needle))
            }
            Inner::Glob { automaton, .. } | Inner::Regex(automaton) => {
                automaton.borrow_mut().fits(subject)
            }
        }
    }
}

fn contains(name: &[u8], needle: &str) -> bool {
    if needle.is_empty() {
        return true;
    }
    if name.is_ascii() && needle.is_ascii() {
        let needle = needle.as_bytes();
        return name
            .windows(needle.len())
            .any(|part| part.eq_ignore_ascii_case(needle));
    }
    String::from_utf8_lossy(name)
        .to_lowercase()
        .contains(needle)
}

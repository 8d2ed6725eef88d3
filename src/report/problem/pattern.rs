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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::{How, Pattern};
    use crate::words::{Language, speak};

    /// What is wrong with a regular expression, in the language that is spoken.
    fn said(text: &str) -> String {
        let error = Pattern::new(How::Regex, text).err();
        Problem::from(&error.expect("it is wrong")).message
    }

    #[test]
    fn what_the_parser_says_is_said_in_spanish() {
        for text in [
            "(",
            ")",
            "[a",
            "[z-a]",
            "[\\d-z]",
            "[\\b]",
            "a{",
            "a{2,1}",
            "a{x}",
            "*",
            "\\q",
            "\\",
            "\\xZ",
            "\\x{}",
            "\\x{110000}",
            "(?-",
            "(?-)",
            "(?ii)",
            "(?--i)",
            "(?",
            "(?z)",
            "(?P<a>b)(?P<a>c)",
            "(?P<>a)",
            "(?P<!>a)",
            "(?P<a",
            "\\1",
            "(?=a)",
            "(?<!a)",
            "\\pX",
            "\\p{Nope}",
            "\\b{start",
            "\\b{no}",
        ] {
            let english = said(text);
            speak(Language::Spanish);
            let spanish = said(text);
            speak(Language::English);
            let what = |said: &str| said.split_once(": ").map(|(_, what)| what.to_owned());
            assert!(what(&english).is_some(), "{text}: {english}");
            assert_ne!(what(&spanish), what(&english), "{text}");
        }
    }
}

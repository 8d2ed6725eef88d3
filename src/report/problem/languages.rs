//! A problem in every language: so that a page says what it was told before its language changed, and
//! whoever opens a report reads it in their own.

use serde::{Deserialize, Serialize};

use super::Problem;
use crate::words::{Language, language, speak};

/// What a problem says in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Translation {
    /// The language's tag after BCP 47: `es`.
    pub language: String,
    /// One sentence: what, and where.
    pub message: String,
    /// What to do next; may be empty.
    pub advice: String,
}

/// What becomes a problem, in the language that is spoken.
pub(super) trait Tell {
    /// As a problem.
    fn tell(&self) -> Problem;
}

impl<E: Tell> From<&E> for Problem {
    fn from(error: &E) -> Problem {
        in_each(|| error.tell())
    }
}

/// A problem in every language, the one that is spoken first.
pub(super) fn in_each(tell: impl Fn() -> Problem) -> Problem {
    let mut problem = tell();
    problem.translations = others(&tell).map(Translation::of).collect();
    problem
}

/// The same of several problems: as many of them, in the same order, in every language.
pub(super) fn all_in_each(tell: impl Fn() -> Vec<Problem>) -> Vec<Problem> {
    let mut problems = tell();
    let others: Vec<(Language, Vec<Problem>)> = others(&tell).collect();
    for (i, problem) in problems.iter_mut().enumerate() {
        let told = others
            .iter()
            .filter_map(|(other, told)| Some((*other, told.get(i)?.clone())));
        problem.translations = told.map(Translation::of).collect();
    }
    problems
}

/// What is told in each language but the one that is spoken.
fn others<T>(tell: &impl Fn() -> T) -> impl Iterator<Item = (Language, T)> {
    let here = language();
    let others = Language::ALL
        .into_iter()
        .filter(move |other| *other != here);
    others.map(move |other| {
        speak(other);
        let told = tell();
        speak(here);
        (other, told)
    })
}

impl Translation {
    fn of((language, told): (Language, Problem)) -> Translation {
        Translation {
            language: language.tag().to_owned(),
            message: told.message,
            advice: told.advice,
        }
    }
}

impl Problem {
    /// The problem in the language that is spoken now; as it is where nobody knew that language.
    pub fn spoken(&self) -> Problem {
        let of = |tag: &str| {
            let known = self.translations.iter();
            known.into_iter().find(|told| told.language == tag)
        };
        let Some(told) = of(language().tag()) else {
            return self.clone();
        };
        // What it says now is in the language that it has no translation to.
        let was = Language::ALL.into_iter().find(|l| of(l.tag()).is_none());
        let was = was.map(|was| Translation {
            language: was.tag().to_owned(),
            message: self.message.clone(),
            advice: self.advice.clone(),
        });
        let others = self.translations.iter().filter(|other| *other != told);
        Problem {
            message: told.message.clone(),
            advice: told.advice.clone(),
            translations: others.cloned().chain(was).collect(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::ArchiveError;

    #[test]
    fn a_problem_is_said_again_in_the_language_that_is_spoken() {
        let english = Problem::from(&ArchiveError::Empty);
        assert_eq!(english.message, "The file is empty.");
        assert_eq!(english.spoken(), english, "it is said already");
        speak(Language::Spanish);
        let (again, spanish) = (english.spoken(), Problem::from(&ArchiveError::Empty));
        speak(Language::English);
        assert_eq!(again, spanish, "as it would be said at first");
        assert_eq!(again.message, "El archivo está vacío.");
        assert_eq!(spanish.spoken(), english);
    }

    #[test]
    fn what_nobody_translated_stays_as_it_is() {
        let foreign = Problem {
            message: "Zut!".into(),
            ..Problem::default()
        };
        speak(Language::Spanish);
        let again = foreign.spoken();
        speak(Language::English);
        assert_eq!(again, foreign);
    }
}

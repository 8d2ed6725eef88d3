//! What rules found, in every language: so that whoever opens a saved report reads it in their own.

use serde::{Deserialize, Serialize};

use super::{Finding, RULES, check};
use crate::image::Image;
use crate::words::{Language, language, speak};

/// What a finding says in another language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct FindingTranslation {
    /// The language's tag after BCP 47: `es`.
    pub language: String,
    /// One line: what is wrong with this image.
    pub title: String,
    /// Why that is bad.
    pub why: String,
    /// What each of its evidence says, in its order; empty where that is the same in both languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// The fix, with its comments in this language.
    pub fix: String,
}

/// Writes beside what rules found in an image, and say in the language that is spoken, what they say in the
/// others. What has changed since it was found has no translation.
pub fn translate(findings: &mut [Finding], image: &Image) {
    let here = language();
    for finding in &mut *findings {
        finding.translations.clear();
    }
    for other in Language::ALL.into_iter().filter(|other| *other != here) {
        speak(other);
        let mut told = check(image);
        speak(here);
        for finding in &mut *findings {
            let same = told.iter().position(|told| finding.is_said_by(told));
            if let Some(at) = same {
                let told = told.remove(at);
                finding.translations.push(finding.told_in(other, told));
            }
        }
    }
}

impl Finding {
    /// Whether another one tells of the same, whatever it says.
    fn is_said_by(&self, other: &Finding) -> bool {
        let facts = |finding: &Finding| {
            let evidence = finding.evidence.iter();
            let places = evidence.map(|e| (e.layer, e.path.clone(), e.bytes));
            (finding.more, finding.bytes, places.collect::<Vec<_>>())
        };
        self.rule == other.rule && self.severity == other.severity && facts(self) == facts(other)
    }

    fn told_in(&self, language: Language, told: Finding) -> FindingTranslation {
        let texts = told.evidence.into_iter().zip(&self.evidence);
        let mut texts: Vec<String> = texts
            .map(|(told, here)| match told.text == here.text {
                true => String::new(),
                false => told.text,
            })
            .collect();
        if texts.iter().all(String::is_empty) {
            texts.clear();
        }
        FindingTranslation {
            language: language.tag().to_owned(),
            title: told.title,
            why: told.why,
            evidence: texts,
            fix: told.fix,
        }
    }

    /// The finding in the language that is spoken now. Where nobody translated it, what its rule says of
    /// every image is said again, and the rest stays as it is.
    pub fn spoken(&self) -> Finding {
        let of = |tag: &str| {
            let mut known = self.translations.iter();
            known.find(|told| told.language == tag)
        };
        let Some(told) = of(language().tag()) else {
            // With a translation to the other language, it is in this one already.
            return match self.translations.is_empty() {
                true => self.said_by_its_rule(),
                false => self.clone(),
            };
        };
        let mut spoken = self.clone();
        spoken.translations.retain(|other| other != told);
        spoken.title = told.title.clone();
        spoken.why = told.why.clone();
        spoken.fix = told.fix.clone();
        let evidence = spoken.evidence.iter_mut().zip(&told.evidence);
        for (evidence, text) in evidence.filter(|(_, text)| !text.is_empty()) {
            evidence.text.clone_from(text);
        }
        // What it says now is in the language that it has no translation to.
        if let Some(was) = Language::ALL.into_iter().find(|l| of(l.tag()).is_none()) {
            let was = spoken.told_in(was, self.clone());
            spoken.translations.push(was);
        }
        spoken
    }

    fn said_by_its_rule(&self) -> Finding {
        let mut spoken = self.clone();
        let Some(rule) = RULES.iter().find(|rule| rule.id == self.rule) else {
            return spoken;
        };
        let here = language();
        let (title, why) = ((rule.title)(), (rule.why)());
        for other in Language::ALL {
            speak(other);
            if self.title == (rule.title)() {
                title.clone_into(&mut spoken.title);
            }
            if self.why == (rule.why)() {
                why.clone_into(&mut spoken.why);
            }
            speak(here);
        }
        spoken
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    fn in_spanish<T>(say: impl FnOnce() -> T) -> T {
        speak(Language::Spanish);
        let said = say();
        speak(Language::English);
        said
    }

    /// An image of which several rules find something, one of them an instruction.
    fn found() -> (Vec<Finding>, Vec<Finding>) {
        let image = Fixture::new()
            .layer("ADD a /b # buildkit", &[file("root/.ssh/id_rsa", 40)])
            .layer("RUN /bin/sh -c make", &[file("usr/b", 5).mode(0o4755)])
            .build();
        let mut english = check(&image);
        translate(&mut english, &image);
        let spanish = in_spanish(|| {
            let mut spanish = check(&image);
            translate(&mut spanish, &image);
            spanish
        });
        assert!(english.len() > 2, "{english:?}");
        (english, spanish)
    }

    #[test]
    fn a_finding_is_said_again_as_it_would_be_said_at_first() {
        let (english, spanish) = found();
        for (english, spanish) in english.iter().zip(&spanish) {
            assert_ne!(english.why, spanish.why);
            assert_eq!(
                english.rule == "setuid-file",
                english.evidence != spanish.evidence
            );
            assert_eq!(&english.spoken(), english, "it is said already");
            assert_eq!(&spanish.spoken(), english);
            assert_eq!(&in_spanish(|| english.spoken()), spanish);
        }
    }

    #[test]
    fn without_a_translation_the_rule_says_what_it_says_of_every_image() {
        let (english, spanish) = found();
        for (english, spanish) in english.into_iter().zip(spanish) {
            let old = Finding {
                translations: Vec::new(),
                ..english
            };
            let again = in_spanish(|| old.spoken());
            assert_eq!((&again.why, &again.fix), (&spanish.why, &old.fix));
            let changed = Finding {
                why: "Zut!".into(),
                ..old
            };
            assert_eq!(in_spanish(|| changed.spoken()).why, "Zut!");
        }
    }

    #[test]
    fn what_has_changed_since_has_no_translation() {
        let (mut english, _) = found();
        let image = Fixture::new().layer("ADD a /b # buildkit", &[]).build();
        translate(&mut english, &image);
        let left = english.iter().filter(|one| !one.translations.is_empty());
        assert!(left.count() < english.len());
    }

    #[test]
    fn more_or_less_evidence_than_there_is_does_no_harm() {
        let (english, _) = found();
        let mut one = english[0].clone();
        one.translations[0].evidence = vec!["uno".into(); 99];
        let again = in_spanish(|| one.spoken());
        assert_eq!(again.evidence.len(), one.evidence.len());
        assert_eq!(again.evidence[0].text, "uno");
    }
}

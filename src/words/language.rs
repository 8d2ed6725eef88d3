//! The languages, and which of them is spoken.

use std::cell::Cell;

/// A language that Peel speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English; what the command speaks, and whatever a program reads.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

thread_local! {
    // One thread draws the page, and each worker is another program: none of them speaks two at once.
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 2] = [Language::English, Language::Spanish];

    /// Its tag after BCP 47, for `lang`, settings and messages.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
        }
    }

    /// What those who speak it call it.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Spanish => "Español",
        }
    }

    /// The one after it, and the first after the last.
    pub fn next(self) -> Language {
        match self {
            Language::English => Language::Spanish,
            Language::Spanish => Language::English,
        }
    }

    /// The language of a tag, whatever country it names: `es-MX` is Spanish.
    pub fn of(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Language::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The first of the wanted tags that Peel speaks, most wanted first; or else English.
    pub fn best<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Language {
        wanted
            .into_iter()
            .find_map(Language::of)
            .unwrap_or_default()
    }
}

/// What this thread speaks.
pub fn language() -> Language {
    SPOKEN.get()
}

/// Has this thread speak a language from now on. Texts made before stay as they are.
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

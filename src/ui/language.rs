//! The language of the page: the browser's, until a person chooses another.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::settings::Setting;
use super::written;
use crate::words::header as say;
use crate::words::{Language, language, speak};

/// What was chosen at an earlier visit, or else the first of the browser's languages that Peel speaks.
pub fn wanted() -> Language {
    let chosen = Setting::Language.get();
    chosen.as_deref().and_then(Language::of).unwrap_or_else(|| {
        let wanted = gloo::utils::window().navigator().languages();
        let wanted: Vec<String> = wanted.iter().filter_map(|tag| tag.as_string()).collect();
        Language::best(wanted.iter().map(String::as_str))
    })
}

/// Has the page speak a language, and says so to screen readers.
pub fn apply(language: Language) {
    speak(language);
    if let Some(root) = gloo::utils::document().document_element() {
        let _ = root.set_attribute("lang", language.tag());
    }
}

/// Properties of [`LanguageSwitch`].
#[derive(Clone, PartialEq, Properties)]
pub struct LanguageSwitchProps {
    /// Takes the language that is chosen.
    pub on_language: Callback<Language>,
}

/// The switch: each press is the next language.
#[component]
pub fn LanguageSwitch(props: &LanguageSwitchProps) -> Html {
    let spoken = language();
    use_effect_with((), |()| {
        // The rest of the page is there once this round of drawing is over.
        let timer = Timeout::new(0, written::put_back);
        move || drop(timer)
    });
    let onclick = props.on_language.reform(move |_: MouseEvent| {
        let next = spoken.next();
        written::keep();
        Setting::Language.set(Some(next.tag()));
        apply(next);
        next
    });
    let label = say::in_language(spoken.next().name());
    html! {
        <button class="tool" type="button" data-test="language" data-language={spoken.tag()}
            title={label.clone()} aria-label={label} {onclick}>
            <span class="language-tag" aria-hidden="true">{spoken.tag()}</span>
        </button>
    }
}

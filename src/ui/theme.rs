//! Light and dark: as the system prefers, or as a person chose.

use yew::prelude::*;

use super::icon::{Glyph, Icon};
use crate::words::header as say;

/// What a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Theme {
    /// As the system prefers.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Where the choice is kept.
const KEY: &str = "peel-theme";

impl Theme {
    fn id(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Theme::System => say::system(),
            Theme::Light => say::light(),
            Theme::Dark => say::dark(),
        }
    }

    fn next(self) -> Theme {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }
}

/// What was chosen at an earlier visit. A browser may refuse to tell.
pub fn stored() -> Theme {
    let storage = gloo::utils::window().local_storage().ok().flatten();
    let stored = storage.and_then(|storage| storage.get_item(KEY).ok().flatten());
    match stored.as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Shows the page so.
pub fn apply(theme: Theme) {
    if let Some(root) = gloo::utils::document().document_element() {
        let _ = root.set_attribute("data-theme", theme.id());
    }
}

fn store(theme: Theme) {
    if let Ok(Some(storage)) = gloo::utils::window().local_storage() {
        // A full or forbidden storage only forgets.
        let _ = storage.set_item(KEY, theme.id());
    }
}

/// The switch: each press is the next theme.
#[component]
pub fn ThemeSwitch() -> Html {
    let theme = use_state(stored);
    let onclick = {
        let theme = theme.clone();
        Callback::from(move |_: MouseEvent| {
            let next = theme.next();
            apply(next);
            store(next);
            theme.set(next);
        })
    };
    let label = say::theme(theme.word());
    html! {
        <button class="tool" type="button" data-test="theme" data-theme-choice={theme.id()}
            title={label.clone()} aria-label={label} {onclick}>
            <Glyph icon={Icon::Theme} />
            <span class="tool-word">{theme.word()}</span>
        </button>
    }
}

//! Light and dark: as the system prefers, or as a person chose.

use gloo::events::EventListener;
use web_sys::Event;
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use crate::view::palette::Shade;
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

/// The event that tells of another choice, wherever it was made.
const CHANGED: &str = "peel-theme";

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

/// Shows the page so, and remembers it.
pub fn choose(theme: Theme) {
    apply(theme);
    store(theme);
    if let Ok(event) = Event::new(CHANGED) {
        // Cannot fail: the event is new.
        let _ = gloo::utils::window().dispatch_event(&event);
    }
}

/// What is shown.
fn shown() -> Theme {
    let root = gloo::utils::document().document_element();
    let id = root.and_then(|root| root.get_attribute("data-theme"));
    let all = [Theme::System, Theme::Light, Theme::Dark].into_iter();
    let mut same = all.filter(|theme| id.as_deref() == Some(theme.id()));
    same.next().unwrap_or_default()
}

impl From<Shade> for Theme {
    fn from(shade: Shade) -> Theme {
        match shade {
            Shade::System => Theme::System,
            Shade::Light => Theme::Light,
            Shade::Dark => Theme::Dark,
        }
    }
}

/// The switch: each press is the next theme.
#[component]
pub fn ThemeSwitch() -> Html {
    let theme = use_state(stored);
    use_effect_with((), {
        let theme = theme.setter();
        move |()| {
            let window = gloo::utils::window();
            let listener = EventListener::new(&window, CHANGED, move |_| theme.set(shown()));
            move || drop(listener)
        }
    });
    let onclick = {
        let next = theme.next();
        Callback::from(move |_: MouseEvent| choose(next))
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

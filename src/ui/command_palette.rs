//! The palette: one field that finds every command, layer, image and finding. A combobox with a
//! listbox, after WAI-ARIA's pattern: the field keeps the focus and names the entry at hand.

use web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::icon::{Glyph, Icon};
use super::modal::use_modal;
use super::opened::OpenState;
use super::store::Dispatch;
use super::{commands, copy, open, theme};
use crate::view::Action;
use crate::view::keys::label;
use crate::view::palette::{DRAWN, Deed, Entry, Hit, entries, hits};
use crate::words::palette as words;

/// How far a page of entries is.
const PAGE: isize = 8;

/// Properties of [`CommandPalette`].
#[derive(Clone, PartialEq, Properties)]
pub struct CommandPaletteProps {
    /// Everything the page remembers.
    pub state: OpenState,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The palette, in a dialog.
#[component]
pub fn CommandPalette(props: &CommandPaletteProps) -> Html {
    let CommandPaletteProps {
        state: OpenState(state),
        dispatch,
    } = props;
    let dialog = use_modal();
    let query = use_state_eq(String::new);
    let at = use_state_eq(|| 0_usize);
    let entries = entries(state);
    let all = hits(&entries, &query);
    let drawn = &all[..all.len().min(DRAWN)];
    let now = (*at).min(drawn.len().saturating_sub(1));
    use_effect_with((now, (*query).clone()), {
        let dialog = dialog.clone();
        move |_| {
            let dialog = dialog.cast::<HtmlElement>();
            let option =
                dialog.and_then(|dialog| dialog.query_selector("[aria-selected=true]").ok());
            if let Some(option) = option.flatten() {
                commands::into_sight(&option);
            }
        }
    });
    let oninput = {
        let (query, at) = (query.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            query.set(event.target_unchecked_into::<HtmlInputElement>().value());
            at.set(0);
        })
    };
    let close = {
        let dialog = dialog.clone();
        move || {
            // The dialog itself gives the focus back.
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        }
    };
    let run = {
        let (dispatch, close) = (dispatch.clone(), close.clone());
        Callback::from(move |deed: Deed| {
            // First of all: what follows may put the focus elsewhere.
            close();
            dispatch.emit(Action::Palette(false));
            obey(deed, &dispatch);
        })
    };
    let onkeydown = {
        let deed = drawn.get(now).map(|hit| entries[hit.entry].deed.clone());
        let (run, at, count) = (run.clone(), at.clone(), drawn.len());
        Callback::from(move |event: KeyboardEvent| {
            // The page's own keys are not for what lies over it.
            event.stop_propagation();
            let held = event.ctrl_key() || event.meta_key();
            match (event.key().as_str(), held) {
                ("ArrowDown", false) => at.set(stepped(now, 1, count, true)),
                ("ArrowUp", false) => at.set(stepped(now, -1, count, true)),
                ("PageDown", false) => at.set(stepped(now, PAGE, count, false)),
                ("PageUp", false) => at.set(stepped(now, -PAGE, count, false)),
                ("Enter", false) => deed.iter().for_each(|deed| run.emit(deed.clone())),
                ("k" | "K", true) => close(),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onclose = dispatch.reform(|_: Event| Action::Palette(false));
    let more = all.len() - drawn.len();
    html! {
        <dialog ref={dialog} class="palette" data-test="palette" aria-label={words::title()} {onclose} {onkeydown}>
            <div class="palette-field">
                <Glyph icon={Icon::Search} />
                <input type="text" role="combobox" data-test="palette-query" aria-label={words::field()} placeholder={words::placeholder()}
                    aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" autocomplete="off" spellcheck="false"
                    autofocus=true aria-activedescendant={drawn.get(now).map(|_| option_id(now))}
                    value={(*query).clone()} {oninput} />
            </div>
            <ul id="palette-list" class="palette-list" role="listbox" aria-label={words::list()} data-test="palette-list">
                {for drawn.iter().enumerate().map(|(i, hit)| option(i, hit, &entries[hit.entry], i == now, &run))}
            </ul>
            <p class="palette-told" role="status" data-test="palette-told">
                if drawn.is_empty() { {words::nothing()} } else if more > 0 { {words::more(more as u64)} } else { {words::found(all.len() as u64)} }
            </p>
        </dialog>
    }
}

fn option_id(number: usize) -> String {
    format!("palette-{number}")
}

fn option(number: usize, hit: &Hit, entry: &Entry, now: bool, run: &Callback<Deed>) -> Html {
    let deed = entry.deed.clone();
    let onclick = run.reform(move |_: MouseEvent| deed.clone());
    let part = |(text, written): &(String, bool)| match written {
        true => html! { <mark>{text}</mark> },
        false => html! { {text} },
    };
    html! {
        <li key={number} id={option_id(number)} class="palette-option" role="option" aria-selected={now.to_string()}
            data-test="palette-option" data-text={entry.text.clone()} {onclick}>
            <span class="palette-group">{entry.group}</span>
            <bdi class="palette-text">{for hit.parts.iter().map(part)}</bdi>
            <span class="palette-keys">{for entry.keys.iter().map(|key| html! { <kbd>{key}</kbd> })}</span>
        </li>
    }
}

/// Another entry; past the end begins the list again where it is asked to go `round`.
fn stepped(now: usize, by: isize, count: usize, round: bool) -> usize {
    let last = count.saturating_sub(1);
    match (now, by, round) {
        (0, -1, true) => last,
        (now, 1, true) if now == last => 0,
        _ => now.saturating_add_signed(by).min(last),
    }
}

fn obey(deed: Deed, dispatch: &Dispatch) {
    match deed {
        Deed::Command(command) => commands::run(command, dispatch),
        Deed::Actions(wishes) => {
            for wish in wishes {
                dispatch.emit(wish.action());
            }
        }
        Deed::Copy(text) => copy::copy(&text),
        Deed::Theme(shade) => theme::choose(shade.into()),
        Deed::OpenFolder => open::choose_folder(),
    }
}

/// The button that opens it.
#[component]
pub fn PaletteButton(props: &PaletteButtonProps) -> Html {
    let onclick = props.dispatch.reform(|_: MouseEvent| Action::Palette(true));
    let key = label("Ctrl+k");
    html! {
        <button class="tool" type="button" data-test="commands" title={words::open_palette(&key)} aria-label={words::title()} {onclick}>
            <Glyph icon={Icon::Search} />
            <kbd class="wide-only" aria-hidden="true">{key}</kbd>
        </button>
    }
}

/// Properties of [`PaletteButton`].
#[derive(Clone, PartialEq, Properties)]
pub struct PaletteButtonProps {
    /// Where actions go.
    pub dispatch: Dispatch,
}

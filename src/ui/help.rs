//! The keys, from the one table of them.

use yew::prelude::*;

use super::modal::use_modal;
use super::store::Dispatch;
use crate::view::Action;
use crate::view::keys::{KEYS, Key, NOT_AS_DIVE, Scope, label};
use crate::words::buttons;
use crate::words::header as say;

/// Properties of [`Help`].
#[derive(Clone, PartialEq, Properties)]
pub struct HelpProps {
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The keys, in a dialog.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    let dialog = use_modal();
    let close = props.dispatch.reform(|_: Event| Action::Help(false));
    let onclick = props.dispatch.reform(|_: MouseEvent| Action::Help(false));
    html! {
        <dialog ref={dialog} class="help" data-test="help" aria-labelledby="help-title" onclose={close}>
            <div class="help-head">
                <h2 id="help-title">{say::keys()}</h2>
                <button class="button" type="button" {onclick}>{buttons::close()}</button>
            </div>
            <h3>{say::in_the_tree()}</h3>
            {table(Scope::Tree)}
            <h3>{say::on_the_map()}</h3>
            {table(Scope::Map)}
            <h3>{say::everywhere()}</h3>
            {table(Scope::Page)}
            <h3>{say::keys_of_dive()}</h3>
            <dl class="keys">{for NOT_AS_DIVE.iter().map(|(name, does)| html! {
                <div><dt><kbd>{label(name)}</kbd></dt><dd>{does()}</dd></div>
            })}</dl>
        </dialog>
    }
}

fn table(scope: Scope) -> Html {
    let rows = KEYS.iter().filter(|key| key.scope == scope).map(row);
    html! { <dl class="keys">{for rows}</dl> }
}

fn row(key: &Key) -> Html {
    let keys = key
        .keys
        .iter()
        .map(|name| html! { <kbd>{label(name)}</kbd> });
    html! { <div><dt>{for keys}</dt><dd>{(key.does)()}</dd></div> }
}

//! The switch between rows and map.

use yew::prelude::*;

use crate::ui::store::Dispatch;
use crate::view::Action;
use crate::view::treemap::{Look, MapAction};
use crate::words::map as say;

/// Properties of [`LookSwitch`].
#[derive(Clone, PartialEq, Properties)]
pub struct LookSwitchProps {
    /// How the tree is shown.
    pub look: Look,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The switch.
#[component]
pub fn LookSwitch(props: &LookSwitchProps) -> Html {
    let button = |(look, word): (Look, &'static str)| {
        let onclick = props
            .dispatch
            .reform(move |_: MouseEvent| Action::Map(MapAction::Look(look)));
        html! {
            <button type="button" data-test={format!("look-{}", look.id())} title={say::keys_of_look()}
                aria-pressed={(look == props.look).to_string()} {onclick}>{word}</button>
        }
    };
    let looks = [
        (Look::Rows, say::rows()),
        (Look::Both, say::both()),
        (Look::Map, say::map()),
    ];
    html! {
        <div class="segments look-switch" role="group" aria-label={say::how_shown()}>
            {for looks.into_iter().map(button)}
        </div>
    }
}

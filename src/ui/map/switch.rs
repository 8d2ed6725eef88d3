//! The switch between rows and map.

use yew::prelude::*;

use crate::ui::store::Dispatch;
use crate::view::Action;
use crate::view::treemap::{Look, MapAction};

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
            <button type="button" data-test={format!("look-{}", look.id())} title="Rows, both, map (t)"
                aria-pressed={(look == props.look).to_string()} {onclick}>{word}</button>
        }
    };
    let looks = [
        (Look::Rows, "Rows"),
        (Look::Both, "Both"),
        (Look::Map, "Map"),
    ];
    html! {
        <div class="segments look-switch" role="group" aria-label="How the tree is shown">
            {for looks.into_iter().map(button)}
        </div>
    }
}

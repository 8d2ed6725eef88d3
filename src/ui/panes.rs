//! The switch between the parts of a narrow page. A wide page shows them side by side.

use yew::prelude::*;

use super::store::Dispatch;
use crate::view::{Action, Pane};
use crate::words::header as say;

/// Properties of [`PaneSwitch`].
#[derive(Clone, PartialEq, Properties)]
pub struct PaneSwitchProps {
    /// The part that is shown.
    pub pane: Pane,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The name of a part, for attributes.
pub fn id(pane: Pane) -> &'static str {
    match pane {
        Pane::History => "history",
        Pane::Tree => "tree",
        Pane::Details => "details",
    }
}

/// The switch.
#[component]
pub fn PaneSwitch(props: &PaneSwitchProps) -> Html {
    let button = |(pane, word): (Pane, &'static str)| {
        let onclick = props
            .dispatch
            .reform(move |_: MouseEvent| Action::ChoosePane(pane));
        let current = (pane == props.pane).then_some("true");
        html! {
            <button type="button" data-test={format!("pane-{}", id(pane))} aria-current={current} {onclick}>{word}</button>
        }
    };
    let panes = [
        (Pane::History, say::layers_pane()),
        (Pane::Tree, say::files_pane()),
        (Pane::Details, say::details()),
    ];
    html! { <nav class="pane-switch" aria-label={say::parts()}>{for panes.into_iter().map(button)}</nav> }
}

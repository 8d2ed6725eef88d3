//! A box to tick something that the image might do without.

use yew::prelude::*;

use crate::ui::store::Dispatch;
use crate::view::Action;
use crate::view::whatif::WhatIfAction;
use crate::whatif::Tick;

/// Properties of [`TickBox`].
#[derive(Clone, PartialEq, Properties)]
pub struct TickBoxProps {
    /// What is ticked.
    pub tick: Tick,
    /// Whether it is.
    pub on: bool,
    /// What it is, for screen readers.
    pub label: AttrValue,
    /// Where actions go.
    pub dispatch: Dispatch,
    /// What stands beside the box.
    #[prop_or_default]
    pub children: Html,
}

/// The box, with what stands beside it.
#[component]
pub fn TickBox(props: &TickBoxProps) -> Html {
    let tick = props.tick.clone();
    let onchange =
        (props.dispatch).reform(move |_: Event| Action::WhatIf(WhatIfAction::Switch(tick.clone())));
    html! {
        <label class="tick">
            <input type="checkbox" data-test="tick" checked={props.on} aria-label={props.label.clone()} {onchange} />
            {props.children.clone()}
        </label>
    }
}

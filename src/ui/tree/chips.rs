//! What filters, part by part, each with a way to take it away.

use yew::prelude::*;

use crate::ui::store::Dispatch;
use crate::view::Action;
use crate::view::filter::{Chip, FilterAction, Filters};
use crate::view::keys::label;
use crate::words::buttons;
use crate::words::tree as say;

/// Properties of [`Chips`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChipsProps {
    /// The filter, and those before and after it.
    pub filters: Filters,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The parts, and ways back and forth; nothing where nothing was ever filtered.
#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    let ChipsProps { filters, dispatch } = props;
    let chips = filters.now().chips();
    if chips.is_empty() && !filters.can_undo() && !filters.can_redo() {
        return Html::default();
    }
    let send =
        |action: FilterAction| dispatch.reform(move |_: MouseEvent| Action::Filter(action.clone()));
    let several = chips.len() > 1;
    let chip = |chip: Chip| {
        let label = say::do_not_filter(&chip.words);
        let onclick = send(FilterAction::Set(chip.without));
        html! {
            <li class="chip" key={chip.id} data-test="chip" data-part={chip.id}>
                <span class="chip-words">{chip.words}</span>
                <button type="button" data-test="chip-remove" aria-label={label} {onclick}>{"×"}</button>
            </li>
        }
    };
    html! {
        <div class="chips" role="group" aria-label={say::what_filters()}>
            <ul class="chip-list" data-test="chips">{for chips.into_iter().map(chip)}</ul>
            if several {
                <button class="quiet" type="button" data-test="filter-clear" title="Esc" onclick={send(FilterAction::Clear)}>{say::clear_all()}</button>
            }
            <button class="quiet" type="button" data-test="filter-undo" title={label("Ctrl+z")} disabled={!filters.can_undo()}
                onclick={send(FilterAction::Undo)}>{buttons::undo()}</button>
            <button class="quiet" type="button" data-test="filter-redo" title={label("Ctrl+Shift+z")} disabled={!filters.can_redo()}
                onclick={send(FilterAction::Redo)}>{buttons::redo()}</button>
        </div>
    }
}

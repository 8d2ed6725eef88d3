//! Which columns are shown.

use yew::prelude::*;

use super::menu::Menu;
use crate::ui::store::Dispatch;
use crate::view::Action;
use crate::view::filter::{Member, Set};
use crate::view::tree::Column;
use crate::words::tree as say;

/// Properties of [`ColumnMenu`].
#[derive(Clone, PartialEq, Properties)]
pub struct ColumnMenuProps {
    /// Those that are shown.
    pub columns: Set<Column>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The choices.
#[component]
pub fn ColumnMenu(props: &ColumnMenuProps) -> Html {
    let column = |column: &Column| {
        let column = *column;
        let onchange = (props.dispatch).reform(move |_: Event| Action::SwitchColumn(column));
        html! {
            <label class="choice">
                <input type="checkbox" data-test={format!("column-{}", column.id())} checked={props.columns.has(column)} {onchange} />
                {column.word()}
            </label>
        }
    };
    html! {
        <Menu label={say::columns()} test="column-menu">
            <fieldset><legend>{say::columns_beside()}</legend>{for Column::ALL.iter().map(column)}</fieldset>
        </Menu>
    }
}

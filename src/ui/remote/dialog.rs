//! The dialog that opens another image while one is open.

use yew::prelude::*;

use super::super::icon::{Glyph, Icon};
use super::super::modal::use_modal;
use super::super::open;
use super::super::opener::Order;
use super::super::store::Dispatch;
use super::field::focus_field;
use super::form::ReferenceForm;
use crate::view::Action;
use crate::words::buttons;
use crate::words::remote as say;

/// Properties of [`OpenDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct OpenDialogProps {
    /// What stands in the field.
    pub text: AttrValue,
    /// Takes what is to be opened.
    pub orders: Callback<Order>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The dialog.
#[component]
pub fn OpenDialog(props: &OpenDialogProps) -> Html {
    let dialog = use_modal();
    use_effect_with((), |()| {
        focus_field();
    });
    let onclose = props.dispatch.reform(|_: Event| Action::Choose(false));
    let close = props.dispatch.reform(|_: MouseEvent| Action::Choose(false));
    // Where the browser takes nothing, the dialog stays.
    let file = Callback::from(|_: MouseEvent| open::choose());
    let folder = Callback::from(|_: MouseEvent| open::choose_folder());
    html! {
        <dialog ref={dialog} class="help open-dialog" data-test="open-dialog" aria-labelledby="open-title" {onclose}>
            <div class="help-head">
                <h2 id="open-title">{say::open_another()}</h2>
                <button class="button" type="button" onclick={close}>{buttons::close()}</button>
            </div>
            <ReferenceForm text={props.text.clone()} orders={props.orders.clone()} dispatch={props.dispatch.clone()} />
            <p class="open-files">
                <button class="button" type="button" data-test="choose-another" onclick={file}>
                    <Glyph icon={Icon::Open} />{buttons::choose_file()}
                </button>
                <button class="button" type="button" data-test="choose-another-folder" onclick={folder}>{buttons::choose_folder()}</button>
                <span class="remark">{say::or_drop()}</span>
            </p>
        </dialog>
    }
}

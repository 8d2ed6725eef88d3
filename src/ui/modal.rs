//! Dialogs that lie over the page.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// A dialog's element, which is shown over the page as soon as it is there. The browser keeps the
/// focus in it, and gives it back when it closes.
#[hook]
pub fn use_modal() -> NodeRef {
    let dialog = use_node_ref();
    use_effect_with((), {
        let dialog = dialog.clone();
        move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // Fails only where the dialog is open already.
                let _ = dialog.show_modal();
            }
            // Taken away by something else than itself, it gives the focus back too.
            move || {
                if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                    dialog.close();
                }
            }
        }
    });
    dialog
}

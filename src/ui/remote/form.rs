//! The form that opens an image by its reference.

use yew::prelude::*;

use super::super::opener::Order;
use super::super::store::Dispatch;
use super::super::way;
use super::super::{Sentence, Strange};
use super::advanced::Advanced;
use super::field::{FIELD, Field};
use crate::registry::Route;
use crate::view::Action;
use crate::view::remote::{ImageLink, Meaning};
use crate::words::remote as say;

/// Properties of [`ReferenceForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReferenceFormProps {
    /// What stands in the field.
    pub text: AttrValue,
    /// Takes what is to be opened.
    pub orders: Callback<Order>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The form.
#[component]
pub fn ReferenceForm(props: &ReferenceFormProps) -> Html {
    let tried = use_state_eq(|| false);
    // The way is the browser's to remember: it is looked at anew when it may have changed.
    let way = use_state_eq(way::way);
    let on_text = {
        let (dispatch, tried) = (props.dispatch.clone(), tried.clone());
        Callback::from(move |text| {
            tried.set(false);
            dispatch.emit(Action::Write(text));
        })
    };
    let onsubmit = {
        let (text, orders, tried) = (props.text.clone(), props.orders.clone(), tried.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match text.parse::<Meaning>() {
                Ok(_) => orders.emit(Order::Image {
                    link: ImageLink {
                        image: text.to_string(),
                        ..ImageLink::default()
                    },
                    manifest: None,
                }),
                Err(_) => tried.set(true),
            }
        })
    };
    let on_way = {
        let way = way.clone();
        Callback::from(move |()| way.set(way::way()))
    };
    html! {
        <form class="reference" data-test="reference-form" {onsubmit}>
            <div class="reference-head">
                <label for={FIELD}>{say::image_reference()}</label>
                {through(&way)}
            </div>
            <div class="reference-line">
                <Field text={props.text.clone()} tried={*tried} {on_text} />
                <button class="button is-main" type="submit" data-test="open-reference">{say::open()}</button>
            </div>
            if let Some(why) = way::relay_missing() {
                <p class="reference-note" data-test="relay-missing"><Sentence text={why} /></p>
            }
            <Advanced way={(*way).clone()} {on_way} />
        </form>
    }
}

/// A mark of the way, where it is not straight.
fn through(way: &Route) -> Html {
    match way {
        Route::Straight => Html::default(),
        Route::Relay(_) => html! {
            <span class="mark" data-test="through" data-way="relay"
                title={say::through_program()}>
                {say::through_serve()}
            </span>
        },
        Route::Proxy(address) => html! {
            <span class="mark" data-test="through" data-way="proxy"
                title={say::through_proxy()}>
                {say::through()}{" "}<Strange text={address.clone()} />
            </span>
        },
    }
}

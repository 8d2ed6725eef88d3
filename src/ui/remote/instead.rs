//! Images that can be opened instead of the one that is not there.

use yew::prelude::*;

use super::super::Strange;
use super::super::opener::Order;
use crate::view::remote::ImageLink;

/// Properties of [`Instead`].
#[derive(Clone, PartialEq, Properties)]
pub struct InsteadProps {
    /// Their references.
    pub references: Vec<String>,
    /// Takes the one that a person wants.
    pub orders: Callback<Order>,
}

/// A button for each.
#[component]
pub fn Instead(props: &InsteadProps) -> Html {
    let one = |reference: &String| {
        let image = reference.clone();
        let onclick = props.orders.reform(move |_: MouseEvent| Order::Image {
            link: ImageLink {
                image: image.clone(),
                ..ImageLink::default()
            },
            manifest: None,
        });
        html! {
            <li><button class="path-link" type="button" data-test="instead" {onclick}>
                <Strange text={reference.clone()} />
            </button></li>
        }
    };
    html! { <ul class="names instead">{for props.references.iter().map(one)}</ul> }
}

//! The line that offers the layers that are still elsewhere.

use yew::prelude::*;

use super::super::opener::Order;
use super::advanced::AlwaysDownload;
use crate::view::remote::Offer;
use crate::words::remote as say;

/// Properties of [`OfferLine`].
#[derive(Clone, PartialEq, Properties)]
pub struct OfferLineProps {
    /// What is still elsewhere.
    pub offer: Offer,
    /// Takes what a person wants.
    pub orders: Callback<Order>,
}

/// A line with a button.
#[component]
pub fn OfferLine(props: &OfferLineProps) -> Html {
    let offer = &props.offer;
    let onclick = props.orders.reform(|_: MouseEvent| Order::Download);
    html! {
        <section class="offer" aria-label={say::layers_to_download()} data-test="offer" data-layers={offer.layers.to_string()}
            data-bytes={offer.bytes.to_string()} data-failed={offer.failed.to_string()}>
            <p class="offer-words" role="status">
                {offer.words()}
                if let Some(tables) = offer.by_tables() {
                    {" "}<span class="offer-tables" data-test="offer-tables" data-bytes={offer.fetched.to_string()}>{tables}</span>
                }
            </p>
            <AlwaysDownload words={say::always()} />
            <button class="button is-main" type="button" data-test="download" {onclick}>{offer.button()}</button>
        </section>
    }
}

//! Which of several old images is meant.

use yew::prelude::*;

use crate::ui::opener::Order;
use crate::view::text;
use crate::words::compare as say;

/// The images of what is being read, to choose one.
pub fn which(names: &[String], orders: &Callback<Order>) -> Html {
    let image = |(image, name): (usize, &String)| {
        let onclick = orders.reform(move |_: MouseEvent| Order::CompareWith(image));
        html! {
            <li>
                <button class="button" type="button" data-test="compare-which" data-image={image.to_string()} {onclick}>
                    {text::visible(name)}
                </button>
            </li>
        }
    };
    html! {
        <div class="compare-choice">
            <p id="compare-which">{say::which()}</p>
            <ul class="compare-images" aria-labelledby="compare-which">{for names.iter().enumerate().map(image)}</ul>
        </div>
    }
}

//! What the colours mean, with the bytes of each.

use yew::prelude::*;

use crate::view::text;
use crate::view::treemap::{Ground, MapView, legend};
use crate::words::map as say;

/// Properties of [`Legend`].
#[derive(Clone, PartialEq, Properties)]
pub struct LegendProps {
    /// The map.
    pub view: MapView,
}

/// Meanings that are listed: the rest are small.
const LISTED: usize = 12;

/// The legend: the largest first.
#[component]
pub fn Legend(props: &LegendProps) -> Html {
    let Some(map) = &props.view.map else {
        return Html::default();
    };
    let meanings = legend(map, props.view.colour);
    let more = meanings.len().saturating_sub(LISTED);
    let item = |(ground, word, bytes): &(Ground, String, u64)| {
        html! {
            <li data-test="map-meaning" data-bytes={bytes.to_string()}>{swatch(*ground)}{format!("{word} {}", text::size(*bytes))}</li>
        }
    };
    html! {
        <ul class="map-legend" aria-label={say::what_colours_mean()} data-test="map-legend">
            {for meanings.iter().take(LISTED).map(item)}
            if more > 0 { <li>{say::and_more(more)}</li> }
        </ul>
    }
}

/// A small piece of a colour and its pattern.
pub fn swatch(ground: Ground) -> Html {
    let lines = match ground.pattern {
        1 => "M-2 6L6 -2M2 14L14 2M-4 14L14 -4",
        2 => "M0 3H12M0 6H12M0 9H12",
        3 => "M3 0V12M6 0V12M9 0V12M0 3H12M0 6H12M0 9H12",
        _ => "",
    };
    html! {
        <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
            <rect class={format!("map-fill-{}", ground.colour + 1)} width="12" height="12" />
            <path class="map-hatch" d={lines} />
        </svg>
    }
}

//! A bar, as SVG: its length is an attribute of the drawing, not of the page's style.

use yew::prelude::*;

/// Properties of [`Meter`].
#[derive(Clone, PartialEq, Properties)]
pub struct MeterProps {
    /// How long, of 1.
    pub length: f64,
    /// Which share of that is drawn as hidden, at its end.
    #[prop_or_default]
    pub hidden: f64,
}

/// A bar. What it says stands beside it in words, so screen readers pass over it.
#[component]
pub fn Meter(props: &MeterProps) -> Html {
    let percent = |share: f64| format!("{:.2}%", (share * 100.0).clamp(0.0, 100.0));
    let shown = props.length * (1.0 - props.hidden);
    html! {
        <svg class="meter" aria-hidden="true">
            <rect class="meter-fill" width={percent(shown)} height="100%" />
            if props.hidden > 0.0 {
                <rect class="meter-hidden" x={percent(shown)}
                    width={percent(props.length * props.hidden)} height="100%" />
            }
        </svg>
    }
}

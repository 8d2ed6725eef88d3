//! How far the reading is, and a way to end it.

use yew::prelude::*;

use crate::view::progress::Progress;
use crate::view::text;
use crate::words::buttons;
use crate::words::landing as say;

/// Properties of [`ProgressLine`].
#[derive(Clone, PartialEq, Properties)]
pub struct ProgressLineProps {
    /// How far.
    pub progress: Progress,
    /// What is going on.
    pub doing: AttrValue,
    /// Ends it.
    pub on_cancel: Callback<()>,
}

/// A line with a bar, bytes, rate and a button.
#[component]
pub fn ProgressLine(props: &ProgressLineProps) -> Html {
    let progress = &props.progress;
    let bytes = match progress.total {
        0 => String::new(),
        total => say::done_of(&text::size(progress.done), &text::size(total)),
    };
    let rate = (progress.rate > 0.0).then(|| text::rate(progress.rate));
    let onclick = props.on_cancel.reform(|_: MouseEvent| ());
    html! {
        <section class="progress" aria-label={&props.doing} data-test="progress" data-done={progress.done.to_string()}
            data-total={progress.total.to_string()}>
            <span class="progress-doing">{&props.doing}</span>
            <progress max="1" value={format!("{:.4}", progress.share())} aria-label={&props.doing} />
            <span class="progress-bytes">{bytes}</span>
            <span class="progress-rate">{rate}</span>
            if let Some(ratio) = progress.suspicious() {
                <span class="progress-ratio" data-test="progress-ratio">
                    {say::unpacks_to(&text::count(ratio))}
                </span>
            }
            <button class="button" type="button" data-test="cancel" {onclick}>{buttons::cancel()}</button>
        </section>
    }
}

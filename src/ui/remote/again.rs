//! The button that tries once more, when the registry wants to be asked again.

use crate::words::remote as say;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Properties of [`TryAgain`].
#[derive(Clone, PartialEq, Properties)]
pub struct TryAgainProps {
    /// Seconds that the registry wants to be left alone.
    #[prop_or_default]
    pub after: u64,
    /// Tries again.
    pub on_again: Callback<()>,
}

/// The button. It counts down where it has to wait.
#[component]
pub fn TryAgain(props: &TryAgainProps) -> Html {
    let left = use_state_eq(|| props.after);
    use_effect_with(*left, {
        let left = left.clone();
        move |now| {
            let next = now.checked_sub(1);
            let timer = next.map(|next| Timeout::new(1_000, move || left.set(next)));
            move || drop(timer)
        }
    });
    let onclick = props.on_again.reform(|_: MouseEvent| ());
    html! {
        <button class="button again" type="button" data-test="again" disabled={*left > 0} {onclick}>
            if *left > 0 { {say::try_again_in(*left)} } else { {say::try_again()} }
        </button>
    }
}

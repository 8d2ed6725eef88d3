//! The field for references, and under it what is meant by what stands there.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::super::{Sentence, Strange};
use crate::report::Problem;
use crate::view::remote::Meaning;
use crate::words::remote as say;

/// The field's id. There is one at a time: where a dialog has it, the page behind has something
/// open.
pub const FIELD: &str = "reference";

/// Milliseconds without a key after which a person is taken to have stopped writing.
const STOPPED: u32 = 900;

/// Gives the field the focus, where there is one.
pub fn focus_field() -> bool {
    let field = gloo::utils::document().get_element_by_id(FIELD);
    let field = field.and_then(|field| field.dyn_into::<HtmlElement>().ok());
    field.is_some_and(|field| field.focus().is_ok())
}

/// Properties of [`Field`].
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// What stands in it.
    pub text: AttrValue,
    /// Whether a person wanted to open that already.
    pub tried: bool,
    /// Tells what stands in it now.
    pub on_text: Callback<String>,
}

/// The field.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let stopped = use_state_eq(|| true);
    use_effect_with(props.text.clone(), {
        let stopped = stopped.clone();
        move |_| {
            stopped.set(false);
            let timer = Timeout::new(STOPPED, move || stopped.set(true));
            move || drop(timer)
        }
    });
    let oninput = props.on_text.reform(|event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        field.value()
    });
    let empty = props.text.trim().is_empty();
    // Half a reference is none; that is said only once it is no longer being written.
    let said = match props.text.parse::<Meaning>() {
        Ok(meaning) => Said::Meaning(meaning),
        Err(error) if props.tried || (*stopped && !empty) => {
            Said::Wrong(Problem::of_pasted(&error))
        }
        Err(_) if empty => Said::Hint,
        Err(_) => Said::Nothing,
    };
    let wrong = matches!(said, Said::Wrong(_));
    html! {
        <>
        <input id={FIELD} class="reference-field" type="text" value={props.text.clone()} placeholder="alpine:3.20"
            autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" enterkeyhint="go"
            aria-describedby="reference-said" aria-invalid={wrong.then_some("true")}
            data-test="reference" {oninput} />
        <p id="reference-said" class={classes!("reference-said", wrong.then_some("is-wrong"))}
            aria-live="polite" data-test="reference-said">
            {match said {
                Said::Meaning(meaning) => html! { <Strange text={meaning.words()} /> },
                Said::Wrong(problem) => html! { <Sentence text={problem.message} /> },
                Said::Hint => html! {
                    {say::from_any()}
                },
                Said::Nothing => Html::default(),
            }}
        </p>
        </>
    }
}

/// What stands under the field.
enum Said {
    Meaning(Meaning),
    Wrong(Problem),
    Hint,
    Nothing,
}

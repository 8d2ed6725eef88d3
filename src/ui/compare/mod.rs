//! Comparing the image at hand with another: the choice, the wait, and what differs.

mod choice;
mod comparer;
mod files;
mod halves;
mod packages;
mod reach;
mod reading;
mod result;
mod which;

use web_sys::KeyboardEvent;
use yew::prelude::*;

pub use self::comparer::{Against, Comparer, Comparing};

use self::choice::Choice;
use self::result::Outcome;
use self::which::which;
use super::modal::use_modal;
use super::opener::Order;
use super::problems::problem_lines;
use super::shared::Shared;
use super::store::Dispatch;
use crate::report::Report;
use crate::view::compare::{CompareAction, CompareView, Stage, With};
use crate::view::progress::share;
use crate::view::{Action, text};
use crate::words::buttons;
use crate::words::compare as say;

/// Properties of [`CompareDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct CompareDialogProps {
    /// The analysis.
    pub report: Shared<Report>,
    /// The image at hand.
    pub image: usize,
    /// The comparison.
    pub view: CompareView,
    /// Takes what is to be compared.
    pub orders: Callback<Order>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The dialog.
#[component]
pub fn CompareDialog(props: &CompareDialogProps) -> Html {
    let CompareDialogProps { view, dispatch, .. } = props;
    let dialog = use_modal();
    let end = |orders: &Callback<Order>| orders.reform(|()| Order::Compare(None));
    let onclose = end(&props.orders).reform(|_: Event| ());
    let close = end(&props.orders).reform(|_: MouseEvent| ());
    let again = dispatch.reform(|_: MouseEvent| Action::Compare(CompareAction::Choose));
    // The page's own keys are not for what lies over it.
    let onkeydown = Callback::from(|event: KeyboardEvent| event.stop_propagation());
    // What is known of another image means nothing here.
    let stage = match view.image == props.image {
        true => view.stage.clone(),
        false => Stage::Choosing,
    };
    let choice = html! {
        <Choice report={props.report.clone()} image={props.image} orders={props.orders.clone()} />
    };
    let done = matches!(stage, Stage::Done(_));
    let body = match stage {
        Stage::Choosing => choice,
        Stage::Under(progress) => {
            let (done, total) = progress.unwrap_or((0, 1));
            html! {
                <div class="packages-reading" data-test="compare-reading">
                    <p>{say::reading()}</p>
                    <progress max="1" value={format!("{:.4}", share(done, total))} aria-label={say::reading()} />
                    <button class="button" type="button" data-test="compare-cancel" onclick={close.clone()}>{buttons::cancel()}</button>
                </div>
            }
        }
        Stage::Which(names) => which(&names, &props.orders),
        Stage::Again => {
            let name = match &view.with {
                Some(With::File(name)) => text::visible(name),
                _ => String::new(),
            };
            html! { <>
                <p class="problem-line" data-test="compare-file-again">{say::file_again(&name)}</p>
                {choice}
            </> }
        }
        Stage::Failed(problem) => html! { <>
            <div role="alert" data-test="compare-failed">
                {problem_lines(&problem)}
            </div>
            {choice}
        </> },
        Stage::Done(comparison) => html! {
            <Outcome comparison={Shared::from(comparison)} view={view.clone()} orders={props.orders.clone()} dispatch={dispatch.clone()} />
        },
    };
    html! {
        <dialog ref={dialog} class={classes!("file", "compare", (!done).then_some("is-small"))} data-test="compare"
            aria-labelledby="compare-title" {onclose} {onkeydown}>
            <div class="file-head">
                <h2 id="compare-title">{if done { say::title() } else { say::compare_with() }}</h2>
                if done {
                    <button class="button" type="button" data-test="compare-again" onclick={again}>{say::another()}</button>
                }
                <button class="button" type="button" data-test="compare-close" onclick={close}>{buttons::close()}</button>
            </div>
            {body}
        </dialog>
    }
}

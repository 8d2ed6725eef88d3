//! What went wrong, each as a sentence with what to do.

use yew::prelude::*;

use super::copy::Copy;
use super::icon::{Glyph, Icon};
use super::{Sentence, Strange};
use crate::report::Problem;
use crate::words::landing as say;

/// Properties of [`Problems`].
#[derive(Clone, PartialEq, Properties)]
pub struct ProblemsProps {
    /// What went wrong, the gravest first.
    pub problems: Vec<Problem>,
}

/// Problems shown at once; the rest can be opened.
const AT_ONCE: usize = 6;

/// What went wrong.
#[component]
pub fn Problems(props: &ProblemsProps) -> Html {
    let (first, rest) = props.problems.split_at(props.problems.len().min(AT_ONCE));
    if first.is_empty() {
        return Html::default();
    }
    html! {
        <section class="problems" aria-label={say::problems()} tabindex="0" data-test="problems">
            <ul>{for first.iter().map(problem)}</ul>
            if !rest.is_empty() {
                <details>
                    <summary>{say::more_problems(rest.len())}</summary>
                    <ul>{for rest.iter().map(problem)}</ul>
                </details>
            }
        </section>
    }
}

/// One problem.
pub fn problem(problem: &Problem) -> Html {
    let problem = problem.spoken();
    let class = classes!("problem", if problem.error { "is-error" } else { "is-odd" });
    let kind = if problem.error {
        say::error()
    } else {
        say::note()
    };
    let code = problem.code;
    html! {
        <li {class} data-test="problem" data-code={code}>
            <Glyph icon={Icon::Warn} />
            <div class="problem-text">
            <p>
                <span class="unseen">{kind}{" "}</span>
                <Sentence text={problem.message} />
                if !problem.advice.is_empty() {
                    {" "}<span class="advice"><Sentence text={problem.advice} /></span>
                }
            </p>
            if !problem.commands.is_empty() {
                <ul class="problem-commands">{for problem.commands.iter().map(|line| command(line))}</ul>
            }
            </div>
        </li>
    }
}

/// One problem in a line of its own, with what to do below it.
pub fn problem_lines(problem: &Problem) -> Html {
    let problem = problem.spoken();
    html! { <>
        <p class="problem-line"><Sentence text={problem.message} /></p>
        if !problem.advice.is_empty() { <p class="remark"><Sentence text={problem.advice} /></p> }
    </> }
}

/// One problem within a line.
pub fn problem_words(problem: &Problem) -> Html {
    let problem = problem.spoken();
    html! { <><Sentence text={problem.message} />{" "}<Sentence text={problem.advice} /></> }
}

fn command(command: &str) -> Html {
    html! {
        <li data-test="command">
            <code><Strange text={command.to_owned()} /></code>
            <Copy text={command.to_owned()} label={say::copy_command(command)} />
        </li>
    }
}

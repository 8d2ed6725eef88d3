//! What the image is, and what a container of it runs with.

use yew::prelude::*;

use super::Strange;
use super::attestations::attestations;
use super::copy::Copy;
use super::dockerfile::Dockerfile;
use super::remote::{Elsewhere, RegistrySection};
use super::shared::Shared;
use crate::report::Report;
use crate::view::{Fact, Shown, Variable, facts, labels, text, variables};
use crate::words::details as say;

/// Properties of [`Overview`].
#[derive(Clone, PartialEq, Properties)]
pub struct OverviewProps {
    /// The analysis.
    pub report: Shared<Report>,
    /// The image at hand.
    pub image: usize,
    /// What is known of registries.
    pub elsewhere: Elsewhere,
}

/// The facts, the environment and the labels.
#[component]
pub fn Overview(props: &OverviewProps) -> Html {
    let Some(image) = props.report.images.get(props.image) else {
        return Html::default();
    };
    let variables = variables(image);
    let labels = labels(image);
    html! {
        <div class="overview">
            <dl class="facts">{for facts(image).iter().map(fact)}</dl>
            if let Some(remote) = &props.report.source.remote {
                <RegistrySection remote={remote.clone()} manifest={image.manifest.clone()} elsewhere={props.elsewhere.clone()} />
            }
            <Dockerfile report={props.report.clone()} image={props.image} />
            {attestations(&image.attestations)}
            <h3>{say::environment()}{" "}<span class="pane-count">{variables.len()}</span></h3>
            if variables.is_empty() {
                <p class="remark">{say::no_variables()}</p>
            }
            <dl class="pairs" data-test="environment">
                {for variables.into_iter().enumerate().map(|(i, variable)| html! {
                    // Keyed by image too: what was uncovered in one is covered in the next.
                    <VariableRow key={format!("{} {i}", props.image)} {variable} />
                })}
            </dl>
            <h3>{say::labels()}{" "}<span class="pane-count">{labels.len()}</span></h3>
            if labels.is_empty() {
                <p class="remark">{say::no_labels()}</p>
            }
            <dl class="pairs" data-test="labels">{for labels.iter().map(label)}</dl>
        </div>
    }
}

fn fact(fact: &Fact) -> Html {
    let code = |text: &String| html! { <code><Strange text={text.clone()} /></code> };
    let value = match &fact.shown {
        Shown::Text(text) => html! { <Strange text={text.clone()} /> },
        Shown::Code(text) => html! {
            <>{code(text)}
            if fact.id == "id" { <Copy text={text.clone()} label={say::copy_id()} /> }</>
        },
        Shown::Codes(list) => {
            html! { <ul class="codes">{for list.iter().map(|text| html! { <li>{code(text)}</li> })}</ul> }
        }
        Shown::Bytes(bytes, remark) => html! {
            <><span title={text::exact(*bytes)}>{text::size(*bytes)}</span>
            {" "}<span class="exact">{text::exact(*bytes)}</span>
            if !remark.is_empty() { {" "}<span class="exact">{remark}</span> }</>
        },
        Shown::Remark(remark) => html! { <span class="remark">{remark}</span> },
    };
    let bytes = match fact.shown {
        Shown::Bytes(bytes, _) => Some(bytes.to_string()),
        _ => None,
    };
    html! {
        <div class="fact">
            <dt>{fact.label}</dt>
            <dd data-test={format!("config-{}", fact.id)} data-bytes={bytes}>{value}</dd>
        </div>
    }
}

fn label((key, value): &(String, String)) -> Html {
    html! {
        <div class="pair">
            <dt><code><Strange text={key.clone()} /></code></dt>
            <dd>{link_or_text(value)}</dd>
        </div>
    }
}

/// A link to a page, where a label is exactly that; else a text.
fn link_or_text(value: &str) -> Html {
    let strange = html! { <Strange text={value.to_owned()} lines=true /> };
    let web = value.starts_with("https://") || value.starts_with("http://");
    let plain = value.bytes().all(|byte| byte.is_ascii_graphic());
    match web && plain {
        true => html! {
            <a href={value.to_owned()} target="_blank" rel="noopener noreferrer nofollow">{strange}</a>
        },
        false => strange,
    }
}

/// Properties of [`VariableRow`].
#[derive(Clone, PartialEq, Properties)]
struct VariableProps {
    variable: Variable,
}

/// A variable, covered where its name sounds like a secret's.
#[component]
fn VariableRow(props: &VariableProps) -> Html {
    let Variable { key, value, secret } = &props.variable;
    let shown = use_state_eq(|| false);
    let turn = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    html! {
        <div class="pair" data-test="variable" data-key={key.clone()}>
            <dt><code><Strange text={key.clone()} /></code></dt>
            <dd>
                if *secret && !*shown {
                    <span class={say::covered()} aria-label={say::covered()}>{"••••••••"}</span>
                } else {
                    <code><Strange text={value.clone()} lines=true /></code>
                }
                if *secret {
                    <button class="quiet" type="button" data-test="reveal" aria-pressed={shown.to_string()} onclick={turn}>
                        if *shown { {say::cover()} } else { {say::reveal()} }
                    </button>
                }
            </dd>
        </div>
    }
}

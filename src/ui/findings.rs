//! What could be better about the image.

use std::rc::Rc;

use yew::prelude::*;

use super::beside::BesideBar;
use super::copy::Copy;
use super::path_link::PathLink;
use super::reuse::reuse;
use super::shared::Shared;
use super::store::Dispatch;
use super::whatif::TickBox;
use super::{Sentence, Strange};
use crate::report::Report;
use crate::rules::{Evidence, Finding};
use crate::view::beside::{self, Beside};
use crate::view::reuse::of_archive;
use crate::view::sizes::Target;
use crate::view::whatif::WhatIfView;
use crate::view::{text, words};
use crate::whatif::Tick;
use crate::words::{beside as beside_say, details as say, whatif as if_say};

/// Properties of [`Findings`].
#[derive(Clone, PartialEq, Properties)]
pub struct FindingsProps {
    /// The analysis.
    pub report: Shared<Report>,
    /// The image at hand.
    pub image: usize,
    /// What is ticked.
    pub whatif: WhatIfView,
    /// The Dockerfile beside the image.
    pub beside: Option<Rc<Beside>>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The findings, the gravest first.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let located = use_memo(
        (props.report.clone(), props.image, props.beside.clone()),
        |(report, image, beside)| {
            let image = report.images.get(*image)?;
            Some(Rc::new(beside.as_ref()?.locate(image)))
        },
    );
    let Some(image) = props.report.images.get(props.image) else {
        return Html::default();
    };
    let located = located.as_ref().clone();
    let bar = html! {
        <BesideBar beside={props.beside.clone()} located={located.clone()} dispatch={props.dispatch.clone()} />
    };
    let findings = located
        .as_ref()
        .map_or(&image.findings, |located| &located.findings);
    let shared = reuse(&of_archive(&props.report.reuse, &props.report.images));
    if image.findings.is_empty() {
        let words = match image.complete {
            true => say::nothing_to_better(),
            false => say::nothing_so_far(),
        };
        return html! { <>{bar}<p class="absence" data-test="no-findings">{words}</p>{shared}</> };
    }
    html! {
        <>
        {bar}
        if let Some(base) = image.base {
            <p class="remark" data-test="base" data-layers={base.layers.to_string()}>{words::base(base)}</p>
        }
        <ol class="findings">
            {for findings.iter().enumerate().map(|(i, finding)| {
                let same = |other: &&Finding| other.rule == finding.rule;
                let tick = Tick::Finding {
                    rule: finding.rule.clone(),
                    number: Some(findings[..i].iter().filter(same).count()),
                };
                self::finding(finding, tick, props)
            })}
        </ol>
        {shared}
        </>
    }
}

fn finding(finding: &Finding, tick: Tick, props: &FindingsProps) -> Html {
    let dispatch = &props.dispatch;
    let on = props.whatif.has(&tick);
    let label = if_say::finding_label(&finding.title);
    let severity = finding.severity.name();
    html! {
        <li class="finding" data-test="finding" data-rule={finding.rule.clone()} data-severity={severity}
            data-bytes={finding.bytes.to_string()}>
            <h3>
                <span class={classes!("severity", format!("severity-{severity}"))}>{words::severity(finding.severity)}</span>
                <Strange text={finding.title.clone()} />
            </h3>
            <p class="finding-facts">
                <TickBox {tick} {on} {label} dispatch={dispatch.clone()}>{if_say::without_finding()}</TickBox>
                <code>{&finding.rule}</code>
                if let Some(origin) = finding.origin {
                    <span data-test="origin" data-origin={origin.name()}>{words::origin(origin)}</span>
                }
                if finding.bytes > 0 {
                    <span class="saves" title={text::exact(finding.bytes)}>{say::saves(&text::size(finding.bytes))}</span>
                }
            </p>
            <p><Sentence text={finding.why.clone()} lines=true /></p>
            if !finding.evidence.is_empty() {
                <details open={finding.evidence.len() <= 3}>
                    <summary>{say::places(finding.evidence.len() as u64 + finding.more)}</summary>
                    <ul class="evidence">
                        {for finding.evidence.iter().map(|evidence| self::evidence(evidence, props))}
                        if finding.more > 0 {
                            <li class="remark">{say::and_more(&text::count(finding.more))}</li>
                        }
                    </ul>
                </details>
            }
            if !finding.fix.is_empty() {
                <div class="fix">
                    <div class="fix-head"><span>{say::fix()}</span><Copy text={finding.fix.clone()} label={say::copy_fix()} /></div>
                    <pre><code><Strange text={finding.fix.clone()} lines=true /></code></pre>
                </div>
            }
        </li>
    }
}

fn evidence(evidence: &Evidence, props: &FindingsProps) -> Html {
    let dispatch = &props.dispatch;
    let layer = evidence.layer.map(|layer| layer as usize);
    let link = |words: String, path: Option<String>| {
        let target = Target { layer, path };
        html! { <PathLink text={words} {target} dispatch={dispatch.clone()} /> }
    };
    html! {
        <li data-test="evidence" data-path={evidence.path.clone()} data-layer={layer.map(|layer| layer.to_string())}>
            if let Some(path) = &evidence.path {
                <TickBox tick={Tick::Path(path.clone())} on={props.whatif.has(&Tick::Path(path.clone()))}
                    label={if_say::path_label(&format!("/{}", crate::text::visible_path(path)))} dispatch={dispatch.clone()} />
                {link(format!("/{path}"), Some(path.clone()))}
            }
            if let Some(layer) = layer {
                if evidence.path.is_some() {
                    <span class="remark">{words::layer(layer)}</span>
                } else {
                    {link(words::layer(layer), None)}
                }
            }
            if let Some(lines) = evidence.lines {
                <span class="at-line" data-test="evidence-lines" data-first={lines.first.to_string()} data-last={lines.last.to_string()}>
                    {beside_say::line(&beside::lines(lines))}
                </span>
            }
            if evidence.bytes > 0 {
                <span class="evidence-bytes" title={text::exact(evidence.bytes)}>{text::size(evidence.bytes)}</span>
            }
            if !evidence.text.is_empty() {
                <code class="evidence-text"><Strange text={evidence.text.clone()} lines=true /></code>
            }
        </li>
    }
}

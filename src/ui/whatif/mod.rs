//! The panel of what is ticked: the size without it, layer by layer, and how to get there.

mod lines;
mod tick_box;

use yew::prelude::*;

use super::Strange;
use super::bar::Meter;
use super::shared::Shared;
use super::store::Dispatch;
use crate::limits;
use crate::report::Report;
use crate::view::whatif::{WhatIfAction, WhatIfView};
use crate::view::{Action, Panel, text, words};
use crate::whatif::{LayerWithout, Stale, Tick, Ticked, Without};
use crate::words::buttons;
use crate::words::whatif as say;
use lines::LinesOf;
pub use tick_box::TickBox;

/// Properties of [`WhatIf`].
#[derive(Clone, PartialEq, Properties)]
pub struct WhatIfProps {
    /// What is ticked.
    pub view: WhatIfView,
    /// The analysis.
    pub report: Shared<Report>,
    /// The image at hand.
    pub image: usize,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The panel.
#[component]
pub fn WhatIf(props: &WhatIfProps) -> Html {
    let WhatIfProps { view, dispatch, .. } = props;
    html! {
        <div class="whatif" data-test="whatif" data-settled={view.is_settled().to_string()}>
            {tools(view, dispatch)}
            {match (view.ticks().is_empty(), view.found()) {
                (true, _) => empty(dispatch),
                (false, None) => html! { <p class="absence">{say::counting()}</p> },
                (false, Some(found)) => shown(props, found),
            }}
        </div>
    }
}

fn tools(view: &WhatIfView, dispatch: &Dispatch) -> Html {
    let (undo, redo) = view.steps();
    let button = |test: &'static str, word: &'static str, on: bool, action: WhatIfAction| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::WhatIf(action.clone()));
        html! { <button type="button" class="tool" data-test={test} disabled={!on} {onclick}>{word}</button> }
    };
    html! {
        <div class="whatif-tools" role="group" aria-label={say::steps()}>
            {button("whatif-undo", buttons::undo(), undo, WhatIfAction::Undo)}
            {button("whatif-redo", buttons::redo(), redo, WhatIfAction::Redo)}
            {button("whatif-clear", say::clear(), !view.ticks().is_empty(), WhatIfAction::Clear)}
        </div>
    }
}

fn empty(dispatch: &Dispatch) -> Html {
    let onclick = dispatch.reform(|_: MouseEvent| Action::ChoosePanel(Panel::Findings));
    html! {
        <div class="absence" data-test="whatif-empty">
            <p>{say::nothing()}</p>
            <p>{say::how()}</p>
            <p><button type="button" class="tool" {onclick}>{say::to_findings()}</button></p>
        </div>
    }
}

fn shown(props: &WhatIfProps, found: &Without) -> Html {
    let figure = |test: &'static str, word: &'static str, bytes: u64| {
        html! {
            <div class="figure" data-test={test} data-bytes={bytes.to_string()}>
                <dt>{word}</dt><dd title={text::exact(bytes)}>{text::size(bytes)}</dd>
            </div>
        }
    };
    let share = found.gone as f64 / found.before.max(1) as f64;
    let (stored, stored_gone) = found.stored();
    let largest = found.layers.iter().map(|layer| layer.before).max();
    html! {
        <>
        <div class="efficiency" role="status">
            <dl class="figures">
                {figure("whatif-before", say::before(), found.before)}
                {figure("whatif-after", say::after(), found.after())}
                {figure("whatif-less", say::less(), found.gone)}
            </dl>
            <Meter length=1.0 hidden={share} />
            <p class="remark">{say::stored(&text::size(stored), &text::size(stored - stored_gone))}</p>
        </div>
        <section>
            <h3>{say::ticked()}</h3>
            <ul class="whatif-ticks">{for found.ticks.iter().filter(|t| props.view.has(&t.tick)).map(|ticked| self::ticked(props, ticked))}</ul>
            if found.overlaps() { <p class="remark" data-test="whatif-once">{say::once()}</p> }
            if props.view.is_full() { <p class="remark">{say::full(&text::count(limits::WHAT_IF_TICKS as u64))}</p> }
        </section>
        if found.gone > 0 {
            <section>
                <h3>{say::layers()}</h3>
                <ol class="bars">
                    {for found.layers.iter().enumerate().filter(|(_, layer)| layer.gone > 0).map(|(i, l)| layer(i, l, largest.unwrap_or(0)))}
                </ol>
            </section>
        }
        <LinesOf lines={found.lines.clone()} />
        </>
    }
}

fn ticked(props: &WhatIfProps, ticked: &Ticked) -> Html {
    let findings = props
        .report
        .images
        .get(props.image)
        .map(|image| &image.findings);
    let name = match &ticked.tick {
        Tick::Path(path) => format!("/{path}"),
        Tick::Finding { rule, number } => {
            let mut of_rule = findings
                .into_iter()
                .flatten()
                .filter(|found| found.rule == *rule);
            let title = number.and_then(|number| of_rule.nth(number));
            let title = title.map_or(say::all_findings(), |finding| finding.title.as_str());
            format!("{rule}: {title}")
        }
    };
    let stale = ticked.stale.map(|stale| match stale {
        Stale::NoSuchPath => say::no_such_path(),
        Stale::NoSuchFinding => say::no_such_finding(),
    });
    html! {
        <li data-test="whatif-tick" data-bytes={ticked.bytes.to_string()}>
            <TickBox tick={ticked.tick.clone()} on=true label={name.clone()} dispatch={props.dispatch.clone()}>
                <Strange text={name} />
            </TickBox>
            if let Some(stale) = stale {
                <span class="remark">{stale}</span>
            } else {
                <span class="evidence-bytes" title={text::exact(ticked.bytes)}>{text::size(ticked.bytes)}</span>
            }
        </li>
    }
}

fn layer(number: usize, layer: &LayerWithout, largest: u64) -> Html {
    let after = layer.before - layer.gone;
    let length = layer.before as f64 / largest.max(1) as f64;
    let hidden = layer.gone as f64 / layer.before.max(1) as f64;
    html! {
        <li class="bar-row" data-test="whatif-layer" data-layer={number.to_string()} data-gone={layer.gone.to_string()}>
            <span>{words::layer(number)}</span>
            <span class="bar-bytes" title={text::exact(layer.gone)}>{say::from_to(&text::size(layer.before), &text::size(after))}</span>
            <Meter {length} {hidden} />
        </li>
    }
}

//! One row of the history.

use yew::prelude::*;

use super::Strange;
use super::bar::Meter;
use super::icon::{Glyph, Icon};
use super::store::Dispatch;
use crate::view::history::Line;
use crate::view::progress::share;
use crate::view::tree::Mark;
use crate::view::{Action, text};
use crate::words::counts;
use crate::words::history as say;

/// Properties of [`HistoryRow`].
#[derive(Clone, PartialEq, Properties)]
pub struct HistoryRowProps {
    /// The row.
    pub line: Line,
    /// Bytes of the largest layer.
    pub largest: u64,
    /// Bytes of the largest layer that is elsewhere, as stored.
    pub largest_stored: u64,
    /// Whether its layer could not be downloaded.
    pub failed: bool,
    /// Whether it is the row at hand.
    pub chosen: bool,
    /// Whether it takes the focus where no row is at hand.
    pub first: bool,
    /// How much of its layer is read, of 1.
    pub reading: Option<f64>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// An instruction, and what it made.
#[component]
pub fn HistoryRow(props: &HistoryRowProps) -> Html {
    let line = &props.line;
    let whole = use_state_eq(|| false);
    let onclick = {
        let index = line.index;
        props
            .dispatch
            .reform(move |_: MouseEvent| Action::ChooseRow(index))
    };
    let unfold = {
        let whole = whole.clone();
        Callback::from(move |_: MouseEvent| whole.set(!*whole))
    };
    let class = classes!(
        "history-row",
        props.chosen.then_some("is-chosen"),
        line.layer.is_none().then_some("is-metadata"),
        (line.long && !*whole).then_some("is-cut"),
    );
    let layer = line.layer.map(|layer| layer.to_string());
    let tabindex = if props.chosen || props.first {
        "0"
    } else {
        "-1"
    };
    html! {
        <li {class} data-test="history-row" data-row={line.index.to_string()} data-layer={layer}>
            <button class="history-main" type="button" {tabindex} {onclick}
                aria-current={props.chosen.then_some("true")} title={text::visible(&line.created)}>
                <span class="history-layer">
                    if let Some(layer) = line.layer {
                        <span class="unseen">{say::layer()}{" "}</span>{layer + 1}
                    } else {
                        <span aria-hidden="true">{"·"}</span>
                    }
                </span>
                <span class="history-text">
                    <code class="instruction">
                        if !line.keyword.is_empty() {
                            <span class="keyword"><Strange text={line.keyword.clone()} /></span>{" "}
                        }
                        <Strange text={line.arguments.clone()} lines=true />
                        if line.keyword.is_empty() && line.arguments.is_empty() {
                            <span class="remark">{say::no_instruction()}</span>
                        }
                    </code>
                    {facts(props)}
                </span>
            </button>
            if line.long {
                <button class="unfold" type="button" aria-expanded={whole.to_string()} onclick={unfold}>
                    if *whole { {say::show_less()} } else { {say::show_all()} }
                </button>
            }
            if let Some(problem) = &line.problem {
                <p class="history-problem" data-test="layer-problem">
                    <Glyph icon={Icon::Warn} /><Strange text={problem.clone()} />
                </p>
            }
        </li>
    }
}

fn facts(props: &HistoryRowProps) -> Html {
    let line = &props.line;
    if line.layer.is_none() {
        return html! { <span class="history-facts"><span>{say::metadata_only()}</span></span> };
    }
    html! {
        <span class="history-facts">
            if let Some(bytes) = line.bytes {
                <span class="history-size" data-test="layer-size" data-bytes={bytes.to_string()}
                    title={text::exact(bytes)}>{text::size(bytes)}</span>
                <Meter length={share(bytes, props.largest)} />
                if line.table {
                    if let Some(done) = props.reading {
                        <progress max="1" value={format!("{done:.3}")} aria-label={say::reading()} data-test="layer-progress" />
                    } else if line.headers {
                        <span data-test="by-headers" title={say::only_headers()}>
                            {say::by_headers()}
                        </span>
                    } else {
                        <span data-test="by-table" title={say::only_table()}>
                            {say::by_table()}
                        </span>
                    }
                }
            } else if let Some(done) = props.reading {
                <span class="history-size">{text::percent(done)}</span>
                <progress max="1" value={format!("{done:.3}")} aria-label={say::reading()} data-test="layer-progress" />
            } else if let Some(bytes) = line.stored {
                <span class="history-size is-stored" data-test="layer-stored" data-bytes={bytes.to_string()}
                    title={text::exact(bytes)}>{text::size(bytes)}</span>
                <Meter length={share(bytes, props.largest_stored)} />
                if props.failed {
                    <span class="is-wrong" data-test="layer-failed">{say::not_downloaded()}</span>
                } else {
                    <span>{say::compressed()}</span>
                }
            } else {
                <span data-test="layer-absent">{line.absent.unwrap_or(say::not_read())}</span>
            }
            if let Some((added, changed, removed)) = line.changes {
                <span class="changes">
                    {change(Mark::Added, added)}{change(Mark::Modified, changed)}{change(Mark::Removed, removed)}
                </span>
            }
            if let Some(badge) = line.badge {
                <span class={classes!("badge", format!("badge-{}", badge.id))} data-test="badge"
                    data-verdict={badge.id} title={badge.means}>
                    if badge.id == "verified" { <Glyph icon={Icon::Check} /> }
                    if badge.id == "wrong" { <Glyph icon={Icon::Warn} /> }
                    {badge.word}
                </span>
            }
        </span>
    }
}

fn change(mark: Mark, count: u64) -> Html {
    let class = classes!(
        "change",
        format!("mark-{}", mark.id()),
        (count == 0).then_some("is-zero")
    );
    let words = format!("{} {}", counts::files(count), mark.word());
    html! {
        <span {class} title={words.clone()} data-test={format!("count-{}", mark.id())} data-count={count.to_string()}>
            <span aria-hidden="true">{format!("{}{}", mark.sign(), text::count(count))}</span>
            <span class="unseen">{words}</span>
        </span>
    }
}

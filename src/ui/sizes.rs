//! Where the bytes are.

use yew::prelude::*;

use super::Strange;
use super::bar::Meter;
use super::path_link::PathLink;
use super::shared::Shared;
use super::store::Dispatch;
use crate::report::{DuplicateReport, ImageReport, Report, SizesReport};
use crate::view::sizes::{
    Bar, HiddenPath, Target, cause_bars, dive_figures, efficiency_sum, file_bars, folder_bars,
    hidden_paths, layer_bars,
};
use crate::view::{text, words};
use crate::words::details as say;

/// Rows that a list shows at first.
const AT_FIRST: usize = 10;

/// Properties of [`Sizes`].
#[derive(Clone, PartialEq, Properties)]
pub struct SizesProps {
    /// The analysis.
    pub report: Shared<Report>,
    /// The image at hand.
    pub image: usize,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The sizes.
#[component]
pub fn Sizes(props: &SizesProps) -> Html {
    let Some(image) = props.report.images.get(props.image) else {
        return Html::default();
    };
    let dispatch = &props.dispatch;
    let sizes = &image.sizes;
    let draw = |bar: &Bar| html! { <BarRow bar={bar.clone()} dispatch={dispatch.clone()} /> };
    let causes = cause_bars(sizes);
    html! {
        <div class="sizes">
            {efficiency(image)}
            <Section title={say::layers()} test="sizes-layers" rows={layer_bars(image).iter().map(draw).collect::<Vec<_>>()} all=true />
            <Section title={say::causes()} test="sizes-causes" all=true
                empty={say::nothing_hidden()}
                rows={causes.iter().map(|(cause, bar)| html! {
                    <div data-cause={words::cause_id(*cause)}>{draw(bar)}</div>
                }).collect::<Vec<_>>()} />
            if sizes.hidden > 0 {
                <Section title={say::hidden_paths()} test="sizes-hidden" more={sizes.hidden_more}
                    rows={hidden_paths(image).iter().map(|path| hidden(path, dispatch)).collect::<Vec<_>>()} />
            }
            <Section title={say::top_folders()} test="sizes-folders"
                rows={folder_bars(sizes).iter().map(draw).collect::<Vec<_>>()} />
            <Section title={say::largest_files()} test="sizes-files"
                rows={file_bars(sizes).iter().map(draw).collect::<Vec<_>>()} />
            <Section title={say::duplicates()} test="sizes-duplicates" empty={say::no_duplicates()}
                intro={duplicates_sum(sizes)}
                rows={sizes.duplicates.iter().map(|d| duplicate(d, dispatch)).collect::<Vec<_>>()} />
        </div>
    }
}

fn efficiency(image: &ImageReport) -> Html {
    let sizes = &image.sizes;
    let figure = |test: &'static str, word: &'static str, bytes: u64| {
        html! {
            <div class="figure" data-test={test} data-bytes={bytes.to_string()}>
                <dt>{word}</dt>
                <dd title={text::exact(bytes)}>{text::size(bytes)}</dd>
            </div>
        }
    };
    let dive = dive_figures(&sizes.dive).into_iter().map(|(name, value, bytes)| html! {
        <div class="figure" data-bytes={bytes.map(|bytes| bytes.to_string())}><dt>{name}</dt><dd>{value}</dd></div>
    });
    html! {
        <section class="efficiency">
            <dl class="figures">
                {figure("size-total", say::in_layers(), sizes.total)}
                {figure("size-visible", say::shown(), sizes.visible)}
                {figure("size-hidden", say::hidden(), sizes.hidden)}
                <div class="figure" data-test="size-efficiency" data-value={sizes.efficiency.to_string()}>
                    <dt>{say::efficiency()}</dt><dd>{text::percent(sizes.efficiency)}</dd>
                </div>
            </dl>
            <Meter length=1.0 hidden={1.0 - sizes.efficiency} />
            <p class="remark">
                {efficiency_sum(sizes)}
                if !image.complete { {" · "}{say::so_far()} }
            </p>
            <details class="dive" data-test="dive">
                <summary>{say::as_dive()}</summary>
                <dl class="figures">{for dive}</dl>
                <p class="remark">{say::about_dive()}</p>
            </details>
        </section>
    }
}

/// Properties of [`Section`].
#[derive(Clone, PartialEq, Properties)]
struct SectionProps {
    title: &'static str,
    test: &'static str,
    /// All rows.
    rows: Vec<Html>,
    /// Whether all are shown at first.
    #[prop_or_default]
    all: bool,
    /// What to say where there are none.
    #[prop_or_default]
    empty: &'static str,
    /// What to say before them.
    #[prop_or_default]
    intro: String,
    /// Rows that the report leaves out.
    #[prop_or_default]
    more: u64,
}

/// A list with a title; a long one is cut until it is unfolded.
#[component]
fn Section(props: &SectionProps) -> Html {
    let whole = use_state_eq(|| false);
    let unfold = {
        let whole = whole.clone();
        Callback::from(move |_: MouseEvent| whole.set(!*whole))
    };
    let cut = !props.all && props.rows.len() > AT_FIRST;
    let shown = if cut && !*whole {
        AT_FIRST
    } else {
        props.rows.len()
    };
    html! {
        <section class="size-section" data-test={props.test}>
            <h3>{props.title}{" "}<span class="pane-count">{props.rows.len()}</span></h3>
            if props.rows.is_empty() { <p class="remark">{props.empty}</p> }
            if !props.intro.is_empty() { <p class="remark">{&props.intro}</p> }
            <ul class="bars">{for props.rows[..shown].iter().map(|row| html! { <li>{row.clone()}</li> })}</ul>
            if cut {
                <button class="quiet" type="button" aria-expanded={whole.to_string()} onclick={unfold}>
                    if *whole { {say::show_fewer()} } else { {say::show_all(props.rows.len())} }
                </button>
            }
            if props.more > 0 && shown == props.rows.len() {
                <p class="remark">{say::not_listed(&say::paths(props.more))}</p>
            }
        </section>
    }
}

/// Properties of [`BarRow`].
#[derive(Clone, PartialEq, Properties)]
struct BarRowProps {
    bar: Bar,
    dispatch: Dispatch,
}

/// A labelled bar.
#[component]
fn BarRow(props: &BarRowProps) -> Html {
    let bar = &props.bar;
    let hidden = (bar.hidden_bytes > 0 && bar.hidden < 1.0)
        .then(|| say::bytes_hidden(&text::size(bar.hidden_bytes)));
    let notes: Vec<String> = [Some(bar.note.clone()), hidden]
        .into_iter()
        .flatten()
        .collect();
    let notes: Vec<&String> = notes.iter().filter(|note| !note.is_empty()).collect();
    html! {
        <div class="bar-row" data-test="bar" data-bytes={bar.bytes.to_string()}
            data-hidden={bar.hidden_bytes.to_string()} data-label={bar.label.clone()}>
            <span class="bar-label">
                if let Some(target) = &bar.target {
                    <PathLink text={bar.label.clone()} target={target.clone()} dispatch={props.dispatch.clone()} />
                } else {
                    <Strange text={bar.label.clone()} />
                }
            </span>
            <span class="bar-bytes" title={text::exact(bar.bytes)}>{text::size(bar.bytes)}</span>
            <Meter length={bar.length} hidden={bar.hidden} />
            <span class="bar-notes">{for notes.into_iter().map(|note| html! { <span>{note}</span> })}</span>
        </div>
    }
}

fn hidden(path: &HiddenPath, dispatch: &Dispatch) -> Html {
    html! {
        <div class="hidden-path" data-test="hidden-path" data-bytes={path.bytes.to_string()}
            data-cause={words::cause_id(path.cause)} data-path={path.path.clone()}>
            <span class="bar-label">
                <PathLink text={format!("/{}", path.path)} target={path.target.clone()} dispatch={dispatch.clone()} />
            </span>
            <span class="bar-bytes" title={text::exact(path.bytes)}>{text::size(path.bytes)}</span>
            <p class="hidden-why">{words::cause(path.cause)}</p>
            <dl class="hidden-pair">
                <dt>{say::stored_by()}</dt><dd><Strange text={path.from.clone()} /></dd>
                if let Some(by) = &path.by {
                    <dt>{say::hidden_by()}</dt><dd><Strange text={by.clone()} /></dd>
                }
            </dl>
        </div>
    }
}

fn duplicates_sum(sizes: &SizesReport) -> String {
    match sizes.duplicate_bytes {
        0 => String::new(),
        bytes => say::one_copy(&text::size(bytes)),
    }
}

fn duplicate(duplicate: &DuplicateReport, dispatch: &Dispatch) -> Html {
    let rest = duplicate
        .copies
        .saturating_sub(duplicate.paths.len() as u64);
    html! {
        <div class="hidden-path" data-test="duplicate" data-bytes={duplicate.bytes.to_string()}
            data-copies={duplicate.copies.to_string()}>
            <span class="bar-label">{say::copies(duplicate.copies)}</span>
            <span class="bar-bytes" title={text::exact(duplicate.bytes)}>{say::each(&text::size(duplicate.bytes))}</span>
            <ul class="duplicate-paths">
                {for duplicate.paths.iter().map(|path| {
                    let target = Target { layer: None, path: Some(path.clone()) };
                    html! { <li><PathLink text={format!("/{path}")} {target} dispatch={dispatch.clone()} /></li> }
                })}
                if rest > 0 { <li class="remark">{say::and_more(&text::count(rest))}</li> }
            </ul>
        </div>
    }
}

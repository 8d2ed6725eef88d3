//! The files that differ: what is shown of them, and those in sight.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::compare::{Comparison, FileChange, FileOrder, FileRow};
use crate::ui::Strange;
use crate::ui::opener::Order;
use crate::ui::rows::use_rows;
use crate::ui::shared::Shared;
use crate::ui::store::Dispatch;
use crate::view::compare::{CompareAction, CompareView};
use crate::view::sizes::Target;
use crate::view::{Action, text};
use crate::words::compare as say;

/// Pixels of a row: `www/css/compare.css` has the same number.
const ROW: f64 = 28.0;

/// Properties of [`Files`].
#[derive(Clone, PartialEq, Properties)]
pub struct FilesProps {
    /// What differs.
    pub comparison: Shared<Comparison>,
    /// The rows, and which are wanted.
    pub view: CompareView,
    /// Closes the dialog.
    pub orders: Callback<Order>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The files.
#[component]
pub fn Files(props: &FilesProps) -> Html {
    let FilesProps {
        comparison,
        view,
        orders,
        dispatch,
    } = props;
    let count = view.rows.len();
    let rows = use_rows(ROW, 0.0, count);
    let drawn = rows.window.first..rows.window.end.min(count);
    let lead = {
        let (orders, dispatch) = (orders.clone(), dispatch.clone());
        Callback::from(move |path: String| {
            orders.emit(Order::Compare(None));
            let path = Some(path);
            dispatch.emit(Action::Reveal(Target { layer: None, path }));
        })
    };
    // Of a single layer's files the tree at hand may show others.
    let leads = comparison.new.layer.is_none();
    let shown = drawn.map(|at| row(at, &view.rows[at], leads.then_some(&lead)));
    let ways = FileChange::ALL.into_iter().filter_map(|change| {
        let sum = comparison.files.sums.of(change);
        let many = sum.files + sum.folders;
        (many > 0).then(|| {
            let on = !view.shown.wish.hidden.contains(&change);
            let onclick = dispatch
                .reform(move |_: MouseEvent| Action::Compare(CompareAction::Switch(change)));
            html! {
                <button class="chip" type="button" aria-pressed={on.to_string()} data-test={format!("compare-way-{}", change.id())}
                    data-count={many.to_string()} {onclick}>
                    {word(change)}{" "}<span class="pane-count">{text::count(many)}</span>
                </button>
            }
        })
    });
    let oninput = dispatch.reform(|event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        Action::Compare(CompareAction::Filter(field.value()))
    });
    let head = |order: FileOrder, word: &'static str| {
        let id = order.id();
        let onclick =
            dispatch.reform(move |_: MouseEvent| Action::Compare(CompareAction::Sort(order)));
        let (sort, arrow) = match (view.shown.wish.order == order, view.shown.wish.reversed) {
            (false, _) => ("none", ""),
            (true, false) => ("ascending", "▲"),
            (true, true) => ("descending", "▼"),
        };
        html! {
            <div role="columnheader" class={format!("compare-{id}")} aria-sort={sort}>
                <button type="button" data-test={format!("compare-sort-{id}")} {onclick}>{word}<span class="arrow" aria-hidden="true">{arrow}</span></button>
            </div>
        }
    };
    let more = view.total.unwrap_or(count).saturating_sub(count);
    html! { <>
        <div class="compare-tools">
            <div class="compare-ways" role="group" aria-label={say::ways()}>{for ways}</div>
            <input type="search" aria-label={say::filter()} placeholder={say::filter()} value={view.shown.wish.text.clone()}
                data-test="compare-filter" {oninput} />
        </div>
        <div class="compare-grid" role="table" aria-label={say::files()} aria-rowcount={(count + 1).to_string()}>
            <div role="rowgroup" class="tree-head">
                <div role="row" class="compare-row">
                    {head(FileOrder::Change, say::change())}
                    {head(FileOrder::Path, say::path())}
                    {head(FileOrder::Old, say::old())}
                    {head(FileOrder::New, say::new())}
                    {head(FileOrder::Growth, say::growth())}
                </div>
            </div>
            if view.total == Some(0) { <p class="absence" data-test="compare-none">{say::none_fits()}</p> }
            <div class="compare-rows" role="rowgroup" tabindex="0" aria-label={say::files()} data-test="compare-rows"
                data-total={view.total.map(|total| total.to_string())} ref={rows.scrolled} onscroll={rows.onscroll}>
                <div class="tree-space" role="none" ref={rows.space}>
                    <div class="tree-rows" role="none" ref={rows.drawn}>{for shown}</div>
                </div>
            </div>
        </div>
        if more > 0 { <p class="remark">{say::more(&text::count(more as u64))}</p> }
    </> }
}

fn word(change: FileChange) -> &'static str {
    match change {
        FileChange::Added => say::added(),
        FileChange::Removed => say::removed(),
        FileChange::Changed => say::changed(),
        FileChange::Uncompared => say::uncompared(),
        FileChange::Attributes => say::attributes(),
        FileChange::Time => say::time(),
    }
}

fn row(at: usize, row: &FileRow, lead: Option<&Callback<String>>) -> Html {
    let size = |facts: Option<u64>| facts.map_or_else(String::new, text::size);
    let (was, is) = (
        row.old.as_ref().map(|facts| facts.size),
        row.new.as_ref().map(|facts| facts.size),
    );
    let (before, after) = (was.unwrap_or(0), is.unwrap_or(0));
    let growth = match after >= before {
        true => format!("+{}", text::size(after - before)),
        false => format!("−{}", text::size(before - after)),
    };
    let path = format!("/{}", row.path);
    // What is gone stands in no tree of the new image.
    let lead = lead.filter(|_| row.new.is_some()).map(|lead| {
        let path = row.path.clone();
        lead.reform(move |_: MouseEvent| path.clone())
    });
    html! {
        <div key={at} role="row" class="compare-row" aria-rowindex={(at + 2).to_string()} data-test="compare-row"
            data-path={row.path.clone()} data-change={row.change.id()}>
            <div role="cell" class={format!("compare-change is-{}", row.change.id())}>{word(row.change)}</div>
            <div role="cell" class="compare-path" title={text::visible(&path)}>
                if let Some(onclick) = lead {
                    <button class="path-link" type="button" {onclick}><Strange text={path} /></button>
                } else {
                    <Strange text={path} />
                }
            </div>
            <div role="cell" class="compare-old">{size(was)}</div>
            <div role="cell" class="compare-new">{size(is)}</div>
            <div role="cell" class="compare-growth">{growth}</div>
        </div>
    }
}

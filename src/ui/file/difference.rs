//! The difference between the file and another version of it.

use yew::prelude::*;

use crate::ui::rows::use_rows;
use crate::ui::shared::Shared;
use crate::ui::store::Dispatch;
use crate::ui::strange::told;
use crate::view::file::{
    Base, Contents, Difference, DifferenceRow, FileAction, FileAt, NoDifference,
};
use crate::view::{Action, words};
use crate::words::difference as say;

/// Height of a row, in pixels. The style sheet has the same number.
const ROW: f64 = 20.0;

/// Properties of [`DifferenceOf`].
#[derive(Clone, PartialEq, Properties)]
pub struct DifferenceProps {
    /// The version before.
    pub base: Base,
    /// The version after.
    pub contents: Shared<Contents>,
    /// The layer that has it.
    pub layer: usize,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The difference.
#[component]
pub fn DifferenceOf(props: &DifferenceProps) -> Html {
    let base = Shared::from(props.base.contents.clone());
    let found = use_memo((base, props.contents.clone()), |(base, contents)| {
        Difference::of(base.bytes.clone(), contents.bytes.clone())
    });
    let count = found.as_ref().as_ref().map_or(0, Difference::len);
    let list = use_rows(ROW, 0.0, count);
    let end = (props.dispatch).reform(|_: MouseEvent| Action::File(FileAction::CompareNoMore));
    let told = match &*found {
        Ok(found) => say::lines(found.added, found.removed),
        Err(NoDifference::Same) => say::same().into(),
        Err(NoDifference::NoText) => say::no_text().into(),
        Err(NoDifference::TooLong) => say::too_long().into(),
    };
    let between = say::between(&words::layer(props.base.layer), &words::layer(props.layer));
    html! {
        <>
        <div class="file-tools">
            <p role="status" data-test="difference-told"><strong>{between}</strong>{": "}{told}</p>
            <button class="button" type="button" data-test="difference-end" onclick={end}>{say::show_file()}</button>
        </div>
        if let Ok(found) = &*found {
            <div class="file-lines" role="region" aria-label={say::difference()} tabindex="0" data-test="difference"
                data-rows={count.to_string()} ref={list.scrolled} onscroll={list.onscroll}>
                <div class="file-space" ref={list.space}>
                    <div class="file-rows" ref={list.drawn}>
                        {for (list.window.first..list.window.end).filter_map(|i| Some(line(i, &found.row(i)?, found.label_width())))}
                    </div>
                </div>
            </div>
        }
        </>
    }
}

fn line(index: usize, row: &DifferenceRow, width: usize) -> Html {
    let number = |line: Option<u32>| line.map(|line| line.to_string()).unwrap_or_default();
    let label = format!(
        "{:>width$} {:>width$}",
        number(row.before),
        number(row.after)
    );
    html! {
        <div key={index} class={classes!("file-row", format!("side-{}", row.side.id()))} data-test="difference-row" data-side={row.side.id()}>
            <span class="file-label" aria-hidden="true">{label}</span>
            <span class="file-text"><span class="side-sign">{row.side.sign()}</span><span data-test="difference-text">{told(&row.pieces)}</span></span>
        </div>
    }
}

/// The choice of another version to compare with.
pub fn choice(found: &FileAt, base: Option<&Base>, dispatch: &Dispatch) -> Html {
    let others = found
        .versions
        .iter()
        .filter(|it| it.file.is_some() && it.node.is_some() && it.layer != found.which.layer);
    let others: Vec<_> = others.cloned().collect();
    if others.is_empty() {
        return Html::default();
    }
    let onchange = {
        let (dispatch, others) = (dispatch.clone(), others.clone());
        Callback::from(move |event: Event| {
            let value = event
                .target_unchecked_into::<web_sys::HtmlSelectElement>()
                .value();
            let chosen = others.iter().find(|it| it.layer.to_string() == value);
            let which = chosen.and_then(|it| it.node.map(|node| (it.layer, node)));
            dispatch.emit(Action::File(match which {
                Some((layer, node)) => {
                    FileAction::Compare(crate::view::file::Which { layer, node })
                }
                None => FileAction::CompareNoMore,
            }));
        })
    };
    let at = base.map(|base| base.layer);
    html! {
        <select class="file-compare" data-test="file-compare" aria-label={say::compare_with()} {onchange}>
            <option value="" selected={at.is_none()}>{say::compare_with()}</option>
            {for others.iter().map(|it| html! {
                <option value={it.layer.to_string()} selected={at == Some(it.layer)}>{words::layer(it.layer)}</option>
            })}
        </select>
    }
}

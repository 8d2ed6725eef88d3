//! The rows of a file that are in sight.

use yew::prelude::*;

use crate::ui::rows::{use_reveal, use_rows};
use crate::ui::shared::Shared;
use crate::ui::strange::told;
use crate::view::file::{FileRow, FileRows, Hits, Part};
use crate::words::file as say;

/// Height of a row, in pixels. The style sheet has the same number.
const ROW: f64 = 20.0;

/// Properties of [`Lines`].
#[derive(Clone, PartialEq, Properties)]
pub struct LinesProps {
    /// The rows.
    pub rows: Shared<Option<FileRows>>,
    /// What is searched for.
    pub hits: Shared<Hits>,
    /// The hit at hand.
    pub hit: usize,
    /// The form, for attributes.
    pub form: &'static str,
}

/// The rows.
#[component]
pub fn Lines(props: &LinesProps) -> Html {
    let LinesProps { rows, hits, .. } = props;
    let count = rows.as_ref().map_or(0, FileRows::len);
    let list = use_rows(ROW, 0.0, count);
    let at = hits.start(props.hit).zip(rows.as_ref());
    let at = at.map(|(start, rows)| rows.row_of(start));
    use_reveal(&list, at, (rows.clone(), hits.clone()));
    let width = rows.as_ref().map_or(1, FileRows::label_width);
    let shown = (list.window.first..list.window.end).filter_map(|index| {
        let row = rows.as_ref()?.row(index, hits)?;
        Some(line(index, &row, width, props.hit))
    });
    html! {
        <div class="file-lines" role="region" aria-label={say::contents()} tabindex="0" data-test="file-lines" data-form={props.form}
            data-rows={count.to_string()} ref={list.scrolled} onscroll={list.onscroll}>
            <div class="file-space" ref={list.space}>
                <div class="file-rows" ref={list.drawn}>{for shown}</div>
            </div>
        </div>
    }
}

fn line(index: usize, row: &FileRow, width: usize, hit: usize) -> Html {
    // The labels are as wide as the longest, so that the texts begin below each other.
    let label = format!("{:>width$}", row.label);
    let part = |part: &Part| match part.hit {
        None => match part.tint {
            None => told(&part.pieces),
            Some(tint) => {
                let class = format!("tint-{}", tint.id());
                html! { <span {class}>{told(&part.pieces)}</span> }
            }
        },
        Some(number) => {
            let now = (number == hit).then_some("is-now");
            html! { <mark class={classes!(now)}>{told(&part.pieces)}</mark> }
        }
    };
    html! {
        <div key={index} class="file-row" data-test="file-row" data-index={index.to_string()}>
            <span class="file-label" aria-hidden="true">{label}</span>
            <span class="file-text" data-test="file-text">{for row.parts.iter().map(part)}</span>
        </div>
    }
}

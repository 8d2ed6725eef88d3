//! Layers that images could share, as a section.

use yew::prelude::*;

use super::Strange;
use crate::view::reuse::ReuseRow;
use crate::view::text;
use crate::words::reuse as say;

/// The section; nothing where there are no rows.
pub fn reuse(rows: &[ReuseRow]) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    html! {
        <section class="reuse" data-test="reuse">
            <h3>{say::title()}{" "}<span class="pane-count">{text::count(rows.len() as u64)}</span></h3>
            <p class="remark">{say::about()}</p>
            <ul>{for rows.iter().map(row)}</ul>
        </section>
    }
}

fn row(row: &ReuseRow) -> Html {
    html! {
        <li data-test="reuse-row" data-kind={row.id} data-bytes={row.bytes.to_string()}>
            <p><strong title={text::exact(row.bytes)}>{text::size(row.bytes)}</strong>{" "}{&row.why}</p>
            <ul class="reuse-places">
                {for row.places.iter().map(|(name, layers)| html! {
                    <li><Strange text={name.clone()} />{": "}{layers}</li>
                })}
            </ul>
            <p class="remark">{row.fix}</p>
        </li>
    }
}

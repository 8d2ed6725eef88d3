//! The history: one row for each of its entries.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::history_row::HistoryRow;
use super::store::Dispatch;
use crate::view::Action;
use crate::view::history::Line;
use crate::words::history as say;

/// Properties of [`History`].
#[derive(Clone, PartialEq, Properties)]
pub struct HistoryProps {
    /// The rows.
    pub lines: std::rc::Rc<Vec<Line>>,
    /// Bytes of the largest layer.
    pub largest: u64,
    /// The row at hand.
    pub row: Option<usize>,
    /// How much of each row's layer is read, of 1, while it is being read.
    pub reading: Vec<Option<f64>>,
    /// Whether each row's layer could not be downloaded.
    pub failed: Vec<bool>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The history.
#[component]
pub fn History(props: &HistoryProps) -> Html {
    let list = use_node_ref();
    use_effect_with(props.row, {
        let list = list.clone();
        move |row| {
            let list = list.cast::<Element>();
            if let (Some(list), Some(row)) = (list, row) {
                follow(&list, *row);
            }
        }
    });
    let onkeydown = {
        let (dispatch, rows) = (props.dispatch.clone(), props.lines.len());
        Callback::from(move |event: KeyboardEvent| {
            let action = match event.key().as_str() {
                "ArrowUp" | "k" => Action::MoveRow(-1),
                "ArrowDown" | "j" => Action::MoveRow(1),
                "Home" => Action::ChooseRow(0),
                "End" => Action::ChooseRow(rows.saturating_sub(1)),
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            dispatch.emit(action);
        })
    };
    let largest_stored = props.lines.iter().filter_map(|line| line.stored).max();
    let rows = props.lines.iter().map(|line| {
        html! {
            <HistoryRow key={line.index} line={line.clone()} largest={props.largest}
                largest_stored={largest_stored.unwrap_or(0)}
                failed={props.failed.get(line.index) == Some(&true)}
                chosen={props.row == Some(line.index)}
                first={props.row.is_none() && line.index == 0}
                reading={props.reading.get(line.index).copied().flatten()}
                dispatch={props.dispatch.clone()} />
        }
    });
    html! {
        <section class="pane pane-history" aria-labelledby="history-title">
            <h2 id="history-title" class="pane-title">{say::history()}
                <span class="pane-count">{props.lines.len()}</span>
            </h2>
            if props.lines.is_empty() {
                <p class="absence">{say::no_history()}</p>
            }
            <ol class="history" data-test="history" ref={list} {onkeydown}>{for rows}</ol>
        </section>
    }
}

/// Brings the chosen row into sight, and the focus with it where the list has it.
fn follow(list: &Element, row: usize) {
    let button = list.query_selector(&format!("[data-row='{row}'] .history-main"));
    let Some(button) = button.ok().flatten() else {
        return;
    };
    let active = gloo::utils::document().active_element();
    if active.is_some_and(|active| list.contains(Some(&active)))
        && let Some(button) = button.dyn_ref::<HtmlElement>()
    {
        // Cannot fail for an element that is there.
        let _ = button.focus();
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(ScrollBehavior::Instant);
    button.scroll_into_view_with_scroll_into_view_options(&options);
}

//! What a person has half written, unfolded and focused: kept while the page is drawn anew, as it is in another
//! language. The elements are the same then, in the same order; only their words are others.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement};

/// Fields whose text may be nowhere else. Not those of files, whose names a page cannot set.
const FIELDS: &str = "input:not([type=file], [type=checkbox], [type=radio])";

/// Parts that fold.
const FOLDS: &str = "details";

/// What may have the focus.
const FOCUSABLE: &str = "button,input,select,summary,a[href],[tabindex]";

thread_local! {
    static WRITTEN: RefCell<Option<Written>> = const { RefCell::new(None) };
}

#[derive(Debug)]
struct Written {
    fields: Vec<String>,
    unfolded: Vec<bool>,
    /// Which of those that may have it.
    focus: Option<usize>,
}

/// Remembers it; it is nowhere but in memory, until it is put back.
pub fn keep() {
    let focused = gloo::utils::document().active_element();
    let kept = Written {
        fields: all(FIELDS)
            .map(|field: HtmlInputElement| field.value())
            .collect(),
        unfolded: all(FOLDS)
            .map(|fold: Element| fold.has_attribute("open"))
            .collect(),
        focus: all(FOCUSABLE).position(|element: Element| Some(&element) == focused.as_ref()),
    };
    WRITTEN.set(Some(kept));
}

/// Puts it back, where there is a place for each: once the page has been drawn.
pub fn put_back() {
    let Some(kept) = WRITTEN.take() else {
        return;
    };
    let folds: Vec<Element> = all(FOLDS).collect();
    if folds.len() == kept.unfolded.len() {
        for (fold, open) in folds.iter().zip(kept.unfolded) {
            // Cannot fail for an attribute of that name.
            let _ = match open {
                true => fold.set_attribute("open", ""),
                false => fold.remove_attribute("open"),
            };
        }
    }
    let fields: Vec<HtmlInputElement> = all(FIELDS).collect();
    if fields.len() == kept.fields.len() {
        for (field, text) in fields.iter().zip(kept.fields) {
            if field.value() != text {
                field.set_value(&text);
                tell(field);
            }
        }
    }
    let focus = kept
        .focus
        .and_then(|at| all::<HtmlElement>(FOCUSABLE).nth(at));
    if let Some(element) = focus {
        let _ = element.focus();
    }
}

/// As if it had just been written.
fn tell(field: &HtmlInputElement) {
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
        let _ = field.dispatch_event(&event);
    }
}

fn all<E: JsCast>(selector: &str) -> impl Iterator<Item = E> {
    let found = gloo::utils::document().query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, |found| found.length());
    let nodes = (0..count).filter_map(move |at| found.as_ref()?.get(at));
    nodes.filter_map(|node| node.dyn_into().ok())
}

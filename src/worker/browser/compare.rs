//! Comparing, and handing out what is compared.

use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

use super::{Buffer, Held, buffer, post, written};
use crate::compare::{ListWish, Snapshot};
use crate::report::Problem;
use crate::worker::CompareAsk;
use crate::worker::protocol::Reply;

/// Hands out the files of an image, or of one layer of it.
pub(super) fn snapshot(
    to: &DedicatedWorkerGlobalScope,
    held: &Held,
    image: usize,
    layer: Option<usize>,
) {
    let snapshot = held.borrow_mut().snapshot(image, layer);
    let buffer = snapshot.map(|snapshot| written(&snapshot));
    post(to, &Reply::Snapshot, buffer.as_ref());
}

/// Compares with the snapshot that comes with the message.
pub(super) fn compare(
    to: &DedicatedWorkerGlobalScope,
    held: &Held,
    data: &JsValue,
    ask: &CompareAsk,
) {
    let old = buffer(data).map(|buffer| Snapshot::read(&mut Buffer::new(&buffer)));
    let compared = match old {
        Some(Ok(old)) => held.borrow_mut().compare(ask, old),
        _ => Err(Problem::defect("a worker sent a damaged snapshot")),
    };
    let (number, compared) = (ask.number, compared.map(Box::new));
    post(to, &Reply::Compared { number, compared }, None);
}

/// Lists files that differ.
pub(super) fn rows(to: &DedicatedWorkerGlobalScope, held: &Held, number: u64, wish: &ListWish) {
    if let Some(rows) = held.borrow().compared_rows(number, wish) {
        post(to, &Reply::ComparedRows { number, rows }, None);
    }
}

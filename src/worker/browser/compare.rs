//! Comparing, and handing out what is compared.

use js_sys::ArrayBuffer;
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

use super::{Buffer, Held, buffer, post};
use crate::columns::Length;
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

/// A snapshot as a buffer to transfer, never in the worker's own memory.
fn written(snapshot: &Snapshot) -> ArrayBuffer {
    let mut length = Length::default();
    snapshot.write(&mut length);
    let buffer = ArrayBuffer::new(u32::try_from(length.0).unwrap_or(u32::MAX));
    snapshot.write(&mut Buffer::new(&buffer));
    buffer
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

//! Which layer is read next, and where it goes once it was.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::ArrayBuffer;

use super::{Inner, PoolEvent, SESSION, analyze, remote, spawn, tell, tell_all};
use crate::archive::BlobRef;
use crate::layer::Scanned;
use crate::worker::protocol::Request;

/// Bytes of layers from which on trees are shown before they are scanned.
const SKIM_FROM: u64 = 32 << 20;

/// Workers at most, whatever the machine has.
const WORKERS: usize = 8;

/// Workers that start before it is known how many layers there are.
const STAND_BY: usize = 2;

/// Has workers start while a large archive is opened, which takes as long.
pub(super) fn stand_by(inner: &Rc<RefCell<Inner>>) {
    let bytes = inner.borrow().given.bytes();
    if bytes >= SKIM_FROM {
        let ready = (0..processors().min(STAND_BY)).map(|_| spawn(inner));
        let ready = ready.collect();
        inner.borrow_mut().ready = ready;
    }
}

/// Has so many layers read, by as many workers as the machine has processors.
pub(super) fn begin(inner: &Rc<RefCell<Inner>>, layers: usize) {
    for _ in 0..processors().min(layers) {
        // Whoever was told may have dropped the pool, and a worker may have failed to start.
        if inner.borrow().complete {
            return;
        }
        let ready = inner.borrow_mut().ready.pop_front();
        next(inner, ready.unwrap_or_else(|| spawn(inner)));
    }
    let mut inner = inner.borrow_mut();
    for number in std::mem::take(&mut inner.ready) {
        inner.terminate(number);
    }
}

fn processors() -> usize {
    let window = web_sys::window();
    let count = window.map_or(2.0, |window| window.navigator().hardware_concurrency());
    (count as usize).clamp(1, WORKERS)
}

/// Has the headers of all layers read before any is scanned, so that there are trees soon. What is scanned
/// in a moment is not looked at before.
pub(super) fn skim_first(inner: &mut Inner) {
    let sizes = inner.queue.iter().map(|blob| blob.len);
    if sizes.fold(0, u64::saturating_add) >= SKIM_FROM {
        inner.skims = inner.queue.clone();
        // Their trees are there in whatever order they are read then: the last is no large one, for which all
        // others wait.
        let queue = inner.queue.make_contiguous();
        queue.sort_by_key(|blob| std::cmp::Reverse(blob.len));
    }
}

/// A layer came from a worker: its tree goes to the one with the session.
pub(super) fn layer(
    inner: &Rc<RefCell<Inner>>,
    number: usize,
    blob: BlobRef,
    scanned: Scanned,
    listing: Option<&ArrayBuffer>,
) {
    let all = {
        let mut inner = inner.borrow_mut();
        inner.moved.0.remove(&blob);
        if number != SESSION {
            let local = !inner.wanted.contains_key(&blob);
            let says_more = match (scanned.is_by_table(), local) {
                (true, true) => inner.looks.headers(blob, scanned.compression),
                (true, false) => true,
                (false, true) => {
                    if inner.looks.scanned(blob) {
                        inner.fresh.insert(blob);
                    }
                    true
                }
                (false, false) => {
                    inner.whole.insert(blob);
                    inner.fresh.insert(blob);
                    true
                }
            };
            if !(scanned.is_by_table() && local) {
                inner.sizes.insert(blob, blob.len);
            }
            if says_more {
                let request = Request::Insert { blob, scanned };
                inner.send(SESSION, &request, false, listing);
            }
        }
        inner.schedule.scanned(blob);
        inner.progress()
    };
    tell(inner, PoolEvent::Layer { blob });
    tell_all(inner, all, false);
    if number != SESSION {
        next(inner, number);
        remote::wait(inner);
    }
    analyze(inner);
}

/// Gives a worker the next layer, or lets it go.
pub(super) fn next(inner: &Rc<RefCell<Inner>>, number: usize) {
    let mut inner = inner.borrow_mut();
    if let Some(blob) = inner.skims.pop_front() {
        return inner.send(number, &Request::Skim { blob }, true, None);
    }
    match inner.queue.pop_front() {
        Some(blob) => {
            let remote = inner.wanted.get(&blob).cloned();
            let request = match (remote, inner.given.remote().cloned()) {
                (Some(remote), Some(ask)) if inner.tables => Request::Table { blob, remote, ask },
                (Some(remote), Some(ask)) => Request::Download { blob, remote, ask },
                _ => Request::Scan {
                    blob,
                    again: inner.looks.unpacked(blob),
                },
            };
            inner.send(number, &request, true, None);
        }
        None => inner.terminate(number),
    }
}

//! Layers that are elsewhere: they are downloaded when a person asks, several at once.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Inner, Pool, PoolEvent, SESSION, analyze, next, spawn, tell};
use crate::archive::BlobRef;
use crate::registry::{Access, List};
use crate::report::Problem;
use crate::worker::protocol::Request;

/// Layers downloaded at once: a browser has six connections for one host.
const AT_ONCE: usize = 4;

impl Pool {
    /// Downloads the layers that are still elsewhere.
    pub fn download(&self) {
        let missing = {
            let mut inner = self.inner.borrow_mut();
            if inner.given.remote().is_none() {
                return;
            }
            if inner.complete {
                drop(inner);
                return tell(&self.inner, PoolEvent::Done);
            }
            // Tables are of no use to who gets the whole.
            inner.stop();
            inner.tables = false;
            inner.missing()
        };
        start(&self.inner, missing);
        // Where nothing is missing, what is there is analysed to its end.
        wait(&self.inner);
    }

    /// Shows from now on what this lets be shown, and nothing that was let before.
    pub fn set_access(&self, access: Access) {
        self.inner.borrow_mut().given.set_access(access);
    }

    /// Asks the registry for a list; [`PoolEvent::Listed`] brings it.
    pub fn list(&self, list: List) {
        let mut inner = self.inner.borrow_mut();
        if let Some(ask) = inner.given.remote().cloned() {
            inner.send(SESSION, &Request::List { list, ask }, false, None);
        }
    }
}

/// Fetches the tables of contents of the layers that have some: their trees come from a few
/// kilobytes.
pub(super) fn tables(inner: &Rc<RefCell<Inner>>) {
    let with = {
        let mut inner = inner.borrow_mut();
        let with = inner.wanted.iter().filter(|(_, blob)| !blob.toc.is_empty());
        let with: Vec<BlobRef> = with.map(|(at, _)| *at).collect();
        // A person may want all of them already.
        if inner.complete || inner.is_busy() || with.is_empty() {
            return;
        }
        inner.tables = true;
        with
    };
    start(inner, with);
}

fn start(inner: &Rc<RefCell<Inner>>, mut layers: Vec<BlobRef>) {
    // From the lowest up, as they are stacked.
    layers.sort_by_key(|at| at.offset);
    let workers = AT_ONCE.min(layers.len());
    {
        let mut inner = inner.borrow_mut();
        inner.sizes = layers.iter().map(|at| (*at, 0)).collect();
        inner.queue = layers.into();
        inner.schedule.resume();
    }
    for _ in 0..workers {
        let number = spawn(inner);
        next(inner, number);
    }
}

/// A layer could not be downloaded.
pub(super) fn failed(inner: &Rc<RefCell<Inner>>, number: usize, blob: BlobRef, problem: Problem) {
    inner.borrow_mut().sizes.remove(&blob);
    tell(inner, PoolEvent::NotDownloaded { blob, problem });
    next(inner, number);
    wait(inner);
}

/// Where nothing is being downloaded: has what was downloaded analysed in the place of its tables,
/// and tells where layers are missing still.
pub(super) fn wait(inner: &Rc<RefCell<Inner>>) {
    let missing = {
        let mut inner = inner.borrow_mut();
        if inner.complete || inner.is_busy() || inner.wanted.is_empty() {
            return;
        }
        let fresh = std::mem::take(&mut inner.fresh);
        inner.schedule.again(&fresh);
        !inner.missing().is_empty()
    };
    if missing {
        inner.borrow_mut().schedule.rest();
        tell(inner, PoolEvent::Waiting);
    }
    analyze(inner);
}

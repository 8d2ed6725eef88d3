//! Layers that are elsewhere: they are downloaded when a person asks, several at once.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Inner, Pool, PoolEvent, SESSION, next, spawn, tell};
use crate::archive::BlobRef;
use crate::registry::List;
use crate::report::Problem;
use crate::worker::protocol::Request;

/// Layers downloaded at once: a browser has six connections for one host.
const AT_ONCE: usize = 4;

impl Pool {
    /// Downloads the layers that are still elsewhere.
    pub fn download(&self) {
        let workers = {
            let mut inner = self.inner.borrow_mut();
            if inner.complete || inner.given.remote().is_none() {
                return;
            }
            let wanted = inner.wanted.iter().filter(|(at, _)| !inner.is_scanned(at));
            let wanted: Vec<BlobRef> = wanted.map(|(at, _)| *at).collect();
            inner.sizes = wanted.iter().map(|at| (*at, 0)).collect();
            inner.queue = wanted.into_iter().collect();
            AT_ONCE.min(inner.queue.len())
        };
        for _ in 0..workers {
            let number = spawn(&self.inner);
            next(&self.inner, number);
        }
    }

    /// Asks the registry for a list; [`PoolEvent::Listed`] brings it.
    pub fn list(&self, list: List) {
        let mut inner = self.inner.borrow_mut();
        if let Some(ask) = inner.given.remote().cloned() {
            inner.send(SESSION, &Request::List { list, ask }, false, None);
        }
    }
}

/// A layer could not be downloaded.
pub(super) fn failed(inner: &Rc<RefCell<Inner>>, number: usize, blob: BlobRef, problem: Problem) {
    inner.borrow_mut().sizes.remove(&blob);
    tell(inner, PoolEvent::NotDownloaded { blob, problem });
    next(inner, number);
    wait(inner);
}

/// Tells where nothing more is downloaded, and layers are missing still.
pub(super) fn wait(inner: &Rc<RefCell<Inner>>) {
    let waits = {
        let inner = inner.borrow();
        let busy = (0..inner.workers.len()).any(|n| n != SESSION && inner.worker(n).is_some());
        let missing = inner.wanted.iter().any(|(at, _)| !inner.is_scanned(at));
        !inner.complete && !busy && missing
    };
    if waits {
        tell(inner, PoolEvent::Waiting);
    }
}

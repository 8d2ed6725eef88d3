//! The folder that is saved as a tar: the worker with the session finds what goes into it, and one of its
//! own makes it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, Url};

use super::hand::Hand;
use super::{Inner, Pool, PoolEvent, SESSION, tell};
use crate::report::Problem;
use crate::view::tarball::{TarAsk, TarPlanned};
use crate::worker::PlannedLayer;
use crate::worker::browser::{envelope, read};
use crate::worker::protocol::{Reply, Request};

/// What is being made, and the worker that makes it. Dropping it ends that worker.
pub(super) struct TarMaker {
    number: u64,
    hand: Option<Hand>,
}

impl TarMaker {
    fn stop(&mut self) {
        if let Some(worker) = self.hand.as_mut().and_then(|hand| hand.worker.take()) {
            worker.terminate();
        }
    }
}

impl Drop for TarMaker {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Pool {
    /// Has the tar of a folder made; [`PoolEvent::TarPlanned`] and [`PoolEvent::TarMade`] tell of it.
    pub fn take_folder(&self, number: u64, ask: TarAsk) {
        self.leave_folder();
        let mut inner = self.inner.borrow_mut();
        inner.tarball = Some(TarMaker { number, hand: None });
        inner.send(SESSION, &Request::PlanTar { number, ask }, false, None);
    }

    /// Ends what is being made.
    pub fn leave_folder(&self) {
        let mut inner = self.inner.borrow_mut();
        // Its handlers may be those that run now: it is dropped with the next.
        if let Some(maker) = &mut inner.tarball {
            maker.stop();
            maker.number = 0;
        }
    }
}

/// What goes into it is known: a worker of its own makes it.
pub(super) fn planned(
    inner: &Rc<RefCell<Inner>>,
    number: u64,
    planned: Result<(TarPlanned, Vec<PlannedLayer>), Problem>,
    plan: Option<ArrayBuffer>,
) {
    let wanted = inner.borrow().tarball.as_ref().map(|maker| maker.number);
    if wanted != Some(number) {
        return;
    }
    let (planned, layers) = match planned {
        Ok(planned) => planned,
        Err(problem) => {
            let planned = Err(problem);
            return tell(inner, PoolEvent::TarPlanned { number, planned });
        }
    };
    let path = planned.path.clone();
    let planned = Ok(planned);
    tell(inner, PoolEvent::TarPlanned { number, planned });
    let mut borrowed = inner.borrow_mut();
    let Inner {
        tarball,
        wanted,
        given,
        ..
    } = &mut *borrowed;
    let Some(maker) = tarball.as_mut().filter(|maker| maker.number == number) else {
        return;
    };
    let layers = layers.into_iter().map(|layer| {
        let remote = wanted.get(&layer.at.blob).cloned();
        (layer, remote)
    });
    let layers = layers.collect();
    let request = Request::MakeTar { layers, path };
    let hand = Hand::start(
        inner,
        move |inner, data| take(inner, number, data),
        move |inner, problem| ended(inner, number, Err(problem)),
    );
    if let Some(worker) = &hand.worker {
        let (message, transfer) = envelope(&request, given.files(), plan.as_ref());
        // Cannot fail: everything in the message can be cloned, and the buffer is our own.
        let _ = worker.post_message_with_transfer(&message, &transfer);
    }
    maker.hand = Some(hand);
}

fn take(inner: &Rc<RefCell<Inner>>, number: u64, data: &JsValue) {
    match read::<Reply>(data) {
        Some(Reply::Progress { done, total, .. }) => {
            let event = PoolEvent::TarProgress {
                number,
                done,
                total,
            };
            tell(inner, event);
        }
        Some(Reply::Read { problem }) => {
            let blob = Reflect::get(data, &"blob".into()).ok();
            let blob = blob.and_then(|blob| blob.dyn_into::<Blob>().ok());
            let url = blob.and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
            let missing = || problem.unwrap_or_else(|| Problem::defect("a tar is missing"));
            ended(inner, number, url.ok_or_else(missing));
        }
        Some(Reply::Failed { problem }) => ended(inner, number, Err(problem)),
        _ => {}
    }
}

fn ended(inner: &Rc<RefCell<Inner>>, number: u64, made: Result<String, Problem>) {
    {
        let mut inner = inner.borrow_mut();
        let maker = inner.tarball.as_mut();
        let Some(maker) = maker.filter(|maker| maker.number == number) else {
            return;
        };
        // Its handlers are those that run now: it is dropped with the next.
        maker.stop();
    }
    tell(inner, PoolEvent::TarMade { number, made });
}

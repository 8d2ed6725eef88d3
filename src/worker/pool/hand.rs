//! One worker as the page has it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use super::Inner;
use crate::report::Problem;

/// One worker, with its handlers, which must live as long.
pub(super) struct Hand {
    pub(super) worker: Option<Worker>,
    pub(super) _on_message: Closure<dyn FnMut(MessageEvent)>,
    pub(super) _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Hand {
    /// Starts a worker of the pool: what it says, and that it is lost, is told for as long as the
    /// pool is there.
    pub(super) fn start(
        inner: &Rc<RefCell<Inner>>,
        on_message: impl Fn(&Rc<RefCell<Inner>>, &JsValue) + 'static,
        on_lost: impl Fn(&Rc<RefCell<Inner>>, Problem) + 'static,
    ) -> Hand {
        let weak = Rc::downgrade(inner);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(inner) = weak.upgrade() {
                on_message(&inner, &event.data());
            }
        });
        let weak = Rc::downgrade(inner);
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            event.prevent_default();
            if let Some(inner) = weak.upgrade() {
                on_lost(&inner, Problem::defect(&event.message()));
            }
        });
        let worker = start_worker();
        if let Some(worker) = &worker {
            worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        }
        Hand {
            worker,
            _on_message: on_message,
            _on_error: on_error,
        }
    }
}

/// A worker of this very build: `boot.js` starts it, with the program that it loads when the first
/// is wanted.
pub(super) fn start_worker() -> Option<Worker> {
    let boot = Reflect::get(&js_sys::global(), &"__peel".into()).ok()?;
    let start = Reflect::get(&boot, &"startWorker".into()).ok()?;
    let start: Function = start.dyn_into().ok()?;
    start.call0(&JsValue::NULL).ok()?.dyn_into().ok()
}

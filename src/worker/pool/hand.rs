//! One worker as the page has it.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// One worker, with its handlers, which must live as long.
pub(super) struct Hand {
    pub(super) worker: Option<Worker>,
    pub(super) _on_message: Closure<dyn FnMut(MessageEvent)>,
    pub(super) _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

/// A worker of this very build: `boot.js` left the glue's address and the compiled module.
pub(super) fn start_worker() -> Option<Worker> {
    let boot = Reflect::get(&js_sys::global(), &"__peel".into()).ok()?;
    let get = |key: &str| Reflect::get(&boot, &key.into()).ok();
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let url = get("workerUrl")?.as_string()?;
    let worker = Worker::new_with_options(&url, &options).ok()?;
    let first = Object::new();
    for key in ["js", "module"] {
        Reflect::set(&first, &key.into(), &get(key)?).ok()?;
    }
    worker.post_message(&first).ok()?;
    Some(worker)
}

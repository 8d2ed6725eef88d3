//! What the browser keeps of what was downloaded, for a person to see and to clear.

use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent};

use super::hand::{Hand, start_worker};
use crate::registry::KeptFile;
use crate::worker::browser::{envelope, read};
use crate::worker::protocol::{Reply, Request};

/// A worker that looks after what is kept. Dropping it ends the worker.
pub struct Keeper {
    hand: Hand,
}

impl Keeper {
    /// Starts one; `on_files` is told what is kept, at once and after each change.
    pub fn start(on_files: impl Fn(Vec<KeptFile>) + 'static) -> Keeper {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(Reply::Kept { files }) = read::<Reply>(&event.data()) {
                on_files(files);
            }
        });
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(|_: ErrorEvent| {});
        let worker = start_worker();
        if let Some(worker) = &worker {
            worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        let keeper = Keeper {
            hand: Hand {
                worker,
                _on_message: on_message,
                _on_error: on_error,
            },
        };
        keeper.forget(Vec::new());
        keeper
    }

    /// Forgets these files.
    pub fn forget(&self, names: Vec<String>) {
        let request = Request::Kept { forget: names };
        let (message, transfer) = envelope(&request, &[], None);
        if let Some(worker) = &self.hand.worker {
            // Cannot fail: the message is text.
            let _ = worker.post_message_with_transfer(&message, &transfer);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some(worker) = self.hand.worker.take() {
            worker.terminate();
        }
    }
}

//! The worker's side in a browser: takes requests, answers them, and keeps the session.
//!
//! A message is an object `{ message, file?, buffer? }`: the request or reply as JSON, the file
//! by reference, a buffer transferred.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use super::protocol::{Reply, Request};
use super::{Session, scan};
use crate::layer::Listing;
use crate::report::Problem;
use crate::source::browser::BlobSource;

/// Milliseconds between two progress messages.
const PROGRESS_EVERY: f64 = 80.0;

/// Answers requests for as long as the worker lives.
pub fn serve(scope: DedicatedWorkerGlobalScope) {
    let session = Rc::new(RefCell::new(Session::default()));
    let to = scope.clone();
    std::panic::set_hook(Box::new(move |panic| {
        let problem = Problem::defect(&panic.to_string());
        post(&to, &Reply::Failed { problem }, None);
    }));
    let to = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        match read::<Request>(&data) {
            Some(request) => answer(&to, request, &data, &mut session.borrow_mut()),
            None => {
                let problem = Problem::defect("a worker got a message that is no request");
                post(&to, &Reply::Failed { problem }, None);
            }
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker has it until it is terminated.
    on_message.forget();
}

fn answer(
    to: &DedicatedWorkerGlobalScope,
    request: Request,
    data: &JsValue,
    session: &mut Session,
) {
    match request {
        Request::Open { name } => {
            let Some(source) = source(to, data) else {
                return;
            };
            let mut progress = Throttled::new(to, None);
            *session = Session::open(&source, &name, &mut |done, total| {
                progress.tell(done, total);
            });
            opened(to, session);
        }
        Request::Scan { blob } => {
            let Some(source) = source(to, data) else {
                return;
            };
            let mut progress = Throttled::new(to, Some(blob));
            let scanned = scan(&source, blob, &mut |done, total| {
                progress.tell(done, total);
            });
            let listing = scanned.listing.to_bytes();
            post(to, &Reply::Scanned { blob, scanned }, Some(&listing));
        }
        Request::Insert { blob, mut scanned } => {
            if let Some(Ok(listing)) = buffer(data).map(|bytes| Listing::from_bytes(&bytes)) {
                scanned.listing = listing;
                session.insert(blob, scanned);
            }
        }
        Request::Analyze { image } => {
            if let Some((report, stack)) = session.analyze(image) {
                let report = Box::new(report);
                post(
                    to,
                    &Reply::Analyzed { image, report },
                    Some(&stack.to_bytes()),
                );
            }
        }
    }
}

fn opened(to: &DedicatedWorkerGlobalScope, session: &Session) {
    let images = session.images().iter();
    let layers = images.map(|image| image.layers.iter().map(|layer| layer.blob).collect());
    let reply = Reply::Opened {
        report: session.report(),
        scans: session.pending(),
        layers: layers.collect(),
    };
    post(to, &reply, None);
    for (blob, scanned) in session.scanned() {
        let listing = scanned.listing.to_bytes();
        let scanned = scanned.without_listing();
        post(to, &Reply::Scanned { blob, scanned }, Some(&listing));
    }
}

fn source(to: &DedicatedWorkerGlobalScope, data: &JsValue) -> Option<BlobSource> {
    let file = Reflect::get(data, &"file".into()).ok();
    let file = file.and_then(|file| file.dyn_into::<Blob>().ok());
    let problem = match file.map(BlobSource::new) {
        Some(Ok(source)) => return Some(source),
        Some(Err(error)) => Problem::from(&error),
        None => Problem::defect("a worker got a request without its file"),
    };
    post(to, &Reply::Failed { problem }, None);
    None
}

fn post(to: &DedicatedWorkerGlobalScope, reply: &Reply, buffer: Option<&[u8]>) {
    let (message, transfer) = envelope(reply, None, buffer);
    // Cannot fail: everything in the message can be cloned, and the buffer is our own.
    let _ = to.post_message_with_transfer(&message, &transfer);
}

/// A message for the other side, and what of it is transferred.
pub(super) fn envelope<T: serde::Serialize>(
    message: &T,
    file: Option<&web_sys::File>,
    buffer: Option<&[u8]>,
) -> (Object, Array) {
    let envelope = Object::new();
    let transfer = Array::new();
    // Setting a property of a fresh object cannot fail, nor can our own messages fail to be JSON.
    let set = |key: &str, value: &JsValue| {
        let _ = Reflect::set(&envelope, &key.into(), value);
    };
    let json = serde_json::to_string(message).unwrap_or_default();
    set("message", &json.into());
    if let Some(file) = file {
        set("file", file);
    }
    if let Some(bytes) = buffer {
        let buffer = Uint8Array::from(bytes).buffer();
        set("buffer", &buffer);
        transfer.push(&buffer);
    }
    (envelope, transfer)
}

/// The message of an envelope.
pub(super) fn read<T: serde::de::DeserializeOwned>(data: &JsValue) -> Option<T> {
    let json = Reflect::get(data, &"message".into()).ok()?.as_string()?;
    serde_json::from_str(&json).ok()
}

/// The buffer of an envelope, as bytes.
pub(super) fn buffer(data: &JsValue) -> Option<Vec<u8>> {
    let buffer = Reflect::get(data, &"buffer".into()).ok()?;
    let buffer: ArrayBuffer = buffer.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Tells progress now and then, not at every piece.
struct Throttled<'a> {
    to: &'a DedicatedWorkerGlobalScope,
    blob: Option<crate::archive::BlobRef>,
    last: f64,
}

impl<'a> Throttled<'a> {
    fn new(to: &'a DedicatedWorkerGlobalScope, blob: Option<crate::archive::BlobRef>) -> Self {
        Throttled {
            to,
            blob,
            last: js_sys::Date::now(),
        }
    }

    fn tell(&mut self, done: u64, total: u64) {
        let now = js_sys::Date::now();
        if now - self.last < PROGRESS_EVERY {
            return;
        }
        self.last = now;
        let blob = self.blob;
        post(self.to, &Reply::Progress { blob, done, total }, None);
    }
}

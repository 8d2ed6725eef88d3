//! The worker's side in a browser: takes requests, answers them, and keeps what it opened.
//!
//! A message is an object `{ message, language, files?, buffer? }`: the request or reply as bytes, the
//! language of the texts in an answer, files by reference, a buffer transferred.

mod compare;
mod file;
mod layer;
mod packages;
mod remote;
mod reports;
mod saved;
mod tarball;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use super::protocol::{Reply, Request};
use super::{Exploration, Session, Step, wire};
use crate::archive::BlobRef;
use crate::columns::{Columns, Length, Sink, Source};
use crate::layer::Listing;
use crate::registry::RemoteBlob;
use crate::report::Problem;
use crate::source::browser::BlobSource;
use crate::text::day_of;
use crate::words::{Language, language, speak};

/// What the worker that opened something keeps.
type Held = Rc<RefCell<Exploration>>;

/// Milliseconds between two progress messages.
const PROGRESS_EVERY: f64 = 200.0;

/// Answers requests for as long as the worker lives.
pub fn serve(scope: DedicatedWorkerGlobalScope) {
    let held = Held::default();
    let to = scope.clone();
    std::panic::set_hook(Box::new(move |panic| {
        let problem = Problem::defect(&panic.to_string());
        post(&to, &Reply::Failed { problem }, None);
    }));
    let to = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        speak(spoken(&data));
        match read::<Request>(&data) {
            Some(request) => answer(&to, request, &data, &held),
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

fn answer(to: &DedicatedWorkerGlobalScope, request: Request, data: &JsValue, held: &Held) {
    match request {
        Request::Pull { ask } => remote::pull_image(to, ask, held),
        Request::Download { blob, remote, ask } => remote::download_layer(to, blob, remote, ask),
        Request::Table { blob, remote, ask } => remote::read_table(to, blob, remote, ask),
        Request::Kept { forget } => remote::kept(to, forget),
        Request::List { list, ask } => remote::list(to, list, ask),
        Request::Find { number, ask } => {
            let (file, read) = match held.borrow().find(ask) {
                Ok((file, read)) => (Ok(file), read),
                Err(problem) => (Err(problem), None),
            };
            post(to, &Reply::Found { number, file, read }, None);
        }
        Request::Read {
            read,
            whole,
            remote: None,
            path,
        } => {
            if let Some(source) = source(to, data) {
                file::read(to, &source, read, whole, &path);
            }
        }
        Request::Read {
            read,
            whole,
            remote: Some(remote),
            path,
        } => file::read_kept(to, remote, read, whole, path),
        Request::PlanPackages {
            number,
            purpose,
            image,
        } => packages::plan(to, held, (number, purpose), image),
        Request::ReadPackages { work } => packages::read(to, data, work),
        Request::TakePackages { number, purpose } => {
            packages::take(to, held, (number, purpose), data);
        }
        Request::PlanTar { number, ask } => tarball::plan(to, held, number, ask),
        Request::MakeTar { layers, path } => tarball::make(to, data, layers, path),
        Request::Snapshot { image, layer } => compare::snapshot(to, held, image, layer),
        Request::Compare { ask } => compare::compare(to, held, data, &ask),
        Request::ComparedRows { number, wish } => compare::rows(to, held, number, &wish),
        Request::PackageFiles { number, package } => {
            packages::files(to, held, number, package);
        }
        Request::WhatIf {
            number,
            image,
            ticks,
            chosen,
        } => {
            let without = held.borrow_mut().what_if(image, ticks, chosen);
            post(to, &Reply::WhatIf { number, without }, None);
        }
        Request::Open { name, folder } => {
            let Some(source) = source(to, data) else {
                return;
            };
            let mut progress = Throttled::new(to, None);
            let session = match folder {
                None => Session::open(&source, &name, &mut |step| progress.tell(step)),
                Some(files) => Session::open_folder(&source, &files, &name),
            };
            opened(to, &session, Vec::new());
            *held.borrow_mut() = Exploration::new(session.on(today()));
        }
        Request::OpenReport {
            name,
            address,
            route,
        } => reports::open(to, name, address, route, held),
        Request::Save { number, wish } => reports::save(to, held, number, &wish),
        Request::Scan { blob, again } => layer::scan(to, data, blob, again),
        Request::Skim { blob } => layer::skim(to, data, blob),
        Request::Insert { blob, mut scanned } => {
            match buffer(data).map(|buffer| Listing::read(&mut Buffer::new(&buffer))) {
                Some(Ok(listing)) => {
                    scanned.listing = listing;
                    held.borrow_mut().insert(blob, scanned);
                }
                _ => {
                    let problem = Problem::defect("a worker sent a damaged listing");
                    post(to, &Reply::Failed { problem }, None);
                }
            }
        }
        Request::Analyze { image } => {
            let report = held.borrow_mut().analyze(image);
            if let Some(report) = report {
                let reply = Reply::Analyzed {
                    image,
                    report: Box::new(report),
                    reuse: held.borrow().session().reuse(),
                };
                post(to, &reply, None);
            }
        }
        Request::SayAgain => {
            let report = held.borrow_mut().say_again();
            post(to, &Reply::SaidAgain { report }, None);
        }
        Request::Explore {
            number,
            asks,
            sight,
            wish,
        } => {
            let answer = held.borrow_mut().answer(number, asks, sight, wish);
            post(to, &Reply::Explored { answer }, None);
        }
    }
}

fn opened(to: &DedicatedWorkerGlobalScope, session: &Session, remote: Vec<(BlobRef, RemoteBlob)>) {
    let images = session.images().iter();
    let layers = images.map(|image| image.layers.iter().map(|layer| layer.blob).collect());
    let reply = Reply::Opened {
        report: session.report(),
        scans: match remote.is_empty() && !session.is_remote() {
            true => session.pending(),
            false => Vec::new(),
        },
        layers: layers.collect(),
        remote,
    };
    post(to, &reply, None);
    for (blob, scanned) in session.scanned() {
        let scanned = scanned.without_listing();
        post(to, &Reply::Scanned { blob, scanned }, None);
    }
}

fn source(to: &DedicatedWorkerGlobalScope, data: &JsValue) -> Option<BlobSource> {
    let files = Reflect::get(data, &"files".into()).ok();
    let files = files.and_then(|files| files.dyn_into::<Array>().ok());
    let blobs = files.and_then(|files| {
        let blobs = files.iter().map(|file| file.dyn_into::<Blob>().ok());
        blobs.collect::<Option<Vec<Blob>>>()
    });
    let problem = match blobs.map(BlobSource::new) {
        Some(Ok(source)) => return Some(source),
        Some(Err(error)) => Problem::from(&error),
        None => Problem::defect("a worker got a request without its files"),
    };
    post(to, &Reply::Failed { problem }, None);
    None
}

fn post(to: &DedicatedWorkerGlobalScope, reply: &Reply, buffer: Option<&ArrayBuffer>) {
    let (message, transfer) = envelope(reply, &[], buffer);
    // Cannot fail: everything in the message can be cloned, and the buffer is our own.
    let _ = to.post_message_with_transfer(&message, &transfer);
}

/// A message for the other side, and what of it is transferred.
pub(super) fn envelope<T: serde::Serialize>(
    message: &T,
    files: &[web_sys::File],
    buffer: Option<&ArrayBuffer>,
) -> (Object, Array) {
    let envelope = Object::new();
    let transfer = Array::new();
    // Setting a property of a fresh object cannot fail, nor can our own messages fail to be bytes.
    let set = |key: &str, value: &JsValue| {
        let _ = Reflect::set(&envelope, &key.into(), value);
    };
    let bytes = wire::to_bytes(message).unwrap_or_default();
    let bytes = Uint8Array::from(bytes.as_slice());
    transfer.push(&bytes.buffer());
    set("message", &bytes);
    set("language", &language().tag().into());
    if !files.is_empty() {
        set("files", &files.iter().collect::<Array>());
    }
    if let Some(buffer) = buffer {
        set("buffer", buffer);
        transfer.push(buffer);
    }
    (envelope, transfer)
}

/// The message of an envelope.
pub(super) fn read<T: serde::de::DeserializeOwned>(data: &JsValue) -> Option<T> {
    let bytes: Uint8Array = Reflect::get(data, &"message".into())
        .ok()?
        .dyn_into()
        .ok()?;
    wire::from_bytes(&bytes.to_vec()).ok()
}

/// The language in which who sent an envelope is to be answered.
fn spoken(data: &JsValue) -> Language {
    let tag = Reflect::get(data, &"language".into()).ok();
    let tag = tag.and_then(|tag| tag.as_string());
    tag.and_then(|tag| Language::of(&tag)).unwrap_or_default()
}

/// The buffer of an envelope.
pub(super) fn buffer(data: &JsValue) -> Option<ArrayBuffer> {
    let buffer = Reflect::get(data, &"buffer".into()).ok()?;
    buffer.dyn_into().ok()
}

/// Columns as a buffer to transfer. They are never in the worker's own memory, which only grows.
fn written(columns: &impl Columns) -> ArrayBuffer {
    let mut length = Length::default();
    columns.write(&mut length);
    let buffer = ArrayBuffer::new(u32::try_from(length.0).unwrap_or(u32::MAX));
    columns.write(&mut Buffer::new(&buffer));
    buffer
}

/// A buffer that is written, or read, from its start.
struct Buffer {
    bytes: Uint8Array,
    at: u32,
}

impl Buffer {
    fn new(buffer: &ArrayBuffer) -> Buffer {
        Buffer {
            bytes: Uint8Array::new(buffer),
            at: 0,
        }
    }

    fn next(&mut self, length: usize) -> Uint8Array {
        let start = self.at;
        self.at += length as u32;
        self.bytes.subarray(start, self.at)
    }
}

impl Sink for Buffer {
    fn put(&mut self, bytes: &[u8]) {
        self.next(bytes.len()).copy_from(bytes);
    }
}

impl Source for Buffer {
    fn left(&self) -> usize {
        (self.bytes.length() - self.at) as usize
    }

    fn fill(&mut self, out: &mut [u8]) {
        self.next(out.len()).copy_to(out);
    }
}

/// The day on which images are judged, by the browser's clock, in UTC.
fn today() -> String {
    // Past all calendars and before 1970 the number is cut.
    day_of((js_sys::Date::now() / 1000.0) as u64)
}

/// Tells progress now and then, not at every piece.
struct Throttled<'a> {
    to: &'a DedicatedWorkerGlobalScope,
    blob: Option<BlobRef>,
    last: f64,
}

impl<'a> Throttled<'a> {
    fn new(to: &'a DedicatedWorkerGlobalScope, blob: Option<BlobRef>) -> Self {
        Throttled {
            to,
            blob,
            last: js_sys::Date::now(),
        }
    }

    fn tell(&mut self, step: Step) {
        let now = js_sys::Date::now();
        if now - self.last < PROGRESS_EVERY {
            return;
        }
        self.last = now;
        let Step {
            done,
            total,
            unpacked,
        } = step;
        let blob = self.blob;
        let reply = Reply::Progress {
            blob,
            done,
            total,
            unpacked,
        };
        post(self.to, &reply, None);
    }
}

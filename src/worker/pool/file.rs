//! The file that is looked at: the worker with the session finds it, and one of its own reads it,
//! so that neither the tree nor what is being scanned waits.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, Url};

use super::hand::Hand;
use super::{Inner, Pool, PoolEvent, SESSION, tell};
use crate::report::Problem;
use crate::view::file::{Contents, FileAsk, FileAt};
use crate::worker::Read;
use crate::worker::browser::{buffer, envelope, read};
use crate::worker::protocol::{Reply, Request};

/// What is read, and the worker that reads it. Dropping it ends that worker.
pub(super) struct Reader {
    number: u64,
    read: Read,
    path: String,
    hand: Option<Hand>,
}

impl Reader {
    fn stop(&mut self) {
        if let Some(worker) = self.hand.take().and_then(|hand| hand.worker) {
            worker.terminate();
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Pool {
    /// Finds a file, and reads its first bytes: [`PoolEvent::FileFound`] and
    /// [`PoolEvent::FileRead`] bring them. What was read of the file before is given up.
    pub fn look_at(&self, number: u64, ask: FileAsk) {
        let mut inner = self.inner.borrow_mut();
        inner.reader = None;
        inner.send(SESSION, &Request::Find { number, ask }, false, None);
    }

    /// Reads all of the file that is looked at; [`PoolEvent::FileWhole`] brings it.
    pub fn read_whole(&self) {
        start(&self.inner, true);
    }

    /// The file is looked at no more.
    pub fn close_file(&self) {
        self.inner.borrow_mut().reader = None;
    }
}

/// The file was found: its first bytes are read.
pub(super) fn found(
    inner: &Rc<RefCell<Inner>>,
    number: u64,
    file: Result<FileAt, Problem>,
    read: Option<Read>,
) {
    let path = file.as_ref().ok().map(|file| file.path.clone());
    tell(inner, PoolEvent::FileFound { number, file });
    if let (Some(path), Some(read)) = (path, read) {
        inner.borrow_mut().reader = Some(Reader {
            number,
            read,
            path,
            hand: None,
        });
        start(inner, false);
    }
}

fn start(inner: &Rc<RefCell<Inner>>, whole: bool) {
    let mut borrowed = inner.borrow_mut();
    let Inner {
        reader,
        wanted,
        given,
        ..
    } = &mut *borrowed;
    let Some(reader) = reader else {
        return;
    };
    reader.stop();
    let request = Request::Read {
        read: reader.read,
        whole,
        remote: wanted.get(&reader.read.at.blob).cloned(),
        path: reader.path.clone(),
    };
    let hand = Hand::start(
        inner,
        move |inner, data| take(inner, whole, data),
        move |inner, problem| ended(inner, whole, Err(problem)),
    );
    if let Some(worker) = &hand.worker {
        let (message, transfer) = envelope(&request, given.files(), None);
        // Cannot fail: everything in the message can be cloned.
        let _ = worker.post_message_with_transfer(&message, &transfer);
    }
    reader.hand = Some(hand);
}

fn take(inner: &Rc<RefCell<Inner>>, whole: bool, data: &JsValue) {
    let Some(number) = inner.borrow().reader.as_ref().map(|reader| reader.number) else {
        return;
    };
    match read::<Reply>(data) {
        Some(Reply::Progress { done, total, .. }) => {
            let event = PoolEvent::FileProgress {
                number,
                done,
                total,
            };
            tell(inner, event);
        }
        Some(Reply::Read { problem }) if whole => {
            let blob = Reflect::get(data, &"blob".into()).ok();
            let blob = blob.and_then(|blob| blob.dyn_into::<Blob>().ok());
            let url = blob.and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
            let missing = || problem.unwrap_or_else(|| Problem::defect("a file is missing"));
            ended(inner, true, url.map(Got::Whole).ok_or_else(missing));
        }
        Some(Reply::Read { problem }) => {
            let bytes = buffer(data).map(|buffer| Uint8Array::new(&buffer).to_vec());
            let contents = Contents {
                bytes: bytes.unwrap_or_default().into(),
                problem,
            };
            ended(inner, false, Ok(Got::First(contents)));
        }
        Some(Reply::Failed { problem }) => ended(inner, whole, Err(problem)),
        _ => {}
    }
}

/// What was read.
enum Got {
    First(Contents),
    Whole(String),
}

fn ended(inner: &Rc<RefCell<Inner>>, whole: bool, read: Result<Got, Problem>) {
    let number = {
        let mut inner = inner.borrow_mut();
        let Some(reader) = &mut inner.reader else {
            return;
        };
        // Its handlers are those that run now: it is dropped with the file.
        if let Some(worker) = reader.hand.as_mut().and_then(|hand| hand.worker.take()) {
            worker.terminate();
        }
        reader.number
    };
    let event = match read {
        Ok(Got::First(contents)) => PoolEvent::FileRead { number, contents },
        Ok(Got::Whole(url)) => PoolEvent::FileWhole {
            number,
            url: Ok(url),
        },
        Err(problem) if whole => PoolEvent::FileWhole {
            number,
            url: Err(problem),
        },
        Err(problem) => PoolEvent::FileRead {
            number,
            contents: Contents {
                bytes: Default::default(),
                problem: Some(problem),
            },
        },
    };
    tell(inner, event);
}

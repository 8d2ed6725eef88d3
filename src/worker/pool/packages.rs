//! The packages of an image: the worker with the session finds what tells of them, one of its own
//! reads that, and the first puts it together.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::ArrayBuffer;
use wasm_bindgen::prelude::*;

use super::hand::Hand;
use super::{Inner, Pool, PoolEvent, SESSION, tell};
use crate::packages::Packages;
use crate::report::Problem;
use crate::worker::browser::{buffer, envelope, read};
use crate::worker::protocol::{Reply, Request};
use crate::worker::{LayerWork, Purpose};

/// What is being read for each purpose.
#[derive(Default)]
pub(super) struct PackageReaders {
    shown: Option<PackageReader>,
    compared: Option<PackageReader>,
}

impl PackageReaders {
    fn of(&mut self, purpose: Purpose) -> &mut Option<PackageReader> {
        match purpose {
            Purpose::Shown => &mut self.shown,
            Purpose::Compared => &mut self.compared,
        }
    }
}

/// What is being read, and the worker that reads it. Dropping it ends that worker.
pub(super) struct PackageReader {
    number: u64,
    hand: Option<Hand>,
}

impl PackageReader {
    fn stop(&mut self) {
        if let Some(worker) = self.hand.as_mut().and_then(|hand| hand.worker.take()) {
            worker.terminate();
        }
    }
}

impl Drop for PackageReader {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Pool {
    /// Reads the packages of an image; [`PoolEvent::Packages`] brings them. `None` ends what is being
    /// read.
    pub fn packages(&self, purpose: Purpose, ask: Option<(u64, usize)>) {
        let mut inner = self.inner.borrow_mut();
        // Its handlers may be those that run now: it is dropped with the next.
        if let Some(reader) = inner.packages.of(purpose) {
            reader.stop();
            reader.number = 0;
        }
        let reopened = inner.report.source.reopened.is_some();
        if let Some((number, image)) = ask.filter(|_| reopened) {
            let image = inner.report.images.get(image);
            let packages = image.and_then(|image| image.packages.clone());
            let packages = packages.ok_or_else(Problem::packages_not_in_report);
            drop(inner);
            let event = PoolEvent::Packages {
                number,
                purpose,
                packages,
            };
            return tell(&self.inner, event);
        }
        if let Some((number, image)) = ask {
            *inner.packages.of(purpose) = Some(PackageReader { number, hand: None });
            let request = Request::PlanPackages {
                number,
                purpose,
                image,
            };
            inner.send(SESSION, &request, false, None);
        }
    }

    /// Lists the files of a package; [`PoolEvent::PackageFiles`] brings them.
    pub fn package_files(&self, number: u64, package: usize) {
        let request = Request::PackageFiles { number, package };
        self.inner.borrow_mut().send(SESSION, &request, false, None);
    }
}

/// What is to be read is known: a worker of its own reads it.
pub(super) fn planned(inner: &Rc<RefCell<Inner>>, asked: (u64, Purpose), work: Vec<LayerWork>) {
    let (number, purpose) = asked;
    let mut borrowed = inner.borrow_mut();
    let Inner {
        packages,
        wanted,
        given,
        ..
    } = &mut *borrowed;
    let reader = packages.of(purpose).as_mut();
    let Some(reader) = reader.filter(|reader| reader.number == number) else {
        return;
    };
    let work = work.into_iter().map(|work| {
        let remote = wanted.get(&work.at.blob).cloned();
        (work, remote)
    });
    let request = Request::ReadPackages {
        work: work.collect(),
    };
    let hand = Hand::start(
        inner,
        move |inner, data| take(inner, asked, data),
        move |inner, problem| ended(inner, asked, Err(problem)),
    );
    if let Some(worker) = &hand.worker {
        let (message, transfer) = envelope(&request, given.files(), None);
        // Cannot fail: everything in the message can be cloned.
        let _ = worker.post_message_with_transfer(&message, &transfer);
    }
    reader.hand = Some(hand);
}

fn take(inner: &Rc<RefCell<Inner>>, asked: (u64, Purpose), data: &JsValue) {
    let (number, purpose) = asked;
    match read::<Reply>(data) {
        Some(Reply::Progress { done, total, .. }) => {
            let event = PoolEvent::PackagesProgress {
                number,
                purpose,
                done,
                total,
            };
            tell(inner, event);
        }
        Some(Reply::PackagesRead) => {
            let missing = || Problem::defect("the packages that were read are missing");
            ended(inner, asked, buffer(data).ok_or_else(missing));
        }
        Some(Reply::Failed { problem }) => ended(inner, asked, Err(problem)),
        _ => {}
    }
}

fn ended(
    inner: &Rc<RefCell<Inner>>,
    (number, purpose): (u64, Purpose),
    read: Result<ArrayBuffer, Problem>,
) {
    {
        let mut inner = inner.borrow_mut();
        let Some(reader) = inner.packages.of(purpose) else {
            return;
        };
        if reader.number != number {
            return;
        }
        // Its handlers are those that run now: it is dropped with the next.
        reader.stop();
    }
    match read {
        Ok(bytes) => {
            let request = Request::TakePackages { number, purpose };
            let mut inner = inner.borrow_mut();
            inner.send(SESSION, &request, false, Some(&bytes));
        }
        Err(problem) => {
            let event = PoolEvent::Packages {
                number,
                purpose,
                packages: Err(problem),
            };
            tell(inner, event);
        }
    }
}

/// The packages are put together.
pub(super) fn known(
    inner: &Rc<RefCell<Inner>>,
    (number, purpose): (u64, Purpose),
    packages: Option<Packages>,
) {
    let packages = packages.ok_or_else(Problem::packages_changed);
    let event = PoolEvent::Packages {
        number,
        purpose,
        packages,
    };
    tell(inner, event);
}

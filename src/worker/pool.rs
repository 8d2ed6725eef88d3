//! The page's side: spawns workers, hands work out, and tells the page what comes back.
//!
//! The first worker opens the file, and holds the session and the trees; the others, as many as
//! the machine has processors, scan a layer each. Cancelling terminates those: what was read can
//! still be explored, until the pool is dropped.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

mod compare;
mod file;
mod given;
mod hand;
mod inner;
mod keeper;
mod layers;
mod packages;
mod remote;
mod said;
mod saved;
mod tarball;
mod whatif;

pub use super::event::PoolEvent;
pub use given::Given;
pub use keeper::Keeper;

use hand::Hand;
use inner::Inner;
use layers::{layer, next};

use super::Step;
use super::browser::{buffer, read};
use super::protocol::{Reply, Request};
use super::schedule::Schedule;
use crate::archive::BlobRef;
use crate::report::{Problem, Report};

/// Milliseconds from one word about progress to the next: to draw it takes some ten of the main thread, and a
/// processor that layers are read with.
const TELL_EVERY: f64 = 200.0;

/// The workers of one open file. Dropping it terminates them.
pub struct Pool {
    inner: Rc<RefCell<Inner>>,
}

impl Pool {
    /// Opens a file or a folder, and starts at once.
    pub fn open(given: Given, on_event: Rc<dyn Fn(PoolEvent)>) -> Pool {
        let inner = Rc::new(RefCell::new(Inner::new(given, on_event)));
        let request = inner.borrow().given.request();
        let first = spawn(&inner);
        inner.borrow_mut().send(first, &request, true, None);
        layers::stand_by(&inner);
        Pool { inner }
    }

    /// Ends all reading. What was read stays, and can be explored.
    pub fn cancel(&self) {
        let mut inner = self.inner.borrow_mut();
        match inner.opened {
            // What is elsewhere can be asked for again.
            true if inner.given.remote().is_some() => {
                inner.stop();
                drop(inner);
                remote::wait(&self.inner);
            }
            true => inner.complete(),
            // There is nothing to explore.
            false => inner.end(),
        }
    }

    /// Asks something of the trees; [`PoolEvent::Explored`] brings the answer of that number.
    pub fn explore(&self, asked: &crate::view::Request) {
        let request = Request::Explore {
            number: asked.number,
            asks: asked.asks.to_vec(),
            sight: asked.sight,
            wish: asked.wish.clone(),
        };
        let mut inner = self.inner.borrow_mut();
        inner.send(SESSION, &request, false, None);
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.inner.borrow_mut().end();
    }
}

/// The worker that holds the session.
const SESSION: usize = 0;

/// Starts a worker and gives its number.
fn spawn(inner: &Rc<RefCell<Inner>>) -> usize {
    let number = inner.borrow().workers.len();
    let hand = Hand::start(
        inner,
        move |inner, data| take(inner, number, data),
        move |inner, problem| fail(inner, number, problem),
    );
    if hand.worker.is_none() {
        fail(
            inner,
            number,
            Problem::defect("a worker could not be started"),
        );
    }
    inner.borrow_mut().workers.push(hand);
    number
}

fn take(inner: &Rc<RefCell<Inner>>, number: usize, data: &JsValue) {
    // What a worker said before it was terminated may still arrive.
    let heard = |inner: &Inner| !inner.ended && inner.worker(number).is_some();
    if !heard(&inner.borrow()) {
        return;
    }
    match read::<Reply>(data) {
        Some(Reply::Progress {
            blob,
            done,
            total,
            unpacked,
        }) => {
            let step = Step {
                done,
                total,
                unpacked,
            };
            progress(inner, blob, step);
        }
        Some(Reply::Opened {
            report,
            scans,
            layers,
            remote,
        }) => {
            inner.borrow_mut().wanted = remote.into_iter().collect();
            opened(inner, report, scans, layers);
            remote::tables(inner);
        }
        Some(Reply::Table {
            blob,
            scanned,
            fetched,
        }) => {
            tell(inner, PoolEvent::Table { blob, fetched });
            layer(inner, number, blob, scanned, buffer(data).as_ref());
        }
        Some(Reply::NoTable { problem }) => {
            if let Some(problem) = problem {
                tell(inner, PoolEvent::NoTable { problem });
            }
            next(inner, number);
            remote::wait(inner);
        }
        Some(Reply::NotDownloaded { blob, problem }) => {
            remote::failed(inner, number, blob, problem);
        }
        Some(Reply::Listed { list, listed }) => tell(inner, PoolEvent::Listed { list, listed }),
        Some(Reply::Scanned { blob, scanned }) => {
            layer(inner, number, blob, scanned, buffer(data).as_ref());
        }
        Some(Reply::Analyzed {
            image,
            report,
            reuse,
        }) => {
            let report = {
                let mut inner = inner.borrow_mut();
                let whole = Rc::make_mut(&mut inner.report);
                whole.reuse = reuse;
                if let Some(slot) = whole.images.get_mut(image) {
                    *slot = *report;
                }
                inner.schedule.analyzed(js_sys::Date::now());
                inner.report.clone()
            };
            tell(inner, PoolEvent::Analyzed { image, report });
            analyze(inner);
        }
        Some(Reply::SaidAgain { report }) => said::again(inner, report),
        Some(Reply::Explored { answer }) => tell(inner, PoolEvent::Explored { answer }),
        Some(Reply::Found { number, file, read }) => file::found(inner, number, file, read),
        Some(Reply::TarPlanned { number, planned }) => {
            tarball::planned(inner, number, planned, buffer(data));
        }
        Some(Reply::PackagesPlanned {
            number,
            purpose,
            work,
        }) => packages::planned(inner, (number, purpose), work),
        Some(Reply::Packages {
            number,
            purpose,
            packages,
        }) => packages::known(inner, (number, purpose), packages),
        Some(Reply::PackageFiles {
            number,
            package,
            files,
        }) => {
            let event = PoolEvent::PackageFiles {
                number,
                package,
                files,
            };
            tell(inner, event);
        }
        Some(Reply::Saved { number }) => {
            let taker = inner.borrow_mut().taker(number);
            if let (Some(take), Some(buffer)) = (taker, buffer(data)) {
                take(&buffer);
            }
        }
        Some(Reply::Snapshot) => {
            let taker = inner.borrow_mut().snapshot.take();
            if let Some(take) = taker {
                take(buffer(data));
            }
        }
        Some(Reply::Compared { number, compared }) => {
            tell(inner, PoolEvent::Compared { number, compared });
        }
        Some(Reply::ComparedRows { number, rows }) => {
            tell(inner, PoolEvent::ComparedRows { number, rows });
        }
        Some(Reply::WhatIf { number, without }) => {
            let without = without.map(Box::new);
            tell(inner, PoolEvent::WhatIf { number, without });
        }
        // Only a keeper asks for that, and only readers.
        Some(Reply::Kept { .. } | Reply::Read { .. } | Reply::PackagesRead) => {}
        Some(Reply::Failed { problem }) => fail(inner, number, problem),
        None => {
            let problem = Problem::defect("a worker sent a message that is no reply");
            fail(inner, number, problem);
        }
    }
}

fn progress(inner: &Rc<RefCell<Inner>>, blob: Option<BlobRef>, step: Step) {
    let opening = blob.is_none();
    let Step { done, total, .. } = step;
    {
        let mut inner = inner.borrow_mut();
        inner.ratio = inner.ratio.max(step.ratio());
    }
    let all = match blob {
        None => (done, total),
        Some(blob) => {
            let moved = {
                let mut inner = inner.borrow_mut();
                inner.sizes.insert(blob, done);
                inner.moved.0.insert(blob, (done, total));
                let now = js_sys::Date::now();
                if now - inner.moved.1 < TELL_EVERY {
                    return;
                }
                inner.moved.1 = now;
                std::mem::take(&mut inner.moved.0)
            };
            for (blob, (done, total)) in moved {
                tell(inner, PoolEvent::LayerProgress { blob, done, total });
            }
            inner.borrow().progress()
        }
    };
    tell_all(inner, all, opening);
}

/// Tells how far all of it is: bytes done, and in all.
fn tell_all(inner: &Rc<RefCell<Inner>>, (done, total): (u64, u64), opening: bool) {
    let ratio = inner.borrow().ratio;
    let all = PoolEvent::Progress {
        done,
        total,
        ratio,
        opening,
    };
    tell(inner, all);
}

fn opened(
    inner: &Rc<RefCell<Inner>>,
    report: Report,
    scans: Vec<BlobRef>,
    layers: Vec<Vec<Option<BlobRef>>>,
) {
    let report = Rc::new(report);
    {
        let mut inner = inner.borrow_mut();
        inner.report = report.clone();
        inner.opened = true;
        inner.schedule = Schedule::new(&layers);
        inner.sizes = scans.iter().map(|blob| (*blob, 0)).collect();
        inner.queue = scans.iter().copied().collect();
        layers::skim_first(&mut inner);
    }
    tell(inner, PoolEvent::Opened { report, layers });
    layers::begin(inner, scans.len());
    analyze(inner);
}

/// Asks for the next analysis that is due; tells when there is none to come.
fn analyze(inner: &Rc<RefCell<Inner>>) {
    if inner.borrow().complete {
        return;
    }
    let now = js_sys::Date::now();
    if inner.borrow().wanted.is_empty() {
        let mut inner = inner.borrow_mut();
        // What was scanned takes the place of its headers now and then, and at the end.
        if inner.schedule.is_rested(now) || inner.looks.is_done() {
            let fresh = std::mem::take(&mut inner.fresh);
            inner.schedule.again(&fresh);
        }
    }
    let due = inner.borrow_mut().schedule.next(now);
    if let Some(image) = due {
        let request = Request::Analyze { image };
        inner.borrow_mut().send(SESSION, &request, false, None);
    } else if inner.borrow().is_done() {
        inner.borrow_mut().complete();
        tell(inner, PoolEvent::Done);
    }
}

/// A worker failed; where it is the one with the session, what it held is lost.
fn fail(inner: &Rc<RefCell<Inner>>, number: usize, problem: Problem) {
    let lost = number == SESSION;
    inner.borrow_mut().complete();
    tell(inner, PoolEvent::Failed { problem, lost });
    if lost {
        inner.borrow_mut().end();
    }
}

/// The page may drop the pool while it is told something: nothing is borrowed then.
fn tell(inner: &Rc<RefCell<Inner>>, event: PoolEvent) {
    if inner.borrow().ended {
        return;
    }
    let on_event = inner.borrow().on_event.clone();
    on_event(event);
}

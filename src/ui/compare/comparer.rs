//! Has the old image read by workers of its own, and compared by the worker with the image at hand.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::ArrayBuffer;

use super::reading::Reading;
use crate::report::{Problem, Report};
use crate::ui::opener::{Opener, report_at};
use crate::ui::shared::Shared;
use crate::ui::store::Dispatch;
use crate::view::compare::{CompareAction, With};
use crate::view::{Action, title_among};
use crate::worker::CompareAsk;
use crate::worker::pool::{Given, Pool, PoolEvent};

/// What to compare with.
#[derive(Clone, Debug, PartialEq)]
pub enum Against {
    /// A file or a folder.
    Given(Given),
    /// An image that is elsewhere, as a person names it; of several which, from 0, where that is known.
    Reference(String, Option<usize>),
    /// A report at an address, and the same.
    Report(String, Option<usize>),
    /// Another image of the archive, from 0.
    Image(usize),
    /// One layer of the image at hand with another, from 0.
    Layers {
        /// The old one.
        old: usize,
        /// The new one.
        new: usize,
    },
}

impl Against {
    /// As an address keeps it.
    fn with(&self) -> With {
        match self {
            Against::Given(given) => With::File(given.name().to_owned()),
            Against::Reference(text, which) => With::Reference(text.clone(), *which),
            Against::Report(address, which) => With::Report(address.clone(), *which),
            Against::Image(image) => With::Image(*image),
            Against::Layers { old, new } => With::Layers(*old, *new),
        }
    }

    /// What an address leads to; `None` for a file, which it cannot open.
    pub fn of(with: &With) -> Option<Against> {
        Some(match with {
            With::File(_) => return None,
            With::Reference(text, which) => Against::Reference(text.clone(), *which),
            With::Report(address, which) => Against::Report(address.clone(), *which),
            With::Image(image) => Against::Image(*image),
            With::Layers(old, new) => Against::Layers {
                old: *old,
                new: *new,
            },
        })
    }
}

/// What is to be compared.
#[derive(Clone, PartialEq)]
pub struct Comparing {
    /// With what.
    pub against: Against,
    /// The image at hand.
    pub image: usize,
    /// What is known of its archive.
    pub report: Shared<Report>,
}

/// Has images compared.
pub struct Comparer {
    dispatch: Dispatch,
    number: Cell<u64>,
    /// The workers that read the old image.
    pub(super) other: RefCell<Option<Pool>>,
    /// How far they are.
    reading: RefCell<Option<Reading>>,
    /// Where the old image is, once that is known.
    pub(super) old: Cell<Option<OldAt>>,
    /// Whether both were compared.
    done: Cell<bool>,
}

/// Where the old image is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OldAt {
    /// Among those of the archive at hand, from 0.
    Here(usize),
    /// Among those of workers of its own, from 0.
    Elsewhere(usize),
}

impl Comparer {
    /// One that compares nothing.
    pub fn new(dispatch: Dispatch) -> Comparer {
        Comparer {
            dispatch,
            number: Cell::new(0),
            other: RefCell::default(),
            reading: RefCell::default(),
            old: Cell::default(),
            done: Cell::default(),
        }
    }

    pub(super) fn tell(&self, action: CompareAction) {
        self.dispatch.emit(Action::Compare(action));
    }

    /// Ends what is being read.
    pub fn end(&self) {
        self.other.take();
        self.reading.take();
        self.old.take();
        self.done.set(false);
    }

    /// Ends what is not read yet: of what is there, packages may be wanted later.
    pub fn rest(&self) {
        if !self.done.get() {
            self.end();
        }
    }

    /// Compares; `None` closes what is shown.
    pub fn compare(&self, opener: &Rc<Opener>, comparing: Option<Comparing>) {
        let Some(comparing) = comparing else {
            self.rest();
            return self.tell(CompareAction::Close);
        };
        self.end();
        let number = self.number.get() + 1;
        self.number.set(number);
        let with = comparing.against.with();
        self.tell(CompareAction::Begin(number, comparing.image, with));
        let Comparing {
            against,
            image,
            report,
        } = comparing;
        let (old_image, layers) = match against {
            Against::Image(old) => (old, None),
            Against::Layers { old, new } => (image, Some((old, new))),
            Against::Given(given) => {
                let reading = Reading::new(number, image, given.name().to_owned(), None);
                return self.read(opener, reading, given);
            }
            Against::Report(address, which) => {
                let given = report_at(&address);
                let reading = Reading::new(number, image, given.name().to_owned(), which);
                return self.read(opener, reading, given);
            }
            Against::Reference(text, which) => {
                return match opener.asked_for(&text) {
                    Ok(ask) => {
                        let given = Given::from(ask);
                        let reading = Reading::new(number, image, given.name().to_owned(), which);
                        self.read(opener, reading, given);
                    }
                    Err(problem) => self.tell(CompareAction::Done(number, Err(problem))),
                };
            }
        };
        let Some(old) = report.images.get(old_image).cloned() else {
            let gone = Problem::row_is_gone();
            return self.tell(CompareAction::Done(number, Err(gone)));
        };
        self.old.set(Some(OldAt::Here(old_image)));
        let ask = CompareAsk {
            number,
            image,
            layer: layers.map(|(_, new)| new),
            old_name: report.source.name.clone(),
            old,
            old_layer: layers.map(|(old, _)| old),
        };
        let weak = Rc::downgrade(opener);
        opener.with_pool(|pool| {
            let take = move |buffer| {
                if let Some(opener) = weak.upgrade() {
                    opener.comparer().take(&opener, ask.clone(), buffer);
                }
            };
            pool.snapshot(old_image, ask_layer(layers), Rc::new(take));
        });
    }

    /// Of several old images, this one is meant, from 0.
    pub fn mean(&self, opener: &Rc<Opener>, image: usize) {
        if let Some(reading) = self.reading.borrow_mut().as_mut() {
            reading.meant = Some(image);
        }
        self.tell(CompareAction::Meant(image));
        self.hand_over(opener);
    }

    fn read(&self, opener: &Rc<Opener>, reading: Reading, given: Given) {
        let elsewhere = given.remote().is_some();
        let number = reading.number;
        self.reading.replace(Some(reading));
        let weak = Rc::downgrade(opener);
        let listener = move |event: PoolEvent| {
            let Some(opener) = weak.upgrade() else {
                return;
            };
            let comparer = opener.comparer();
            if comparer.hear_packages(&event) {
                return;
            }
            match event {
                PoolEvent::Progress { done, total, .. } => {
                    comparer.tell(CompareAction::Progress(number, done, total));
                }
                PoolEvent::Opened { report, .. } => comparer.opened(number, report, elsewhere),
                PoolEvent::Analyzed { report, .. } => {
                    comparer.change(|reading| reading.report = Some(report));
                }
                PoolEvent::NotDownloaded { problem, .. } | PoolEvent::Failed { problem, .. } => {
                    comparer.fail(number, problem);
                }
                PoolEvent::Done => {
                    comparer.change(|reading| reading.done = true);
                    comparer.hand_over(&opener);
                }
                _ => {}
            }
        };
        let pool = Pool::open(given, Rc::new(listener));
        self.other.replace(Some(pool));
    }

    fn change(&self, change: impl FnOnce(&mut Reading)) {
        if let Some(reading) = self.reading.borrow_mut().as_mut() {
            change(reading);
        }
    }

    fn opened(&self, number: u64, report: Rc<Report>, elsewhere: bool) {
        if report.images.is_empty() {
            let problem = report.problems.first().cloned();
            return self.fail(number, problem.unwrap_or_else(Problem::nothing_to_compare));
        }
        let names = (0..report.images.len()).map(|image| title_among(&report.images, image));
        let names = names.collect();
        self.change(|reading| reading.opened(report));
        let mut unknown = false;
        self.change(|reading| unknown = reading.meant.is_none());
        if unknown {
            self.tell(CompareAction::Which(number, names));
        }
        if elsewhere && let Some(pool) = self.other.borrow().as_ref() {
            pool.download();
        }
    }

    fn fail(&self, number: u64, problem: Problem) {
        self.tell(CompareAction::Done(number, Err(problem)));
        self.end();
    }

    /// Once the old image is read, its files go to the worker with the image at hand.
    fn hand_over(&self, opener: &Rc<Opener>) {
        let reading = self.reading.borrow();
        let Some(reading) = reading.as_ref() else {
            return;
        };
        let ready = reading.ready().zip(reading.report.as_ref());
        let Some((old_image, report)) = ready else {
            return;
        };
        let Some(old) = report.images.get(old_image).cloned() else {
            return;
        };
        self.old.set(Some(OldAt::Elsewhere(old_image)));
        let ask = CompareAsk {
            number: reading.number,
            image: reading.image,
            layer: None,
            old_name: reading.name.clone(),
            old,
            old_layer: None,
        };
        let weak = Rc::downgrade(opener);
        let take = move |buffer| {
            if let Some(opener) = weak.upgrade() {
                opener.comparer().take(&opener, ask.clone(), buffer);
            }
        };
        if let Some(pool) = self.other.borrow().as_ref() {
            pool.snapshot(old_image, None, Rc::new(take));
        }
    }

    fn take(&self, opener: &Opener, ask: CompareAsk, buffer: Option<ArrayBuffer>) {
        match buffer {
            Some(buffer) => {
                self.done.set(true);
                opener.with_pool(|pool| pool.compare(ask, &buffer));
            }
            None => {
                self.end();
                let problem = Problem::row_is_gone();
                self.tell(CompareAction::Done(ask.number, Err(problem)));
            }
        }
    }
}

fn ask_layer(layers: Option<(usize, usize)>) -> Option<usize> {
    layers.map(|(old, _)| old)
}

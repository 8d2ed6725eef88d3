//! Has the old image read by workers of its own, and compared by the worker with the image at hand.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::ArrayBuffer;

use crate::report::{ImageReport, Problem, Report};
use crate::ui::opener::Opener;
use crate::ui::shared::Shared;
use crate::ui::store::Dispatch;
use crate::view::Action;
use crate::view::compare::CompareAction;
use crate::words::compare as say;
use crate::worker::CompareAsk;
use crate::worker::pool::{Given, Pool, PoolEvent};

/// What to compare with.
#[derive(Clone, Debug, PartialEq)]
pub enum Against {
    /// A file or a folder.
    Given(Given),
    /// An image that is elsewhere, as a person names it.
    Reference(String),
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
    other: RefCell<Option<Pool>>,
}

impl Comparer {
    /// One that compares nothing.
    pub fn new(dispatch: Dispatch) -> Comparer {
        Comparer {
            dispatch,
            number: Cell::new(0),
            other: RefCell::default(),
        }
    }

    fn tell(&self, action: CompareAction) {
        self.dispatch.emit(Action::Compare(action));
    }

    /// Ends what is being read.
    pub fn end(&self) {
        self.other.take();
    }

    /// Compares; `None` closes what is shown.
    pub fn compare(&self, opener: &Rc<Opener>, comparing: Option<Comparing>) {
        self.end();
        let Some(comparing) = comparing else {
            return self.tell(CompareAction::Close);
        };
        let number = self.number.get() + 1;
        self.number.set(number);
        self.tell(CompareAction::Begin(number, comparing.image));
        let Comparing {
            against,
            image,
            report,
        } = comparing;
        let (old_image, layers) = match against {
            Against::Image(old) => (old, None),
            Against::Layers { old, new } => (image, Some((old, new))),
            Against::Given(given) => return self.read(opener, number, image, given),
            Against::Reference(text) => {
                return match opener.asked_for(&text) {
                    Ok(ask) => self.read(opener, number, image, ask.into()),
                    Err(problem) => self.tell(CompareAction::Done(number, Err(problem))),
                };
            }
        };
        let Some(old) = report.images.get(old_image).cloned() else {
            return;
        };
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

    fn read(&self, opener: &Rc<Opener>, number: u64, image: usize, given: Given) {
        let name = given.name().to_owned();
        let elsewhere = given.remote().is_some();
        let (weak, last) = (Rc::downgrade(opener), RefCell::new(None::<Rc<Report>>));
        let listener = move |event: PoolEvent| {
            let Some(opener) = weak.upgrade() else {
                return;
            };
            let comparer = opener.comparer();
            match event {
                PoolEvent::Progress { done, total, .. } => {
                    comparer.tell(CompareAction::Progress(number, done, total));
                }
                PoolEvent::Opened { report, .. } => {
                    if report.images.is_empty() {
                        let problem = report.problems.first().cloned();
                        let nothing = || Problem::defect(say::no_image());
                        comparer.fail(number, problem.unwrap_or_else(nothing));
                        return;
                    }
                    last.replace(Some(report));
                    if elsewhere && let Some(pool) = comparer.other.borrow().as_ref() {
                        pool.download();
                    }
                }
                PoolEvent::Analyzed { report, .. } => drop(last.replace(Some(report))),
                PoolEvent::NotDownloaded { problem, .. } | PoolEvent::Failed { problem, .. } => {
                    comparer.fail(number, problem);
                }
                PoolEvent::Done => {
                    let report = last.borrow().clone();
                    if let Some(old) = report.and_then(|report| report.images.first().cloned()) {
                        comparer.hand_over(&opener, (number, image), &name, old);
                    }
                }
                _ => {}
            }
        };
        let pool = Pool::open(given, Rc::new(listener));
        self.other.replace(Some(pool));
    }

    fn fail(&self, number: u64, problem: Problem) {
        self.tell(CompareAction::Done(number, Err(problem)));
        self.end();
    }

    /// The old image is read: its files go to the worker with the image at hand.
    fn hand_over(
        &self,
        opener: &Rc<Opener>,
        (number, image): (u64, usize),
        name: &str,
        old: ImageReport,
    ) {
        let ask = CompareAsk {
            number,
            image,
            layer: None,
            old_name: name.to_owned(),
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
            pool.snapshot(0, None, Rc::new(take));
        }
    }

    fn take(&self, opener: &Opener, ask: CompareAsk, buffer: Option<ArrayBuffer>) {
        self.end();
        match buffer {
            Some(buffer) => opener.with_pool(|pool| pool.compare(ask, &buffer)),
            None => {
                let problem = Problem::row_is_gone();
                self.tell(CompareAction::Done(ask.number, Err(problem)));
            }
        }
    }
}

fn ask_layer(layers: Option<(usize, usize)>) -> Option<usize> {
    layers.map(|(old, _)| old)
}

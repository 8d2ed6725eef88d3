//! What the pool tells, as actions.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::store::Dispatch;
use crate::view::Action;
use crate::view::compare::CompareAction;
use crate::view::compare::packages::PackagesAction as Compared;
use crate::view::file::FileAction;
use crate::view::packages::PackagesAction;
use crate::view::tarball::TarAction;
use crate::view::whatif::WhatIfAction;
use crate::worker::pool::PoolEvent;
use crate::worker::{ComparedRows, Purpose};

/// A listener that turns events into actions. It numbers the layers' places in the archive.
pub fn listener(dispatch: Dispatch) -> Rc<dyn Fn(PoolEvent)> {
    let slots = RefCell::new(HashMap::new());
    Rc::new(move |event| {
        let action = match event {
            PoolEvent::Progress {
                done, total, ratio, ..
            } => {
                let now = js_sys::Date::now();
                Some(Action::Progress {
                    done,
                    total,
                    ratio,
                    now,
                })
            }
            PoolEvent::LayerProgress { blob, done, total } => {
                let slot = slots.borrow().get(&blob).copied();
                slot.map(|slot| Action::LayerProgress(slot, done, total))
            }
            PoolEvent::Opened { report, layers } => {
                let mut slots = slots.borrow_mut();
                let mut slot = |blob| {
                    let next = slots.len();
                    *slots.entry(blob).or_insert(next)
                };
                let mut image = |blobs: Vec<Option<_>>| {
                    blobs.into_iter().map(|blob| blob.map(&mut slot)).collect()
                };
                let layers = layers.into_iter().map(&mut image).collect();
                Some(Action::Opened { report, layers })
            }
            PoolEvent::Layer { blob } => {
                let slot = slots.borrow().get(&blob).copied();
                slot.map(Action::Layer)
            }
            PoolEvent::NotDownloaded { blob, problem } => {
                let slot = slots.borrow().get(&blob).copied();
                slot.map(|slot| Action::NotDownloaded(slot, problem))
            }
            PoolEvent::Table { blob, fetched } => {
                let slot = slots.borrow().get(&blob).copied();
                slot.map(|slot| Action::Table(slot, fetched))
            }
            PoolEvent::NoTable { problem } => Some(Action::NoTable(problem)),
            PoolEvent::Waiting => Some(Action::Waiting),
            PoolEvent::Listed { list, listed } => Some(Action::Listed(list, listed)),
            PoolEvent::Analyzed { image, report } => Some(Action::Analyzed { image, report }),
            PoolEvent::SaidAgain { report } => Some(Action::SaidAgain(report)),
            PoolEvent::Explored { answer } => Some(Action::Answered(answer)),
            PoolEvent::FileFound { number, file } => {
                Some(Action::File(FileAction::Found(number, file)))
            }
            PoolEvent::FileProgress {
                number,
                done,
                total,
            } => Some(Action::File(FileAction::Progress(number, done, total))),
            PoolEvent::FileRead { number, contents } => {
                Some(Action::File(FileAction::Read(number, contents)))
            }
            PoolEvent::FileWhole { number, url } => {
                Some(Action::File(FileAction::Whole(number, url)))
            }
            PoolEvent::PackagesProgress {
                number,
                purpose,
                done,
                total,
            } => Some(match purpose {
                Purpose::Shown => Action::Packages(PackagesAction::Progress(number, done, total)),
                Purpose::Compared => compared(Compared::Progress(number, done, total)),
            }),
            PoolEvent::Packages {
                number,
                purpose,
                packages,
            } => Some(match purpose {
                Purpose::Shown => Action::Packages(PackagesAction::Found(number, packages)),
                Purpose::Compared => compared(Compared::Found(number, packages)),
            }),
            PoolEvent::PackageFiles {
                number,
                package,
                files,
            } => Some(Action::Packages(PackagesAction::Files(
                number, package, files,
            ))),
            PoolEvent::TarPlanned { number, planned } => {
                Some(Action::Tarball(TarAction::Planned(number, planned)))
            }
            PoolEvent::TarProgress {
                number,
                done,
                total,
            } => Some(Action::Tarball(TarAction::Progress(number, done, total))),
            PoolEvent::TarMade { number, made } => {
                Some(Action::Tarball(TarAction::Made(number, made)))
            }
            PoolEvent::Compared { number, compared } => {
                Some(Action::Compare(CompareAction::Done(number, compared)))
            }
            PoolEvent::ComparedRows { number, rows } => {
                let ComparedRows { rows, total } = rows;
                Some(Action::Compare(CompareAction::Rows(number, rows, total)))
            }
            PoolEvent::WhatIf { number, without } => {
                Some(Action::WhatIf(WhatIfAction::Answered(number, without)))
            }
            PoolEvent::Failed { problem, lost } => Some(Action::Failed { problem, lost }),
            PoolEvent::Done => Some(Action::Done),
        };
        if let Some(action) = action {
            dispatch.emit(action);
        }
    })
}

fn compared(action: Compared) -> Action {
    Action::Compare(CompareAction::Packages(action))
}

//! The packages of both images, which are read when they are looked at: first those of the old one, then those
//! of the image at hand.

use std::rc::Rc;

use crate::compare::PackagesCompared;
use crate::packages::Packages;
use crate::report::Problem;

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stage {
    /// Nobody has asked.
    #[default]
    Not,
    /// Those of the old image are being read: bytes done of all.
    Old(Option<(u64, u64)>),
    /// Those of the image at hand are.
    New(Rc<Packages>, Option<(u64, u64)>),
    /// A person stopped it.
    Stopped,
    /// Why they are not known.
    Failed(Rc<Problem>),
    /// Both are known.
    Done(Rc<PackagesCompared>),
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The old image.
    Old,
    /// The image at hand.
    New,
}

/// The packages of both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComparedPackages {
    /// That of the last reading, larger than all before.
    number: u64,
    /// How far it is.
    pub stage: Stage,
}

/// What happens to them.
#[derive(Clone, Debug, PartialEq)]
pub enum PackagesAction {
    /// A person wants them read, or read again.
    Read,
    /// A person stops the reading.
    Stop,
    /// So many bytes of so many were read.
    Progress(u64, u64, u64),
    /// Those of one image were read, or why not.
    Found(u64, Result<Packages, Problem>),
}

impl ComparedPackages {
    /// Those of another comparison.
    pub(super) fn anew(&self) -> ComparedPackages {
        ComparedPackages {
            number: self.number,
            stage: Stage::Not,
        }
    }

    /// Somebody looks at them.
    pub(super) fn look(&mut self) {
        if self.stage == Stage::Not {
            self.begin(Stage::Old(None));
        }
    }

    fn begin(&mut self, stage: Stage) {
        self.number += 1;
        self.stage = stage;
    }

    /// The reading that is under way: its number, and of which image.
    pub fn wanted(&self) -> Option<(u64, Half)> {
        match self.stage {
            Stage::Old(_) => Some((self.number, Half::Old)),
            Stage::New(..) => Some((self.number, Half::New)),
            _ => None,
        }
    }

    /// How much was read, of 1, and of which image.
    pub fn progress(&self) -> Option<(Half, f64)> {
        let share = |progress: Option<(u64, u64)>| {
            let (done, total) = progress.unwrap_or((0, 1));
            crate::view::progress::share(done, total)
        };
        match &self.stage {
            Stage::Old(progress) => Some((Half::Old, share(*progress))),
            Stage::New(_, progress) => Some((Half::New, share(*progress))),
            _ => None,
        }
    }

    pub(super) fn act(&mut self, action: PackagesAction) {
        match action {
            PackagesAction::Read => {
                if matches!(self.stage, Stage::Stopped | Stage::Failed(_)) {
                    self.begin(Stage::Old(None));
                }
            }
            PackagesAction::Stop => {
                if self.wanted().is_some() {
                    self.stage = Stage::Stopped;
                }
            }
            PackagesAction::Progress(number, done, total) if number == self.number => {
                match &mut self.stage {
                    Stage::Old(progress) | Stage::New(_, progress) => {
                        *progress = Some((done, total));
                    }
                    _ => {}
                }
            }
            PackagesAction::Found(number, found) if number == self.number => match found {
                Ok(packages) => self.found(Rc::new(packages)),
                Err(problem) if self.wanted().is_some() => {
                    self.stage = Stage::Failed(Rc::new(problem));
                }
                Err(_) => {}
            },
            PackagesAction::Progress(..) | PackagesAction::Found(..) => {}
        }
    }

    fn found(&mut self, packages: Rc<Packages>) {
        match std::mem::take(&mut self.stage) {
            Stage::Old(_) => self.begin(Stage::New(packages, None)),
            Stage::New(old, _) => {
                let compared = PackagesCompared::of(&old, &packages);
                self.stage = Stage::Done(Rc::new(compared));
            }
            other => self.stage = other,
        }
    }

    /// Those of the image at hand are known already.
    pub(in crate::view) fn known(&mut self, packages: &Rc<Packages>) {
        if matches!(self.stage, Stage::New(..)) {
            self.found(packages.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_ones_come_first() {
        let mut packages = ComparedPackages::default();
        assert_eq!(packages.wanted(), None);
        packages.look();
        assert_eq!(packages.wanted(), Some((1, Half::Old)));
        packages.act(PackagesAction::Stop);
        packages.act(PackagesAction::Found(1, Ok(Packages::default())));
        assert_eq!(packages.stage, Stage::Stopped);
        packages.look();
        assert_eq!(packages.wanted(), None, "a person stopped it");
        packages.act(PackagesAction::Read);
        packages.act(PackagesAction::Found(2, Ok(Packages::default())));
        assert_eq!(packages.wanted(), Some((3, Half::New)));
        packages.act(PackagesAction::Found(2, Ok(Packages::default())));
        packages.act(PackagesAction::Progress(3, 1, 2));
        assert_eq!(packages.progress(), Some((Half::New, 0.5)));
        packages.known(&Rc::default());
        assert!(matches!(packages.stage, Stage::Done(_)));
        assert_eq!(packages.anew().stage, Stage::Not);
    }
}

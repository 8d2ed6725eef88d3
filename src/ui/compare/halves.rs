//! Has the packages of both images read.

use std::rc::Rc;

use super::Comparer;
use super::comparer::OldAt;
use crate::report::Problem;
use crate::ui::opener::Opener;
use crate::view::compare::CompareAction;
use crate::view::compare::packages::{Half, PackagesAction};
use crate::worker::Purpose;
use crate::worker::pool::PoolEvent;

impl Comparer {
    /// Has the packages of one of the images read, of the image at hand that of this number; `None` ends what
    /// is being read.
    pub fn read_packages(&self, opener: &Rc<Opener>, wanted: Option<(u64, Half)>, image: usize) {
        let purpose = Purpose::Compared;
        opener.with_pool(|pool| pool.packages(purpose, None));
        if let Some(other) = self.other.borrow().as_ref() {
            other.packages(purpose, None);
        }
        let Some((number, half)) = wanted else {
            return;
        };
        let here = |image| {
            opener.with_pool(|pool| pool.packages(purpose, Some((number, image))));
        };
        match (half, self.old.get()) {
            (Half::New, _) => here(image),
            (Half::Old, Some(OldAt::Here(image))) => here(image),
            (Half::Old, Some(OldAt::Elsewhere(image))) => match self.other.borrow().as_ref() {
                Some(other) => other.packages(purpose, Some((number, image))),
                None => self.gone(number),
            },
            (Half::Old, None) => self.gone(number),
        }
    }

    fn gone(&self, number: u64) {
        let found = Err(Problem::row_is_gone());
        self.tell(CompareAction::Packages(PackagesAction::Found(
            number, found,
        )));
    }

    /// What the workers of the old image tell of its packages; whether it was that.
    pub(super) fn hear_packages(&self, event: &PoolEvent) -> bool {
        let action = match event {
            PoolEvent::PackagesProgress {
                number,
                done,
                total,
                ..
            } => PackagesAction::Progress(*number, *done, *total),
            PoolEvent::Packages {
                number, packages, ..
            } => PackagesAction::Found(*number, packages.clone()),
            _ => return false,
        };
        self.tell(CompareAction::Packages(action));
        true
    }
}

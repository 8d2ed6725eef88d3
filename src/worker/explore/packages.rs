//! The packages of an image: those that are looked at, and those that are compared.

use super::Exploration;
use crate::packages::{PackageFiles, Packages, Reading};
use crate::worker::SaveWish;
use crate::worker::packages::{Known, LayerWork, Purpose};

/// What is known of packages, for each purpose.
#[derive(Default)]
pub(super) struct KnownPackages {
    shown: Option<Known>,
    compared: Option<Known>,
}

impl KnownPackages {
    fn of(&mut self, purpose: Purpose) -> &mut Option<Known> {
        match purpose {
            Purpose::Shown => &mut self.shown,
            Purpose::Compared => &mut self.compared,
        }
    }
}

impl Exploration {
    /// What is to be read to know an image's packages; `None` where it was not stacked.
    pub fn plan_packages(
        &mut self,
        number: u64,
        purpose: Purpose,
        image: usize,
    ) -> Option<Vec<LayerWork>> {
        *self.packages.of(purpose) = None;
        self.stacked(image)?;
        let (_, stack) = self.stack.as_ref()?;
        let (known, work) = Known::plan(number, &self.session, image, stack);
        *self.packages.of(purpose) = Some(known);
        Some(work)
    }

    /// The packages, once the files that tell of them were read; `None` where more layers were
    /// stacked meanwhile.
    pub fn take_packages(
        &mut self,
        number: u64,
        purpose: Purpose,
        readings: Vec<Reading>,
    ) -> Option<&Packages> {
        let image = self.packages.of(purpose).as_ref()?.image();
        self.stacked(image)?;
        let (_, stack) = self.stack.as_ref()?;
        let known = self.packages.of(purpose).as_mut()?;
        known.take(number, readings, &self.session, stack)
    }

    /// What was analysed so far, as a file: with the packages that were looked at, where it is of all images.
    pub fn to_be_saved(&mut self, wish: &SaveWish) -> Vec<u8> {
        self.translate(wish.image);
        let mut report = self.session.report();
        let known = self.packages.shown.as_ref();
        if let Some(known) = known.filter(|_| wish.image.is_none())
            && let Some(image) = report.images.get_mut(known.image())
            && let Some(packages) = known.packages()
        {
            image.packages = Some(packages.clone());
        }
        self.session.to_be_saved(&report, wish)
    }

    /// The files of one of the packages that are looked at.
    pub fn package_files(&mut self, number: u64, package: usize) -> Option<PackageFiles> {
        let image = self.packages.shown.as_ref()?.image();
        self.stacked(image)?;
        let (_, stack) = self.stack.as_ref()?;
        let known = self.packages.shown.as_ref()?;
        known.files(number, package, &self.session, stack)
    }
}

//! The packages of one image as the worker with the session keeps them, between what is asked of them.

use super::{LayerWork, listings, owners, plan};
use crate::image::{Shown, Stack};
use crate::packages::{Owners, PackageFiles, Packages, Reading, Trouble};
use crate::worker::Session;

/// The packages of one image, as far as they are known.
#[derive(Clone, Debug)]
pub(in crate::worker) struct Known {
    /// The number of what was asked.
    number: u64,
    image: usize,
    /// Layers that were stacked when it was planned: nodes are of that stack.
    layers: usize,
    troubles: Vec<Trouble>,
    /// Absent until what was read is put together.
    owners: Option<Owners>,
}

impl Known {
    /// Begins with an image: what is to be read.
    pub(in crate::worker) fn plan(
        number: u64,
        session: &Session,
        image: usize,
        stack: &Stack,
    ) -> (Known, Vec<LayerWork>) {
        let layers = session.layers(image).unwrap_or_default();
        let (work, troubles) = plan(session, image, stack, &layers);
        let known = Known {
            number,
            image,
            layers: stack.layers(),
            troubles,
            owners: None,
        };
        (known, work)
    }

    /// Takes what was read; `None` where it is of another image or stack by now.
    pub(in crate::worker) fn take(
        &mut self,
        number: u64,
        readings: Vec<Reading>,
        session: &Session,
        stack: &Stack,
    ) -> Option<&Packages> {
        if self.number != number || self.layers != stack.layers() {
            return None;
        }
        let layers = session.layers(self.image)?;
        let troubles = std::mem::take(&mut self.troubles);
        let owners = owners(stack, &layers, readings, troubles);
        Some(&self.owners.insert(owners).packages)
    }

    /// The packages, once what was read is put together.
    pub(in crate::worker) fn packages(&self) -> Option<&Packages> {
        self.owners.as_ref().map(|owners| &owners.packages)
    }

    /// The files of a package.
    pub(in crate::worker) fn files(
        &self,
        number: u64,
        package: usize,
        session: &Session,
        stack: &Stack,
    ) -> Option<PackageFiles> {
        if self.number != number || self.layers != stack.layers() {
            return None;
        }
        let layers = session.layers(self.image)?;
        let layers = listings(&layers);
        let shown = Shown {
            stack,
            layers: &layers,
        };
        Some(self.owners.as_ref()?.files(shown, package))
    }

    /// The image.
    pub(in crate::worker) fn image(&self) -> usize {
        self.image
    }
}

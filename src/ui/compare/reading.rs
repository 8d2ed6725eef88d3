//! An old image that is being read by workers of its own.

use std::rc::Rc;

use crate::report::Report;

/// An old image, or several of which a person chooses one, on their way.
pub(super) struct Reading {
    /// The comparison's number.
    pub(super) number: u64,
    /// The image at hand, from 0.
    pub(super) image: usize,
    /// The name of what is read.
    pub(super) name: String,
    /// Which of its images is meant, from 0, once that is known.
    pub(super) meant: Option<usize>,
    /// What is known of it.
    pub(super) report: Option<Rc<Report>>,
    /// Whether all of it is read.
    pub(super) done: bool,
}

impl Reading {
    /// Nothing read yet.
    pub(super) fn new(number: u64, image: usize, name: String, meant: Option<usize>) -> Reading {
        Reading {
            number,
            image,
            name,
            meant,
            report: None,
            done: false,
        }
    }

    /// Takes what the archive says of its images. Of one there is nothing to choose.
    pub(super) fn opened(&mut self, report: Rc<Report>) {
        let images = report.images.len();
        self.meant = match images {
            1 => Some(0),
            _ => self.meant.filter(|meant| *meant < images),
        };
        self.report = Some(report);
    }

    /// The image that is meant, where all is there.
    pub(super) fn ready(&self) -> Option<usize> {
        self.meant.filter(|_| self.done)
    }
}

//! What a session tells: the report of all images, what went wrong, and what they could share.

use super::Session;
use crate::report::{Problem, Report, archive_report};
use crate::reuse::Reuse;

impl Session {
    /// The archive's report; of an image that has not been analysed, what the archive says.
    pub fn report(&self) -> Report {
        let (source, images) = (self.source.clone(), self.reports.clone());
        if let Some(recorded) = &self.recorded {
            return Report {
                source,
                images,
                problems: self.problems(),
                ..Report::clone(recorded)
            };
        }
        Report {
            reuse: self.reuse(),
            ..archive_report(source, &self.archive, images, self.problems())
        }
    }

    /// Layers of its images that could be one, and are not; none before all of them were read.
    pub fn reuse(&self) -> Vec<Reuse> {
        if let Some(recorded) = &self.recorded {
            return recorded.reuse.clone();
        }
        super::reuse::of(&self.archive.images, &self.reports, &self.scanned)
    }

    fn problems(&self) -> Vec<Problem> {
        let stored = self.source.stored_size;
        let ratio = self
            .unpacked
            .and_then(|unpacked| Problem::ratio(unpacked, stored));
        let errors = self.errors.iter().map(Problem::from);
        let kept = self
            .kept
            .iter()
            .map(|(place, at)| Problem::kept(place, *at));
        let problems = ratio.into_iter().chain(errors).chain(kept);
        problems
            .chain(self.problems.iter().map(Problem::spoken))
            .collect()
    }
}

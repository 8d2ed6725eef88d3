//! Everything that went wrong, as the page shows it.

use super::state::{Phase, State};
use crate::report::Problem;
use crate::words::config as say;
use crate::words::counts;

impl State {
    /// Everything that went wrong, for the image at hand, the gravest first.
    pub fn problems(&self) -> Vec<Problem> {
        let of_archive = self.report.iter().flat_map(|report| &report.problems);
        let of_image = self
            .image_report()
            .into_iter()
            .flat_map(|image| &image.problems);
        let failure = self.failure.as_deref();
        let mut all: Vec<Problem> = failure
            .into_iter()
            .chain(self.not_downloaded.iter())
            .chain(of_archive)
            .chain(of_image)
            .map(Problem::spoken)
            .collect();
        if self.phase == Phase::Cancelled {
            all.push(self.cancelled_problem());
        }
        all.sort_by_key(|problem| !problem.error);
        all.dedup();
        all
    }

    fn cancelled_problem(&self) -> Problem {
        let layers = self.image_report().map_or(0, |image| image.layers.len());
        let read = (0..layers).filter(|l| self.feed(*l).is_some_and(|f| f.read));
        Problem {
            code: "cancelled".into(),
            error: false,
            message: say::stopped(read.count(), &counts::layers(layers as u64)),
            advice: say::open_again().into(),
            ..Problem::default()
        }
    }
}

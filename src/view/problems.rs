//! Everything that went wrong, as the page shows it.

use super::state::{Phase, State};
use crate::report::Problem;
use crate::view::text;

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
            .cloned()
            .collect();
        if self.phase == Phase::Cancelled {
            all.push(self.cancelled_problem());
        }
        all.extend(self.kept_problem());
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
            message: format!(
                "The reading was stopped: {} of {} of this image were read, and sums are those of \
                 what was.",
                read.count(),
                text::counted(layers as u64, "layer", "layers")
            ),
            advice: "Open the file again to read all of it.".into(),
            ..Problem::default()
        }
    }

    /// What is shown may be old, where the registry could not be asked.
    fn kept_problem(&self) -> Option<Problem> {
        let remote = self.report.as_ref()?.source.remote.as_ref()?;
        let when = text::moment(remote.kept_at?);
        Some(Problem {
            code: "kept".into(),
            error: false,
            message: format!(
                "{} could not be asked. This is what was kept in this browser when the image was \
                 opened the last time, on {when}.",
                remote.host
            ),
            advice: "A tag may mean another image by now.".into(),
            ..Problem::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::report::{RemoteReport, Report};

    #[test]
    fn what_was_kept_is_said_to_be_old() {
        let mut report = Report::default();
        report.source.remote = Some(RemoteReport {
            host: "a.example".into(),
            kept_at: Some(1_767_225_660_000.0),
            ..RemoteReport::default()
        });
        let mut state = State {
            report: Some(Rc::new(report)),
            ..State::default()
        };
        let problems = state.problems();
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0]
                .message
                .starts_with("a.example could not be asked.")
        );
        assert!(problems[0].message.contains("2026-01-01 00:01 UTC"));
        state.report = Some(Rc::default());
        assert!(state.problems().is_empty());
    }
}

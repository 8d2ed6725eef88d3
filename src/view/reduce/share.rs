//! The dialog with the link to what is looked at.

use super::super::share::{ShareAction, in_registry};
use super::super::state::State;

impl State {
    pub(super) fn share(&mut self, action: ShareAction) {
        let report = self.report.as_deref();
        let there = report.is_some_and(|report| in_registry(report).is_some());
        if report.is_some_and(|report| !report.images.is_empty()) {
            self.share.act(action, self.image, there);
        }
    }
}

//! What workers say in the language of the page, once that is another.

use std::rc::Rc;

use super::State;
use crate::report::Report;

impl State {
    /// Takes the report as it is said now, and asks again for whatever else was said before.
    pub(super) fn said_again(&mut self, report: Rc<Report>) {
        self.report = Some(report);
        self.whatif.say_again();
        self.asks.again();
    }
}

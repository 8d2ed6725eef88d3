//! The comparison that is looked at.

use super::Exploration;
use crate::compare::{Comparison, ListWish, Snapshot};
use crate::report::Problem;
use crate::worker::compare::{CompareAsk, Compared, ComparedRows, snapshot};

impl Exploration {
    /// The files of an image, or of one layer of it; `None` where they were not read.
    pub fn snapshot(&mut self, image: usize, layer: Option<usize>) -> Option<Snapshot> {
        if layer.is_none() {
            self.stacked(image)?;
        }
        let stack = self.stack.as_ref().map(|(_, stack)| stack);
        snapshot(&self.session, stack, image, layer)
    }

    /// Compares an image, or one layer of it, with an old one.
    ///
    /// # Errors
    /// Why that cannot be done.
    pub fn compare(&mut self, ask: &CompareAsk, old: Snapshot) -> Result<Comparison, Problem> {
        // What was compared before goes first: both may be large.
        self.compared = Compared::default();
        let new = self.snapshot(ask.image, ask.layer);
        let new = new.ok_or_else(Problem::row_is_gone)?;
        let (compared, comparison) = Compared::of(&self.session, ask, old, new)?;
        self.compared = compared;
        Ok(comparison)
    }

    /// Files that differ; `None` where another comparison is at hand.
    pub fn compared_rows(&self, number: u64, wish: &ListWish) -> Option<ComparedRows> {
        self.compared.rows(number, wish)
    }
}

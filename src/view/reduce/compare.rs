//! The comparison, and how an address leads to one.

use super::super::state::{Phase, State};
use crate::view::compare::{CompareAction, Compared, With};

impl State {
    pub(super) fn compare(&mut self, action: CompareAction) {
        // What a person does goes before what an address leads to.
        if matches!(
            action,
            CompareAction::Open | CompareAction::Close | CompareAction::Begin(..)
        ) {
            self.to_come.compared = None;
        }
        self.compare.act(action);
        // The packages of the image at hand may have been read to be looked at.
        let same = self.compare.image == self.image;
        if let Some(known) = self.packages.packages().filter(|_| same) {
            self.compare.packages.known(known);
        }
    }

    /// What is compared with, or will be.
    pub(super) fn compared(&self) -> Option<Compared> {
        let to_come = self.to_come.compared.clone();
        to_come.or_else(|| self.compare.stand(self.image))
    }

    /// An address leads to this comparison, or to none.
    pub(super) fn go_to_comparison(&mut self, compared: Option<Compared>) {
        match compared {
            None => self.compare.act(CompareAction::Close),
            Some(compared) if self.compare.shows(&compared, self.image) => {}
            Some(compared) if matches!(compared.with, With::File(_)) => {
                self.compare.ask_again(compared, self.image);
            }
            compared => {
                self.to_come.compared = compared;
                return;
            }
        }
        self.to_come.compared = None;
    }

    /// The comparison that an address leads to begins once the image at hand is read.
    pub(super) fn comparison_due(&mut self) {
        let over = matches!(self.phase, Phase::Done | Phase::Cancelled);
        if over
            && self.stacked_layers() > 0
            && let Some(compared) = self.to_come.compared.take()
        {
            self.compare.expect(compared);
        }
    }
}

//! The comparison, and how an address leads to one.

use super::super::state::{Phase, State};
use crate::view::compare::{CompareAction, With};

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
    pub(super) fn compared(&self) -> Option<With> {
        let to_come = self.to_come.compared.clone();
        to_come.or_else(|| self.compare.stand(self.image))
    }

    /// An address leads to this comparison, or to none.
    pub(super) fn go_to_comparison(&mut self, with: Option<With>) {
        match with {
            None => self.compare.act(CompareAction::Close),
            Some(with) if self.compare.shows(&with, self.image) => {}
            Some(with @ With::File(_)) => self.compare.ask_again(with, self.image),
            with => {
                self.to_come.compared = with;
                return;
            }
        }
        self.to_come.compared = None;
    }

    /// The comparison that an address leads to begins once the image at hand is read.
    pub(super) fn comparison_due(&mut self) {
        let over = matches!(self.phase, Phase::Done | Phase::Cancelled);
        if over && self.stacked_layers() > 0 && self.to_come.compared.is_some() {
            self.compare.due = self.to_come.compared.take();
        }
    }
}

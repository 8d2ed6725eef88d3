//! The file that is looked at.

use super::super::state::{Phase, State};
use crate::view::file::{self, FileAction, FileAsk, FilePlace};

impl State {
    pub(super) fn look(&mut self, action: FileAction) {
        // What a person does goes before what an address leads to.
        if matches!(action, FileAction::Open(_) | FileAction::Close) {
            self.to_come.file = None;
        }
        self.viewed = file::after(self.viewed.take(), &mut self.views, action);
    }

    /// Where the file is that is looked at, or will be; `Err` while it is being found.
    pub(super) fn file_place(&self) -> Result<Option<FilePlace>, Finding> {
        match &self.viewed {
            None => Ok(self.to_come.file.clone()),
            Some(viewed) if viewed.found.is_none() && viewed.problem.is_none() => Err(Finding),
            Some(viewed) => Ok(viewed.place()),
        }
    }

    /// An address leads to this file, or to none.
    pub(super) fn go_to_file(&mut self, place: Option<FilePlace>) {
        let same = self.viewed.as_ref().and_then(|viewed| viewed.place()) == place;
        if !same {
            self.viewed = None;
            self.to_come.file = place;
        }
    }

    /// The file that the address leads to is opened once its layer is read.
    pub(super) fn file_due(&mut self) {
        let Some(place) = &self.to_come.file else {
            return;
        };
        let layers = self.image_report().map_or(0, |image| image.layers.len());
        let top = layers.saturating_sub(1);
        let stacked = self.stacked_layers() > place.layer.unwrap_or(top).min(top);
        let over = matches!(self.phase, Phase::Done | Phase::Cancelled);
        if layers > 0 && (stacked || over) {
            let (image, place) = (self.image, place.clone());
            self.look(FileAction::Open(FileAsk::Path { image, place }));
        }
    }
}

/// It is being found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Finding;

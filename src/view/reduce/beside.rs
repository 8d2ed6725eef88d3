//! What becomes of the Dockerfile beside the image.

use std::rc::Rc;

use super::super::state::State;
use crate::view::Panel;
use crate::view::beside::Beside;

impl State {
    /// Puts a file of this name and text beside the image, or takes it away.
    pub(super) fn put_beside(&mut self, file: Option<(String, String)>) {
        let read = file.map(|(name, text)| Rc::new(Beside::read(name, &text)));
        if read.is_some() {
            // There it is told what it says of the image.
            self.panel = Panel::Findings;
        }
        self.beside = read;
    }
}

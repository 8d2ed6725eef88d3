//! What rules found in every language, before a report of it is saved.

use super::Session;
use crate::image::Stack;
use crate::rules;

impl Session {
    /// Writes beside what rules found in an image what they say in the other languages, and gives its stack
    /// back: that of the layers so far. `None` past the last image. A report that was saved keeps what it has.
    pub fn translate(&mut self, index: usize, stack: Stack) -> Option<Stack> {
        if self.is_saved() {
            return Some(stack);
        }
        let image = self.image_of(index, stack)?;
        rules::translate(&mut self.reports.get_mut(index)?.findings, &image);
        Some(image.stack)
    }
}

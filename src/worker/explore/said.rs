//! The report in another language than the one in which it was made.

use super::Exploration;
use crate::report::Report;

impl Exploration {
    /// Says what rules found in every language, for whoever opens what is saved: of one image, or of all that
    /// were analysed.
    pub(super) fn translate(&mut self, only: Option<usize>) {
        let images = 0..self.session.images().len();
        for index in images.filter(|index| only.is_none_or(|only| only == *index)) {
            match self.stack.take_if(|(of, _)| *of == index) {
                Some((_, stack)) => {
                    let stack = self.session.translate(index, stack);
                    self.stack = stack.map(|stack| (index, stack));
                }
                None if self.analyzed.contains(&index) && !self.session.is_saved() => {
                    if let Some(image) = self.session.image(index) {
                        self.session.translate(index, image.stack);
                    }
                }
                None => {}
            }
        }
    }

    /// Says the whole report again, in the language that is spoken now: of what was analysed as it was
    /// analysed.
    pub fn say_again(&mut self) -> Report {
        for image in 0..self.session.images().len() {
            let at_hand = self.stack.take_if(|(of, _)| *of == image);
            let stack = at_hand.map(|(_, stack)| stack);
            let is_at_hand = stack.is_some();
            let stack = self
                .session
                .say_again(image, stack, self.analyzed.contains(&image));
            if is_at_hand {
                self.stack = stack.map(|stack| (image, stack));
            }
        }
        self.session.report()
    }
}

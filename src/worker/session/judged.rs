//! The images of a session, as rules judge them: with the layers so far, on a day.

use super::Session;
use crate::image::{Image, Stack};

impl Session {
    /// The same, judged on a day, `2027-01-31`: see [`Image::today`].
    pub fn on(self, day: String) -> Session {
        Session {
            today: Some(day),
            ..self
        }
    }

    /// An image with the layers that have been scanned so far; `None` past the last image.
    pub fn image(&self, index: usize) -> Option<Image> {
        let archive = self.archive.images.get(index)?;
        let image = Image::new(archive, &self.layers(index)?);
        Some(self.dated(image))
    }

    /// The same with a stack that was made of those layers.
    pub fn image_of(&self, index: usize, stack: Stack) -> Option<Image> {
        let archive = self.archive.images.get(index)?;
        let image = Image::stacked(archive, &self.layers(index)?, stack);
        Some(self.dated(image))
    }

    fn dated(&self, image: Image) -> Image {
        Image {
            today: self.today.clone(),
            ..image
        }
    }
}

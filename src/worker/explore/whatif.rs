//! What the image would be without what is ticked.

use super::Exploration;
use crate::limits;
use crate::whatif::{Tick, Without, without};

impl Exploration {
    /// An image without what is ticked; with `chosen`, also without what is chosen in the tree (or
    /// with it again, where all of that is ticked). `None` where the image was not stacked.
    pub fn what_if(&mut self, image: usize, mut ticks: Vec<Tick>, chosen: bool) -> Option<Without> {
        self.stacked(image)?;
        if chosen && self.explorer.image() == Some(image) {
            let chosen = self.explorer.chosen(limits::WHAT_IF_TICKS);
            switch(&mut ticks, chosen.into_iter().map(Tick::Path).collect());
        }
        let (_, stack) = self.stack.take()?;
        let image_and_stack = self.session.image_of(image, stack)?;
        let found = without(&image_and_stack, &ticks);
        self.stack = Some((image, image_and_stack.stack));
        Some(found)
    }
}

fn switch(ticks: &mut Vec<Tick>, chosen: Vec<Tick>) {
    if chosen.iter().all(|tick| ticks.contains(tick)) {
        ticks.retain(|tick| !chosen.contains(tick));
        return;
    }
    for tick in chosen {
        if ticks.len() < limits::WHAT_IF_TICKS && !ticks.contains(&tick) {
            ticks.push(tick);
        }
    }
}

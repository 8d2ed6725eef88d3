//! What if: an image's size without what is ticked, and the Dockerfile lines that get there.
//!
//! May depend on `limits`, `words`, `text`, `archive` (configs), `layer`, `image` and `rules`. Ticks are findings and paths.
//! Every byte of the layers' contents counts once, however many ticks take it: those of every
//! version of a path, and contents with several hard links go with the last of their names.

mod contents;
mod instead;
mod lines;
mod marks;
mod origin;
mod quote;
mod tick;

pub use lines::{File, Lines};
pub use tick::{LayerWithout, Stale, Tick, Ticked, Without};

use std::collections::BTreeMap;

use crate::image::Image;
use contents::Names;
use marks::Marks;

/// The size of an image without what is ticked, and how to get there. Ticks that lead to nothing
/// say so, and take nothing.
pub fn without(image: &Image, ticks: &[Tick]) -> Without {
    let marks = Marks::of(image, ticks);
    let mut sums = Sums::of(image, ticks.len());
    if !ticks.is_empty() {
        let names = Names::of(image);
        contents::each_gone(image, &marks, &names, |gone| sums.add(&marks, &gone));
    }
    let layers: Vec<LayerWithout> = image
        .layers
        .iter()
        .zip(&sums.layers)
        .map(|(layer, gone)| LayerWithout::of(layer, *gone))
        .collect();
    let ticked = ticks.iter().enumerate().map(|(at, tick)| Ticked {
        tick: tick.clone(),
        bytes: sums.ticks[at],
        stale: marks.stale(at),
    });
    Without {
        ticks: ticked.collect(),
        before: image.stack.total,
        gone: layers.iter().map(|layer| layer.gone).sum(),
        lines: lines::lines(image, ticks, &marks, &sums.places),
        layers,
    }
}

/// Bytes that go: of each layer, by each tick alone, and of ticked paths in each layer.
struct Sums {
    layers: Vec<u64>,
    ticks: Vec<u64>,
    places: BTreeMap<(usize, u32), u64>,
}

impl Sums {
    fn of(image: &Image, ticks: usize) -> Sums {
        Sums {
            layers: vec![0; image.layers.len()],
            ticks: vec![0; ticks],
            places: BTreeMap::new(),
        }
    }

    fn add(&mut self, marks: &Marks, gone: &contents::Goes<'_>) {
        if let Some(layer) = self.layers.get_mut(gone.layer as usize) {
            *layer += gone.bytes;
        }
        for tick in gone.alone {
            self.ticks[*tick] += gone.bytes;
        }
        for tick in gone.any.iter().filter(|tick| marks.is_outer_path(**tick)) {
            *self.places.entry((*tick, gone.layer)).or_default() += gone.bytes;
        }
    }
}

#[cfg(test)]
mod tests;

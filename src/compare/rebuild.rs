//! What somebody who has the old image downloads to have the new one, and what of it is only there
//! because an instruction before it broke the build's cache.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Print;
use super::layers::{LayerRow, pairs};
use super::side::Cover;
use crate::report::ImageReport;

/// The layers of the new image from the first on that the old one does not have in its place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rebuild {
    /// Layers below them: the same in both images, and in the same places.
    pub kept: usize,
    /// The instruction that broke the cache: the first of the new history that differs, or makes a
    /// layer that differs. Secrets are left out.
    pub cause: String,
    /// Its row in the new history, from 0; absent where none is recorded.
    pub cause_row: Option<usize>,
    /// The old image's instruction in its place.
    pub before: String,
    /// Whether that one says the same: then what it takes in has changed, or it does not do the same
    /// twice.
    pub same_words: bool,
    /// The layers, the lowest first.
    pub layers: Vec<RebuiltLayer>,
    /// Bytes to download, as stored.
    pub download: u64,
    /// Bytes of them in layers in which nothing changed but times.
    pub needless: u64,
    /// Bytes of layers that the old image has elsewhere in its stack. containerd has them already;
    /// Docker's own older store, which goes by the stack, downloads them again.
    pub moved: u64,
}

/// One of these layers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RebuiltLayer {
    /// It.
    #[serde(flatten)]
    pub row: LayerRow,
    /// The place of the very same layer in the old image, from 0: it need not be downloaded.
    pub moved_from: Option<usize>,
    /// The place of a layer of the old image with the same files, times apart: it is downloaded
    /// though nothing in it changed.
    pub same_as: Option<usize>,
    /// Bytes of its files that the old image has too, at the same paths with the same contents; of
    /// those that the new image shows.
    pub same_bytes: u64,
}

impl Rebuild {
    /// What a rebuild costs; `None` where no layer differs. `same` are the bytes of the files of each
    /// layer of the new image that the old one has too.
    pub(super) fn of(
        old: (&ImageReport, &[Option<Print>]),
        new: (&ImageReport, &[Option<Print>]),
        same: &[u64],
        cover: &Cover,
    ) -> Option<Rebuild> {
        let (there, (old, old_prints), (new, prints)) = (pairs(old.0, new.0), old, new);
        let id = |image: &ImageReport, at: usize| image.layers.get(at)?.diff_id.clone();
        let kept = (0..new.layers.len())
            .take_while(|at| id(new, *at).is_some() && id(new, *at) == id(old, *at))
            .count();
        if kept == new.layers.len() {
            return None;
        }
        let mut by_print: HashMap<Print, usize> = HashMap::new();
        for (at, print) in old_prints.iter().enumerate().rev() {
            by_print.extend(print.map(|print| (print, at)));
        }
        let mut rebuild = Rebuild {
            kept,
            ..Rebuild::default()
        };
        rebuild.find_cause(old, new, cover);
        for (layer, moved_from) in there.into_iter().enumerate().skip(kept) {
            let print = prints.get(layer).copied().flatten();
            let stored = new.layers[layer].stored_size;
            let one = RebuiltLayer {
                row: LayerRow {
                    layer,
                    diff_id: id(new, layer),
                    instruction: cover.layer(new, layer),
                    size: new.layers[layer].size,
                    stored,
                },
                moved_from,
                same_as: print
                    .filter(|_| moved_from.is_none())
                    .and_then(|print| by_print.get(&print).copied()),
                same_bytes: same.get(layer).copied().unwrap_or(0),
            };
            let stored = stored.unwrap_or(0);
            let sum = match (moved_from, one.same_as) {
                (Some(_), _) => &mut rebuild.moved,
                (None, None) => &mut rebuild.download,
                (None, Some(_)) => {
                    rebuild.needless = rebuild.needless.saturating_add(stored);
                    &mut rebuild.download
                }
            };
            *sum = sum.saturating_add(stored);
            rebuild.layers.push(one);
        }
        Some(rebuild)
    }

    fn find_cause(&mut self, old: &ImageReport, new: &ImageReport, cover: &Cover) {
        // The rows after that of the last layer that both have, in the order of both.
        let start = |image: &ImageReport| match self.kept.checked_sub(1) {
            None => Some(0),
            Some(last) => image.layers.get(last)?.history.map(|row| row + 1),
        };
        let (Some(first), Some(before)) = (start(new), start(old)) else {
            return;
        };
        let made = new.layers.get(self.kept).and_then(|layer| layer.history);
        let Some(made) = made.filter(|made| *made >= first) else {
            return;
        };
        let words =
            |image: &ImageReport, row: usize| image.history.get(row).map(|row| row.raw.clone());
        let differs = |i: &usize| words(new, first + i) != words(old, before + i);
        let steps = made - first;
        let at = (0..steps).find(differs).unwrap_or(steps);
        self.cause_row = Some(first + at);
        self.cause = cover.with_arguments(new.history.get(first + at));
        self.before = cover.with_arguments(old.history.get(before + at));
        self.same_words = !differs(&at);
    }
}

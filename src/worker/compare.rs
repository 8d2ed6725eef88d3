//! The comparison that is looked at: the image at hand is the new one, and the old one comes from
//! another session, or from the same.

use serde::{Deserialize, Serialize};

use super::Session;
use super::packages::listings;
use crate::compare::{Comparison, FileList, FileRow, ListWish, Parts, Snapshot};
use crate::image::{Shown, Stack};
use crate::limits;
use crate::report::{ImageReport, Problem};

/// What is to be compared with the old one, whose snapshot comes beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompareAsk {
    /// The request's number.
    pub number: u64,
    /// The image of this session, from 0.
    pub image: usize,
    /// Of single layers, the one of this image, from 0.
    pub layer: Option<usize>,
    /// The old one's name.
    pub old_name: String,
    /// The old one's report.
    pub old: ImageReport,
    /// Of single layers, the one of the old image.
    pub old_layer: Option<usize>,
}

/// Files of a comparison, as they are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedRows {
    /// The first of them.
    pub rows: Vec<FileRow>,
    /// How many there are.
    pub total: usize,
}

/// A comparison with what its rows are made of.
#[derive(Default)]
pub(super) struct Compared {
    number: u64,
    old: Snapshot,
    new: Snapshot,
    list: FileList,
}

impl Compared {
    /// Compares an image of the session, or a layer of it, with another.
    pub(super) fn of(
        session: &Session,
        ask: &CompareAsk,
        old: Snapshot,
        new: Snapshot,
    ) -> Result<(Compared, Comparison), Problem> {
        let report = session.report();
        let image = report.images.get(ask.image);
        let image = image.ok_or_else(Problem::row_is_gone)?;
        let list = FileList::of(&old, &new);
        let parts = |name, image, layer, snapshot| Parts {
            name,
            image,
            layer,
            snapshot,
            packages: None,
        };
        let comparison = Comparison::of(
            parts(&ask.old_name, &ask.old, ask.old_layer, &old),
            parts(&report.source.name, image, ask.layer, &new),
            &list,
            0,
        );
        let number = ask.number;
        let compared = Compared {
            number,
            old,
            new,
            list,
        };
        Ok((compared, comparison))
    }

    /// The first rows that are wanted; `None` where another comparison is at hand.
    pub(super) fn rows(&self, number: u64, wish: &ListWish) -> Option<ComparedRows> {
        let Compared { old, new, list, .. } = self;
        let wanted = (self.number == number).then(|| list.wanted(old, new, wish))?;
        let shown = wanted.iter().take(limits::COMPARED_SHOWN);
        Some(ComparedRows {
            total: wanted.len(),
            rows: shown.filter_map(|at| list.row(old, new, *at)).collect(),
        })
    }
}

/// The files of an image, or of one layer of it; `None` where they were not read.
pub(super) fn snapshot(
    session: &Session,
    stack: Option<&Stack>,
    image: usize,
    layer: Option<usize>,
) -> Option<Snapshot> {
    let scanned = session.layers(image)?;
    if let Some(layer) = layer {
        let scanned = scanned.get(layer)?.as_ref()?;
        return Some(Snapshot::of_layer(&scanned.listing));
    }
    let (stack, layers) = (stack?, listings(&scanned));
    let layers = &layers[..layers.len().min(stack.layers())];
    Some(Snapshot::of_image(Shown { stack, layers }))
}

//! Where a rule found something: many places go in, the most telling come out as evidence.

use super::told;
use super::{Evidence, Finding, Severity};
use crate::image::Image;
use crate::words::counts;
use crate::words::rules::evidence as say;

/// Evidence that a finding shows; the rest is counted.
pub(super) const SHOWN: usize = 20;

/// One place, as numbers: paths and texts are made for those shown only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) node: u32,
    pub(super) layer: u32,
    pub(super) bytes: u64,
}

/// Files of one kind in one layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) files: u64,
    pub(super) bytes: u64,
}

impl Sum {
    pub(super) fn add(&mut self, bytes: u64) {
        self.files += 1;
        self.bytes += bytes;
    }

    /// `1 file`, `12 files`.
    pub(super) fn files(&self) -> String {
        counts::files(self.files)
    }
}

impl Finding {
    /// Adds the places as evidence, the largest first, each with what `text` says of it.
    pub(super) fn at<T>(
        mut self,
        image: &Image,
        mut places: Vec<(Place, T)>,
        text: impl Fn(&Place, &T) -> String,
    ) -> Finding {
        places.sort_by_key(|(place, _)| (std::cmp::Reverse(place.bytes), place.layer, place.node));
        self.more = places.len().saturating_sub(SHOWN) as u64;
        let shown = places.iter().take(SHOWN);
        self.evidence = shown
            .map(|(place, about)| Evidence {
                layer: Some(place.layer),
                path: Some(image.stack.tree.path_text(place.node)),
                text: text(place, about),
                bytes: place.bytes,
                lines: None,
            })
            .collect();
        self
    }

    /// Adds evidence that is no path, in the order given.
    pub(super) fn with(mut self, mut evidence: Vec<Evidence>) -> Finding {
        self.more = evidence.len().saturating_sub(SHOWN) as u64;
        evidence.truncate(SHOWN);
        self.evidence = evidence;
        self
    }

    pub(super) fn fix(mut self, fix: impl Into<String>) -> Finding {
        self.fix = fix.into();
        self
    }

    pub(super) fn saves(mut self, bytes: u64) -> Finding {
        self.bytes = bytes;
        self
    }
}

/// What [`weight`] may be.
pub(super) const WEIGHTS: &[Severity] = &[
    Severity::High,
    Severity::Medium,
    Severity::Low,
    Severity::Info,
];

/// How grave it is to carry bytes for nothing.
pub(super) fn weight(bytes: u64) -> Severity {
    match bytes {
        100_000_000.. => Severity::High,
        10_000_000.. => Severity::Medium,
        1_000_000.. => Severity::Low,
        _ => Severity::Info,
    }
}

/// Evidence in the history: a row's layer, where it made one, and a text.
pub(super) fn row(layer: Option<usize>, text: String) -> Evidence {
    Evidence {
        layer: layer.map(|layer| layer as u32),
        text,
        ..Evidence::default()
    }
}

/// What is said of files that a layer has: how many, and the instruction that made it.
pub(super) fn files_by(image: &Image, place: &Place, sum: &Sum) -> String {
    let instruction = told::layer(image, place.layer);
    match instruction.is_empty() {
        true => sum.files(),
        false => say::by(&sum.files(), &instruction),
    }
}

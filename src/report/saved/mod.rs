//! A report as a file or a link: with the trees of its layers, without secrets, and read again so that
//! everything but file contents can be looked at.
//!
//! May depend on what `report` may. Two forms hold the same: JSON, for people and programs
//! (`docs/report.md`), and a compact one for links and large images. Both may be a stranger's.

mod compact;
mod error;
mod json;
mod redact;
mod reopen;
mod tree;

use std::collections::HashMap;
use std::sync::Arc;

use super::{ImageReport, Report};
use crate::layer::{Listing, Scanned};

pub use error::SavedError;
#[cfg(not(target_arch = "wasm32"))]
pub use json::json_schema;
pub use tree::{PathReport, TreeReport};

/// A report with the trees of its layers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saved {
    /// The report. Its layers say which tree is theirs, where it has one.
    pub report: Report,
    /// The trees, each once however many layers have it.
    pub trees: Vec<Arc<Scanned>>,
}

/// Which form a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON.
    Json,
    /// The compact form.
    Compact,
}

impl Form {
    /// Bytes that tell.
    pub const DETECT: usize = 16;

    /// The form of a file that begins so; `None` for what is no report. Whether it is one of JSON, only
    /// its whole tells.
    pub fn detect(start: &[u8]) -> Option<Form> {
        if start.starts_with(compact::MAGIC) {
            return Some(Form::Compact);
        }
        let text = json::without_mark(start);
        let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
        (first == Some(&b'{')).then_some(Form::Json)
    }
}

impl Saved {
    /// What can be handed on: the report without what a rule takes for a secret, and the trees that
    /// `tree` has for an image and a layer of it, both from 0.
    pub fn new(report: &Report, tree: impl Fn(usize, usize) -> Option<Arc<Scanned>>) -> Saved {
        let mut report = redact::redacted(report);
        let mut trees = Trees::default();
        for (i, image) in report.images.iter_mut().enumerate() {
            for (j, layer) in image.layers.iter_mut().enumerate() {
                layer.tree = tree(i, j).map(|scanned| trees.number(&scanned));
            }
        }
        let trees = trees.all;
        Saved { report, trees }
    }

    /// The same with one of the images alone, from 0, and the trees of its layers.
    pub fn of_image(mut self, image: usize) -> Saved {
        let images = std::mem::take(&mut self.report.images);
        self.report.images = images.into_iter().skip(image).take(1).collect();
        let mut trees = Trees::default();
        let images = self.report.images.iter_mut();
        for layer in images.flat_map(|image| &mut image.layers) {
            layer.tree = layer
                .tree
                .and_then(|tree| Some(trees.number(self.trees.get(tree)?)));
        }
        let trees = trees.all;
        Saved { trees, ..self }
    }

    /// As JSON, over several lines.
    pub fn json(&self) -> String {
        json::write(self)
    }

    /// In the compact form.
    pub fn compact(&self) -> Vec<u8> {
        compact::write(self)
    }

    /// Reads either form.
    ///
    /// # Errors
    /// [`SavedError`] where it is none that Peel ever wrote.
    pub fn read(bytes: &[u8]) -> Result<Saved, SavedError> {
        let (mut report, trees) = match Form::detect(bytes) {
            Some(Form::Json) => json::read(bytes)?,
            Some(Form::Compact) => compact::read(bytes)?,
            None => return Err(SavedError::NotAReport),
        };
        for problem in &mut report.problems {
            *problem = problem.spoken();
        }
        report.images.iter_mut().for_each(ImageReport::say_again);
        let images = report.images.iter_mut();
        for layer in images.flat_map(|image| &mut image.layers) {
            layer.tree = layer.tree.filter(|tree| *tree < trees.len());
        }
        let trees = reopen::scanned(&report, trees);
        Ok(Saved { report, trees })
    }
}

/// Trees, each once.
#[derive(Default)]
struct Trees {
    all: Vec<Arc<Scanned>>,
    /// Their numbers, by where they are in memory.
    numbers: HashMap<*const Scanned, usize>,
}

impl Trees {
    /// The number of a tree, which is put to the others where it is new.
    fn number(&mut self, tree: &Arc<Scanned>) -> usize {
        *self.numbers.entry(Arc::as_ptr(tree)).or_insert_with(|| {
            self.all.push(Arc::clone(tree));
            self.all.len() - 1
        })
    }
}

/// What of a file is a report, before it is checked.
type Parts = (Report, Vec<Listing>);

#[cfg(test)]
mod tests;

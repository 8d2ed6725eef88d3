//! The comparison as data: with its files, as the command prints it; without, as the page has it.

use serde::{Deserialize, Serialize};

use super::side::Cover;
use super::{
    FileList, FilesCompared, LayersCompared, PackagesCompared, Rebuild, Setting, SideReport,
    Snapshot, settings,
};
use crate::limits;
use crate::packages::Packages;
use crate::report::{ImageReport, SCHEMA};
use crate::reuse::Reuse;

/// What two images, or two layers, have in common, and what differs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The version of this form: that of reports.
    pub schema: u32,
    /// The old one.
    pub old: SideReport,
    /// The new one.
    pub new: SideReport,
    /// Whether all layers of both could be read; of a report that was saved, whether it has their trees.
    pub complete: bool,
    /// Their layers; absent where single layers are compared.
    pub layers: Option<LayersCompared>,
    /// What a rebuild downloads again; absent where no layer differs, or single layers are compared.
    pub rebuild: Option<Rebuild>,
    /// Layers of both that could be one, and are not: image 0 is the old one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reuse: Vec<Reuse>,
    /// Settings that differ.
    pub settings: Vec<Setting>,
    /// Packages that differ; absent where those of one are not known.
    #[serde(default)]
    pub packages: Option<PackagesCompared>,
    /// Files that differ.
    pub files: FilesCompared,
}

/// What is known of one side.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// What was opened.
    pub name: &'a str,
    /// The image's report.
    pub image: &'a ImageReport,
    /// Of a single layer which, from 0.
    pub layer: Option<usize>,
    /// Its files.
    pub snapshot: &'a Snapshot,
    /// Its packages, where they were read.
    pub packages: Option<&'a Packages>,
}

impl Parts<'_> {
    /// Whether all its files are known. A report that was saved tells that its image was read whole, also where
    /// it has none of its trees.
    fn is_whole(&self) -> bool {
        let trees = self.snapshot.prints().len();
        self.image.complete && (self.layer.is_some() || trees >= self.image.layers.len())
    }
}

impl Comparison {
    /// Puts together what is known of both; `list` are the files, of which the first are told.
    pub fn of(old: Parts<'_>, new: Parts<'_>, list: &FileList, rows: usize) -> Comparison {
        let images = old.layer.is_none() && new.layer.is_none();
        let cover = Cover::of([old.image, new.image]);
        let prints = |side: Parts<'_>| side.snapshot.prints().to_vec();
        let (was, is) = (prints(old), prints(new));
        let (was, is) = ((old.image, &was[..]), (new.image, &is[..]));
        let rebuild = || Rebuild::of(was, is, &list.same, &cover);
        let packages = old.packages.zip(new.packages).filter(|_| images);
        let files = list.report(old.snapshot, new.snapshot, rows.min(limits::COMPARED_ROWS));
        Comparison {
            schema: SCHEMA,
            old: SideReport::of(old.name, old.image, old.layer),
            new: SideReport::of(new.name, new.image, new.layer),
            complete: old.is_whole() && new.is_whole(),
            layers: images.then(|| LayersCompared::of(old.image, new.image, &cover)),
            rebuild: images.then(rebuild).flatten(),
            reuse: match images {
                true => super::reuse::between(was, is, &list.same),
                false => Vec::new(),
            },
            settings: match images {
                true => settings(old.image, new.image),
                false => Vec::new(),
            },
            packages: packages.map(|(old, new)| PackagesCompared::of(old, new)),
            files,
        }
    }

    /// Whether nothing differs: all of both is known.
    pub fn is_same(&self) -> bool {
        let layers =
            |layers: &LayersCompared| layers.only_old.is_empty() && layers.only_new.is_empty();
        self.complete
            && self.layers.as_ref().is_none_or(layers)
            && self.settings.is_empty()
            && self.files.rows.is_empty()
    }
}

#[cfg(test)]
mod tests;

//! Layers of several images that could be one, and are not: they bring the same files under other
//! digests, since a build does not write the same bytes twice; or they are one base image at several
//! versions.
//!
//! May depend on `limits` and `layer`. A layer that two images share is stored once, pulled once and
//! read into memory once.

mod base;
mod files;

use serde::{Deserialize, Serialize};

use crate::layer::{Listing, Print};
use crate::limits;

/// Why layers could be one.
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReuseKind {
    /// They bring the same files, times and their order apart.
    SameFiles,
    /// They are the bases of images, and most of their files are the same.
    OtherBase,
}

impl ReuseKind {
    /// Its name in files and attributes.
    pub fn id(self) -> &'static str {
        match self {
            ReuseKind::SameFiles => "same-files",
            ReuseKind::OtherBase => "other-base",
        }
    }
}

/// Layers that could be one.
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reuse {
    /// Why.
    pub kind: ReuseKind,
    /// Where they are.
    pub places: Vec<ReusePlace>,
    /// Bytes of files that would be stored once instead of several times.
    pub bytes: u64,
    /// Bytes of files that they have in common now.
    pub same: u64,
}

/// Layers of one image.
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReusePlace {
    /// The image, from 0.
    pub image: usize,
    /// Its layers, from 0.
    pub layers: Vec<usize>,
}

/// One image, as far as its layers could be another's.
#[derive(Clone, Debug, Default)]
pub struct ImageLayers<'a> {
    /// How many of the lowest layers its base image brought.
    pub base: usize,
    /// Its layers, the lowest first.
    pub layers: Vec<OneLayer<'a>>,
}

/// One layer of it.
#[derive(Clone, Debug, Default)]
pub struct OneLayer<'a> {
    /// Its diff ID, where it is known.
    pub diff_id: Option<&'a str>,
    /// What it does, where it was read.
    pub print: Option<Print>,
    /// Bytes of its files.
    pub size: u64,
    /// Its files, where they are at hand.
    pub listing: Option<&'a Listing>,
}

/// What the images could share, and do not; what would save most comes first, as much as a person
/// looks through.
pub fn reuse(images: &[ImageLayers<'_>]) -> Vec<Reuse> {
    let mut found = files::same_files(images);
    found.extend(base::other_bases(images));
    found.sort_by_key(|one| std::cmp::Reverse(one.bytes));
    found.truncate(limits::REUSE_ROWS);
    found
}

#[cfg(test)]
mod tests;

//! Layers that both images have, and those that only one has.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::side::Cover;
use crate::report::ImageReport;

/// The layers of two images.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LayersCompared {
    /// Those that both have, by their diff IDs, in the order of the new one.
    pub shared: Vec<LayerPair>,
    /// Those that only the old one has.
    pub only_old: Vec<LayerRow>,
    /// Those that only the new one has.
    pub only_new: Vec<LayerRow>,
    /// Bytes of the files of the shared ones.
    pub shared_size: u64,
    /// Bytes of the shared ones as the new archive stores them.
    pub shared_stored: u64,
}

/// A layer of both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LayerPair {
    /// Its place in the old image, from 0.
    pub old: usize,
    /// It, as the new image has it.
    #[serde(flatten)]
    pub new: LayerRow,
}

/// A layer of one of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LayerRow {
    /// Its place, from 0.
    pub layer: usize,
    /// The diff ID.
    pub diff_id: Option<String>,
    /// The instruction that made it, secrets left out.
    pub instruction: String,
    /// Bytes of its files.
    pub size: u64,
    /// Bytes as stored; absent where it is not in the archive.
    pub stored: Option<u64>,
}

impl LayersCompared {
    pub(super) fn of(old: &ImageReport, new: &ImageReport, cover: &Cover) -> LayersCompared {
        let row = |image: &ImageReport, layer: usize| LayerRow {
            layer,
            diff_id: image.layers[layer].diff_id.clone(),
            instruction: cover.layer(image, layer),
            size: image.layers[layer].size,
            stored: image.layers[layer].stored_size,
        };
        let mut compared = LayersCompared::default();
        let mut there = pairs(old, new);
        for (layer, at) in there.iter().enumerate() {
            let row = row(new, layer);
            match *at {
                Some(old) => {
                    compared.shared_size += row.size;
                    compared.shared_stored =
                        (compared.shared_stored).saturating_add(row.stored.unwrap_or(0));
                    compared.shared.push(LayerPair { old, new: row });
                }
                None => compared.only_new.push(row),
            }
        }
        there.sort_unstable();
        let only =
            (0..old.layers.len()).filter(|layer| there.binary_search(&Some(*layer)).is_err());
        compared.only_old = only.map(|layer| row(old, layer)).collect();
        compared
    }
}

/// For each layer of the new image, the same of the old one. Of layers that occur several times
/// (empty ones do), each is taken once.
pub(super) fn pairs(old: &ImageReport, new: &ImageReport) -> Vec<Option<usize>> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, layer) in old.layers.iter().enumerate().rev() {
        if let Some(id) = &layer.diff_id {
            places.entry(id).or_default().push(at);
        }
    }
    let found = new.layers.iter().map(|layer| {
        let id = layer.diff_id.as_deref()?;
        places.get_mut(id)?.pop()
    });
    found.collect()
}

//! Layers with the same files under several digests.

use std::collections::{BTreeMap, BTreeSet};

use super::{ImageLayers, Reuse, ReuseKind, ReusePlace};

/// Bytes of a layer from which it is worth a word.
const LEAST: u64 = 1_000;

/// Layers of different images that bring the same files, and have other diff IDs.
pub(super) fn same_files(images: &[ImageLayers<'_>]) -> Vec<Reuse> {
    let mut groups: BTreeMap<(u64, u64), Vec<(usize, usize)>> = BTreeMap::new();
    for (image, all) in images.iter().enumerate() {
        for (at, layer) in all.layers.iter().enumerate() {
            if let (Some(print), Some(_)) = (layer.print, layer.diff_id)
                && layer.size >= LEAST
            {
                let group = groups.entry((print.0, print.1)).or_default();
                group.push((image, at));
            }
        }
    }
    let groups = groups.into_values();
    groups.filter_map(|group| one(images, &group)).collect()
}

fn one(images: &[ImageLayers<'_>], group: &[(usize, usize)]) -> Option<Reuse> {
    let layer = |(image, at): &(usize, usize)| &images[*image].layers[*at];
    let ids: BTreeSet<&str> = group.iter().filter_map(|at| layer(at).diff_id).collect();
    let several = group.iter().any(|(image, _)| *image != group[0].0);
    if ids.len() < 2 || !several {
        return None;
    }
    let size = layer(&group[0]).size;
    let mut places: Vec<ReusePlace> = Vec::new();
    for (image, at) in group {
        match places.last_mut().filter(|place| place.image == *image) {
            Some(place) => place.layers.push(*at),
            None => places.push(ReusePlace {
                image: *image,
                layers: vec![*at],
            }),
        }
    }
    Some(Reuse {
        kind: ReuseKind::SameFiles,
        places,
        bytes: size.saturating_mul(ids.len() as u64 - 1),
        same: size,
    })
}

//! Base images at several versions: most of their files are the same, and none of their layers is.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{ImageLayers, OneLayer, Reuse, ReuseKind, ReusePlace};
use crate::layer::{ContentHash, Kind, Listing};
use crate::limits;

/// Bytes that two bases have in common, from which they are worth a word.
const LEAST: u64 = 1_000_000;

/// A base that some images have.
struct Base<'a> {
    images: Vec<usize>,
    layers: &'a [OneLayer<'a>],
    ids: Vec<&'a str>,
}

/// Bases of different images that are mostly the same. Those with the same files are told elsewhere.
pub(super) fn other_bases(images: &[ImageLayers<'_>]) -> Vec<Reuse> {
    let mut bases: Vec<Base<'_>> = Vec::new();
    for (at, image) in images.iter().enumerate() {
        let layers = &image.layers[..image.base.min(image.layers.len())];
        let ids: Option<Vec<&str>> = layers.iter().map(|layer| layer.diff_id).collect();
        let Some(ids) = ids.filter(|ids| !ids.is_empty()) else {
            continue;
        };
        match bases.iter().position(|base| base.ids == ids) {
            Some(known) => bases[known].images.push(at),
            None if bases.len() < limits::REUSE_BASES => bases.push(Base {
                images: vec![at],
                layers,
                ids,
            }),
            None => {}
        }
    }
    if bases.len() < 2 {
        return Vec::new();
    }
    let files: Vec<_> = bases.iter().map(|base| files(base.layers)).collect();
    let pairs = (0..bases.len()).flat_map(|a| (a + 1..bases.len()).map(move |b| (a, b)));
    let found = pairs.filter_map(|(a, b)| pair([&bases[a], &bases[b]], [&files[a], &files[b]]));
    found.collect()
}

type Files = HashMap<u64, (u64, ContentHash)>;

fn pair(bases: [&Base<'_>; 2], files: [&Files; 2]) -> Option<Reuse> {
    let [one, other] = bases;
    // One may be built on the other; and what has the same files is told as such.
    let shared = |base: &Base<'_>, of: &Base<'_>| {
        base.layers.iter().any(|layer| {
            let mut layers = of.layers.iter();
            layers.any(|known| {
                let same_files = known.print.is_some() && known.print == layer.print;
                known.diff_id == layer.diff_id || same_files
            })
        })
    };
    if shared(one, other) {
        return None;
    }
    let size = |base: &Base<'_>| base.layers.iter().map(|layer| layer.size).sum::<u64>();
    let [few, many] = match files[0].len() <= files[1].len() {
        true => files,
        false => [files[1], files[0]],
    };
    let same = few.iter().filter(|(path, (size, hash))| {
        let there = many.get(*path);
        there.is_some_and(|(other, contents)| size == other && hash.same(*contents) == Some(true))
    });
    let same: u64 = same.map(|(_, (size, _))| size).sum();
    Reuse::of_bases(same, [size(one), size(other)], || {
        bases
            .into_iter()
            .flat_map(|base| {
                let layers: Vec<usize> = (0..base.layers.len()).collect();
                base.images.iter().map(move |image| ReusePlace {
                    image: *image,
                    layers: layers.clone(),
                })
            })
            .collect()
    })
}

impl Reuse {
    /// Two bases, by the bytes that they have in common and those of each; `None` where they are not
    /// mostly the same.
    pub fn of_bases(
        same: u64,
        sizes: [u64; 2],
        places: impl FnOnce() -> Vec<ReusePlace>,
    ) -> Option<Reuse> {
        let bytes = sizes[0].min(sizes[1]);
        (same >= LEAST && same >= bytes / 2).then(|| Reuse {
            kind: ReuseKind::OtherBase,
            places: places(),
            bytes,
            same,
        })
    }
}

/// The files of layers on top of each other, by the hashes of their paths.
fn files(layers: &[OneLayer<'_>]) -> Files {
    let mut files = Files::new();
    for listing in layers.iter().filter_map(|layer| layer.listing) {
        let paths = paths(listing);
        for node in listing.nodes() {
            let facts = listing.node(node);
            if facts.kind == Kind::File && facts.size > 0 {
                files.insert(paths[node as usize], (facts.size, facts.hash));
            }
        }
    }
    files
}

/// A hash of every node's path. A parent comes before its children.
fn paths(listing: &Listing) -> Vec<u64> {
    let mut paths = vec![0; listing.len()];
    for node in 1..listing.len() as u32 {
        let above = paths[listing.node(node).parent as usize];
        paths[node as usize] = xxh3_64_with_seed(listing.name(node), above);
    }
    paths
}

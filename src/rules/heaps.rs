//! Files in heaps: what a rule sums up by the folder or kind that stands for them and by the layer that
//! has them, and what leaves the layers with all of them.

use std::collections::BTreeMap;

use super::places::{Place, Sum, weight};
use super::{Gone, Severity, base};
use crate::image::Image;

/// Heaps by their keys.
pub(super) struct Heaps<K>(pub(super) BTreeMap<K, (Sum, Vec<Gone>)>);

impl<K> Default for Heaps<K> {
    fn default() -> Heaps<K> {
        Heaps(BTreeMap::new())
    }
}

impl<K: Ord> Heaps<K> {
    /// Puts a file on a heap.
    pub(super) fn put(&mut self, key: K, place: &Place) {
        let (sum, gone) = self.0.entry(key).or_default();
        sum.add(place.bytes);
        gone.push(Gone::name(place.node, place.layer));
    }

    /// Bytes of all heaps.
    pub(super) fn bytes(&self) -> u64 {
        self.0.values().map(|(sum, _)| sum.bytes).sum()
    }

    /// What leaves the layers with them: that of one finding, or of none where there are none.
    pub(super) fn taken(self) -> Vec<Vec<Gone>> {
        let taken = self.0.into_values().flat_map(|(_, gone)| gone);
        let taken: Vec<Gone> = taken.collect();
        (!taken.is_empty()).then_some(taken).into_iter().collect()
    }
}

impl Heaps<(u32, u32)> {
    /// The heaps of nodes and layers, as places with their sums.
    pub(super) fn places(&self) -> Vec<(Place, Sum)> {
        let heaps = self.0.iter().map(|((node, layer), (sum, _))| {
            let (node, layer, bytes) = (*node, *layer, sum.bytes);
            (Place { node, layer, bytes }, *sum)
        });
        heaps.collect()
    }
}

/// How grave it is that layers have so many bytes: of a base image's alone it is good to know, since
/// whoever builds on it cannot mend it.
pub(super) fn severity<T>(image: &Image, places: &[(Place, T)], bytes: u64) -> Severity {
    let base = base::layers(image);
    match places.iter().all(|(place, _)| place.layer < base) {
        true => Severity::Info,
        false => weight(bytes).min(Severity::Low),
    }
}

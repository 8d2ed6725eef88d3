//! Layers that two images could share, and do not.

use super::Print;
use crate::report::ImageReport;
use crate::reuse::{ImageLayers, OneLayer, Reuse, ReusePlace, reuse};

/// Of the old image and the new one, with what their layers do. `same` are the bytes of each layer of
/// the new one that the old one has too, at the same paths.
pub(super) fn between(
    old: (&ImageReport, &[Option<Print>]),
    new: (&ImageReport, &[Option<Print>]),
    same: &[u64],
) -> Vec<Reuse> {
    let sides = [layers(old), layers(new)];
    let mut found = reuse(&sides);
    found.extend(bases(&sides, same));
    found.sort_by_key(|one| std::cmp::Reverse(one.bytes));
    found
}

fn layers<'a>((image, prints): (&'a ImageReport, &[Option<Print>])) -> ImageLayers<'a> {
    let layers = image.layers.iter().enumerate();
    let layers = layers.map(|(at, layer)| OneLayer {
        diff_id: layer.diff_id.as_deref(),
        print: prints.get(at).copied().flatten(),
        size: layer.size,
        // Its files are in a snapshot, which may come from elsewhere.
        listing: None,
    });
    ImageLayers {
        base: image.base.map_or(0, |base| base.layers as usize),
        layers: layers.collect(),
    }
}

/// The bases, where they are one at two versions.
fn bases(sides: &[ImageLayers<'_>; 2], same: &[u64]) -> Option<Reuse> {
    let base = |side: &ImageLayers<'_>| side.base.min(side.layers.len());
    let [old, new] = [&sides[0], &sides[1]].map(|side| &side.layers[..base(side)]);
    let shared = new.iter().any(|layer| {
        let mut old = old.iter();
        old.any(|known| {
            let same_files = known.print.is_some() && known.print == layer.print;
            known.diff_id == layer.diff_id || same_files
        })
    });
    if shared || old.is_empty() || new.is_empty() {
        return None;
    }
    let size = |layers: &[OneLayer<'_>]| layers.iter().map(|layer| layer.size).sum::<u64>();
    let common = same.iter().take(new.len()).sum();
    Reuse::of_bases(common, [size(old), size(new)], || {
        let place = |(image, layers): (usize, &[OneLayer<'_>])| ReusePlace {
            image,
            layers: (0..layers.len()).collect(),
        };
        [(0, old), (1, new)].map(place).to_vec()
    })
}

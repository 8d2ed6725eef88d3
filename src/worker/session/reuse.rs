//! What the images of an archive could share, and do not.

use std::collections::HashMap;
use std::sync::Arc;

use crate::archive::{ArchiveImage, BlobRef};
use crate::layer::{Print, Scanned};
use crate::report::ImageReport;
use crate::reuse::{ImageLayers, OneLayer, Reuse, reuse};

/// Of the images of an archive, whose reports stand beside them; none before all of them were read.
pub(super) fn of(
    images: &[ArchiveImage],
    reports: &[ImageReport],
    scanned: &HashMap<BlobRef, Arc<Scanned>>,
) -> Vec<Reuse> {
    if images.len() < 2 || !reports.iter().all(|report| report.complete) {
        return Vec::new();
    }
    let mut prints: HashMap<BlobRef, Option<Print>> = HashMap::new();
    let mut sides = Vec::with_capacity(images.len());
    for (image, report) in images.iter().zip(reports) {
        let layers = image.layers.iter().zip(&report.layers);
        let layers = layers.map(|(layer, told)| {
            let at = layer.blob;
            let found = at.and_then(|at| scanned.get(&at));
            let listing = found.map(|scanned| &scanned.listing);
            let print = at.zip(listing).and_then(|(at, listing)| {
                let print = prints.entry(at);
                *print.or_insert_with(|| Print::of(listing))
            });
            OneLayer {
                diff_id: told.diff_id.as_deref(),
                print,
                size: told.size,
                listing,
            }
        });
        sides.push(ImageLayers {
            base: report.base.map_or(0, |base| base.layers as usize),
            layers: layers.collect(),
        });
    }
    reuse(&sides)
}

//! One archive that is described twice: by `manifest.json`, and by an OCI layout beside it
//! (Docker 25 and later, containerd, BuildKit).
//!
//! `manifest.json` with the config's diff IDs is believed, since Docker 25.0.0 wrote the other's
//! layers out of order (moby 1e335cfa74), and its betas left them out. The layout knows more:
//! other platforms, digests of manifests, media types, attestations.

use std::collections::BTreeMap;

use super::{ArchiveImage, BlobRef, Note, Opened};

/// Adds to the images of `manifest.json` what the layout knows.
pub(super) fn merge(images: Vec<ArchiveImage>, layout: Opened) -> Opened {
    let mut opened = Opened { images, ..layout };
    let listed = opened.images.len();
    for image in layout.images {
        let mut known = opened.images[..listed].iter_mut();
        match known.find(|known| is_same(known, &image)) {
            Some(known) => enrich(known, image),
            None => opened.images.push(image),
        }
    }
    opened
}

/// Whether both describe one image: the same config, and the same layers in whatever order, or
/// none.
fn is_same(known: &ArchiveImage, other: &ArchiveImage) -> bool {
    let same_config = known.id.digest().is_some() && known.id.digest() == other.id.digest();
    same_config && (other.layers.is_empty() || blobs(known) == blobs(other))
}

/// How often each blob is a layer.
fn blobs(image: &ArchiveImage) -> BTreeMap<Option<(u64, u64)>, usize> {
    let mut blobs = BTreeMap::new();
    for layer in &image.layers {
        let place = layer.blob.map(|BlobRef { offset, len }| (offset, len));
        *blobs.entry(place).or_default() += 1;
    }
    blobs
}

fn enrich(known: &mut ArchiveImage, other: ArchiveImage) {
    let order = |image: &ArchiveImage| image.layers.iter().map(|l| l.blob).collect::<Vec<_>>();
    // Its manifest is that of other layers then.
    if order(known) == order(&other) {
        known.stored.manifest = other.stored.manifest;
    } else {
        let manifest = other.manifest.as_ref().and_then(|m| m.digest());
        known.notes.push(Note::ManifestsDisagree {
            manifest: manifest.map(ToString::to_string).unwrap_or_default(),
        });
    }
    for layer in &mut known.layers {
        let same = other
            .layers
            .iter()
            .find(|other| other.blob.is_some() && other.blob == layer.blob);
        if let Some(same) = same {
            layer.media_type = layer.media_type.take().or_else(|| same.media_type.clone());
            layer.digest = layer.digest.take().or_else(|| same.digest.clone());
            if layer.urls.is_empty() {
                layer.urls.clone_from(&same.urls);
            }
            if layer.toc.is_empty() {
                layer.toc.clone_from(&same.toc);
            }
        }
    }
    if known.manifest.is_none() {
        known.manifest = other.manifest;
        known.index = other.index;
    }
    if known.tags.is_empty() {
        known.tags = other.tags;
    }
    known.platform = std::mem::take(&mut known.platform).or(&other.platform);
    for (key, value) in other.annotations {
        known.annotations.entry(key).or_insert(value);
    }
    known.attestations.extend(other.attestations);
    // What both found wrong is said once.
    for problem in other.problems {
        if !known.problems.contains(&problem) {
            known.problems.push(problem);
        }
    }
}

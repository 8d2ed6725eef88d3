//! The layers that a manifest lists, beside their diff IDs.

use std::collections::BTreeMap;

use super::document::digest_in_name;
use super::media_type::is_foreign;
use super::{ArchiveError, BlobRef, Config, Index, LayerBlob, Note};
use crate::digest::Digest;
use crate::limits;

/// A layer as a manifest lists it.
#[derive(Default)]
pub(super) struct Listed {
    /// Its name in the archive, or what stands in its place.
    pub(super) name: String,
    /// The document that names it.
    pub(super) by: String,
    /// Where it is, if it is there.
    pub(super) blob: Option<BlobRef>,
    /// The media type that the manifest gives it.
    pub(super) media_type: Option<String>,
    /// The digest that the manifest gives it, where its name does not.
    pub(super) digest: Option<Digest>,
    /// Its bytes, as the manifest claims.
    pub(super) size: Option<u64>,
    /// Where else it is to be had.
    pub(super) urls: Vec<String>,
    /// What the manifest says of its table of contents.
    pub(super) toc: BTreeMap<String, String>,
}

/// What became of a manifest's list.
#[derive(Default)]
pub(super) struct Found {
    pub(super) layers: Vec<LayerBlob>,
    pub(super) problems: Vec<ArchiveError>,
    pub(super) notes: Vec<Note>,
}

/// Puts the layers of a manifest beside the diff IDs of the config, `None` where it was not read,
/// and says what does not fit.
pub(super) fn find(mut listed: Vec<Listed>, config: Option<&Config>, index: &Index) -> Found {
    let mut found = Found::default();
    if listed.len() > limits::LAYERS {
        listed.truncate(limits::LAYERS);
        found.problems.push(ArchiveError::TooMany {
            what: "layers in one image",
            limit: limits::LAYERS,
        });
    }
    let diff_ids = config.map_or(&[][..], |config| &config.rootfs.diff_ids);
    if config.is_some() && diff_ids.len() != listed.len() {
        found.notes.push(Note::LayerCount {
            layers: listed.len(),
            diff_ids: diff_ids.len(),
        });
    }
    for (i, layer) in listed.into_iter().enumerate() {
        let foreign = layer.media_type.as_deref().is_some_and(is_foreign);
        match layer.blob {
            None if foreign => found.notes.push(Note::ForeignLayerAbsent {
                layer: i,
                name: layer.name.clone(),
                urls: layer.urls.clone(),
            }),
            None => found.problems.push(index.absence(&layer.name, &layer.by)),
            Some(blob) => {
                found
                    .problems
                    .extend(
                        layer
                            .size
                            .filter(|claimed| *claimed != blob.len)
                            .map(|claimed| ArchiveError::WrongSize {
                                entry: layer.name.clone(),
                                claimed,
                                found: blob.len,
                            }),
                    )
            }
        }
        found.layers.push(LayerBlob {
            blob: layer.blob,
            digest: digest_in_name(&layer.name).or(layer.digest),
            media_type: layer.media_type,
            urls: layer.urls,
            toc: layer.toc,
            diff_id: diff_ids.get(i).cloned(),
            name: layer.name,
        });
    }
    found
}

//! The layers that a manifest lists, beside their diff IDs.

use super::document::digest_in_name;
use super::{ArchiveError, BlobRef, Config, LayerBlob, Note};
use crate::limits;

/// A layer as a manifest lists it.
pub(super) struct Listed {
    /// Its name in the archive, or what stands in its place.
    pub(super) name: String,
    /// The document that names it.
    pub(super) by: String,
    /// Where it is, if it is there.
    pub(super) blob: Option<BlobRef>,
    /// The media type that the manifest gives it.
    pub(super) media_type: Option<String>,
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
pub(super) fn find(mut listed: Vec<Listed>, config: Option<&Config>) -> Found {
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
        if layer.blob.is_none() {
            found.problems.push(ArchiveError::Missing {
                entry: layer.name.clone(),
                by: layer.by,
            });
        }
        found.layers.push(LayerBlob {
            blob: layer.blob,
            digest: digest_in_name(&layer.name),
            media_type: layer.media_type,
            diff_id: diff_ids.get(i).cloned(),
            name: layer.name,
        });
    }
    found
}

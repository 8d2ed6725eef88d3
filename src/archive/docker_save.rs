//! `docker save` with a `manifest.json`: folders with a `layer.tar` (Docker 1.10 to 24), and
//! `blobs/` (Docker 25 and later, containerd, BuildKit), which name their layers the same way.
//!
//! Facts: moby `docker-image-spec/spec.md`, "Combined Image JSON + Filesystem Changeset Format".
//! Where an `index.json` stands beside it, `manifest.json` with the config's diff IDs is
//! believed, since Docker 25.0.0 wrote the other's layers out of order.

use serde::Deserialize;
use serde_json::Value;

use super::document::{json_error, read};
use super::json::{self, or_default};
use super::layers::{self, Listed};
use super::{ArchiveError, ArchiveImage, Config, Documents, Index};
use crate::digest::{Algorithm, Digest};
use crate::limits;

pub(super) const MANIFEST: &str = "manifest.json";

/// One image of a `manifest.json`.
#[derive(Deserialize)]
struct ManifestItem {
    #[serde(default, deserialize_with = "or_default")]
    config: String,
    #[serde(default, rename = "repotags", deserialize_with = "or_default")]
    repo_tags: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    layers: Vec<String>,
    /// Descriptors by diff ID: media types of layers (Docker 25).
    #[serde(default, rename = "layersources", deserialize_with = "or_default")]
    layer_sources: Value,
}

/// The images of an archive, in the manifest's order.
///
/// # Errors
/// [`ArchiveError`] where the archive holds no image at all. What is wrong with one image is in
/// its own `problems`.
pub(super) fn open(
    index: &Index,
    documents: &dyn Documents,
) -> Result<Vec<ArchiveImage>, ArchiveError> {
    let entry = index.file(MANIFEST).ok_or_else(|| ArchiveError::Missing {
        entry: MANIFEST.to_owned(),
        by: "docker save".to_owned(),
    })?;
    let bytes = read(documents, entry)?;
    let items: Option<Vec<ManifestItem>> =
        json::parse(&bytes, 1).map_err(|e| json_error(entry, &e))?;
    let items = items.unwrap_or_default();
    if items.is_empty() {
        return Err(ArchiveError::EmptyManifest(MANIFEST));
    }
    if items.len() > limits::IMAGES {
        return Err(ArchiveError::TooMany {
            what: "images in the archive",
            limit: limits::IMAGES,
        });
    }
    let images = items.into_iter().map(|item| image(item, index, documents));
    Ok(images.collect())
}

fn image(item: ManifestItem, index: &Index, documents: &dyn Documents) -> ArchiveImage {
    let mut problems = Vec::new();
    let (config, id) = match config(&item.config, index, documents) {
        Ok((config, id)) => (Some(config), Some(id)),
        Err((error, id)) => {
            problems.push(error);
            (None, id)
        }
    };
    let diff_ids = config.as_ref().map_or(&[][..], |c| &c.rootfs.diff_ids);
    let listed = item.layers.into_iter().enumerate().map(|(i, name)| Listed {
        media_type: media_type(&item.layer_sources, diff_ids.get(i)),
        by: MANIFEST.to_owned(),
        blob: index.file(&name).map(Into::into),
        name,
    });
    let found = layers::find(listed.collect(), config.as_ref());
    problems.extend(found.problems);
    ArchiveImage {
        manifest: String::new(),
        tags: item.repo_tags,
        config_read: config.is_some(),
        config: config.unwrap_or_default(),
        id,
        layers: found.layers,
        problems,
        notes: found.notes,
    }
}

/// The config of this name and the digest of its bytes; the digest also where it does not parse.
fn config(
    name: &str,
    index: &Index,
    documents: &dyn Documents,
) -> Result<(Config, Digest), (ArchiveError, Option<Digest>)> {
    let Some(entry) = index.file(name) else {
        let error = ArchiveError::Missing {
            entry: name.to_owned(),
            by: MANIFEST.to_owned(),
        };
        return Err((error, None));
    };
    let bytes = read(documents, entry).map_err(|e| (e, None))?;
    let id = Digest::of(Algorithm::Sha256, &bytes);
    match json::parse_object::<Config>(&bytes, 2) {
        Ok(mut config) => {
            config.history.truncate(limits::HISTORY);
            Ok((config, id))
        }
        Err(error) => Err((json_error(entry, &error), Some(id))),
    }
}

fn media_type(sources: &Value, diff_id: Option<&Digest>) -> Option<String> {
    let descriptor = sources.get(diff_id?.to_string())?;
    // `LayerSources` is below the level at which keys become lower-case.
    let media_type = descriptor.get("mediaType")?.as_str()?;
    Some(media_type.to_owned())
}

//! `docker save` with a `manifest.json`: folders with a `layer.tar` (Docker 1.10 to 24), and
//! `blobs/` (Docker 25 and later, containerd, BuildKit), which name their layers the same way.
//!
//! Facts: moby `docker-image-spec/spec.md`, "Combined Image JSON + Filesystem Changeset Format".
//! Where an `index.json` stands beside it, `manifest.json` with the config's diff IDs is
//! believed, since Docker 25.0.0 wrote the other's layers out of order.

use serde::Deserialize;
use serde_json::Value;

use super::document::{
    checked, config_digest_in_name, digest_error, digest_in_name, json_error, read,
};
use super::json::{self, or_default};
use super::layers::{self, Listed};
use super::media_type::is_foreign;
use super::{ArchiveError, ArchiveImage, Checked, Config, Documents, Index, Stored};
use crate::digest::Digest;
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
    let entry = index.file(MANIFEST);
    let entry = entry.ok_or_else(|| index.absence(MANIFEST, "docker save"))?;
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
    let (config, id) = config(&item.config, index, documents, &mut problems);
    let diff_ids = config.as_ref().map_or(&[][..], |c| &c.rootfs.diff_ids);
    let listed = item.layers.into_iter().enumerate().map(|(i, name)| {
        let source = source(&item.layer_sources, diff_ids.get(i), &name);
        Listed {
            by: MANIFEST.to_owned(),
            blob: index.file(&name).map(Into::into),
            name,
            size: source.size,
            media_type: source.media_type,
            urls: source.urls,
            ..Listed::default()
        }
    });
    let found = layers::find(listed.collect(), config.as_ref(), index);
    problems.extend(found.problems);
    let config_read = config.is_some();
    let config = config.unwrap_or_default();
    ArchiveImage {
        tags: item.repo_tags,
        platform: config.platform(),
        config_read,
        config,
        id,
        stored: Stored {
            manifest: None,
            config: index.file(&item.config).map(Into::into),
        },
        layers: found.layers,
        problems,
        notes: found.notes,
        ..ArchiveImage::default()
    }
}

/// The config of this name, where it can be read, and its digest, also where it does not parse.
fn config(
    name: &str,
    index: &Index,
    documents: &dyn Documents,
    problems: &mut Vec<ArchiveError>,
) -> (Option<Config>, Checked) {
    let mut id = Checked {
        claimed: config_digest_in_name(name),
        found: None,
    };
    let Some(entry) = index.file(name) else {
        problems.push(index.absence(name, MANIFEST));
        return (None, id);
    };
    let bytes = match read(documents, entry) {
        Ok(bytes) => bytes,
        Err(error) => {
            problems.push(error);
            return (None, id);
        }
    };
    id = checked(id.claimed, &bytes);
    match json::parse_object::<Config>(&bytes, 2) {
        Ok(mut config) => {
            problems.extend(digest_error(name, &id));
            problems.extend(config.limit_history());
            (Some(config), id)
        }
        Err(error) => {
            problems.push(json_error(entry, &error));
            (None, id)
        }
    }
}

/// What `LayerSources` says of a layer. It stands below the level at which keys become
/// lower-case.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Source {
    media_type: Option<String>,
    #[serde(deserialize_with = "or_default")]
    digest: String,
    size: Option<u64>,
    #[serde(deserialize_with = "or_default")]
    urls: Vec<String>,
}

/// What is said of the layer of this name. Docker's older versions (and Bazel) describe here the
/// blob in a registry that the layer came from, which the archive holds in another form: of that
/// only where a foreign layer is to be had is of use.
fn source(sources: &Value, diff_id: Option<&Digest>, name: &str) -> Source {
    let source = diff_id.and_then(|diff_id| sources.get(diff_id.to_string()));
    let source: Source = source
        .and_then(|source| serde_json::from_value(source.clone()).ok())
        .unwrap_or_default();
    let stored = digest_in_name(name).is_some_and(|digest| digest.to_string() == source.digest);
    if stored || source.media_type.as_deref().is_some_and(is_foreign) {
        return Source {
            size: source.size.filter(|_| stored),
            ..source
        };
    }
    Source::default()
}

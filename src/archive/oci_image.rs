//! What one manifest of an OCI layout describes: an image, or what was attested of one
//! (image-spec `manifest.md`).

use super::attestation::{Attestation, Attested};
use super::layers::{self, Listed};
use super::media_type::is_image_config;
use super::oci::{self, Descriptor, Document};
use super::oci_layout::{Blob, Blobs, blob_name};
use super::{ArchiveError, ArchiveImage, BlobRef, Checked, Config, Stored, json};
use crate::limits;

const IN_TOTO: &str = "application/vnd.in-toto+json";
const PREDICATE_TYPE: &str = "in-toto.io/predicate-type";

/// Whether a manifest holds attestations. BuildKit's older ones have an image's config, and only
/// their descriptor or their layers tell.
pub(super) fn is_attestation(descriptor: &Descriptor, document: &Document) -> bool {
    let layers = document.layers.as_deref().unwrap_or_default();
    descriptor.is_attestation()
        || document
            .artifact_type
            .starts_with("application/vnd.docker.attestation.")
        || !layers.is_empty() && layers.iter().all(|layer| layer.media_type == IN_TOTO)
}

/// Whether a manifest is something else than an image's.
pub(super) fn is_artifact(document: &Document) -> bool {
    let config = document
        .config
        .as_ref()
        .map_or("", |c| c.media_type.as_str());
    let layers = document.layers.as_deref().unwrap_or_default();
    let no_tar =
        |layer: &Descriptor| !layer.media_type.is_empty() && !layer.media_type.contains("tar");
    !is_image_config(config)
        || config.is_empty() && !document.artifact_type.is_empty()
        || !layers.is_empty() && layers.iter().all(no_tar)
}

/// The attestations of a manifest.
pub(super) fn attested(
    blobs: Blobs<'_>,
    blob: &Blob,
    descriptor: &Descriptor,
    document: &Document,
) -> Attested {
    let subject = document.subject.as_ref().map(|s| s.digest.as_str());
    let mut attested = Attested {
        image: descriptor
            .attested()
            .or(subject)
            .unwrap_or_default()
            .to_owned(),
        ..Attested::default()
    };
    let layers = document.layers.as_deref().unwrap_or_default();
    for layer in layers.iter().take(limits::LAYERS) {
        let name = blob_name(&layer.digest, &blob.name);
        let entry = name.as_ref().ok().and_then(|name| blobs.index.file(name));
        let mut attestation = Attestation {
            blob: entry.map(Into::into),
            name: name.unwrap_or_else(|_| layer.digest.clone()),
            digest: Checked {
                claimed: layer.digest.parse().ok(),
                found: None,
            },
            predicate_type: layer
                .annotations
                .get(PREDICATE_TYPE)
                .cloned()
                .unwrap_or_default(),
            statement: None,
        };
        let problem = match blobs.document(&blob.name, layer, &mut attested.problems) {
            Ok(Some(statement)) => {
                attestation.digest = statement.digest.clone();
                let read = attestation.read(&statement.bytes);
                read.map_err(|error| statement.json_error(&error)).err()
            }
            Ok(None) => Some(ArchiveError::Missing {
                entry: attestation.name.clone(),
                by: blob.name.clone(),
            }),
            Err(error) => Some(error),
        };
        attested.problems.extend(problem);
        attested.attestations.push(attestation);
    }
    attested
}

/// The image of a manifest.
pub(super) fn image(blobs: Blobs<'_>, blob: &Blob, document: Document) -> ArchiveImage {
    let mut problems = Vec::new();
    let annotations = oci::kept(&document.annotations);
    let descriptor = document.config.unwrap_or_default();
    let (config, id, place) = match config(blobs, &blob.name, &descriptor, &mut problems) {
        Ok(read) => read,
        Err(error) => {
            problems.push(error);
            (None, Checked::default(), None)
        }
    };
    let listed = document
        .layers
        .unwrap_or_default()
        .into_iter()
        .map(|layer| {
            let name = blob_name(&layer.digest, &blob.name);
            let file = name.as_ref().ok().and_then(|name| blobs.index.file(name));
            Listed {
                blob: file.map(Into::into),
                by: blob.name.clone(),
                digest: layer.digest.parse().ok(),
                size: layer.claimed_size(),
                toc: layer.toc_annotations(),
                name: name.unwrap_or(layer.digest),
                media_type: Some(layer.media_type).filter(|m| !m.is_empty()),
                urls: layer.urls,
            }
        });
    let found = layers::find(listed.collect(), config.as_ref(), blobs.index);
    problems.extend(found.problems);
    let config_read = config.is_some();
    let config = config.unwrap_or_default();
    ArchiveImage {
        manifest: Some(blob.digest.clone()),
        stored: Stored {
            manifest: blob.place,
            config: place,
        },
        platform: config.platform(),
        config_read,
        config,
        id,
        annotations,
        layers: found.layers,
        problems,
        notes: found.notes,
        ..ArchiveImage::default()
    }
}

/// The config, where it could be read, its digest, and where it is.
fn config(
    blobs: Blobs<'_>,
    by: &str,
    descriptor: &Descriptor,
    problems: &mut Vec<ArchiveError>,
) -> Result<(Option<Config>, Checked, Option<BlobRef>), ArchiveError> {
    let Some(blob) = blobs.document(by, descriptor, problems)? else {
        problems.push(blobs.index.absence(&blob_name(&descriptor.digest, by)?, by));
        let claimed = descriptor.digest.parse().ok();
        return Ok((
            None,
            Checked {
                claimed,
                found: None,
            },
            None,
        ));
    };
    let config = match json::parse_object::<Config>(&blob.bytes, 2) {
        Ok(mut config) => {
            problems.extend(config.limit_history());
            Some(config)
        }
        Err(error) => {
            problems.push(blob.json_error(&error));
            None
        }
    };
    Ok((config, blob.digest, blob.place))
}

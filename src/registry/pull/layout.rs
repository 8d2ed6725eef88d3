//! What was pulled, as an OCI image layout (image-spec `image-layout.md`): so that it is opened
//! like any other.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::blob::RemoteBlob;
use super::super::error::RegistryError;
use super::super::place::Place;
use super::attested::Attested;
use super::document::Fetched;
use crate::archive::Platform;
use crate::archive::oci::{Descriptor, NAMES};
use crate::digest::Digest;
use crate::limits;
use crate::source::FolderFile;

/// The files of a layout, of which the first are here.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) files: Vec<FolderFile>,
    pub(super) documents: Vec<u8>,
    pub(super) blobs: Vec<RemoteBlob>,
}

/// `index.json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct IndexJson<'a> {
    schema_version: u32,
    manifests: Vec<Listed<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<'a> {
    media_type: &'a str,
    digest: &'a str,
    size: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    platform: Option<&'a Platform>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    annotations: BTreeMap<&'a str, &'a str>,
}

impl<'a> Listed<'a> {
    fn of(manifest: &'a Fetched) -> Listed<'a> {
        Listed {
            media_type: match manifest.document.media_type.as_str() {
                "" => "application/vnd.oci.image.manifest.v1+json",
                given => given,
            },
            digest: &manifest.digest,
            size: manifest.bytes.len(),
            platform: None,
            annotations: BTreeMap::new(),
        }
    }
}

impl Layout {
    /// The layout of one image: `index.json`, its manifest, its config, what is attested of it, and
    /// places for its layers.
    ///
    /// # Errors
    /// [`RegistryError`] where a layer has no digest or no size.
    pub(super) fn of(
        place: &Place,
        manifest: &Fetched,
        config: Option<Fetched>,
        name: Option<String>,
        attested: &[Attested],
    ) -> Result<Layout, RegistryError> {
        let mut layout = Layout::default();
        let name = name.as_deref();
        let annotations = manifest.annotations.iter();
        let annotations = annotations.filter(|(key, _)| !NAMES.contains(&key.as_str()));
        let annotations = annotations.map(|(key, value)| (key.as_str(), value.as_str()));
        let mut manifests = vec![Listed {
            platform: manifest.platform.as_ref(),
            annotations: annotations
                .chain(name.map(|name| (NAMES[1], name)))
                .collect(),
            ..Listed::of(manifest)
        }];
        manifests.extend(attested.iter().map(|attested| {
            let Descriptor {
                platform,
                annotations,
                ..
            } = &attested.descriptor;
            let annotations = annotations.iter();
            Listed {
                platform: platform.as_ref(),
                annotations: annotations.map(|(k, v)| (k.as_str(), v.as_str())).collect(),
                ..Listed::of(&attested.manifest)
            }
        }));
        let index = IndexJson {
            schema_version: 2,
            manifests,
        };
        // Strings and numbers always make JSON.
        let index = serde_json::to_vec(&index).unwrap_or_default();
        layout.document(
            "oci-layout".to_owned(),
            br#"{"imageLayoutVersion":"1.0.0"}"#,
        );
        layout.document("index.json".to_owned(), &index);
        layout.document(path(place, &manifest.digest)?, &manifest.bytes);
        if let Some(config) = config {
            layout.document(path(place, &config.digest)?, &config.bytes);
        }
        for attested in attested {
            let documents = std::iter::once(&attested.manifest).chain(&attested.statements);
            for document in documents {
                let path = path(place, &document.digest)?;
                // Two attestations may hold the same statement.
                if layout.files.iter().all(|file| file.path != path) {
                    layout.document(path, &document.bytes);
                }
            }
        }
        let layers = manifest.document.layers.as_deref().unwrap_or_default();
        for layer in layers.iter().take(limits::LAYERS) {
            layout.layer(place, layer)?;
        }
        Ok(layout)
    }

    fn document(&mut self, path: String, bytes: &[u8]) {
        self.documents.extend(bytes);
        self.file(path, bytes.len() as u64);
    }

    fn file(&mut self, path: String, len: u64) {
        self.files.push(FolderFile {
            path,
            link: None,
            len,
        });
    }

    /// A layer that others keep (Docker's foreign layers) has no place.
    fn layer(&mut self, place: &Place, layer: &Descriptor) -> Result<(), RegistryError> {
        let path = path(place, &layer.digest)?;
        if !layer.urls.is_empty() || self.blobs.iter().any(|blob| blob.digest == layer.digest) {
            return Ok(());
        }
        if self.files.iter().any(|file| file.path == path) {
            return Err(RegistryError::NotARegistry {
                host: place.host(),
                reason: format!(
                    "its manifest has {} for a layer, which is no layer",
                    layer.digest
                ),
            });
        }
        let size = layer
            .claimed_size()
            .ok_or_else(|| RegistryError::NotARegistry {
                host: place.host(),
                reason: format!("its manifest gives no size of {}", layer.digest),
            })?;
        self.file(path, size);
        self.blobs.push(RemoteBlob {
            digest: layer.digest.clone(),
            size,
            toc: BTreeMap::new(),
        });
        Ok(())
    }
}

fn path(place: &Place, digest: &str) -> Result<String, RegistryError> {
    let parsed: Result<Digest, _> = digest.parse();
    let parsed = parsed.map_err(|error| RegistryError::NotARegistry {
        host: place.host(),
        reason: format!("its manifest has \"{digest}\" for a digest: {error}"),
    })?;
    Ok(format!(
        "blobs/{}/{}",
        parsed.algorithm().name(),
        parsed.hex()
    ))
}

//! An OCI image layout in a tar (image-spec `image-layout.md`): `index.json`, indexes below it,
//! manifests, configs and layers under `blobs/`.
//!
//! Blobs that are not there are no error: a layout may leave them to others, and containerd
//! exports the one platform that it has under the index of all of them.

use std::collections::HashSet;

use super::document::{json_error, read};
use super::json;
use super::layers::{self, Listed};
use super::oci::{Descriptor, Document, is_image_config};
use super::{ArchiveError, ArchiveImage, Config, Documents, Index, Note, Opened};
use crate::digest::Digest;
use crate::limits;

pub(super) const INDEX: &str = "index.json";

/// The images of a layout.
///
/// # Errors
/// [`ArchiveError`] where `index.json` itself cannot be read.
pub(super) fn open(index: &Index, documents: &dyn Documents) -> Result<Opened, ArchiveError> {
    let entry = index.file(INDEX).ok_or_else(|| ArchiveError::Missing {
        entry: INDEX.to_owned(),
        by: "oci-layout".to_owned(),
    })?;
    let bytes = read(documents, entry)?;
    let root: Document = json::parse_object(&bytes, 2).map_err(|e| json_error(entry, &e))?;
    let mut walk = Walk {
        index,
        documents,
        seen: HashSet::new(),
        descriptors: 0,
        opened: Opened::default(),
    };
    walk.index(INDEX, root, None, 0)?;
    Ok(walk.opened)
}

struct Walk<'a> {
    index: &'a Index,
    documents: &'a dyn Documents,
    seen: HashSet<(String, Option<String>)>,
    descriptors: usize,
    opened: Opened,
}

impl Walk<'_> {
    fn index(
        &mut self,
        name: &str,
        document: Document,
        reference: Option<&str>,
        depth: usize,
    ) -> Result<(), ArchiveError> {
        // CVE-2021-41190: a document that is both means different things to different tools.
        if document.config.is_some() || document.layers.is_some() {
            return Err(ArchiveError::Ambiguous(name.to_owned()));
        }
        for descriptor in document.manifests.unwrap_or_default() {
            self.descriptors += 1;
            if self.descriptors > limits::DESCRIPTORS {
                return Err(ArchiveError::TooMany {
                    what: "manifests in the archive's indexes",
                    limit: limits::DESCRIPTORS,
                });
            }
            let reference = descriptor.reference().or(reference).map(str::to_owned);
            if let Err(error) = self.descriptor(name, &descriptor, reference.as_deref(), depth) {
                self.opened.problems.push(error);
            }
        }
        Ok(())
    }

    fn descriptor(
        &mut self,
        by: &str,
        descriptor: &Descriptor,
        reference: Option<&str>,
        depth: usize,
    ) -> Result<(), ArchiveError> {
        let key = (descriptor.digest.clone(), reference.map(str::to_owned));
        if !self.seen.insert(key) {
            return Ok(());
        }
        let name = blob_name(&descriptor.digest, by)?;
        let Some(entry) = self.index.file(&name) else {
            let platform = descriptor.platform.as_ref().map(ToString::to_string);
            self.opened.notes.push(Note::ManifestAbsent {
                digest: descriptor.digest.clone(),
                platform: platform.unwrap_or_default(),
            });
            return Ok(());
        };
        let bytes = read(self.documents, entry)?;
        check_digest(&name, &descriptor.digest, &bytes)?;
        let document: Document =
            json::parse_object(&bytes, 2).map_err(|e| json_error(entry, &e))?;
        if document.manifests.is_some() {
            if depth >= limits::INDEX_DEPTH {
                return Err(ArchiveError::TooMany {
                    what: "indexes within indexes",
                    limit: limits::INDEX_DEPTH,
                });
            }
            return self.index(&name, document, reference, depth + 1);
        }
        if document.fs_layers.is_some() {
            let what = "a manifest of Docker's schema 1".to_owned();
            self.opened.notes.push(Note::NotAnImage { what, name });
            return Ok(());
        }
        self.manifest(name, descriptor, document, reference)
    }

    fn manifest(
        &mut self,
        name: String,
        descriptor: &Descriptor,
        document: Document,
        reference: Option<&str>,
    ) -> Result<(), ArchiveError> {
        let config = document.config.unwrap_or_default();
        if descriptor.is_attestation() {
            let what = "an attestation (provenance or SBOM)".to_owned();
            self.opened.notes.push(Note::NotAnImage { what, name });
            return Ok(());
        }
        if !document.artifact_type.is_empty() || !is_image_config(&config.media_type) {
            let kind = match document.artifact_type.as_str() {
                "" => config.media_type.as_str(),
                kind => kind,
            };
            let what = format!("an artifact of type {kind}");
            self.opened.notes.push(Note::NotAnImage { what, name });
            return Ok(());
        }
        // Two names of one image are one image with two tags.
        let known = self.opened.images.iter_mut();
        if let Some(image) = known.into_iter().find(|image| image.manifest == name) {
            image.tags.extend(reference.map(str::to_owned));
            return Ok(());
        }
        if self.opened.images.len() >= limits::IMAGES {
            return Err(ArchiveError::TooMany {
                what: "images in the archive",
                limit: limits::IMAGES,
            });
        }
        let image = self.image(
            name,
            &config,
            document.layers.unwrap_or_default(),
            reference,
        );
        self.opened.images.push(image);
        Ok(())
    }

    fn image(
        &self,
        manifest: String,
        config: &Descriptor,
        descriptors: Vec<Descriptor>,
        reference: Option<&str>,
    ) -> ArchiveImage {
        let mut problems = Vec::new();
        let read = self.config(&manifest, config);
        let read = read.map_err(|error| problems.push(error)).ok();
        let listed = descriptors.into_iter().map(|descriptor| {
            let name = blob_name(&descriptor.digest, &manifest);
            let file = name.as_ref().ok().and_then(|name| self.index.file(name));
            Listed {
                blob: file.map(Into::into),
                name: name.unwrap_or(descriptor.digest),
                by: manifest.clone(),
                media_type: Some(descriptor.media_type).filter(|m| !m.is_empty()),
            }
        });
        let found = layers::find(listed.collect(), read.as_ref());
        problems.extend(found.problems);
        ArchiveImage {
            manifest,
            tags: reference.iter().map(|r| (*r).to_owned()).collect(),
            id: config.digest.parse().ok(),
            config_read: read.is_some(),
            config: read.unwrap_or_default(),
            layers: found.layers,
            problems,
            notes: found.notes,
        }
    }

    fn config(&self, by: &str, descriptor: &Descriptor) -> Result<Config, ArchiveError> {
        let name = blob_name(&descriptor.digest, by)?;
        let entry = self
            .index
            .file(&name)
            .ok_or_else(|| ArchiveError::Missing {
                entry: name.clone(),
                by: by.to_owned(),
            })?;
        let bytes = read(self.documents, entry)?;
        check_digest(&name, &descriptor.digest, &bytes)?;
        let mut config: Config =
            json::parse_object(&bytes, 2).map_err(|e| json_error(entry, &e))?;
        config.history.truncate(limits::HISTORY);
        Ok(config)
    }
}

/// Where a blob stands. The digest's grammar is checked before it becomes a path
/// (CVE-2024-3727).
fn blob_name(digest: &str, by: &str) -> Result<String, ArchiveError> {
    let parsed: Result<Digest, _> = digest.parse();
    let digest = parsed.map_err(|error| ArchiveError::BadDigest {
        digest: digest.to_owned(),
        by: by.to_owned(),
        error,
    })?;
    Ok(format!(
        "blobs/{}/{}",
        digest.algorithm().name(),
        digest.hex()
    ))
}

fn check_digest(name: &str, claimed: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
    let Ok(claimed) = claimed.parse::<Digest>() else {
        return Ok(());
    };
    let found = Digest::of(claimed.algorithm(), bytes);
    match found == claimed {
        true => Ok(()),
        false => Err(ArchiveError::WrongDigest {
            entry: name.to_owned(),
            found,
        }),
    }
}

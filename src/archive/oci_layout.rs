//! An OCI image layout in a tar or a folder (image-spec `image-layout.md`): `index.json`, indexes
//! below it, manifests, configs and layers under `blobs/`.
//!
//! Blobs that are not there are no error: a layout may leave them to others, and containerd
//! exports the one platform that it has under the index of all of them.

use std::collections::HashSet;

use super::artifact::Artifact;
use super::attestation::Attested;
use super::document::{checked, digest_error, json_error, read};
use super::media_type::is_index;
use super::oci::{self, Descriptor, Document};
use super::{ArchiveError, BlobRef, Checked, Documents, Index, Note, Opened, json, oci_image};
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
        blobs: Blobs { index, documents },
        seen: HashSet::new(),
        descriptors: 0,
        attested: Vec::new(),
        opened: Opened::default(),
    };
    let place = Place {
        by: INDEX,
        index: None,
        reference: None,
        depth: 0,
    };
    is_an_index(INDEX, &root, "")?;
    walk.index(root, place)?;
    Ok(walk.finish())
}

/// The blobs of a layout.
#[derive(Clone, Copy)]
pub(super) struct Blobs<'a> {
    pub(super) index: &'a Index,
    documents: &'a dyn Documents,
}

/// A blob's bytes, with its name, its place in the archive and its digest.
pub(super) struct Blob {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) digest: Checked,
    /// Where it is; `None` where its descriptor carries it.
    pub(super) place: Option<BlobRef>,
}

impl Blob {
    /// The error of a blob that does not parse.
    pub(super) fn json_error(&self, error: &serde_json::Error) -> ArchiveError {
        ArchiveError::Json {
            entry: self.name.clone(),
            offset: self.place.map_or(0, |place| place.offset),
            reason: error.to_string(),
        }
    }
}

impl Blobs<'_> {
    /// The document that a descriptor of `by` describes; `None` where it is not in the archive.
    /// What it is not, though its descriptor says so, becomes a problem: it is read all the same.
    pub(super) fn document(
        &self,
        by: &str,
        descriptor: &Descriptor,
        problems: &mut Vec<ArchiveError>,
    ) -> Result<Option<Blob>, ArchiveError> {
        let name = blob_name(&descriptor.digest, by)?;
        let (bytes, place) = match (self.index.file(&name), descriptor.inline()) {
            (Some(entry), _) => (read(self.documents, entry)?, Some(entry.into())),
            (None, Some(bytes)) => (bytes, None),
            (None, None) => return Ok(None),
        };
        let digest = checked(descriptor.digest.parse().ok(), &bytes);
        problems.extend(digest_error(&name, &digest));
        let found = bytes.len() as u64;
        let claimed = descriptor
            .claimed_size()
            .or(descriptor.has_absurd_size().then_some(0));
        if let Some(claimed) = claimed.filter(|claimed| *claimed != found) {
            let entry = name.clone();
            problems.push(ArchiveError::WrongSize {
                entry,
                claimed,
                found,
            });
        }
        Ok(Some(Blob {
            name,
            bytes,
            digest,
            place,
        }))
    }
}

/// Where a descriptor stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The document that has it.
    by: &'a str,
    /// The digest of the nearest index that is a blob.
    index: Option<&'a str>,
    /// The reference that the nearest index above has.
    reference: Option<&'a str>,
    /// Indexes above.
    depth: usize,
}

struct Walk<'a> {
    blobs: Blobs<'a>,
    seen: HashSet<(String, Option<String>)>,
    descriptors: usize,
    attested: Vec<Attested>,
    opened: Opened,
}

impl Walk<'_> {
    fn index(&mut self, document: Document, place: Place<'_>) -> Result<(), ArchiveError> {
        let (mut listed, mut absent) = (0, Vec::new());
        for descriptor in document.manifests.unwrap_or_default() {
            self.descriptors += 1;
            if self.descriptors > limits::DESCRIPTORS {
                return Err(ArchiveError::TooMany {
                    what: "manifests in the archive's indexes",
                    limit: limits::DESCRIPTORS,
                });
            }
            listed += usize::from(!descriptor.is_attestation());
            let reference = descriptor.reference().or(place.reference);
            let place = Place { reference, ..place };
            match self.descriptor(&descriptor, place) {
                Ok(true) => {}
                Ok(false) if descriptor.is_attestation() => {}
                Ok(false) => absent.push(match &descriptor.platform {
                    Some(platform) => platform.to_string(),
                    None => descriptor.digest.clone(),
                }),
                Err(error) => self.opened.problems.push(error),
            }
        }
        if !absent.is_empty() {
            self.opened.notes.push(Note::ManifestsAbsent {
                by: place.by.to_owned(),
                listed,
                absent,
            });
        }
        Ok(())
    }

    /// Follows a descriptor; `false` where what it describes is not in the archive.
    fn descriptor(
        &mut self,
        descriptor: &Descriptor,
        place: Place<'_>,
    ) -> Result<bool, ArchiveError> {
        let key = (
            descriptor.digest.clone(),
            place.reference.map(str::to_owned),
        );
        if !self.seen.insert(key) {
            return Ok(true);
        }
        let problems = &mut self.opened.problems;
        let Some(blob) = self.blobs.document(place.by, descriptor, problems)? else {
            return Ok(false);
        };
        let document: Document =
            json::parse_object(&blob.bytes, 2).map_err(|e| blob.json_error(&e))?;
        if is_an_index(&blob.name, &document, &descriptor.media_type)? {
            if place.depth >= limits::INDEX_DEPTH {
                return Err(ArchiveError::TooMany {
                    what: "indexes within indexes",
                    limit: limits::INDEX_DEPTH,
                });
            }
            let below = Place {
                by: &blob.name,
                index: Some(&descriptor.digest),
                depth: place.depth + 1,
                ..place
            };
            self.index(document, below)?;
        } else if document.fs_layers.is_some() {
            let what = "a manifest of Docker's schema 1".to_owned();
            let name = blob.name;
            self.opened.notes.push(Note::NotAnImage { what, name });
        } else {
            self.manifest(&blob, descriptor, document, place)?;
        }
        Ok(true)
    }

    fn manifest(
        &mut self,
        blob: &Blob,
        descriptor: &Descriptor,
        document: Document,
        place: Place<'_>,
    ) -> Result<(), ArchiveError> {
        let tags = || place.reference.map(str::to_owned);
        if oci_image::is_attestation(descriptor, &document) {
            let attested = oci_image::attested(self.blobs, blob, descriptor, &document);
            self.attested.push(attested);
            return Ok(());
        }
        if oci_image::is_artifact(&document) {
            let same = |artifact: &&mut Artifact| artifact.manifest == blob.name;
            if let Some(artifact) = self.opened.artifacts.iter_mut().find(same) {
                artifact.tags.extend(tags());
                return Ok(());
            }
            let config = document.config.as_ref();
            let config = config.and_then(|config| {
                let read = self.blobs.document(&blob.name, config, &mut Vec::new());
                read.ok().flatten()
            });
            let config = config.as_ref().map(|config| config.bytes.as_slice());
            let mut artifact = Artifact::new(blob.name.clone(), &document, config);
            artifact.tags.extend(tags());
            self.opened.artifacts.push(artifact);
            return Ok(());
        }
        // Two names of one image are one image with two tags.
        let mut known = self.opened.images.iter_mut();
        if let Some(image) = known.find(|image| image.manifest.as_ref() == Some(&blob.digest)) {
            image.tags.extend(tags());
            return Ok(());
        }
        if self.opened.images.len() >= limits::IMAGES {
            return Err(ArchiveError::TooMany {
                what: "images in the archive",
                limit: limits::IMAGES,
            });
        }
        let mut image = oci_image::image(self.blobs, blob, document);
        image.index = place.index.map(str::to_owned);
        image.tags.extend(tags());
        if let Some(platform) = &descriptor.platform {
            image.platform = image.platform.or(platform);
        }
        for (key, value) in oci::kept(&descriptor.annotations) {
            image.annotations.entry(key).or_insert(value);
        }
        self.opened.images.push(image);
        Ok(())
    }

    /// Gives every image what was attested of it.
    fn finish(mut self) -> Opened {
        for attested in self.attested {
            let of = |digest: &Digest| digest.to_string() == attested.image;
            let image = self.opened.images.iter_mut().find(|image| {
                let manifest = image.manifest.as_ref();
                manifest.and_then(Checked::digest).is_some_and(of)
            });
            match image {
                Some(image) => {
                    image.attestations.extend(attested.attestations);
                    image.problems.extend(attested.problems);
                }
                None => {
                    self.opened.problems.extend(attested.problems);
                    let orphans = attested.attestations.into_iter().map(|attestation| {
                        let what = match attested.image.as_str() {
                            "" => attestation.words().to_owned(),
                            image => {
                                format!("{} of {image}, which is not in it", attestation.words())
                            }
                        };
                        Note::NotAnImage {
                            what,
                            name: attestation.name,
                        }
                    });
                    self.opened.notes.extend(orphans);
                }
            }
        }
        self.opened
    }
}

/// Whether a document is an index. CVE-2021-41190: one that is both, or is called what it is
/// not, means different things to different tools.
fn is_an_index(name: &str, document: &Document, described: &str) -> Result<bool, ArchiveError> {
    let manifest = document.config.is_some() || document.layers.is_some();
    if manifest && document.manifests.is_some() {
        return Err(ArchiveError::Ambiguous(name.to_owned()));
    }
    for claimed in [document.media_type.as_str(), described] {
        let wrong = match is_index(claimed) {
            Some(true) => manifest,
            Some(false) => document.manifests.is_some(),
            None => false,
        };
        if wrong {
            return Err(ArchiveError::Disguised {
                entry: name.to_owned(),
                claimed: claimed.to_owned(),
            });
        }
    }
    Ok(document.manifests.is_some() || (!manifest && is_index(&document.media_type) == Some(true)))
}

/// Where a blob stands. The digest's grammar is checked before it becomes a path
/// (CVE-2024-3727).
pub(super) fn blob_name(digest: &str, by: &str) -> Result<String, ArchiveError> {
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

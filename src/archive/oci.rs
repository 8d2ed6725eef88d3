//! The documents of an OCI image layout (image-spec `descriptor.md`, `image-index.md`,
//! `manifest.md`), and Docker's own of the same shape.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Platform;
use super::json::or_default;
use crate::limits;

/// A descriptor: what a blob is, and where.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Descriptor {
    #[serde(rename = "mediatype", deserialize_with = "or_default")]
    pub(crate) media_type: String,
    #[serde(deserialize_with = "or_default")]
    pub(crate) digest: String,
    /// Any number: a stranger may write -1, or 1e400.
    size: Option<serde_json::Value>,
    /// Where else its bytes are to be had. Never fetched.
    #[serde(deserialize_with = "or_default")]
    pub(crate) urls: Vec<String>,
    /// Its bytes themselves, in base64.
    data: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub(crate) annotations: BTreeMap<String, String>,
    pub(crate) platform: Option<Platform>,
    /// Only in lists of referrers.
    #[serde(rename = "artifacttype", deserialize_with = "or_default")]
    pub(crate) artifact_type: String,
}

/// An index or a manifest: which of the two, its own keys tell.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Document {
    #[serde(rename = "mediatype", deserialize_with = "or_default")]
    pub(crate) media_type: String,
    #[serde(rename = "artifacttype", deserialize_with = "or_default")]
    pub(crate) artifact_type: String,
    pub(crate) manifests: Option<Vec<Descriptor>>,
    pub(crate) config: Option<Descriptor>,
    pub(crate) layers: Option<Vec<Descriptor>>,
    /// The manifest that this one is about.
    pub(crate) subject: Option<Descriptor>,
    #[serde(deserialize_with = "or_default")]
    pub(crate) annotations: BTreeMap<String, String>,
    /// Only in Docker's schema 1.
    #[serde(rename = "fslayers")]
    pub(crate) fs_layers: Option<serde_json::Value>,
}

impl Document {
    /// Reads a document as Go's tools do.
    ///
    /// # Errors
    /// What is wrong with the JSON.
    pub(crate) fn parse(bytes: &[u8]) -> serde_json::Result<Document> {
        super::json::parse_object(bytes, 2)
    }
}

/// The annotations that are kept of an image.
pub(super) fn kept(annotations: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let small =
        |(key, value): &(&String, &String)| key.len() + value.len() <= limits::ANNOTATION_BYTES;
    let kept = annotations.iter().filter(small).take(limits::ANNOTATIONS);
    kept.map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

impl Descriptor {
    /// The reference that an entry of `index.json` carries.
    pub(crate) fn reference(&self) -> Option<&str> {
        NAMES
            .iter()
            .find_map(|key| self.annotations.get(*key))
            .map(String::as_str)
    }

    /// BuildKit's attestations stand in an index like platforms, and are none.
    pub(crate) fn is_attestation(&self) -> bool {
        self.annotations.contains_key(REFERENCE_TYPE)
            || self.platform.as_ref().is_some_and(Platform::is_unknown)
    }

    /// The image that an attestation is about, as written.
    pub(crate) fn attested(&self) -> Option<&str> {
        self.annotations.get(REFERENCE_DIGEST).map(String::as_str)
    }

    /// The annotations that say where a layer's table of contents is, and vouch for it.
    pub(super) fn toc_annotations(&self) -> BTreeMap<String, String> {
        let annotations = self.annotations.iter().filter(|(key, value)| {
            let of_table = TABLES.iter().any(|prefix| key.starts_with(prefix));
            of_table && key.len().max(value.len()) <= limits::TOC_ANNOTATION
        });
        let annotations = annotations.map(|(key, value)| (key.clone(), value.clone()));
        annotations.collect()
    }

    /// Its bytes as it claims them; `None` where it claims none that can be.
    pub(crate) fn claimed_size(&self) -> Option<u64> {
        self.size.as_ref()?.as_u64()
    }

    /// Whether it claims a size that nothing can have.
    pub(crate) fn has_absurd_size(&self) -> bool {
        self.size
            .as_ref()
            .is_some_and(|size| !size.is_u64() && !size.is_null())
    }

    /// The bytes that it carries itself (`descriptor.md`, "data").
    pub(crate) fn inline(&self) -> Option<Vec<u8>> {
        let data = self.data.as_ref()?;
        data_encoding::BASE64.decode(data.as_bytes()).ok()
    }
}

/// Annotations of a descriptor that name its image.
pub(crate) const NAMES: [&str; 2] = [
    "io.containerd.image.name",
    "org.opencontainers.image.ref.name",
];

/// How the annotations of a table of contents begin: eStargz's (stargz-snapshotter `estargz.md`),
/// and zstd:chunked's, whose name containers/storage changed in 2022.
const TABLES: [&str; 3] = [
    "containerd.io/snapshot/stargz/toc.digest",
    "io.github.containers.zstd-chunked.manifest-",
    "io.containers.zstd-chunked.manifest-",
];

/// BuildKit's annotations of attestations (`attestation-storage.md`).
const REFERENCE_TYPE: &str = "vnd.docker.reference.type";
const REFERENCE_DIGEST: &str = "vnd.docker.reference.digest";

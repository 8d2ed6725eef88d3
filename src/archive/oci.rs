//! The documents of an OCI image layout (image-spec `descriptor.md`, `image-index.md`,
//! `manifest.md`), and Docker's own of the same shape.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::json::or_default;

/// A descriptor: what a blob is, and where.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Descriptor {
    #[serde(rename = "mediatype", deserialize_with = "or_default")]
    pub(super) media_type: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) digest: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) annotations: BTreeMap<String, String>,
    pub(super) platform: Option<Platform>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Platform {
    #[serde(deserialize_with = "or_default")]
    pub(super) os: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) architecture: String,
    #[serde(deserialize_with = "or_default")]
    pub(super) variant: String,
}

/// An index or a manifest: which of the two, its own keys tell.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Document {
    #[serde(rename = "artifacttype", deserialize_with = "or_default")]
    pub(super) artifact_type: String,
    pub(super) manifests: Option<Vec<Descriptor>>,
    pub(super) config: Option<Descriptor>,
    pub(super) layers: Option<Vec<Descriptor>>,
    /// Only in Docker's schema 1.
    #[serde(rename = "fslayers")]
    pub(super) fs_layers: Option<serde_json::Value>,
}

impl Descriptor {
    /// The reference that an entry of `index.json` carries.
    pub(super) fn reference(&self) -> Option<&str> {
        let keys = [
            "io.containerd.image.name",
            "org.opencontainers.image.ref.name",
        ];
        keys.iter()
            .find_map(|key| self.annotations.get(*key))
            .map(String::as_str)
    }

    /// BuildKit's attestations stand in an index like platforms, and are none.
    pub(super) fn is_attestation(&self) -> bool {
        let unknown = |p: &Platform| p.os == "unknown" && p.architecture == "unknown";
        self.annotations.contains_key("vnd.docker.reference.type")
            || self.platform.as_ref().is_some_and(unknown)
    }
}

impl std::fmt::Display for Platform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.os, self.architecture)?;
        match self.variant.is_empty() {
            true => Ok(()),
            false => write!(f, "/{}", self.variant),
        }
    }
}

/// Whether a config of this media type is an image's.
pub(super) fn is_image_config(media_type: &str) -> bool {
    matches!(
        media_type,
        "application/vnd.oci.image.config.v1+json"
            | "application/vnd.docker.container.image.v1+json"
            | ""
    )
}

//! What stands beside an archive's images.

use serde::{Deserialize, Serialize};

use crate::image::Verdict;

/// The layers of all images of an archive: one that several share is stored once, and counts
/// once here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct SharedReport {
    /// Layers that are stored.
    pub distinct: u64,
    /// Those of them that more than one image has.
    pub shared: u64,
    /// Bytes of all of them, as stored.
    pub stored_size: u64,
    /// Bytes that sharing saves: what they would take if each image had its own.
    pub saved_size: u64,
}

/// Something that is stored like an image, and is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ArtifactReport {
    /// What it is, in words: `a Helm chart`.
    pub kind: String,
    /// Its type, as written.
    pub artifact_type: String,
    /// Name of its manifest in the archive.
    pub manifest: String,
    /// Its references.
    pub tags: Vec<String>,
    /// What it calls itself; may be empty.
    pub title: String,
    /// Its version; may be empty.
    pub version: String,
    /// Digest of the manifest that it is about, as written; empty where it stands alone.
    pub subject: String,
    /// Its files.
    pub files: Vec<ArtifactFileReport>,
}

/// One file of an artifact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ArtifactFileReport {
    /// Its name, or its digest.
    pub name: String,
    /// Its media type, as written.
    pub media_type: String,
    /// Its bytes, as claimed.
    pub size: Option<u64>,
}

/// What somebody says of an image: one in-toto statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct AttestationReport {
    /// What it is, in words: `SLSA provenance`.
    pub kind: String,
    /// Its predicate type, as written.
    pub predicate_type: String,
    /// Name of its blob in the archive.
    pub name: String,
    /// The digest of its bytes.
    pub digest: Option<String>,
    /// Whether that is the digest that the archive claims.
    pub digest_verdict: Option<Verdict>,
    /// Bytes, as stored; absent where it is not in the archive.
    pub stored_size: Option<u64>,
    /// What it says in single values.
    pub facts: Vec<FactReport>,
    /// What went into the build.
    pub materials: Vec<MaterialReport>,
    /// The packages that it lists.
    pub packages: Vec<PackageReport>,
    /// Packages and materials over the limit, left out here.
    pub left_out: u64,
}

/// One value of an attestation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct FactReport {
    /// What it is.
    pub label: String,
    /// As written.
    pub value: String,
}

/// What went into a build.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct MaterialReport {
    /// Where it came from, as written.
    pub uri: String,
    /// Its digest, as written; may be empty.
    pub digest: String,
}

/// A package of an SBOM.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct PackageReport {
    /// Its name.
    pub name: String,
    /// Its version; may be empty.
    pub version: String,
    /// Its licence; may be empty.
    pub license: String,
    /// Its package URL; may be empty.
    pub purl: String,
}

/// Where an image is that was not opened from a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct RemoteReport {
    /// The reference in its full form, or the address of the layout.
    pub reference: String,
    /// The registry, or the layout's host.
    pub host: String,
    /// Digest of the document that the reference names: an index's, or the manifest's.
    pub digest: String,
    /// The images that an index lists; empty where it is none.
    pub choices: Vec<ChoiceReport>,
    /// How often one may ask, as the registry writes it, and what is left.
    pub rate_limit: Option<(String, String)>,
    /// Digests of manifests that the index lists as attestations of the image, and that were not
    /// fetched: they are large, or could not be had.
    pub attestations: Vec<String>,
    /// Where the registry could not be asked, and this is what was kept: when that was pulled,
    /// in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_at: Option<f64>,
}

/// One image of an index.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ChoiceReport {
    /// Digest of its manifest.
    pub manifest: String,
    /// What it runs on, as `linux/arm/v7`; may be empty.
    pub platform: String,
    /// Its name in a layout.
    pub name: Option<String>,
    /// Whether it is this one.
    pub chosen: bool,
}

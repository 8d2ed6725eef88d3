//! What an OCI layout holds beside images: Helm charts, signatures, SBOMs, anything
//! (image-spec `manifest.md`, "Guidelines for Artifact Usage").

use serde::Deserialize;

use super::json::{self, or_default};
use super::oci::{Descriptor, Document};

/// Something that is stored like an image, and is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Artifact {
    /// What it is, in words: `a Helm chart`.
    pub kind: String,
    /// Its type, as written: `artifactType`, else the config's media type.
    pub artifact_type: String,
    /// Name of its manifest in the archive.
    pub manifest: String,
    /// Its references.
    pub tags: Vec<String>,
    /// What it calls itself; may be empty.
    pub title: String,
    /// Its version, where it says one; may be empty.
    pub version: String,
    /// Digest of the manifest that it is about, as written; empty where it stands alone.
    pub subject: String,
    /// Its files.
    pub files: Vec<ArtifactFile>,
}

/// One file of an artifact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArtifactFile {
    /// Its name, by its annotation; else its digest, as written.
    pub name: String,
    /// Its media type, as written.
    pub media_type: String,
    /// Its bytes, as claimed.
    pub size: Option<u64>,
}

/// What a Helm chart's config says of it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Chart {
    #[serde(deserialize_with = "or_default")]
    name: String,
    #[serde(deserialize_with = "or_default")]
    version: String,
}

/// Types that people meet, and what they are. The first whose beginning fits counts.
const KINDS: &[(&str, &str)] = &[
    ("application/vnd.cncf.helm.", "a Helm chart"),
    ("application/vnd.docker.plugin.", "a Docker plugin"),
    ("application/vnd.dev.cosign.", "a cosign signature"),
    ("application/vnd.dev.sigstore.", "a sigstore bundle"),
    ("application/vnd.cncf.notary.", "a Notary signature"),
    ("application/vnd.in-toto", "an in-toto attestation"),
    (
        "application/vnd.docker.attestation.",
        "an in-toto attestation",
    ),
    ("application/spdx", "an SPDX SBOM"),
    ("text/spdx", "an SPDX SBOM"),
    ("application/vnd.syft", "a Syft SBOM"),
    ("application/vnd.cyclonedx", "a CycloneDX SBOM"),
    ("application/vnd.wasm.", "a WebAssembly component"),
    ("application/vnd.module.wasm.", "a WebAssembly module"),
    ("application/vnd.cncf.openpolicyagent.", "an OPA policy"),
    ("application/vnd.cncf.flux.", "a Flux artifact"),
    ("application/vnd.cncf.model.", "a model"),
    ("application/vnd.docker.ai.", "a model"),
    ("application/vnd.ollama.", "a model"),
    (
        "application/vnd.amazon.soci.",
        "a SOCI index (for lazy pulling)",
    ),
    ("application/vnd.buildkit.cacheconfig.", "a BuildKit cache"),
    ("application/vnd.cnab.", "a CNAB bundle"),
    ("application/vnd.devcontainers", "a dev container feature"),
];

/// What the type of an artifact means, in words.
fn kind(artifact_type: &str) -> String {
    let known = KINDS
        .iter()
        .find(|(start, _)| artifact_type.starts_with(start));
    match (known, artifact_type) {
        (Some((_, kind)), _) => (*kind).to_owned(),
        (
            None,
            "" | "application/vnd.unknown.artifact.v1" | "application/vnd.unknown.config.v1+json",
        ) => "an artifact of an unknown type".to_owned(),
        (None, other) => format!("an artifact of type {other}"),
    }
}

impl Artifact {
    /// What a manifest that is no image's says of itself; `config` holds its config's bytes,
    /// where they could be read.
    pub(super) fn new(manifest: String, document: &Document, config: Option<&[u8]>) -> Artifact {
        let layers = document.layers.as_deref().unwrap_or_default();
        let config_type = document.config.as_ref().map(|c| c.media_type.as_str());
        let first = layers.first().map(|layer| layer.media_type.as_str());
        // cosign gives its signatures an image's config, and says in their layer what they are.
        let artifact_type = [
            Some(document.artifact_type.as_str()),
            config_type.filter(|t| !super::media_type::is_image_config(t)),
            first,
        ];
        let empty = "application/vnd.oci.empty.v1+json";
        let mut named = artifact_type
            .into_iter()
            .flatten()
            .filter(|t| !t.is_empty() && *t != empty);
        let artifact_type = named.next().unwrap_or_default().to_owned();
        let mut artifact = Artifact {
            kind: kind(&artifact_type),
            manifest,
            title: annotation(document, "org.opencontainers.image.title"),
            version: annotation(document, "org.opencontainers.image.version"),
            subject: document.subject.clone().unwrap_or_default().digest,
            files: layers.iter().map(ArtifactFile::of).collect(),
            artifact_type,
            ..Artifact::default()
        };
        if artifact
            .artifact_type
            .starts_with("application/vnd.cncf.helm.")
        {
            let chart = config.and_then(|bytes| json::parse_object::<Chart>(bytes, 1).ok());
            if let Some(Chart { name, version }) = chart {
                artifact.title = name;
                artifact.version = version;
            }
        }
        artifact
    }

    /// In a few words: `a Helm chart (web 1.2.0)`.
    pub fn words(&self) -> String {
        let name = match (self.title.as_str(), self.tags.first()) {
            ("", Some(tag)) => tag.clone(),
            ("", None) => String::new(),
            (title, _) => format!("{title} {}", self.version).trim_end().to_owned(),
        };
        match name.is_empty() {
            true => self.kind.clone(),
            false => format!("{} ({name})", self.kind),
        }
    }
}

impl ArtifactFile {
    fn of(layer: &Descriptor) -> ArtifactFile {
        let title = layer.annotations.get("org.opencontainers.image.title");
        ArtifactFile {
            name: title.cloned().unwrap_or_else(|| layer.digest.clone()),
            media_type: layer.media_type.clone(),
            size: layer.claimed_size(),
        }
    }
}

fn annotation(document: &Document, key: &str) -> String {
    document.annotations.get(key).cloned().unwrap_or_default()
}

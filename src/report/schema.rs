//! The report's schema. Every size is in bytes, uncompressed unless its name says otherwise.

mod others;
mod sizes;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Problem;
use crate::decompress::Compression;
use crate::image::{HistoryNote, LayerChanges, Verdict};
use crate::packages::Packages;
use crate::reuse::Reuse;
use crate::rules::{Base, Finding};

pub use others::{
    ArtifactFileReport, ArtifactReport, AttestationReport, ChoiceReport, FactReport,
    MaterialReport, PackageReport, RemoteReport, SharedReport,
};
pub use sizes::{
    CauseSum, DiveReport, DuplicateReport, FileReport, FolderReport, HiddenReport, SizesReport,
};

/// The version of this schema.
pub const SCHEMA: u32 = 1;

/// The analysis of one archive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Report {
    /// [`SCHEMA`] of the program that wrote it.
    pub schema: u32,
    /// The program that wrote it.
    pub generator: String,
    /// The file.
    pub source: SourceReport,
    /// Its images, in the archive's order.
    pub images: Vec<ImageReport>,
    /// What else it holds that is stored like an image, and is none.
    #[serde(default)]
    pub artifacts: Vec<ArtifactReport>,
    /// The layers of all its images together.
    #[serde(default)]
    pub layers: SharedReport,
    /// Layers of its images that could be one, and are not; what would save most comes first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reuse: Vec<Reuse>,
    /// What could not be read of the archive itself.
    pub problems: Vec<Problem>,
}

/// The file that was opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct SourceReport {
    /// Its name.
    pub name: String,
    /// Its bytes, as stored.
    pub stored_size: u64,
    /// How the archive as a whole is compressed; absent where it could not be told.
    pub compression: Option<Compression>,
    /// Of an image that is in a registry, or in a layout on a web server: where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote: Option<RemoteReport>,
    /// Of a report that was opened again: the file that it was read from. Then the contents of files
    /// are not at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopened: Option<String>,
}

/// One image.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ImageReport {
    /// Its references, `name:tag`; may be none.
    pub tags: Vec<String>,
    /// The image ID: the digest of its config.
    pub id: Option<String>,
    /// Whether that is the digest that the archive claims.
    #[serde(default)]
    pub id_verdict: Option<Verdict>,
    /// The digest of its manifest, where it has one.
    #[serde(default)]
    pub manifest: Option<String>,
    /// Whether that is the digest that the archive claims.
    #[serde(default)]
    pub manifest_verdict: Option<Verdict>,
    /// The digest of the index that lists it among its platforms, as written.
    #[serde(default)]
    pub index: Option<String>,
    /// What it runs on.
    pub platform: Platform,
    /// When it was made, as the config writes it.
    pub created: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// What a container of it runs with.
    pub config: ConfigReport,
    /// Whether the config was read: only then do its silences mean anything.
    pub config_read: bool,
    /// Whether every layer has been scanned: until then sums are those of the layers so far.
    pub complete: bool,
    /// Bytes of the layers as the archive stores them (compressed, where they are).
    pub stored_size: u64,
    /// Its layers, the lowest first.
    pub layers: Vec<LayerReport>,
    /// Its history, the first instruction first.
    pub history: Vec<HistoryReport>,
    /// How the history had to be bent to fit the layers.
    pub history_note: Option<HistoryNote>,
    /// What was attested of it: provenance, SBOMs.
    #[serde(default)]
    pub attestations: Vec<AttestationReport>,
    /// Where the bytes are.
    pub sizes: SizesReport,
    /// Where its base image ends, as far as the history tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Base>,
    /// What the rules found, the gravest first.
    pub findings: Vec<Finding>,
    /// Its packages, where they were asked for: `peel analyze --packages`. Which files each has is not in a report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packages: Option<Packages>,
    /// What could not be read, and what is odd.
    pub problems: Vec<Problem>,
}

impl ImageReport {
    /// Says its problems and findings again, in the language that is spoken now.
    pub fn say_again(&mut self) {
        let of_layers = self.layers.iter_mut().map(|layer| &mut layer.problem);
        let all = self.problems.iter_mut().chain(of_layers.flatten());
        all.for_each(|problem| *problem = problem.spoken());
        for finding in &mut self.findings {
            *finding = finding.spoken();
        }
    }
}

/// What an image runs on (image-spec `config.md`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Platform {
    /// Operating system, as Go names it; empty where the config does not say.
    pub os: String,
    /// CPU architecture, as Go names it.
    pub architecture: String,
    /// CPU variant.
    pub variant: Option<String>,
    /// Version of the operating system; only Windows has one.
    #[serde(default)]
    pub os_version: Option<String>,
}

impl Platform {
    /// As people write it: `linux/arm/v7`; empty where nobody says.
    pub fn name(&self) -> String {
        let parts = [self.os.as_str(), self.architecture.as_str()];
        let parts = parts.into_iter().chain(self.variant.as_deref());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        parts.join("/")
    }
}

/// What a container runs with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ConfigReport {
    /// `USER`; empty means root.
    pub user: String,
    /// `ENTRYPOINT`.
    pub entrypoint: Vec<String>,
    /// `CMD`.
    pub cmd: Vec<String>,
    /// `WORKDIR`.
    pub working_dir: String,
    /// `ENV`, as `KEY=value`.
    pub env: Vec<String>,
    /// `EXPOSE`, as `80/tcp`.
    pub exposed_ports: Vec<String>,
    /// `VOLUME`.
    pub volumes: Vec<String>,
    /// `LABEL`.
    pub labels: BTreeMap<String, String>,
    /// `STOPSIGNAL`.
    pub stop_signal: Option<String>,
    /// `HEALTHCHECK`: `["NONE"]`, `["CMD", …]`, `["CMD-SHELL", …]`; absent where there is none.
    pub healthcheck: Option<Vec<String>>,
    /// `ONBUILD`.
    pub on_build: Vec<String>,
    /// `SHELL`.
    pub shell: Vec<String>,
}

/// One layer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct LayerReport {
    /// Its name in the archive.
    pub name: String,
    /// Whether it has been scanned.
    pub scanned: bool,
    /// Whether that is what its table of contents says (eStargz, zstd:chunked): names, sizes and
    /// owners as the manifest vouches for them, and nothing of the layer's bytes was read.
    #[serde(default)]
    pub table: bool,
    /// Digest of the bytes as stored, computed; absent where they were not read.
    pub digest: Option<String>,
    /// Whether that is the digest that the archive claims.
    pub digest_verdict: Option<Verdict>,
    /// The diff ID: the one computed, before that the one claimed.
    pub diff_id: Option<String>,
    /// Whether the computed one is the one that the config claims.
    pub diff_id_verdict: Option<Verdict>,
    /// Media type, where the archive gives one.
    pub media_type: Option<String>,
    /// Whether its maker does not let others distribute it (Docker's foreign layers).
    #[serde(default)]
    pub foreign: bool,
    /// Where else it is to be had, as written.
    #[serde(default)]
    pub urls: Vec<String>,
    /// How it is compressed, by its bytes.
    pub compression: Option<Compression>,
    /// Bytes as stored; absent where it is not in the archive.
    pub stored_size: Option<u64>,
    /// Bytes of the uncompressed tar; 0 where only its table of contents was read.
    pub tar_size: u64,
    /// Bytes of all file contents in it.
    pub size: u64,
    /// Entries of the tar.
    pub entries: u64,
    /// What it adds, changes and removes; absent until it is stacked.
    pub changes: Option<LayerChanges>,
    /// Bytes of it that the final tree does not show.
    pub hidden: u64,
    /// The row of the history that made it.
    pub history: Option<usize>,
    /// Its tree among those of the file, from 0; absent where the file does not hold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tree: Option<usize>,
    /// Why it could not be read to its end.
    pub problem: Option<Problem>,
}

/// One row of the history.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct HistoryReport {
    /// The instruction's keyword, `RUN`; empty where the entry is no instruction.
    pub keyword: String,
    /// The instruction without its keyword, as it would stand in a Dockerfile.
    pub arguments: String,
    /// The entry as written.
    pub raw: String,
    /// The layer that it made; absent for metadata only.
    pub layer: Option<usize>,
    /// When.
    pub created: Option<String>,
    /// The builder's remark.
    pub comment: Option<String>,
    /// Who.
    pub author: Option<String>,
}

//! The report's schema. Every size is in bytes, uncompressed unless its name says otherwise.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Problem;
use crate::decompress::Compression;
use crate::image::{Cause, HistoryNote, LayerChanges, Verdict};
use crate::rules::Finding;

/// The version of this schema.
pub const SCHEMA: u32 = 1;

/// The analysis of one archive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`] of the program that wrote it.
    pub schema: u32,
    /// The program that wrote it.
    pub generator: String,
    /// The file.
    pub source: SourceReport,
    /// Its images, in the archive's order.
    pub images: Vec<ImageReport>,
    /// What could not be read of the archive itself.
    pub problems: Vec<Problem>,
}

/// The file that was opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceReport {
    /// Its name.
    pub name: String,
    /// Its bytes, as stored.
    pub stored_size: u64,
    /// How the archive as a whole is compressed; absent where it could not be told.
    pub compression: Option<Compression>,
}

/// One image.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImageReport {
    /// Its references, `name:tag`; may be none.
    pub tags: Vec<String>,
    /// The image ID: the digest of its config.
    pub id: Option<String>,
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
    /// Where the bytes are.
    pub sizes: SizesReport,
    /// What the rules found, the gravest first.
    pub findings: Vec<Finding>,
    /// What could not be read, and what is odd.
    pub problems: Vec<Problem>,
}

/// What an image runs on (image-spec `config.md`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Platform {
    /// Operating system, as Go names it; empty where the config does not say.
    pub os: String,
    /// CPU architecture, as Go names it.
    pub architecture: String,
    /// CPU variant.
    pub variant: Option<String>,
}

/// What a container runs with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
pub struct LayerReport {
    /// Its name in the archive.
    pub name: String,
    /// Whether it has been scanned.
    pub scanned: bool,
    /// Digest of the bytes as stored, computed.
    pub digest: Option<String>,
    /// Whether that is the digest that the archive claims.
    pub digest_verdict: Option<Verdict>,
    /// The diff ID: the one computed, before that the one claimed.
    pub diff_id: Option<String>,
    /// Whether the computed one is the one that the config claims.
    pub diff_id_verdict: Option<Verdict>,
    /// Media type, where the archive gives one.
    pub media_type: Option<String>,
    /// How it is compressed, by its bytes.
    pub compression: Option<Compression>,
    /// Bytes as stored; absent where it is not in the archive.
    pub stored_size: Option<u64>,
    /// Bytes of the uncompressed tar.
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
    /// Why it could not be read to its end.
    pub problem: Option<Problem>,
}

/// One row of the history.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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

/// Where the bytes of an image are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SizesReport {
    /// Bytes of all file contents of all layers.
    pub total: u64,
    /// Bytes of them that the final tree shows.
    pub visible: u64,
    /// Bytes of them that it does not show: `total - visible`.
    pub hidden: u64,
    /// `visible / total`; 1 for an image without bytes.
    pub efficiency: f64,
    /// Files and links that the final tree shows.
    pub files: u64,
    /// The folders at the top of the final tree, the largest first.
    pub folders: Vec<FolderReport>,
    /// The largest files of the final tree, the largest first.
    pub largest: Vec<FileReport>,
    /// Hidden bytes by cause, the largest first.
    pub causes: Vec<CauseSum>,
    /// The paths that hide most, the largest first.
    pub hidden_paths: Vec<HiddenReport>,
    /// Paths left out of `hidden_paths`.
    pub hidden_more: u64,
    /// Files with the same contents at several visible paths, the most wasteful first.
    pub duplicates: Vec<DuplicateReport>,
    /// Bytes that all duplicates would save.
    pub duplicate_bytes: u64,
    /// The same questions as the program `dive` answers them.
    pub dive: DiveReport,
}

/// A folder at the top of the final tree.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FolderReport {
    /// Its path.
    pub path: String,
    /// Visible bytes below it; hard links count once.
    pub bytes: u64,
    /// Files and links below it.
    pub files: u64,
}

/// A file of the final tree.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileReport {
    /// Its path.
    pub path: String,
    /// Its bytes.
    pub bytes: u64,
    /// The layer that has it.
    pub layer: u32,
}

/// Hidden bytes of one cause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CauseSum {
    /// The cause.
    pub cause: Cause,
    /// Bytes.
    pub bytes: u64,
    /// Times.
    pub count: u64,
}

/// Hidden bytes of one path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HiddenReport {
    /// The path.
    pub path: String,
    /// Bytes.
    pub bytes: u64,
    /// Why.
    pub cause: Cause,
    /// The layer that has them.
    pub from: u32,
    /// The layer that hides them.
    pub by: u32,
}

/// The same contents at several visible paths.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DuplicateReport {
    /// Bytes of one copy.
    pub bytes: u64,
    /// The paths; long lists are cut.
    pub paths: Vec<String>,
    /// Copies, all of them.
    pub copies: u64,
}

/// `dive`'s figures, computed by its formulas for comparison. In several common cases they
/// are not the true ones (they count both copies of a rewritten file, and miss deleted and
/// opaque folders).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DiveReport {
    /// `efficiencyScore`.
    pub efficiency: f64,
    /// `inefficientBytes`.
    pub wasted_bytes: u64,
    /// `userWastedPercent`, as a share; absent where dive divides by zero.
    pub user_wasted_share: Option<f64>,
    /// Bytes of all layers, as dive counts them.
    pub size_bytes: u64,
}

//! Where the bytes of an image are.

use serde::{Deserialize, Serialize};

use crate::image::Cause;

/// Where the bytes of an image are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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

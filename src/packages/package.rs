//! What is told of packages: rows of a table, and sums.

use serde::{Deserialize, Serialize};

use super::{PackageError, Part};

/// Who manages a package, or tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "PackageKind"))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// dpkg, of Debian and Ubuntu.
    Dpkg,
    /// apk, of Alpine and Wolfi.
    Apk,
    /// rpm, of Fedora, Red Hat and SUSE.
    Rpm,
    /// Python's.
    Python,
    /// npm and the like, in `node_modules`.
    Npm,
    /// A Go program, by what its linker wrote.
    Go,
    /// A Rust program, by what cargo-auditable wrote.
    Cargo,
    /// A Java archive.
    Jar,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 8] = [
        Kind::Dpkg,
        Kind::Apk,
        Kind::Rpm,
        Kind::Python,
        Kind::Npm,
        Kind::Go,
        Kind::Cargo,
        Kind::Jar,
    ];

    /// Its name in a report.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Dpkg => "dpkg",
            Kind::Apk => "apk",
            Kind::Rpm => "rpm",
            Kind::Python => "python",
            Kind::Npm => "npm",
            Kind::Go => "go",
            Kind::Cargo => "cargo",
            Kind::Jar => "jar",
        }
    }
}

/// One package of an image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Package {
    /// Who manages it.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its version; may be empty.
    pub version: String,
    /// The processor it is for; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub arch: String,
    /// The source package it was built from, where that has another name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Its license, where its database says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub license: String,
    /// The layer that brought it in this version, from 0.
    pub layer: u32,
    /// The layer that removed it or replaced it by another version; absent where it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<u32>,
    /// The version that replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced: Option<String>,
    /// The file that tells of it.
    pub path: String,
    /// Files that the image has of it; a file with several names is one.
    pub files: u64,
    /// Bytes of those files, uncompressed.
    pub bytes: u64,
    /// Bytes of those that another package has too.
    #[serde(default)]
    pub shared: u64,
    /// Bytes of its files in the layers that the image does not show.
    #[serde(default)]
    pub hidden: u64,
    /// Paths that it lists and the image does not have.
    #[serde(default)]
    pub missing: u64,
    /// What is inside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// The packages of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Packages {
    /// Those that are there, with the most bytes first.
    pub packages: Vec<Package>,
    /// Those that a later layer removed or replaced, with the most hidden bytes first.
    pub removed: Vec<Package>,
    /// Bytes of all files of the image.
    pub total: u64,
    /// Bytes of them that a package owns.
    pub owned: u64,
    /// Bytes of them that none does; `total` is the sum of both.
    pub unowned: u64,
    /// Files that no package owns.
    pub unowned_files: u64,
    /// The largest of them.
    pub unowned_largest: Vec<SizedFile>,
    /// Files that could not be read, or not whole.
    pub troubles: Vec<Trouble>,
    /// Whether a limit left something out.
    pub partial: bool,
}

/// The files of one package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageFiles {
    /// The largest of its names, each with the bytes that it shows: of a file with several, one has
    /// them.
    pub files: Vec<SizedFile>,
    /// Names that are left out.
    pub more: u64,
}

/// A file with its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct SizedFile {
    /// Its path from the root.
    pub path: String,
    /// Its bytes.
    pub bytes: u64,
    /// The layer it is from, from 0.
    pub layer: u32,
}

/// A file that should tell of packages and does not, or not whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Trouble {
    /// Its path from the root; empty where a whole layer could not be read.
    pub path: String,
    /// The layer that has it, from 0.
    pub layer: u32,
    /// Why, by its name among the program's errors, with what that says.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "serde_json::Value"))]
    pub error: PackageError,
}

//! What a database says of one package.

use serde::{Deserialize, Serialize};

use super::{Files, Kind};

/// What a database says of one package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Who manages it.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its version; may be empty.
    pub version: String,
    /// The processor it is for, as its database writes it; may be empty.
    pub arch: String,
    /// The source package it was built from, where that has another name; may be empty.
    pub source: String,
    /// Its license, as it says; may be empty.
    pub license: String,
    /// The files it holds.
    pub holds: Holds,
    /// What is inside it and has no files of its own: modules that were linked in, archives in an
    /// archive.
    pub parts: Vec<Part>,
}

impl Facts {
    pub(super) fn new(kind: Kind) -> Facts {
        Facts {
            kind,
            name: String::new(),
            version: String::new(),
            arch: String::new(),
            source: String::new(),
            license: String::new(),
            holds: Holds::Listed,
            parts: Vec::new(),
        }
    }
}

/// Which files a package holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// These, from the root.
    Files(Files),
    /// Those of a list elsewhere.
    Listed,
    /// The file itself that tells of it.
    Itself,
    /// All that is below the folder of the file that tells of it, but for what another package there
    /// holds.
    Folder,
}

/// A thing inside a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its version; may be empty.
    pub version: String,
}

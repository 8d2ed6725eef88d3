//! Rust: the crates that cargo-auditable has a program list, as JSON in zlib.
//!
//! cargo-auditable's `PARSING.md` and its JSON schema.

use std::io::Read as _;

use serde::Deserialize;

use super::elf::Elf;
use super::{Facts, Holds, Kind, PackageError, Part};
use crate::limits;

#[derive(Deserialize)]
struct Listed {
    packages: Vec<Crate>,
}

#[derive(Deserialize)]
struct Crate {
    name: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    root: bool,
}

/// The program as a package; `None` where it lists no crates.
pub(super) fn program(elf: &Elf<'_>) -> Result<Option<Facts>, PackageError> {
    let Some(section) = elf.section(b".dep-v0") else {
        return Ok(None);
    };
    let broken = || PackageError::broken("list of crates");
    let mut json = Vec::new();
    let inflated = flate2::read::ZlibDecoder::new(section);
    let mut inflated = inflated.take(limits::PACKAGE_TEXT_BYTES + 1);
    inflated.read_to_end(&mut json).map_err(|_| broken())?;
    if json.len() as u64 > limits::PACKAGE_TEXT_BYTES {
        return Err(PackageError::TooMany("crates".into()));
    }
    let listed: Listed = serde_json::from_slice(&json).map_err(|_| broken())?;
    let mut facts = Facts {
        holds: Holds::Itself,
        ..Facts::new(Kind::Cargo)
    };
    for listed in listed.packages {
        let Crate {
            name,
            version,
            kind,
            root,
        } = listed;
        match (root, kind.as_str()) {
            (true, _) => (facts.name, facts.version) = (name, version),
            // What only built it is not in it.
            (false, "build") => {}
            (false, _) => facts.parts.push(Part { name, version }),
        }
    }
    Ok((!facts.name.is_empty()).then_some(facts))
}

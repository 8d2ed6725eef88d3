//! What one file tells, once it is read.

use serde::{Deserialize, Serialize};

use super::dpkg::{self, Diversion};
use super::elf::{self, Elf};
use super::rpm::{self, Database};
use super::{Facts, Files, PackageError, Role, apk, cargo, golang, jar, npm, python};

/// What one file tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// Packages.
    Packages(Vec<Facts>),
    /// The paths of one package.
    Files(Files),
    /// Files that stand elsewhere than their packages say.
    Diversions(Vec<Diversion>),
    /// Nothing of packages, which is no fault.
    Nothing,
}

impl Found {
    /// Reads a file.
    ///
    /// # Errors
    /// [`PackageError`] where it is not what its place says.
    pub fn read(role: Role, bytes: &[u8]) -> Result<Found, PackageError> {
        Ok(match role {
            Role::DpkgStatus => Found::Packages(dpkg::status(bytes)?),
            Role::DpkgList => Found::Files(dpkg::list(bytes)),
            Role::DpkgSums => Found::Files(dpkg::sums(bytes)),
            Role::DpkgDiversions => Found::Diversions(dpkg::diversions(bytes)),
            Role::RpmSqlite => Found::Packages(rpm::packages(Database::Sqlite, bytes)?),
            Role::RpmNdb => Found::Packages(rpm::packages(Database::Ndb, bytes)?),
            Role::RpmBdb => Found::Packages(rpm::packages(Database::Bdb, bytes)?),
            Role::PythonMetadata => Found::Packages(vec![python::metadata(bytes)?]),
            Role::PythonRecord => Found::Files(python::record(bytes)),
            Role::PythonInstalled => Found::Files(python::installed(bytes)),
            Role::NpmManifest => Found::Packages(npm::manifest(bytes)?.into_iter().collect()),
            Role::Jar => Found::Packages(vec![jar::package(bytes)?]),
            Role::Program => match Elf::read(bytes) {
                None => Found::Nothing,
                Some(elf) => {
                    let programs = [golang::program(&elf)?, cargo::program(&elf)?];
                    let programs: Vec<Facts> = programs.into_iter().flatten().collect();
                    match programs.is_empty() {
                        true => Found::Nothing,
                        false => Found::Packages(programs),
                    }
                }
            },
            Role::ApkInstalled => Found::Packages(apk::installed(bytes)?),
        })
    }

    /// Whether the first bytes of a file (at least four, where it has as many) say already that it
    /// tells nothing, so that the rest need not be kept.
    pub fn is_nothing(role: Role, start: &[u8]) -> bool {
        role == Role::Program && !start.starts_with(elf::MAGIC)
    }
}

//! What one file tells, once it is read.

use serde::{Deserialize, Serialize};

use super::dpkg::{self, Diversion};
use super::elf::{self, Elf};
use super::rpm::{self, Database};
use super::{Facts, Files, Holds, PackageError, Part, Role, apk, cargo, golang, jar, npm, python};

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

    /// Bytes of memory that it needs, about.
    pub fn weight(&self) -> usize {
        let part = |part: &Part| 64 + part.name.len() + part.version.len();
        let facts = |facts: &Facts| {
            let holds = match &facts.holds {
                Holds::Files(files) => files.bytes(),
                _ => 0,
            };
            let words = [&facts.name, &facts.version, &facts.license, &facts.source];
            let words: usize = words.into_iter().map(String::len).sum();
            256 + words + holds + facts.parts.iter().map(part).sum::<usize>()
        };
        match self {
            Found::Packages(packages) => packages.iter().map(facts).sum(),
            Found::Files(files) => 64 + files.bytes(),
            Found::Diversions(all) => all.iter().map(|one| 64 + one.paths.bytes()).sum(),
            Found::Nothing => 64,
        }
    }

    /// Whether the first bytes of a file (at least four, where it has as many) say already that it
    /// tells nothing, so that the rest need not be kept.
    pub fn is_nothing(role: Role, start: &[u8]) -> bool {
        role == Role::Program && !start.starts_with(elf::MAGIC)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROLES: [Role; 14] = [
        Role::DpkgStatus,
        Role::DpkgList,
        Role::DpkgSums,
        Role::DpkgDiversions,
        Role::ApkInstalled,
        Role::RpmSqlite,
        Role::RpmNdb,
        Role::RpmBdb,
        Role::PythonMetadata,
        Role::PythonRecord,
        Role::PythonInstalled,
        Role::NpmManifest,
        Role::Jar,
        Role::Program,
    ];

    /// What each binary format begins with, so that reading goes on.
    fn starts() -> Vec<Vec<u8>> {
        let mut sqlite = b"SQLite format 3\0\x02\0\x01\x01\0".to_vec();
        sqlite.resize(100, 0);
        sqlite.extend([13, 0, 0, 0, 2, 0, 0, 0, 0, 110, 0, 120]);
        let mut ndb = b"RpmP\0\0\0\0\0\0\0\0\x01\0\0\0".to_vec();
        ndb.resize(32, 0);
        ndb.extend(b"Slot\x01\0\0\0\x04\0\0\0\x01\0\0\0BlbS\x01\0\0\0");
        let mut bdb = vec![0; 12];
        bdb.extend(0x0006_1561_u32.to_le_bytes());
        bdb.extend([9, 0, 0, 0, 0, 2, 0, 0]);
        bdb.resize(512 + 20, 0);
        bdb.extend([2, 0, 0, 0, 0, 13, 30, 0, 40, 0]);
        let wide = b"\x7fELF\x02\x01".to_vec();
        let narrow = b"\x7fELF\x01\x02".to_vec();
        vec![Vec::new(), sqlite, ndb, bdb, wide, narrow]
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(
            start in proptest::sample::select(starts()),
            rest in proptest::collection::vec(any::<u8>(), 0..1500),
            end in proptest::collection::vec(0..64_u8, 0..18),
        ) {
            let mut bytes = start;
            bytes.extend(rest);
            bytes.extend(b"PK\x05\x06");
            bytes.extend(end);
            for role in ROLES {
                let _ = Found::is_nothing(role, &bytes);
                let _ = Found::read(role, &bytes).map(|found| found.weight());
            }
        }
    }
}

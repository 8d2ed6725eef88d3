//! Which files tell of packages, by their paths.

use serde::{Deserialize, Serialize};

use super::{Facts, dpkg};
use crate::limits;

const STATUS: &[u8] = b"var/lib/dpkg/status";
const INFO: &[u8] = b"var/lib/dpkg/info/";

/// What a file tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// dpkg's packages, all or one.
    DpkgStatus,
    /// The paths of one of dpkg's packages.
    DpkgList,
    /// The same, as sums.
    DpkgSums,
    /// dpkg's diversions.
    DpkgDiversions,
    /// apk's packages.
    ApkInstalled,
    /// rpm's packages, in SQLite.
    RpmSqlite,
    /// rpm's packages, in its own database.
    RpmNdb,
    /// rpm's packages, in Berkeley DB.
    RpmBdb,
    /// The metadata of one of Python's packages.
    PythonMetadata,
    /// The paths of one that was a wheel.
    PythonRecord,
    /// The paths of one that was an egg.
    PythonInstalled,
    /// One of npm's packages.
    NpmManifest,
    /// A Java archive.
    Jar,
    /// A program, which may say what it is made of.
    Program,
}

impl Role {
    /// What a file at this path from the root tells; `None` for nothing. `program` is whether it may
    /// be run.
    pub fn of(path: &[u8], program: bool) -> Option<Role> {
        let told = system(path).or_else(|| language(path));
        told.or(program.then_some(Role::Program))
    }

    /// Bytes that are read of such a file.
    pub fn limit(self) -> u64 {
        match self {
            Role::DpkgStatus
            | Role::ApkInstalled
            | Role::RpmSqlite
            | Role::RpmNdb
            | Role::RpmBdb
            | Role::Jar
            | Role::Program => limits::PACKAGE_FILE_BYTES,
            _ => limits::PACKAGE_TEXT_BYTES,
        }
    }

    /// Whether it only adds to what another file tells.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Role::DpkgList | Role::DpkgSums | Role::DpkgDiversions)
    }
}

/// The databases of the system's own package managers: each has one place.
fn system(path: &[u8]) -> Option<Role> {
    if let Some(rest) = path.strip_prefix(b"var/lib/dpkg/") {
        if let Some(file) = rest.strip_prefix(b"status.d/") {
            let plain = !file.is_empty() && !file.contains(&b'/');
            return plain.then(|| match file.ends_with(b".md5sums") {
                true => Role::DpkgSums,
                false => Role::DpkgStatus,
            });
        }
        return match rest {
            b"status" => Some(Role::DpkgStatus),
            b"diversions" => Some(Role::DpkgDiversions),
            _ => {
                let list = rest.starts_with(b"info/") && rest.ends_with(b".list");
                list.then_some(Role::DpkgList)
            }
        };
    }
    // Where distributions have it: the old place, that of SUSE and Fedora, that of OSTree.
    let homes = [
        &b"var/lib/rpm/"[..],
        b"usr/lib/sysimage/rpm/",
        b"usr/share/rpm/",
    ];
    if let Some(file) = homes.iter().find_map(|home| path.strip_prefix(*home)) {
        return match file {
            b"rpmdb.sqlite" => Some(Role::RpmSqlite),
            b"Packages.db" => Some(Role::RpmNdb),
            b"Packages" => Some(Role::RpmBdb),
            _ => None,
        };
    }
    match path {
        b"lib/apk/db/installed" | b"usr/lib/apk/db/installed" => Some(Role::ApkInstalled),
        _ => None,
    }
}

/// What languages' own package managers leave, anywhere.
fn language(path: &[u8]) -> Option<Role> {
    let (folder, file) = split(path);
    let of = |end: &[u8]| folder.ends_with(end);
    match file {
        b"METADATA" if of(b".dist-info") => Some(Role::PythonMetadata),
        b"RECORD" if of(b".dist-info") => Some(Role::PythonRecord),
        b"PKG-INFO" if of(b".egg-info") || of(b".egg/EGG-INFO") => Some(Role::PythonMetadata),
        b"installed-files.txt" if of(b".egg-info") => Some(Role::PythonInstalled),
        b"package.json" => {
            // Right below `node_modules`, or in a scope there.
            let (above, name) = split(folder);
            let (scopes, scope) = split(above);
            let scoped = scope.starts_with(b"@") && split(scopes).1 == b"node_modules";
            (scope == b"node_modules" && !name.starts_with(b"@") || scoped)
                .then_some(Role::NpmManifest)
        }
        _ if is_jar(file) => Some(Role::Jar),
        _ if file.ends_with(b".egg-info") => Some(Role::PythonMetadata),
        _ => None,
    }
}

/// Java's archives, and those of its servers and of Jenkins.
fn is_jar(file: &[u8]) -> bool {
    let ends = [&b".jar"[..], b".war", b".ear", b".hpi", b".jpi", b".par"];
    ends.iter().any(|end| file.ends_with(end))
}

/// A path as its folder and its last name.
fn split(path: &[u8]) -> (&[u8], &[u8]) {
    match path.iter().rposition(|byte| *byte == b'/') {
        Some(slash) => (&path[..slash], &path[slash + 1..]),
        None => (b"", path),
    }
}

/// What a list of files is about, such that [`keys`] of its package are the same.
pub(super) fn about(role: Role, path: &[u8]) -> Vec<u8> {
    match role {
        Role::DpkgList | Role::DpkgSums => dpkg::named(path).to_vec(),
        _ => split(path).0.to_vec(),
    }
}

/// What the list of a package may be called, the likeliest first.
pub(super) fn keys(role: Role, path: &[u8], facts: &Facts) -> Vec<Vec<u8>> {
    match role {
        Role::DpkgStatus if path == STATUS => {
            let plain = [INFO, facts.name.as_bytes()].concat();
            let with_arch = [&plain, ":".as_bytes(), facts.arch.as_bytes()].concat();
            vec![with_arch, plain]
        }
        Role::PythonMetadata => vec![split(path).0.to_vec()],
        _ => vec![path.to_vec()],
    }
}

/// What relative paths of a list begin at, with a slash at its end where it is not the root, by the file that
/// tells of the package.
pub(super) fn base(role: Role, path: &[u8]) -> Vec<u8> {
    let folder = split(path).0;
    let base = match role {
        // An egg's are relative to its own folder, a wheel's to the one above.
        Role::PythonMetadata if folder.ends_with(b".dist-info") => split(folder).0,
        Role::PythonMetadata => folder,
        _ => b"",
    };
    match base {
        b"" => Vec::new(),
        base => [base, b"/"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn databases_are_known_by_their_places() {
        let cases: [(&[u8], Option<Role>); 16] = [
            (b"var/lib/dpkg/status", Some(Role::DpkgStatus)),
            (b"var/lib/dpkg/status.d/base", Some(Role::DpkgStatus)),
            (b"var/lib/dpkg/status.d/base.md5sums", Some(Role::DpkgSums)),
            (b"var/lib/dpkg/info/libc6:amd64.list", Some(Role::DpkgList)),
            (b"var/lib/dpkg/status-old", None),
            (b"lib/apk/db/installed", Some(Role::ApkInstalled)),
            (b"srv/lib/apk/db/installed", None),
            (b"x/six-1.dist-info/METADATA", Some(Role::PythonMetadata)),
            (b"x/six-1.dist-info/RECORD", Some(Role::PythonRecord)),
            (b"x/six-1.dist-info/deeper/RECORD", None),
            (b"x/six.egg-info", Some(Role::PythonMetadata)),
            (b"app/node_modules/a/package.json", Some(Role::NpmManifest)),
            (
                b"app/node_modules/@s/a/package.json",
                Some(Role::NpmManifest),
            ),
            (b"app/node_modules/a/lib/package.json", None),
            (b"app/package.json", None),
            (b"app/lib/log4j-core-2.14.1.jar", Some(Role::Jar)),
        ];
        for (path, role) in cases {
            assert_eq!(Role::of(path, false), role, "{path:?}");
        }
        assert_eq!(Role::of(b"usr/bin/true", true), Some(Role::Program));
    }
}

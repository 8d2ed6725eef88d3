//! Packages that came, went, or have another version.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::packages::{Kind, Package, Packages};

/// The packages of two images.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackagesCompared {
    /// Packages of the old image.
    pub old: usize,
    /// Packages of the new image.
    pub new: usize,
    /// Those that differ, by kind and name.
    pub changes: Vec<PackageChange>,
    /// Whether something of either could not be read: then it may seem added or removed.
    pub partial: bool,
}

/// One package that differs. One that an image has in several versions has a row for each that the
/// other has not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageChange {
    /// Who manages it.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The processor it is for; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub arch: String,
    /// Its version in the old image; absent where it is not there.
    pub old: Option<String>,
    /// Its version in the new image; absent where it is not there.
    pub new: Option<String>,
    /// Bytes of its files in the old image.
    pub old_bytes: u64,
    /// Bytes of its files in the new image.
    pub new_bytes: u64,
}

type Named<'a> = BTreeMap<(Kind, &'a str, &'a str), Vec<&'a Package>>;

impl PackagesCompared {
    /// Of two images.
    pub fn of(old: &Packages, new: &Packages) -> PackagesCompared {
        let (before, after) = (named(old), named(new));
        let mut keys: Vec<_> = before.keys().chain(after.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut changes = Vec::new();
        for key in keys {
            let mut was = before.get(key).cloned().unwrap_or_default();
            let mut is = after.get(key).cloned().unwrap_or_default();
            // Each of the same version stands for one of the other.
            was.retain(|one| {
                let same = is.iter().position(|other| other.version == one.version);
                same.map(|at| is.remove(at)).is_none()
            });
            let n = was.len().max(is.len());
            changes.extend((0..n).map(|i| {
                let (was, is) = (was.get(i), is.get(i));
                PackageChange {
                    kind: key.0,
                    name: key.1.to_owned(),
                    arch: key.2.to_owned(),
                    old: was.map(|package| package.version.clone()),
                    new: is.map(|package| package.version.clone()),
                    old_bytes: was.map_or(0, |package| package.bytes),
                    new_bytes: is.map_or(0, |package| package.bytes),
                }
            }));
        }
        let partial = |of: &Packages| of.partial || !of.troubles.is_empty();
        PackagesCompared {
            old: old.packages.len(),
            new: new.packages.len(),
            changes,
            partial: partial(old) || partial(new),
        }
    }
}

fn named(packages: &Packages) -> Named<'_> {
    let mut named = Named::new();
    for package in &packages.packages {
        let key = (package.kind, package.name.as_str(), package.arch.as_str());
        named.entry(key).or_default().push(package);
    }
    for versions in named.values_mut() {
        versions.sort_by(|a, b| a.version.cmp(&b.version));
    }
    named
}

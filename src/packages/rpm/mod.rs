//! rpm: one blob a package, in one of three databases.
//!
//! `rpmdb.sqlite` since Fedora 33 and RHEL 9, `Packages.db` (ndb) of SUSE, `Packages` (Berkeley DB) before.

mod bdb;
mod header;
mod ndb;
mod sqlite;

use super::bytes::Bytes;
use super::{Facts, PackageError};
use crate::limits;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Database {
    Sqlite,
    Ndb,
    Bdb,
}

/// The packages of a database.
pub(super) fn packages(database: Database, bytes: &[u8]) -> Result<Vec<Facts>, PackageError> {
    let mut packages = Vec::new();
    let mut room = limits::PACKAGE_PATH_BYTES;
    let mut take = |blob: &[u8]| {
        if packages.len() >= limits::PACKAGES {
            return Err(PackageError::TooMany("packages".into()));
        }
        packages.push(header::package(blob, &mut room)?);
        Ok(())
    };
    match database {
        Database::Sqlite => sqlite::blobs(bytes, &mut take)?,
        Database::Ndb => ndb::blobs(bytes, &mut take)?,
        Database::Bdb => bdb::blobs(bytes, &mut take)?,
    }
    Ok(packages)
}

/// Takes the next blob.
type Take<'a> = &'a mut dyn FnMut(&[u8]) -> Result<(), PackageError>;

fn big(bytes: &[u8]) -> Bytes<'_> {
    Bytes { bytes, big: true }
}

fn little(bytes: &[u8]) -> Bytes<'_> {
    Bytes { bytes, big: false }
}

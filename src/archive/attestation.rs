//! Attestations of an image: BuildKit's provenance and SBOMs (buildkit
//! `docs/attestations/attestation-storage.md`).

use super::statement::{self, Statement};
use super::{ArchiveError, BlobRef, Checked};

/// What somebody says of an image: one in-toto statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attestation {
    /// Name of the statement's blob in the archive.
    pub name: String,
    /// Where its bytes are; `None` where they are not in the archive.
    pub blob: Option<BlobRef>,
    /// The digest of its bytes.
    pub digest: Checked,
    /// What it states, by the annotation; the statement's own word counts where it was read.
    pub predicate_type: String,
    /// The statement; `None` where it could not be read.
    pub statement: Option<Statement>,
}

impl Attestation {
    /// Takes the statement's bytes.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), serde_json::Error> {
        let statement = statement::parse(bytes)?;
        if !statement.predicate_type.is_empty() {
            self.predicate_type.clone_from(&statement.predicate_type);
        }
        self.statement = Some(statement);
        Ok(())
    }

    /// What it is, in words.
    pub fn words(&self) -> &'static str {
        statement::words(&self.predicate_type)
    }
}

/// The attestations of one manifest, before it is known whose they are.
#[derive(Default)]
pub(super) struct Attested {
    /// The manifest that they are about, as its digest is written.
    pub(super) image: String,
    /// The attestations.
    pub(super) attestations: Vec<Attestation>,
    /// What could not be read of them.
    pub(super) problems: Vec<ArchiveError>,
}

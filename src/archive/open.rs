//! Which of an archive's documents speaks, where several could.
//!
//! `manifest.json` with the config's diff IDs before `index.json` (Docker 25.0.0 wrote the other's
//! layers out of order), that before the layer folders of the oldest layout.

use std::cell::Cell;

use super::{
    ArchiveError, ArchiveImage, Documents, Index, IndexEntry, Note, docker_save, legacy, oci_layout,
};
use crate::limits;
use crate::source::SourceError;

/// Names shown of a tar that holds no image.
const TOP_NAMES: usize = 5;

/// What an archive holds.
#[derive(Debug, Default)]
pub struct Opened {
    /// Its images.
    pub images: Vec<ArchiveImage>,
    /// What could not be read, of no image in particular.
    pub problems: Vec<ArchiveError>,
    /// What else is in it, or is not and could be expected.
    pub notes: Vec<Note>,
}

/// Documents up to a number of bytes in all: a thousand images may name one large config, and
/// each of them would hold it.
struct Metered<'a> {
    documents: &'a dyn Documents,
    left: Cell<u64>,
}

impl Documents for Metered<'_> {
    fn document(&self, entry: &IndexEntry) -> Result<Vec<u8>, SourceError> {
        let left = self.left.get().checked_sub(entry.size);
        self.left.set(left.ok_or_else(|| SourceError::Unreadable {
            offset: entry.offset,
            reason: "the archive's documents together are over the limit".to_owned(),
        })?);
        self.documents.document(entry)
    }
}

/// The images of an archive.
///
/// # Errors
/// [`ArchiveError`] where the archive holds no image at all. What is wrong with one image is in
/// its own `problems`.
pub fn open(index: &Index, documents: &dyn Documents) -> Result<Opened, ArchiveError> {
    let documents = &Metered {
        documents,
        left: Cell::new(limits::ARCHIVE_JSON_BYTES),
    };
    let layout = index.file(oci_layout::INDEX).is_some();
    if index.file(docker_save::MANIFEST).is_some() {
        match docker_save::open(index, documents) {
            Ok(images) => {
                return Ok(Opened {
                    images,
                    ..Opened::default()
                });
            }
            // An untagged image was saved as `null` by some, with the layout beside it.
            Err(ArchiveError::EmptyManifest(_)) if layout => {}
            Err(error) => return Err(error),
        }
    }
    if layout {
        let opened = oci_layout::open(index, documents)?;
        // Where something else than an image was found, or a part is broken, that is said.
        if !opened.images.is_empty() || !opened.problems.is_empty() || !opened.notes.is_empty() {
            return Ok(opened);
        }
        return Err(ArchiveError::EmptyManifest(oci_layout::INDEX));
    }
    let images = legacy::chains(index, documents);
    if images.is_empty() {
        return Err(ArchiveError::NoImage {
            top: index.top_names(TOP_NAMES),
        });
    }
    Ok(Opened {
        images,
        ..Opened::default()
    })
}

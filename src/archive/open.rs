//! Which of an archive's documents speaks, where several could.
//!
//! `manifest.json` with the config's diff IDs before `index.json` (Docker 25.0.0 wrote the other's
//! layers out of order), that before the layer folders of the oldest layout.

use std::cell::Cell;

use super::merge::merge;
use super::{
    ArchiveError, ArchiveImage, Artifact, Documents, Index, IndexEntry, Note, docker_save,
    file_system, legacy, oci_layout,
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
    /// What it holds that is stored like an image, and is none.
    pub artifacts: Vec<Artifact>,
}

impl Opened {
    /// Whether its one image is a file system that no image is around.
    pub fn is_file_system(&self) -> bool {
        let mut notes = self.images.iter().flat_map(|image| &image.notes);
        notes.any(|note| *note == Note::FileSystem)
    }
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

/// The file that the archive is: a file system without an image around it is its one layer.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Its name.
    pub name: String,
    /// Its bytes, as stored.
    pub len: u64,
}

/// The images of an archive. `whole` is absent where the archive is no file (a folder).
///
/// # Errors
/// [`ArchiveError`] where the archive holds no image at all. What is wrong with one image is in
/// its own `problems`.
pub fn open(
    index: &Index,
    documents: &dyn Documents,
    whole: Option<&Whole>,
) -> Result<Opened, ArchiveError> {
    let documents = &Metered {
        documents,
        left: Cell::new(limits::ARCHIVE_JSON_BYTES),
    };
    let found = match index.file_system {
        true => Err(ArchiveError::NoImage { top: Vec::new() }),
        false => described(index, documents),
    };
    match (found, whole) {
        (Err(_), Some(whole)) if file_system::is_one(index) => Ok(Opened {
            images: vec![file_system::image(&whole.name, whole.len)],
            ..Opened::default()
        }),
        (found, _) => found,
    }
}

fn described(index: &Index, documents: &dyn Documents) -> Result<Opened, ArchiveError> {
    let layout = index.file(oci_layout::INDEX);
    let layout = layout.map(|_| oci_layout::open(index, documents));
    let manifest = index.file(docker_save::MANIFEST);
    let opened = match (
        manifest.map(|_| docker_save::open(index, documents)),
        layout,
    ) {
        (Some(Ok(images)), None) => merge(images, Opened::default()),
        (Some(Ok(images)), Some(Ok(layout))) => merge(images, layout),
        // One of both is enough, and the other is said to be broken.
        (Some(Ok(images)), Some(Err(error))) => Opened {
            images,
            problems: vec![error],
            ..Opened::default()
        },
        // An untagged image was saved as `null` by some, with the layout beside it.
        (Some(Err(ArchiveError::EmptyManifest(_))), Some(layout)) => layout?,
        (Some(Err(error)), Some(Ok(mut layout))) => {
            layout.problems.insert(0, error);
            layout
        }
        (Some(Err(error)), _) => return Err(error),
        (None, Some(layout)) => layout?,
        (None, None) => Opened {
            images: legacy::chains(index, documents),
            ..Opened::default()
        },
    };
    if opened.images.is_empty() && manifest.is_none() && index.file(oci_layout::INDEX).is_none() {
        return Err(ArchiveError::NoImage {
            top: index.top_names(TOP_NAMES),
        });
    }
    without_images(opened)
}

/// Says what there is where there is no image.
fn without_images(mut opened: Opened) -> Result<Opened, ArchiveError> {
    if !opened.images.is_empty() || !opened.problems.is_empty() {
        return Ok(opened);
    }
    let others = opened.notes.iter().filter_map(|note| match note {
        Note::NotAnImage { what, .. } => Some(what.clone()),
        _ => None,
    });
    let artifacts = opened.artifacts.iter().map(Artifact::words);
    let there: Vec<String> = artifacts.chain(others).collect();
    let absent = opened.notes.iter().find_map(|note| match note {
        Note::ManifestsAbsent { listed, .. } => Some(*listed),
        _ => None,
    });
    opened.problems.push(match (there.is_empty(), absent) {
        (false, _) => ArchiveError::OnlyArtifacts(there),
        (true, Some(listed)) => ArchiveError::NothingThere { listed },
        (true, None) => return Err(ArchiveError::EmptyManifest(oci_layout::INDEX)),
    });
    Ok(opened)
}

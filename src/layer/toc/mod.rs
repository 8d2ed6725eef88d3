//! A layer's tree from the table of contents in its blob (eStargz, zstd:chunked), of which some
//! kilobytes are fetched instead of all.
//!
//! May use what `layer` may. Pure: [`TocPlan`] says which bytes it wants, and whoever asks brings
//! them. A table is used only where the manifest has its digest, since nothing else ties it to the
//! image; what it says of the tar is a claim still, and the listing is marked so. It goes through
//! the same lister as the entries of a tar, so that the same rules hold.
//!
//! What a table says otherwise than its tar, in honest layers:
//! - names and link targets that are not UTF-8 have U+FFFD in them (Go's JSON writer);
//! - eStargz rounds times to the nearest second, and leaves out the year 1 that kaniko writes;
//! - access control lists, and attributes in libarchive's own records, are not in it;
//! - where the contents of files are in the uncompressed layer, it does not say.
//!
//! (No writer takes sparse files.) The files that eStargz adds, `.no.prefetch.landmark` and others,
//! are shown as what they are to every runtime that unpacks the tar: files of the layer.
//!
//! Specs: stargz-snapshotter `docs/estargz.md` and `estargz/`, containers/storage `pkg/chunked`.

mod error;
mod footer;
mod json;
mod place;
mod row;
mod table;
mod time;
mod unpack;

use std::collections::BTreeMap;
use std::ops::Range;

use super::lister::Lister;
use super::listing::Known;
use super::scan::Scanned;
use crate::decompress::Compression;
use crate::digest::Digest;
use crate::limits;

pub use error::TocError;
use place::Place;
pub use time::seconds;

/// How to get at a blob's table of contents: one range of its bytes after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TocPlan {
    blob_len: u64,
    range: Range<u64>,
    step: Step,
}

/// What the range at hand holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// The end of an eStargz blob, where the table's place is.
    Footer { json: Digest },
    /// The table of an eStargz blob, a tar of one file in gzip.
    Estargz { json: Digest },
    /// The table of a zstd:chunked blob, a frame of `unpacked` bytes.
    ZstdChunked {
        unpacked: u64,
        packed: Option<Digest>,
        json: Option<Digest>,
    },
}

/// What came of the bytes that a plan wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TocStep {
    /// More bytes are wanted.
    More(TocPlan),
    /// The layer, as its table of contents describes it.
    Done(Box<Scanned>),
}

impl TocPlan {
    /// The plan for a blob of `blob_len` bytes with these annotations in its descriptor; `None`
    /// where they name no table, or no digest of it.
    ///
    /// # Errors
    /// [`TocError`] where the annotations cannot be: the layer is to be read whole.
    pub fn of(
        annotations: &BTreeMap<String, String>,
        blob_len: u64,
    ) -> Result<Option<TocPlan>, TocError> {
        let Some(place) = Place::of(annotations)? else {
            return Ok(None);
        };
        let (range, step) = match place {
            Place::Footer { json } => (footer::range(blob_len)?, Step::Footer { json }),
            Place::Frame {
                range,
                unpacked,
                packed,
                json,
            } => {
                let step = Step::ZstdChunked {
                    unpacked,
                    packed,
                    json,
                };
                within_limit(unpacked)?;
                (range, step)
            }
        };
        TocPlan::step(blob_len, range, step).map(Some)
    }

    fn step(blob_len: u64, range: Range<u64>, step: Step) -> Result<TocPlan, TocError> {
        if range.is_empty() || range.end > blob_len {
            return Err(TocError::OutOfBlob {
                start: range.start,
                end: range.end,
                len: blob_len,
            });
        }
        within_limit(range.end - range.start)?;
        Ok(TocPlan {
            blob_len,
            range,
            step,
        })
    }

    /// The bytes of the blob that are wanted next: at least one, at most `limits::TOC_BYTES`, and
    /// all within the blob.
    pub fn range(&self) -> Range<u64> {
        self.range.clone()
    }

    /// Takes exactly the bytes of [`TocPlan::range`].
    ///
    /// # Errors
    /// [`TocError`] where the table is not what the annotations say: the layer is to be read whole.
    pub fn take(self, bytes: &[u8]) -> Result<TocStep, TocError> {
        let wanted = self.range.end - self.range.start;
        if bytes.len() as u64 != wanted {
            return Err(TocError::Length {
                wanted,
                got: bytes.len() as u64,
            });
        }
        let mut lister = Lister::default();
        lister.listing.known = Known::Table;
        let compression = match self.step {
            Step::Footer { json } => {
                let (start, footer) = footer::read(bytes)?;
                let range = start..self.blob_len - footer;
                let step = Step::Estargz { json };
                return TocPlan::step(self.blob_len, range, step).map(TocStep::More);
            }
            Step::Estargz { json: claimed } => {
                let (json, entry) = unpack::tar(bytes)?;
                verify(&claimed, &json)?;
                let found = table::read(&json, &mut lister)?;
                // A writer that adds a landmark to the tar adds the table too, and runtimes unpack
                // both as files. BuildKit, which adds nothing, has its table behind the tar's end.
                if found.landmark {
                    lister.claim(entry, row::hash(&claimed));
                }
                Compression::Gzip
            }
            Step::ZstdChunked {
                unpacked,
                packed,
                json: claimed,
            } => {
                packed.map_or(Ok(()), |packed| verify(&packed, bytes))?;
                let json = unpack::frame(bytes, unpacked)?;
                claimed.map_or(Ok(()), |claimed| verify(&claimed, &json))?;
                table::read(&json, &mut lister)?;
                Compression::Zstd
            }
        };
        Ok(TocStep::Done(Box::new(Scanned {
            compression,
            stored_size: self.blob_len,
            tar_size: 0,
            digest: None,
            diff_id: None,
            trailing: 0,
            odd: lister.odd,
            problem: lister.beyond_limits(),
            listing: lister.finish(),
        })))
    }
}

fn verify(claimed: &Digest, bytes: &[u8]) -> Result<(), TocError> {
    let found = Digest::of(claimed.algorithm(), bytes);
    match found == *claimed {
        true => Ok(()),
        false => Err(TocError::Digest {
            claimed: claimed.clone(),
            found,
        }),
    }
}

fn within_limit(bytes: u64) -> Result<(), TocError> {
    match bytes <= limits::TOC_BYTES {
        true => Ok(()),
        false => Err(TocError::TooLarge(bytes)),
    }
}

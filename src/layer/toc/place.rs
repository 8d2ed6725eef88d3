//! Where a table of contents is, by the annotations of the blob's descriptor.

use std::collections::BTreeMap;
use std::ops::Range;

use super::TocError;
use crate::digest::Digest;

/// The digest of eStargz's table, uncompressed (`estargz/types.go`).
const ESTARGZ: &str = "containerd.io/snapshot/stargz/toc.digest";

/// zstd:chunked's annotations (`pkg/chunked/internal/minimal/compression.go`): now, and before
/// containers/storage f98fa396 of 2022, as skopeo 1.9 and stargz-snapshotter write them.
const ZSTD_CHUNKED: [&str; 2] = [
    "io.github.containers.zstd-chunked.manifest-",
    "io.containers.zstd-chunked.manifest-",
];

/// The type of table that zstd:chunked knows: the same as eStargz's.
const CRFS: u64 = 1;

/// Where a table is, and what tells that it is the one that the manifest means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The end of the blob says where.
    Footer {
        /// The digest of the uncompressed table.
        json: Digest,
    },
    /// A zstd frame of its own. At least one of the digests is there.
    Frame {
        /// Its bytes of the blob.
        range: Range<u64>,
        /// Its uncompressed bytes.
        unpacked: u64,
        /// The digest of the frame.
        packed: Option<Digest>,
        /// The digest of the uncompressed table.
        json: Option<Digest>,
    },
}

impl Place {
    /// The place that the annotations say, where they say the table's digest too: without it
    /// nothing ties the table to the image.
    pub(super) fn of(annotations: &BTreeMap<String, String>) -> Result<Option<Place>, TocError> {
        let json = digest(annotations, ESTARGZ.to_owned())?;
        for prefix in ZSTD_CHUNKED {
            let key = format!("{prefix}position");
            let Some(position) = annotations.get(&key) else {
                continue;
            };
            let packed = digest(annotations, format!("{prefix}checksum"))?;
            if packed.is_none() && json.is_none() {
                continue;
            }
            let (range, unpacked) = frame(position).ok_or(TocError::Annotation(key))?;
            return Ok(Some(Place::Frame {
                range,
                unpacked,
                packed,
                json,
            }));
        }
        Ok(json.map(|json| Place::Footer { json }))
    }
}

fn digest(annotations: &BTreeMap<String, String>, key: String) -> Result<Option<Digest>, TocError> {
    let Some(text) = annotations.get(&key) else {
        return Ok(None);
    };
    text.parse()
        .map(Some)
        .map_err(|_| TocError::Annotation(key))
}

/// `offset:length:uncompressed length:type`.
fn frame(text: &str) -> Option<(Range<u64>, u64)> {
    let mut numbers = text.split(':').map(number);
    let mut next = || numbers.next().flatten();
    let (start, len, unpacked, kind) = (next()?, next()?, next()?, next()?);
    let range = start..start.checked_add(len)?;
    (numbers.next().is_none() && kind == CRFS).then_some((range, unpacked))
}

fn number(text: &str) -> Option<u64> {
    // Rust's own parser takes a plus sign.
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

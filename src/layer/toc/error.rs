//! Why a table of contents cannot be used.

use crate::decompress::DecompressError;
use crate::digest::Digest;
use crate::limits;
use crate::tarstream::TarError;

/// Why a layer's table of contents cannot be used. The layer itself may be read whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum TocError {
    /// An annotation has another form than its specification says.
    #[error("the annotation {0} cannot be read")]
    Annotation(String),
    /// It would be outside of the blob, or empty.
    #[error("it would be at bytes {start} to {end} of {len}")]
    OutOfBlob {
        /// Its first byte.
        start: u64,
        /// The byte after its last.
        end: u64,
        /// Bytes of the blob.
        len: u64,
    },
    /// It is larger than `limits::TOC_BYTES`, compressed or not.
    #[error("it has {0} bytes, and {limit} are the limit", limit = limits::TOC_BYTES)]
    TooLarge(u64),
    /// Other bytes came than were asked for.
    #[error("{got} bytes came instead of {wanted}")]
    Length {
        /// Bytes that were wanted.
        wanted: u64,
        /// Bytes that came.
        got: u64,
    },
    /// The blob does not end as an eStargz blob does.
    #[error("the blob does not end as eStargz does")]
    Footer,
    /// The blob ends as one of eStargz whose table is in another image.
    #[error("it is in another image")]
    External,
    /// It has another digest than the manifest says.
    #[error("its digest is {found}, and the manifest says {claimed}")]
    Digest {
        /// The digest in the manifest.
        claimed: Digest,
        /// The digest of what is there.
        found: Digest,
    },
    /// It cannot be decompressed.
    #[error(transparent)]
    Decompress(#[from] DecompressError),
    /// It has another number of uncompressed bytes than the manifest says.
    #[error("it has not the {0} uncompressed bytes that the manifest says")]
    Unpacked(u64),
    /// It is in no tar, where eStargz has it in one.
    #[error(transparent)]
    Tar(#[from] TarError),
    /// Something else is in its place in the tar, or beside it.
    #[error("there is something else in its place")]
    NotTheTable,
    /// It is not the JSON that a table of contents is.
    #[error("it cannot be read at line {line}, column {column}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in bytes.
        column: usize,
    },
    /// It has another version than 1, or none.
    #[error("its version is not 1")]
    Version,
    /// It claims more than `limits::CONTENT_BYTES` of contents.
    #[error("it claims more than {limit} bytes of files", limit = limits::CONTENT_BYTES)]
    Contents,
}

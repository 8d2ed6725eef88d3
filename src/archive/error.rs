//! What can be wrong with an archive.

use crate::decompress::DecompressError;
use crate::source::SourceError;
use crate::tarstream::TarError;

/// Why an archive, or a part of it, could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// There are no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file is no tar, compressed or not.
    #[error("not a tar archive")]
    NotTar,
    /// The file is a tar, with no image in it that Peel knows.
    #[error("no image in the tar: there is no manifest.json and no index.json")]
    NoImage {
        /// Names at its top level, a few of them.
        top: Vec<String>,
    },
    /// The archive holds no image, but something else.
    #[error("no image in the archive, but {}", .0.join(", "))]
    OnlyArtifacts(Vec<String>),
    /// The archive's index lists images, and none of them is in the archive.
    #[error("none of the {listed} images that are listed is in the archive")]
    NothingThere {
        /// Images that are listed.
        listed: usize,
    },
    /// `manifest.json` or `index.json` is there and lists nothing.
    #[error("{0} lists no images")]
    EmptyManifest(&'static str),
    /// A document is larger than `limits::JSON_BYTES`.
    #[error("\"{entry}\" has {size} bytes, over the limit of {limit}")]
    TooLarge {
        /// The entry.
        entry: String,
        /// Its bytes.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// A document does not parse.
    #[error("\"{entry}\" (at byte {offset}) does not parse: {reason}")]
    Json {
        /// The entry.
        entry: String,
        /// Where its contents begin in the archive.
        offset: u64,
        /// What the parser said, with line and column.
        reason: String,
    },
    /// A file that another one names is not in the archive.
    #[error("\"{entry}\" is named by \"{by}\" and not in the archive")]
    Missing {
        /// The missing entry.
        entry: String,
        /// The document that names it.
        by: String,
    },
    /// A file that another one names is a link, and its links lead to no file within the limit.
    #[error("\"{entry}\", named by \"{by}\", is a link that leads in a circle")]
    LinkCircle {
        /// The link.
        entry: String,
        /// The document that names it.
        by: String,
    },
    /// A digest is none by the grammar.
    #[error("\"{by}\" names a blob by \"{digest}\": {error}")]
    BadDigest {
        /// As written.
        digest: String,
        /// The document that has it.
        by: String,
        /// What is wrong with it.
        error: crate::digest::DigestError,
    },
    /// A blob has other bytes than its name says.
    #[error("\"{entry}\" has the digest {found}")]
    WrongDigest {
        /// The blob.
        entry: String,
        /// The digest of its bytes.
        found: crate::digest::Digest,
    },
    /// A blob has another size than its descriptor says.
    #[error("\"{entry}\" has {found} bytes, and its descriptor says {claimed}")]
    WrongSize {
        /// The blob.
        entry: String,
        /// Bytes that are claimed.
        claimed: u64,
        /// Bytes that are there.
        found: u64,
    },
    /// A descriptor or the document itself calls an index a manifest, or the reverse.
    #[error("\"{entry}\" is called {claimed}, and is something else")]
    Disguised {
        /// The document.
        entry: String,
        /// The media type that it is given.
        claimed: String,
    },
    /// A document is an index and a manifest at once.
    #[error("\"{0}\" is an index and a manifest at once")]
    Ambiguous(String),
    /// More of something than the limits allow.
    #[error("more than {limit} {what}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// The outer tar is broken; what came before is still used.
    #[error(transparent)]
    Tar(#[from] TarError),
    /// The outer compression is broken; what came before is still used.
    #[error(transparent)]
    Decompress(#[from] DecompressError),
    /// The bytes could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
}

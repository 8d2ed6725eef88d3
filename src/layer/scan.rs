//! The scanner of one layer: bytes as stored go in, a listing and digests come out.

use super::lister::Lister;
use super::listing::Listing;
use super::odd::Odd;
use crate::decompress::{Compression, Decoder, DecompressError, Start};
use crate::digest::{Algorithm, Digest, Hasher};
use crate::tarstream::{TarError, TarErrorKind, TarStream};

/// Why a layer could not be read to its end. What was read before is in [`Scanned`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum LayerProblem {
    /// It could not be decompressed.
    #[error(transparent)]
    Decompress(#[from] DecompressError),
    /// Its tar is broken.
    #[error(transparent)]
    Tar(#[from] TarError),
    /// Its bytes could not be read from the source.
    #[error(transparent)]
    Source(#[from] crate::source::SourceError),
    /// Its tar seems to be whole, and the archive ends before its blob does.
    #[error("only {there} of its {len} bytes are there")]
    Cut {
        /// Bytes that are there.
        there: u64,
        /// Bytes that the archive claims.
        len: u64,
    },
    /// Its bytes are no tar at all.
    #[error("the blob is not a tar archive")]
    NotTar,
    /// It has more entries or longer names than the limits allow; the listing is partial.
    #[error("more than {0} entries, or names beyond the limit; the listing is partial")]
    TooLarge(u64),
    /// Some entries have longer or deeper paths than the limits allow; the listing is without them.
    #[error("{0} paths beyond the limits; the listing is without them")]
    LeftOut(u64),
}

/// Everything that one pass over a layer found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Scanned {
    /// The tree; partial where there is a problem. It crosses between workers as columns, apart
    /// from the rest.
    #[serde(skip)]
    pub listing: Listing,
    /// How the blob is compressed, by its bytes.
    pub compression: Compression,
    /// Bytes of the blob as stored.
    pub stored_size: u64,
    /// Bytes of the uncompressed tar; 0 where only its table of contents was read.
    pub tar_size: u64,
    /// Digest of the blob as stored; `None` where only its table of contents was read.
    pub digest: Option<Digest>,
    /// Digest of the uncompressed tar (image-spec `config.md`, "DiffID"); `None` where only its
    /// table of contents was read.
    pub diff_id: Option<Digest>,
    /// Bytes after the compressed stream that belong to no part of it.
    pub trailing: u64,
    /// What it has that no honest tool writes.
    #[serde(default)]
    pub odd: Odd,
    /// Why the pass could not be completed.
    pub problem: Option<LayerProblem>,
}

impl Scanned {
    /// Whether bytes are missing at its end.
    pub fn is_cut(&self) -> bool {
        matches!(
            self.problem,
            Some(LayerProblem::Cut { .. } | LayerProblem::Source(_))
        )
    }

    /// Whether the tree is what a table of contents says, or the tar's headers: nothing else of the
    /// layer was read, so that nothing of it is verified.
    pub fn is_by_table(&self) -> bool {
        self.digest.is_none()
    }

    /// The scan without its tree, where all trees together are over the limit.
    pub fn without_tree(&self) -> Scanned {
        let entries = self.listing.entries();
        Scanned {
            listing: Lister::default().finish(),
            problem: self
                .problem
                .clone()
                .or(Some(LayerProblem::TooLarge(entries))),
            ..self.without_listing()
        }
    }

    /// Everything but the listing, which is empty.
    pub fn without_listing(&self) -> Scanned {
        Scanned {
            listing: Listing::default(),
            compression: self.compression,
            stored_size: self.stored_size,
            tar_size: self.tar_size,
            digest: self.digest.clone(),
            diff_id: self.diff_id.clone(),
            trailing: self.trailing,
            odd: self.odd,
            problem: self.problem.clone(),
        }
    }
}

/// A layer that is being scanned.
pub struct LayerScan {
    start: Start,
    unpack: Option<Unpack>,
    stored_size: u64,
    digest: Hasher,
    problem: Option<LayerProblem>,
}

/// What can be set up once the compression is known.
struct Unpack {
    compression: Compression,
    decoder: Decoder,
    contents: Contents,
}

impl Unpack {
    fn new(compression: Compression) -> Unpack {
        let packed = compression != Compression::None;
        Unpack {
            compression,
            decoder: Decoder::new(compression),
            contents: Contents {
                tar: TarStream::default(),
                lister: Lister::default(),
                diff_id: packed.then(|| Hasher::new(Algorithm::Sha256)),
                size: 0,
                problem: None,
            },
        }
    }
}

/// The uncompressed side.
struct Contents {
    tar: TarStream,
    lister: Lister,
    /// `None` where the blob is not compressed: then its digest is the diff ID.
    diff_id: Option<Hasher>,
    size: u64,
    problem: Option<TarError>,
}

impl Default for LayerScan {
    fn default() -> LayerScan {
        LayerScan {
            start: Start::default(),
            unpack: None,
            stored_size: 0,
            digest: Hasher::new(Algorithm::Sha256),
            problem: None,
        }
    }
}

impl LayerScan {
    /// Takes the next bytes of the blob as stored. Damage is remembered, and hashing goes on.
    pub fn push(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.stored_size += bytes.len() as u64;
        if self.unpack.is_some() {
            self.unpack(bytes);
        } else if let Some((compression, start)) = self.start.push(bytes) {
            self.begin(compression, &start);
        }
    }

    /// Bytes of the uncompressed tar so far.
    pub fn tar_size(&self) -> u64 {
        self.unpack.as_ref().map_or(0, |u| u.contents.size)
    }

    /// Entries listed so far.
    pub fn entries(&self) -> u64 {
        let lister = self.unpack.as_ref().map(|u| &u.contents.lister);
        lister.map_or(0, |l| l.listing.entries)
    }

    /// Remembers that no more bytes can be had.
    pub fn fail(&mut self, error: crate::source::SourceError) {
        self.problem = self.problem.take().or(Some(error.into()));
    }

    /// Ends the blob.
    pub fn finish(mut self) -> Scanned {
        if self.unpack.is_none() {
            let (compression, start) = self.start.end();
            self.begin(compression, &start);
        }
        let digest = self.digest.finish();
        let none = || Unpack::new(Compression::None);
        let unpack = self.unpack.unwrap_or_else(none);
        let Contents {
            tar,
            lister,
            diff_id,
            size,
            problem,
        } = unpack.contents;
        let (trailing, decode_end) = match unpack.decoder.finish() {
            Ok(trailing) => (trailing, None),
            Err(error) => (0, Some(error.into())),
        };
        let tar_end = tar.finish().err();
        // The first thing that went wrong is the cause of the rest.
        let problem = self
            .problem
            .or_else(|| problem.map(|error| tar_problem(error, lister.listing.entries)))
            .or(decode_end)
            .or_else(|| tar_end.map(LayerProblem::Tar))
            .or_else(|| lister.beyond_limits());
        let odd = lister.odd;
        Scanned {
            listing: lister.finish(),
            compression: unpack.compression,
            stored_size: self.stored_size,
            tar_size: size,
            diff_id: Some(diff_id.map_or_else(|| digest.clone(), Hasher::finish)),
            digest: Some(digest),
            trailing,
            odd,
            problem,
        }
    }

    fn begin(&mut self, compression: Compression, start: &[u8]) {
        self.unpack = Some(Unpack::new(compression));
        self.unpack(start);
    }

    fn unpack(&mut self, bytes: &[u8]) {
        let Some(unpack) = &mut self.unpack else {
            return;
        };
        if self.problem.is_some() {
            return;
        }
        let contents = &mut unpack.contents;
        let pushed = unpack.decoder.push(bytes, |out| {
            contents.push(out);
            Ok::<(), std::convert::Infallible>(())
        });
        if let Err(error) = pushed {
            self.problem = Some(error.into());
        }
    }
}

impl Contents {
    fn push(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        if let Some(diff_id) = &mut self.diff_id {
            diff_id.update(bytes);
        }
        if let Err(error) = self.tar.push(bytes, &mut self.lister) {
            self.problem = Some(error);
        }
    }
}

fn tar_problem(error: TarError, entries: u64) -> LayerProblem {
    match error.kind {
        TarErrorKind::Checksum if error.offset == 0 && entries == 0 => LayerProblem::NotTar,
        _ => LayerProblem::Tar(error),
    }
}

//! Compressed bytes in, uncompressed bytes out, in pieces of any size.
//!
//! May depend on `limits` and `digest` (one of xz's checks is SHA-256). A stream's compression is found by its first bytes, never
//! by a file name or a media type, since both are wrong in practice.

mod bzip2;
mod detect;
mod gzip;
mod unpacker;
mod xz;
mod zstd;

pub use detect::{Compression, DETECT_BYTES, Start};
pub use unpacker::Unpacker;

use bzip2::Bzip2;
use gzip::Gzip;
use xz::Xz;
use zstd::Zstd;

/// Why a stream could not be decompressed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum DecompressError {
    /// The stream is damaged.
    #[error("the {} stream is damaged at compressed byte {offset}: {reason}", .compression.name())]
    Corrupt {
        /// What the stream is.
        compression: Compression,
        /// Compressed bytes taken before the damage.
        offset: u64,
        /// What the decoder said.
        reason: String,
    },
    /// The stream ends in the middle.
    #[error("the {} stream ends in the middle, at compressed byte {offset}", .compression.name())]
    Truncated {
        /// What the stream is.
        compression: Compression,
        /// Compressed bytes there were.
        offset: u64,
    },
}

/// A push decoder for one stream.
pub struct Decoder(Inner);

enum Inner {
    Identity,
    Gzip(Box<Gzip>),
    Zstd(Box<Zstd>),
    Bzip2(Box<Bzip2>),
    Xz(Box<Xz>),
}

impl Decoder {
    /// A decoder for a stream of this compression.
    pub fn new(compression: Compression) -> Decoder {
        Decoder(match compression {
            Compression::None => Inner::Identity,
            Compression::Gzip => Inner::Gzip(Box::default()),
            Compression::Zstd => Inner::Zstd(Box::default()),
            Compression::Bzip2 => Inner::Bzip2(Box::default()),
            Compression::Xz => Inner::Xz(Box::default()),
        })
    }

    /// Takes the next compressed bytes and hands every uncompressed piece to `out`, which may
    /// stop the work by returning its own error.
    ///
    /// # Errors
    /// `Ok(Err(_))` where `out` stopped; `Err(_)` where the stream is damaged.
    pub fn push<E>(
        &mut self,
        bytes: &[u8],
        mut out: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<(), E>, DecompressError> {
        match &mut self.0 {
            Inner::Identity => Ok(out(bytes)),
            Inner::Gzip(gzip) => gzip.push(bytes, out),
            Inner::Zstd(zstd) => zstd.push(bytes, out),
            Inner::Bzip2(bzip2) => bzip2.push(bytes, out),
            Inner::Xz(xz) => xz.push(bytes, out),
        }
    }

    /// Ends the stream; tells how many bytes that belong to no compressed member followed it.
    ///
    /// # Errors
    /// [`DecompressError::Truncated`] where the stream ended in the middle.
    pub fn finish(self) -> Result<u64, DecompressError> {
        match self.0 {
            Inner::Identity => Ok(0),
            Inner::Gzip(gzip) => gzip.finish(),
            Inner::Zstd(zstd) => zstd.finish(),
            Inner::Bzip2(bzip2) => bzip2.finish(),
            Inner::Xz(xz) => xz.finish(),
        }
    }
}

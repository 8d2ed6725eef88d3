//! Where bytes come from: random access to a file that may be larger than memory.
//!
//! May depend on nothing of ours but `limits`. Browser bindings live in `browser.rs`, native
//! ones in `native.rs`; everything else sees only [`ByteSource`].

#[cfg(target_arch = "wasm32")]
pub mod browser;
mod folder;
mod memory;
#[cfg(not(target_arch = "wasm32"))]
pub mod native;
mod pieces;

pub use folder::{FolderFile, Spans};
pub use memory::MemorySource;
pub use pieces::{MemoryPieces, Pieces, ReadAhead};

/// Why bytes could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum SourceError {
    /// The platform refused: the file went away, changed, or may not be read.
    #[error("cannot read at byte {offset}: {reason}")]
    Unreadable {
        /// Where the read began.
        offset: u64,
        /// What the platform said.
        reason: String,
    },
    /// The source ended before bytes that it said it has.
    #[error("the file ends at byte {offset}, before its own length of {len}")]
    Shrunk {
        /// Where the bytes ended.
        offset: u64,
        /// The length that the source gave when it was opened.
        len: u64,
    },
}

/// Bytes that can be read at any offset.
///
/// Reading is synchronous: natively by `pread`, in a browser's worker by `FileReaderSync`,
/// so that the core needs no async. Whole layers are read by [`ReadAhead`] there.
pub trait ByteSource {
    /// Length in bytes, as stored (compressed when the file is).
    fn len(&self) -> u64;

    /// Whether there are no bytes at all.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads at most `buf.len()` bytes from `offset` and tells how many there were. Zero only
    /// at or past the end.
    ///
    /// # Errors
    /// [`SourceError`] where the platform cannot read.
    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, SourceError>;
}

/// Fills `buf` from `offset`.
///
/// # Errors
/// [`SourceError::Shrunk`] where the source ends first, or what `read_at` says.
pub fn read_exact_at(
    source: &dyn ByteSource,
    offset: u64,
    buf: &mut [u8],
) -> Result<(), SourceError> {
    let mut done = 0;
    while done < buf.len() {
        let at = offset + done as u64;
        match source.read_at(at, &mut buf[done..])? {
            0 => {
                return Err(SourceError::Shrunk {
                    offset: at,
                    len: source.len(),
                });
            }
            n => done += n,
        }
    }
    Ok(())
}

//! `File`s or `Blob`s in a browser's worker, read in pieces by `FileReaderSync`.
//!
//! `FileReaderSync` exists only in workers, which is where all reading is done.

use js_sys::{ArrayBuffer, Uint8Array};
use web_sys::{Blob, FileReaderSync};

use super::{ByteSource, SourceError, Spans};

/// A source over a browser's `Blob`s, one after the other; a `File` is one.
pub struct BlobSource {
    blobs: Vec<Blob>,
    spans: Spans,
    reader: FileReaderSync,
}

impl BlobSource {
    /// A source over these blobs: one of an archive, many of a folder.
    ///
    /// # Errors
    /// [`SourceError::Unreadable`] outside a worker, where there is no synchronous reader.
    pub fn new(blobs: Vec<Blob>) -> Result<BlobSource, SourceError> {
        let reader = FileReaderSync::new().map_err(|e| unreadable(0, &e))?;
        // A blob's size is an integer below 2^53, so the conversion is exact.
        let spans = Spans::of_lengths(blobs.iter().map(|blob| blob.size() as u64));
        Ok(BlobSource {
            blobs,
            spans,
            reader,
        })
    }
}

impl ByteSource for BlobSource {
    fn len(&self) -> u64 {
        self.spans.len()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, SourceError> {
        let Some((blob, start, left)) = self.spans.find(offset) else {
            return Ok(0);
        };
        let end = start + left.min(buf.len() as u64);
        let piece = self.blobs[blob]
            .slice_with_f64_and_f64(start as f64, end as f64)
            .map_err(|e| unreadable(offset, &e))?;
        let bytes: ArrayBuffer = self
            .reader
            .read_as_array_buffer(&piece)
            .map_err(|e| unreadable(offset, &e))?;
        let bytes = Uint8Array::new(&bytes);
        let n = (bytes.length() as usize).min(buf.len());
        bytes.subarray(0, n as u32).copy_to(&mut buf[..n]);
        Ok(n)
    }
}

fn unreadable(offset: u64, error: &wasm_bindgen::JsValue) -> SourceError {
    let reason = js_sys::Reflect::get(error, &"message".into())
        .ok()
        .and_then(|message| message.as_string())
        .unwrap_or_else(|| "the browser gave no reason".into());
    SourceError::Unreadable { offset, reason }
}

//! `File`s or `Blob`s in a browser's worker: read by `FileReaderSync` here and there, and as streams from one place on.
//!
//! `FileReaderSync` exists only in workers, which is where all reading is done. A stream takes the browser less of a
//! processor, and its next bytes are on their way while the last are worked on; see benches/README.md.

pub mod stream;

use js_sys::{Array, ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{Blob, FileReaderSync, Response};

use stream::Stream;

use super::{ByteSource, Pieces, ReadAhead, SourceError, Spans};

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

impl ReadAhead for BlobSource {
    type Pieces = BlobPieces;

    fn pieces(&self, offset: u64, len: u64) -> Result<BlobPieces, SourceError> {
        let wrong = |e: JsValue| unreadable(offset, &e);
        let parts = Array::new();
        let end = offset.saturating_add(len);
        let mut at = offset;
        while at < end {
            let Some((blob, start, left)) = self.spans.find(at) else {
                break;
            };
            let n = left.min(end - at);
            let part = self.blobs[blob].slice_with_f64_and_f64(start as f64, (start + n) as f64);
            parts.push(part.map_err(wrong)?.as_ref());
            at += n;
        }
        let whole = Blob::new_with_blob_sequence(&parts).map_err(wrong)?;
        // Its body is that of the blob, in larger pieces than the blob's own stream has.
        let body = Response::new_with_opt_blob(Some(&whole))
            .map_err(wrong)?
            .body();
        Ok(BlobPieces {
            stream: Stream::new(body),
            at: offset,
        })
    }
}

/// What follows in a browser's `Blob`s.
pub struct BlobPieces {
    stream: Stream,
    at: u64,
}

impl Pieces for BlobPieces {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, SourceError> {
        let piece = self.stream.next().await;
        let piece = piece.map_err(|e| unreadable(self.at, &e))?;
        self.at += piece.as_ref().map_or(0, |piece| piece.len() as u64);
        Ok(piece)
    }
}

fn unreadable(offset: u64, error: &JsValue) -> SourceError {
    let reason = Reflect::get(error, &"message".into())
        .ok()
        .and_then(|message| message.as_string())
        .unwrap_or_else(|| "the browser gave no reason".into());
    SourceError::Unreadable { offset, reason }
}

//! A stream whose compression its own first bytes tell.

use super::{Compression, Decoder, DecompressError, Start};

/// Unpacks a stream that is pushed, however it is compressed.
#[derive(Default)]
pub struct Unpacker {
    start: Start,
    decoder: Option<Decoder>,
}

impl Unpacker {
    /// Takes the next bytes as stored, and hands every uncompressed piece to `out`, as
    /// [`Decoder::push`] does.
    ///
    /// # Errors
    /// As there.
    pub fn push<E>(
        &mut self,
        bytes: &[u8],
        out: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<(), E>, DecompressError> {
        if let Some(decoder) = &mut self.decoder {
            return decoder.push(bytes, out);
        }
        match self.start.push(bytes) {
            Some((compression, start)) => self.begin(compression, &start, out),
            None => Ok(Ok(())),
        }
    }

    /// Ends the stream: one that is too short to tell its compression has none.
    ///
    /// # Errors
    /// As [`Unpacker::push`]; also where the stream ended in the middle.
    pub fn finish<E>(
        mut self,
        out: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<(), E>, DecompressError> {
        if self.decoder.is_none() {
            let (compression, start) = self.start.end();
            let pushed = self.begin(compression, &start, out)?;
            if pushed.is_err() {
                return Ok(pushed);
            }
        }
        self.decoder.map_or(Ok(0), Decoder::finish)?;
        Ok(Ok(()))
    }

    fn begin<E>(
        &mut self,
        compression: Compression,
        start: &[u8],
        out: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Result<(), E>, DecompressError> {
        let decoder = self.decoder.insert(Decoder::new(compression));
        decoder.push(start, out)
    }
}

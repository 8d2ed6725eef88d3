//! A first look at a layer: its headers are read, and the contents of files passed by. The tree is there
//! long before everything is hashed, and nothing in it is verified.

use super::lister::Lister;
use super::listing::Known;
use super::scan::Scanned;
use crate::decompress::{Compression, Decoder, Start};
use crate::tarstream::{Entry, TarError, TarStream, Visit};

/// A layer of which the headers are being read.
pub struct LayerSkim {
    tar: TarStream,
    claims: Claims,
    start: Start,
    /// What unpacks it, once its first bytes are known.
    unpack: Option<(Compression, Decoder)>,
    /// Whether it can be skimmed, as far as it was read.
    failed: bool,
}

/// The entries, whose contents nobody wants.
struct Claims(Lister);

impl Visit for Claims {
    fn entry(&mut self, entry: Entry) -> bool {
        self.0.claim(entry, 0);
        false
    }

    fn data(&mut self, _: &[u8]) {}

    fn entry_end(&mut self) {}
}

impl Default for LayerSkim {
    fn default() -> LayerSkim {
        let mut lister = Lister::default();
        lister.listing.known = Known::Headers;
        LayerSkim {
            tar: TarStream::default(),
            claims: Claims(lister),
            start: Start::default(),
            unpack: None,
            failed: false,
        }
    }
}

impl LayerSkim {
    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.unpack.is_some() {
            self.unpack(bytes);
        } else if let Some((compression, start)) = self.start.push(bytes) {
            self.begin(compression, &start);
        }
    }

    fn begin(&mut self, compression: Compression, start: &[u8]) {
        // Others take so long to unpack that it is done once.
        self.failed = !matches!(
            compression,
            Compression::None | Compression::Gzip | Compression::Zstd
        );
        self.unpack = Some((compression, Decoder::new(compression)));
        self.unpack(start);
    }

    fn unpack(&mut self, bytes: &[u8]) {
        let (false, Some((_, decoder))) = (self.failed, &mut self.unpack) else {
            return;
        };
        let (tar, claims) = (&mut self.tar, &mut self.claims);
        let pushed = decoder.push(bytes, |out| tar.push(out, claims));
        let pushed: Option<Result<(), TarError>> = pushed.ok();
        self.failed = !matches!(pushed, Some(Ok(())));
    }

    /// Whether it is compressed: then nothing can be passed by unread.
    pub fn is_packed(&self) -> bool {
        let unpack = self.unpack.as_ref();
        unpack.is_some_and(|(compression, _)| *compression != Compression::None)
    }

    /// Bytes of the uncompressed tar so far.
    pub fn tar_size(&self) -> u64 {
        self.tar.offset()
    }

    /// Bytes from here on that need not be pushed.
    pub fn skippable(&self) -> u64 {
        match self.is_packed() {
            true => 0,
            false => self.tar.skippable(),
        }
    }

    /// Passes by `n` bytes, at most [`LayerSkim::skippable`].
    pub fn skip(&mut self, n: u64) {
        self.tar.skip(n, &mut self.claims);
    }

    /// Whether nothing that is pushed from here on counts.
    pub fn ended(&self) -> bool {
        self.failed || self.tar.ended()
    }

    /// The tree of a layer of `len` bytes; `None` where its headers alone do not tell it: it is no tar, or
    /// damaged, or larger than what is listed, or takes long to unpack.
    pub fn finish(mut self, len: u64) -> Option<Scanned> {
        if self.unpack.is_none() {
            let (compression, start) = self.start.end();
            self.begin(compression, &start);
        }
        let LayerSkim {
            tar,
            claims: Claims(lister),
            start: _,
            unpack,
            failed,
        } = self;
        let (compression, decoder) = unpack?;
        // What stands behind the tar's end is not unpacked for it.
        let unpacked = tar.ended() || decoder.finish().is_ok();
        let whole = !failed && unpacked && tar.finish().is_ok() && lister.beyond_limits().is_none();
        whole.then(|| Scanned {
            odd: lister.odd,
            listing: lister.finish(),
            compression,
            stored_size: len,
            tar_size: 0,
            digest: None,
            diff_id: None,
            trailing: 0,
            problem: None,
        })
    }
}

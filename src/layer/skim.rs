//! A first look at an uncompressed layer: its headers are read, and the contents of files passed by. The
//! tree is there long before everything is read, and nothing in it is verified.

use super::lister::Lister;
use super::listing::Known;
use super::scan::Scanned;
use crate::decompress::{Compression, DETECT_BYTES};
use crate::tarstream::{Entry, TarError, TarStream, Visit};

/// A layer of which the headers are being read.
pub struct LayerSkim {
    tar: TarStream,
    claims: Claims,
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
            failed: false,
        }
    }
}

impl LayerSkim {
    /// Takes the next bytes. The first piece must have [`DETECT_BYTES`] bytes, where the layer has.
    pub fn push(&mut self, bytes: &[u8]) {
        let first = &bytes[..bytes.len().min(DETECT_BYTES)];
        if self.tar.offset() == 0 && Compression::detect(first) != Compression::None {
            self.failed = true;
        }
        if self.failed {
            return;
        }
        let pushed: Result<(), TarError> = self.tar.push(bytes, &mut self.claims);
        self.failed = pushed.is_err();
    }

    /// Bytes from here on that need not be pushed.
    pub fn skippable(&self) -> u64 {
        self.tar.skippable()
    }

    /// Passes by `n` bytes, at most [`LayerSkim::skippable`].
    pub fn skip(&mut self, n: u64) {
        self.tar.skip(n, &mut self.claims);
    }

    /// Whether nothing that is pushed from here on counts.
    pub fn ended(&self) -> bool {
        self.failed || self.tar.ended()
    }

    /// The tree of a layer of `len` bytes; `None` where its headers alone do not tell it: it is compressed, no
    /// tar, or damaged, or larger than what is listed.
    pub fn finish(self, len: u64) -> Option<Scanned> {
        let LayerSkim {
            tar,
            claims: Claims(lister),
            failed,
        } = self;
        let whole = !failed && tar.finish().is_ok() && lister.beyond_limits().is_none();
        whole.then(|| Scanned {
            odd: lister.odd,
            listing: lister.finish(),
            compression: Compression::None,
            stored_size: len,
            tar_size: 0,
            digest: None,
            diff_id: None,
            trailing: 0,
            problem: None,
        })
    }
}

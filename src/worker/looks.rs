//! Layers of an archive that are known by their headers until they are scanned.

use std::collections::HashSet;

use crate::archive::BlobRef;
use crate::decompress::Compression;

/// How far each layer of an archive is known.
#[derive(Debug, Default)]
pub struct Looks {
    headers: HashSet<BlobRef>,
    unpacked: HashSet<BlobRef>,
    scanned: HashSet<BlobRef>,
}

impl Looks {
    /// The headers of a layer were read, for which it was unpacked if it is compressed. Whether that says anything:
    /// another worker may have scanned it meanwhile, and knows more.
    pub fn headers(&mut self, blob: BlobRef, compression: Compression) -> bool {
        if compression != Compression::None {
            self.unpacked.insert(blob);
        }
        !self.scanned.contains(&blob) && self.headers.insert(blob)
    }

    /// A layer was scanned. Whether its headers were known before.
    pub fn scanned(&mut self, blob: BlobRef) -> bool {
        self.scanned.insert(blob);
        self.headers.remove(&blob)
    }

    /// Whether a layer was unpacked for its headers.
    pub fn unpacked(&self, blob: BlobRef) -> bool {
        self.unpacked.contains(&blob)
    }

    /// Whether nothing is known by its headers alone.
    pub fn is_done(&self) -> bool {
        self.headers.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_scanned_is_not_known_by_its_headers_again() {
        let blob = |offset| BlobRef { offset, len: 1 };
        let mut looks = Looks::default();
        assert!(looks.headers(blob(0), Compression::None));
        assert!(!looks.scanned(blob(1)), "two workers: the scan came first");
        assert!(!looks.headers(blob(1), Compression::Gzip));
        assert!(looks.unpacked(blob(1)) && !looks.unpacked(blob(0)));
        assert!(!looks.is_done());
        assert!(looks.scanned(blob(0)));
        assert!(looks.is_done());
    }
}

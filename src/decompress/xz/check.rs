//! The checks of xz blocks and of what describes them.

use crc::{CRC_32_ISO_HDLC, CRC_64_XZ, Crc, Table};
use data_encoding::HEXLOWER;

use crate::digest::{Algorithm, Hasher};

static CRC32: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC);
static CRC64: Crc<u64, Table<16>> = Crc::<u64, Table<16>>::new(&CRC_64_XZ);

/// A CRC32 that grows.
pub(super) struct Crc32(crc::Digest<'static, u32, Table<16>>);

impl Default for Crc32 {
    fn default() -> Crc32 {
        Crc32(CRC32.digest())
    }
}

impl Crc32 {
    /// Of bytes that are all there.
    pub(super) fn of(bytes: &[u8]) -> u32 {
        CRC32.checksum(bytes)
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(super) fn finish(self) -> u32 {
        self.0.finalize()
    }
}

/// What tells two lists of numbers apart, in constant memory.
pub(super) struct Sum {
    crc: crc::Digest<'static, u64, Table<16>>,
    count: u64,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum {
            crc: CRC64.digest(),
            count: 0,
        }
    }
}

impl Sum {
    pub(super) fn add(&mut self, number: u64) {
        self.crc.update(&number.to_le_bytes());
        self.count += 1;
    }

    /// How many numbers there were.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn finish(self) -> (u64, u64) {
        (self.crc.finalize(), self.count)
    }
}

/// The check of one block's uncompressed bytes.
pub(super) enum Check {
    Crc32(Crc32),
    Crc64(crc::Digest<'static, u64, Table<16>>),
    Sha256(Box<Hasher>),
    /// None, or one that nobody has defined yet.
    Unknown,
}

impl Check {
    pub(super) fn new(id: u8) -> Check {
        match id {
            1 => Check::Crc32(Crc32::default()),
            4 => Check::Crc64(CRC64.digest()),
            10 => Check::Sha256(Box::new(Hasher::new(Algorithm::Sha256))),
            _ => Check::Unknown,
        }
    }

    /// Bytes of a check (xz file format 2.1.1.2).
    pub(super) fn len(id: u8) -> usize {
        const LENGTHS: [usize; 6] = [0, 4, 8, 16, 32, 64];
        LENGTHS[usize::from(id & 15).div_ceil(3)]
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        match self {
            Check::Crc32(crc) => crc.update(bytes),
            Check::Crc64(crc) => crc.update(bytes),
            Check::Sha256(hasher) => hasher.update(bytes),
            Check::Unknown => {}
        }
    }

    /// Whether `stored` is what the bytes gave.
    pub(super) fn is(self, stored: &[u8]) -> bool {
        match self {
            Check::Crc32(crc) => crc.finish().to_le_bytes() == stored,
            Check::Crc64(crc) => crc.finalize().to_le_bytes() == stored,
            Check::Sha256(hasher) => hasher.finish().hex() == HEXLOWER.encode(stored),
            Check::Unknown => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        let lengths: Vec<usize> = (0..16).map(Check::len).collect();
        let known = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];
        assert_eq!(lengths, known);
    }
}

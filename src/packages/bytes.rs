//! Numbers at offsets of a stranger's bytes: `None` past their end.

/// Bytes in one byte order.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) big: bool,
}

impl<'a> Bytes<'a> {
    /// `len` bytes from `at`.
    pub(super) fn get(&self, at: u64, len: u64) -> Option<&'a [u8]> {
        let at = usize::try_from(at).ok()?;
        let len = usize::try_from(len).ok()?;
        self.bytes.get(at..at.checked_add(len)?)
    }

    pub(super) fn u8(&self, at: u64) -> Option<u8> {
        self.get(at, 1).map(|bytes| bytes[0])
    }

    pub(super) fn u16(&self, at: u64) -> Option<u16> {
        let bytes = self.get(at, 2)?.try_into().ok()?;
        Some(match self.big {
            true => u16::from_be_bytes(bytes),
            false => u16::from_le_bytes(bytes),
        })
    }

    pub(super) fn u32(&self, at: u64) -> Option<u32> {
        let bytes = self.get(at, 4)?.try_into().ok()?;
        Some(match self.big {
            true => u32::from_be_bytes(bytes),
            false => u32::from_le_bytes(bytes),
        })
    }

    pub(super) fn u64(&self, at: u64) -> Option<u64> {
        let bytes = self.get(at, 8)?.try_into().ok()?;
        Some(match self.big {
            true => u64::from_be_bytes(bytes),
            false => u64::from_le_bytes(bytes),
        })
    }

    /// The text from `at` to a NUL.
    pub(super) fn text(&self, at: u64) -> Option<&'a [u8]> {
        let rest = self.bytes.get(usize::try_from(at).ok()?..)?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        Some(&rest[..end])
    }
}

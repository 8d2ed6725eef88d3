//! One 512-byte header: checksum, numbers, names.

use super::sparse::{Pieces, old_pieces};
use super::{BLOCK, EntryKind, TarErrorKind};

/// A header block whose checksum is right.
pub(super) struct Block<'a> {
    bytes: &'a [u8; BLOCK],
    header: &'a tar::Header,
}

impl<'a> Block<'a> {
    /// Checks the checksum, unsigned as POSIX says or signed as old tools wrote it.
    pub(super) fn new(bytes: &'a [u8; BLOCK]) -> Result<Block<'a>, TarErrorKind> {
        let blank = |i: usize, b: u8| if (148..156).contains(&i) { b' ' } else { b };
        let sum = |value: fn(u8) -> i64| -> i64 {
            let bytes = bytes.iter().enumerate();
            bytes.map(|(i, b)| value(blank(i, *b))).sum()
        };
        let written = number(&bytes[148..156]).ok_or(TarErrorKind::Checksum)?;
        if written != sum(i64::from) && written != sum(|b| i64::from(b as i8)) {
            return Err(TarErrorKind::Checksum);
        }
        Ok(Block {
            bytes,
            header: tar::Header::from_byte_slice(bytes),
        })
    }

    pub(super) fn typeflag(&self) -> u8 {
        self.bytes[156]
    }

    /// Bytes of contents after the header.
    pub(super) fn size(&self) -> Result<u64, TarErrorKind> {
        number(&self.header.as_old().size)
            .and_then(|n| u64::try_from(n).ok())
            .ok_or(TarErrorKind::Size)
    }

    /// The name, with ustar's prefix where there is one.
    pub(super) fn path(&self) -> Vec<u8> {
        let name = until_nul(&self.bytes[..100]);
        match self.prefix() {
            b"" => name.to_vec(),
            prefix => [prefix, b"/", name].concat(),
        }
    }

    fn prefix(&self) -> &[u8] {
        let prefix = |end: usize| until_nul(&self.bytes[345..end]);
        match &self.bytes[257..265] {
            // star has two times of its own behind a shorter prefix.
            [b'u', b's', b't', b'a', b'r', 0, ..] if self.bytes[508..] == *b"tar\0" => prefix(476),
            [b'u', b's', b't', b'a', b'r', 0, ..] => prefix(500),
            // GNU has times there; but Go before 1.8, and so Docker of those days, wrote a prefix
            // into GNU's headers too. As Go's reader does: what is no time is that prefix.
            b"ustar  \0" => {
                let mut times = self.bytes[345..369].chunks(12);
                let is_text = times.any(|time| time[0] != 0 && number(time).is_none());
                let text = prefix(500);
                match is_text && text.is_ascii() {
                    true => text,
                    false => b"",
                }
            }
            _ => b"",
        }
    }

    pub(super) fn link(&self) -> Vec<u8> {
        until_nul(&self.bytes[157..257]).to_vec()
    }

    pub(super) fn mode(&self) -> u16 {
        let mode = number(&self.header.as_old().mode).unwrap_or(0);
        (mode & 0o7777) as u16
    }

    pub(super) fn uid(&self) -> u64 {
        unsigned(&self.header.as_old().uid)
    }

    pub(super) fn gid(&self) -> u64 {
        unsigned(&self.header.as_old().gid)
    }

    pub(super) fn mtime(&self) -> i64 {
        number(&self.header.as_old().mtime).unwrap_or(0)
    }

    pub(super) fn device(&self) -> (u32, u32) {
        // Before ustar there were no such fields.
        if self.bytes[257..262] != *b"ustar" {
            return (0, 0);
        }
        let part = |field: &[u8]| number(field).and_then(|n| u32::try_from(n).ok());
        let (major, minor) = (part(&self.bytes[329..337]), part(&self.bytes[337..345]));
        (major.unwrap_or(0), minor.unwrap_or(0))
    }

    /// The real size of a GNU sparse file (old format), its first pieces, and whether more map
    /// blocks follow.
    pub(super) fn gnu_sparse(&self) -> Result<(u64, Pieces, bool), TarErrorKind> {
        let gnu = self.header.as_gnu().ok_or(TarErrorKind::Size)?;
        let real = number(&gnu.realsize).and_then(|n| u64::try_from(n).ok());
        let mut pieces = Vec::new();
        // struct oldgnu_header: four pieces from byte 386.
        old_pieces(&self.bytes[386..482], &mut pieces);
        Ok((real.ok_or(TarErrorKind::Size)?, pieces, gnu.is_extended()))
    }

    pub(super) fn kind(&self, path: &[u8]) -> EntryKind {
        match self.typeflag() {
            // Before ustar a folder was a file whose name ends in a slash; Go's reader, and so
            // every container runtime, knows that of the old typeflag only.
            0 if path.ends_with(b"/") => EntryKind::Directory,
            b'0' | 0 | b'7' | b'S' => EntryKind::File,
            b'1' => EntryKind::HardLink,
            b'2' => EntryKind::Symlink,
            b'3' => EntryKind::CharDevice,
            b'4' => EntryKind::BlockDevice,
            // `D` is a folder of GNU tar's incremental dumps, with a list of names as contents.
            b'5' | b'D' => EntryKind::Directory,
            b'6' => EntryKind::Fifo,
            other => EntryKind::Other(other),
        }
    }
}

fn until_nul(field: &[u8]) -> &[u8] {
    let end = field.iter().position(|b| *b == 0);
    &field[..end.unwrap_or(field.len())]
}

fn unsigned(field: &[u8]) -> u64 {
    let n = number(field).and_then(|n| u64::try_from(n).ok());
    n.unwrap_or(0)
}

/// A numeric field: octal with spaces and NULs around it, or GNU's base-256 where the first bit
/// is set (two's complement, so that times before 1970 can be written). `None` where it is
/// neither, or does not fit.
pub(super) fn number(field: &[u8]) -> Option<i64> {
    let first = *field.first()?;
    if first & 0x80 != 0 {
        let negative = first & 0x40 != 0;
        let mut value: i128 = if negative { -1 } else { 0 };
        for (i, byte) in field.iter().enumerate() {
            let byte = if i == 0 && !negative {
                byte & 0x7f
            } else {
                *byte
            };
            if value.unsigned_abs() > u128::from(u64::MAX) {
                return None;
            }
            value = (value << 8) | i128::from(byte);
        }
        return i64::try_from(value).ok();
    }
    let blank = |b: &u8| *b == b' ' || *b == 0;
    let start = field.iter().position(|b| !blank(b)).unwrap_or(field.len());
    let digits = &field[start..];
    let end = digits.iter().position(blank).unwrap_or(digits.len());
    digits[..end].iter().try_fold(0i64, |value, b| match b {
        b'0'..=b'7' => value.checked_mul(8)?.checked_add(i64::from(b - b'0')),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(number(b"0000644\0"), Some(0o644));
        assert_eq!(number(b"   644 \0"), Some(0o644));
        assert_eq!(number(b"\0\0\0\0\0\0\0\0"), Some(0));
        assert_eq!(number(b"0000809\0"), None);
        assert_eq!(number(b"-0000001"), None);
        // Eleven gibibytes, as GNU tar writes what octal cannot hold.
        assert_eq!(
            number(&[0x80, 0, 0, 0, 0, 0, 0, 2, 0xc0, 0, 0, 0]),
            Some(11 << 30)
        );
        assert_eq!(number(&[0xff; 12]), Some(-1));
        assert_eq!(number(&[0x80, 0, 0, 0, 0xff, 0, 0, 0, 0, 0, 0, 0]), None);
    }
}

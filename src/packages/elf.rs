//! Programs: the sections of an ELF file, by name.

use super::bytes::Bytes;

/// What every such file begins with.
pub(super) const MAGIC: &[u8] = b"\x7fELF";

/// A program.
pub(super) struct Elf<'a> {
    pub(super) all: Bytes<'a>,
    wide: bool,
}

/// A part of the file that a running program has in memory.
struct Segment {
    offset: u64,
    len: u64,
    writable: bool,
}

impl<'a> Elf<'a> {
    /// A program; `None` where it is none.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Elf<'a>> {
        let (wide, big) = match bytes {
            [0x7f, b'E', b'L', b'F', class @ (1 | 2), order @ (1 | 2), ..] => {
                (*class == 2, *order == 2)
            }
            _ => return None,
        };
        let all = Bytes { bytes, big };
        Some(Elf { all, wide })
    }

    fn number(&self, at: u64) -> Option<u64> {
        match self.wide {
            true => self.all.u64(at),
            false => self.all.u32(at).map(u64::from),
        }
    }

    /// A field of the file's head, or of a table's row: its place in a narrow file, and in a wide one.
    fn place(&self, narrow: u64, wide: u64) -> u64 {
        if self.wide { wide } else { narrow }
    }

    /// The bytes of a section; `None` where there is none of that name, as in a file without a table of
    /// them.
    pub(super) fn section(&self, name: &[u8]) -> Option<&'a [u8]> {
        let table = self.number(self.place(0x20, 0x28))?;
        let size = u64::from(self.all.u16(self.place(0x2e, 0x3a))?);
        let count = u64::from(self.all.u16(self.place(0x30, 0x3c))?);
        let names = u64::from(self.all.u16(self.place(0x32, 0x3e))?);
        let row = |i: u64| table.checked_add(i * size).filter(|_| size >= 40);
        let place = |row: u64| {
            let offset = self.number(row.checked_add(self.place(0x10, 0x18))?)?;
            let len = self.number(row.checked_add(self.place(0x14, 0x20))?)?;
            Some((offset, len))
        };
        let (names, _) = place(row(names)?)?;
        let found = (0..count).filter_map(row).find(|row| {
            let at = self.all.u32(*row).map(u64::from);
            let text = at.and_then(|at| self.all.text(names.checked_add(at)?));
            text == Some(name)
        })?;
        let (offset, len) = place(found)?;
        self.all.get(offset, len)
    }

    /// The bytes of the first part that a running program may write to.
    pub(super) fn data(&self) -> Option<&'a [u8]> {
        let table = self.number(self.place(0x1c, 0x20))?;
        let size = u64::from(self.all.u16(self.place(0x2a, 0x36))?);
        let count = u64::from(self.all.u16(self.place(0x2c, 0x38))?);
        let mut segments = (0..count).filter_map(|i| {
            let row = table.checked_add(i * size)?;
            let field = |narrow, wide| row.checked_add(self.place(narrow, wide));
            let loaded = self.all.u32(row)? == 1;
            loaded.then_some(Segment {
                offset: self.number(field(0x04, 0x08)?)?,
                len: self.number(field(0x10, 0x20)?)?,
                writable: self.all.u32(field(0x18, 0x04)?)? & 2 != 0,
            })
        });
        let data = segments.find(|segment| segment.writable)?;
        self.all.get(data.offset, data.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_lies_has_no_sections() {
        let mut wide = vec![0xff; 64];
        wide[..6].copy_from_slice(b"\x7fELF\x02\x01");
        let mut narrow = wide.clone();
        narrow[4] = 1;
        for bytes in [wide, narrow] {
            let elf = Elf::read(&bytes).expect("it begins as one");
            assert_eq!(elf.section(b".go.buildinfo"), None);
            assert_eq!(elf.data(), None);
        }
        assert!(Elf::read(b"\x7fELF\x03\x01").is_none());
    }
}

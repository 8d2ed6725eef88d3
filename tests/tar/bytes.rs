//! Tars laid out byte by byte, as their writers lay them out: POSIX.1-2024 `pax` (ustar and
//! extended headers) and GNU tar's manual ("Basic Tar Format").

/// A header block that is being filled.
pub struct Header(Vec<u8>);

impl Header {
    /// A header in ustar's form.
    pub fn ustar(name: impl AsRef<[u8]>, typeflag: u8, size: u64) -> Header {
        Header::new(name.as_ref(), typeflag, size, b"ustar\x0000")
    }

    /// A header in GNU tar's form.
    pub fn gnu(name: impl AsRef<[u8]>, typeflag: u8, size: u64) -> Header {
        Header::new(name.as_ref(), typeflag, size, b"ustar  \0")
    }

    /// A header as before ustar: nothing behind the link's name.
    pub fn v7(name: impl AsRef<[u8]>, typeflag: u8, size: u64) -> Header {
        Header::new(name.as_ref(), typeflag, size, &[0; 8])
    }

    fn new(name: &[u8], typeflag: u8, size: u64, magic: &[u8; 8]) -> Header {
        let mut header = Header(vec![0; 512]);
        header.0[..name.len()].copy_from_slice(name);
        header.0[156] = typeflag;
        header.0[257..265].copy_from_slice(magic);
        header
            .octal(100, 8, 0o644)
            .octal(108, 8, 1000)
            .octal(116, 8, 100)
            .octal(124, 12, size)
            .octal(136, 12, 1_714_557_600)
    }

    /// A number of `width` bytes, the last of which is NUL.
    pub fn octal(self, at: usize, width: usize, number: u64) -> Header {
        let digits = format!("{number:0w$o}\0", w = width - 1);
        assert_eq!(digits.len(), width, "{number} does not fit");
        self.raw(at, digits.as_bytes())
    }

    /// A number in GNU's base-256.
    pub fn binary(self, at: usize, width: usize, number: i64) -> Header {
        let fill = if number < 0 { 0xff } else { 0 };
        let mut bytes = vec![fill; width];
        bytes[width - 8..].copy_from_slice(&number.to_be_bytes());
        if width > 8 || number >= 0 {
            bytes[0] |= 0x80;
        }
        self.raw(at, &bytes)
    }

    /// Bytes as they are.
    pub fn raw(mut self, at: usize, bytes: &[u8]) -> Header {
        self.0[at..at + bytes.len()].copy_from_slice(bytes);
        self
    }

    /// The target of a link.
    pub fn link(self, target: impl AsRef<[u8]>) -> Header {
        self.raw(157, target.as_ref())
    }

    /// The block, with its checksum over unsigned bytes.
    pub fn done(self) -> Vec<u8> {
        let sum = self.0.iter().map(|b| i64::from(*b)).sum();
        self.with_sum(sum)
    }

    /// The block with its checksum over signed bytes, as some old tars made it.
    pub fn done_signed(self) -> Vec<u8> {
        let sum = self.0.iter().map(|b| i64::from(*b as i8)).sum();
        self.with_sum(sum)
    }

    /// The field itself counts as spaces.
    fn with_sum(mut self, sum: i64) -> Vec<u8> {
        let sum = sum + 8 * i64::from(b' ');
        let digits = format!("{sum:06o}\0 ");
        self.0[148..156].copy_from_slice(digits.as_bytes());
        self.0
    }

    /// The header and its contents.
    pub fn with(self, contents: &[u8]) -> Vec<u8> {
        [self.done(), padded(contents)].concat()
    }
}

/// Contents, filled up to whole blocks.
pub fn padded(contents: &[u8]) -> Vec<u8> {
    let mut bytes = contents.to_vec();
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

/// One record of an extended header: its length counts itself.
pub fn record(key: &str, value: &[u8]) -> Vec<u8> {
    let rest = key.len() + value.len() + 3;
    let mut len = rest;
    while len != rest + len.to_string().len() {
        len = rest + len.to_string().len();
    }
    [format!("{len} {key}=").as_bytes(), value, b"\n"].concat()
}

/// An extended header with these records.
pub fn pax(records: &[(&str, &[u8])]) -> Vec<u8> {
    let records = records.iter().map(|(key, value)| record(key, value));
    extension(b'x', &records.collect::<Vec<_>>().concat())
}

/// An extension header of any type.
pub fn extension(typeflag: u8, contents: &[u8]) -> Vec<u8> {
    let name = match typeflag {
        b'x' | b'g' => "PaxHeaders/x",
        _ => "././@LongLink",
    };
    let header = match typeflag {
        b'x' | b'g' => Header::ustar(name, typeflag, contents.len() as u64),
        _ => Header::gnu(name, typeflag, contents.len() as u64),
    };
    header.with(contents)
}

/// GNU's long name (`L`) or long link target (`K`), with the NUL that it ends with.
pub fn long(typeflag: u8, name: &[u8]) -> Vec<u8> {
    extension(typeflag, &[name, b"\0"].concat())
}

/// The parts as one tar, ended by two blocks of zeros.
pub fn tar(parts: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = parts.concat();
    bytes.resize(bytes.len() + 1024, 0);
    bytes
}

//! Which compression a stream has, by its first bytes.

/// How a blob is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Compression {
    /// Not at all.
    None,
    /// RFC 1952; possibly several members, as eStargz writes.
    Gzip,
    /// RFC 8878; possibly several frames.
    Zstd,
    /// bzip2; possibly several streams, as `pbzip2` writes.
    Bzip2,
    /// xz; possibly several streams.
    Xz,
}

/// Bytes that [`Compression::detect`] wants to see.
pub const DETECT_BYTES: usize = 6;

impl Compression {
    /// The compression of a stream that begins with `start`; [`Compression::None`] where no
    /// magic number is known.
    pub fn detect(start: &[u8]) -> Compression {
        match start {
            [0x1f, 0x8b, ..] => Compression::Gzip,
            // A frame, or a skippable frame (0x184D2A50 to 0x184D2A5F, little-endian).
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Compression::Zstd,
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Compression::Xz,
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Compression::Bzip2,
            _ => Compression::None,
        }
    }

    /// The name as people write it; `none` where there is no compression.
    pub fn name(self) -> &'static str {
        match self {
            Compression::None => "none",
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
            Compression::Bzip2 => "bzip2",
            Compression::Xz => "xz",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_magic() {
        assert_eq!(Compression::detect(&[0x1f, 0x8b, 8]), Compression::Gzip);
        assert_eq!(
            Compression::detect(&[0x5a, 0x2a, 0x4d, 0x18]),
            Compression::Zstd
        );
        assert_eq!(Compression::detect(b"\xfd7zXZ\0"), Compression::Xz);
        assert_eq!(Compression::detect(b"BZh9"), Compression::Bzip2);
        assert_eq!(Compression::detect(b"BZip"), Compression::None);
        assert_eq!(Compression::detect(b""), Compression::None);
    }
}

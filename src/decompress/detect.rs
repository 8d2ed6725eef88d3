//! Which compression a stream has, by its first bytes.

/// How a blob is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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

/// The first bytes of a stream that is pushed, until its compression is known by them.
#[derive(Debug, Default)]
pub struct Start(Vec<u8>);

impl Start {
    /// Takes the next bytes; once there are enough, gives the compression and all bytes so far.
    pub fn push(&mut self, bytes: &[u8]) -> Option<(Compression, Vec<u8>)> {
        self.0.extend_from_slice(bytes);
        (self.0.len() >= DETECT_BYTES).then(|| self.end())
    }

    /// The same where no more bytes will come.
    pub fn end(&mut self) -> (Compression, Vec<u8>) {
        let start = std::mem::take(&mut self.0);
        (Compression::detect(&start), start)
    }

    /// Whether nothing has been pushed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

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

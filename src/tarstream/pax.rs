//! PAX extended header records (POSIX.1-2024 `pax`, "pax Extended Header"): `LEN KEY=VALUE\n`.
//!
//! The `tar` crate's own iterator splits at line feeds, which values (attributes, paths) may
//! contain; here the lengths decide.

use std::collections::BTreeMap;

use data_encoding::{BASE64, BASE64_NOPAD};

use super::{TarErrorKind, sparse};

/// What the records of one header change in the entry after it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Records {
    pub(super) path: Option<Vec<u8>>,
    pub(super) link: Option<Vec<u8>>,
    pub(super) size: Option<u64>,
    pub(super) uid: Option<u64>,
    pub(super) gid: Option<u64>,
    pub(super) mtime: Option<i64>,
    /// `GNU.sparse.name`: the name that the other name stands in for.
    pub(super) sparse_name: Option<Vec<u8>>,
    /// `GNU.sparse.size` or `GNU.sparse.realsize`.
    pub(super) sparse_size: Option<u64>,
    /// `GNU.sparse.map`, or `GNU.sparse.offset` and `GNU.sparse.numbytes` of each piece.
    pub(super) sparse_pieces: Vec<(u64, u64)>,
    /// The last `GNU.sparse.offset`, before its `GNU.sparse.numbytes`.
    sparse_offset: Option<u64>,
    /// `GNU.sparse.major` and `GNU.sparse.minor`.
    sparse_version: [Vec<u8>; 2],
    pub(super) xattrs: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Records {
    /// Reads the records of one header; the last of several with one key counts.
    pub(super) fn parse(mut bytes: &[u8]) -> Result<Records, TarErrorKind> {
        let mut records = Records::default();
        // Some writers pad the header's contents with NULs inside its size.
        while bytes.first().is_some_and(|b| *b != 0) {
            let space = bytes.iter().position(|b| *b == b' ');
            let space = space.ok_or(TarErrorKind::Pax)?;
            let len = decimal(&bytes[..space]).ok_or(TarErrorKind::Pax)?;
            let len = usize::try_from(len).map_err(|_| TarErrorKind::Pax)?;
            let record = bytes.get(space + 1..len).ok_or(TarErrorKind::Pax)?;
            let record = record.strip_suffix(b"\n").ok_or(TarErrorKind::Pax)?;
            let equals = record.iter().position(|b| *b == b'=');
            let equals = equals.ok_or(TarErrorKind::Pax)?;
            let (key, value) = (&record[..equals], &record[equals + 1..]);
            if !is_valid(key, value) {
                return Err(TarErrorKind::Pax);
            }
            records.set(key, value)?;
            bytes = &bytes[len..];
        }
        Ok(records)
    }

    /// Whether the map of a sparse file stands in its contents, as text.
    pub(super) fn has_text_map(&self) -> bool {
        self.sparse_version == [b"1", b"0"]
    }

    fn set(&mut self, key: &[u8], value: &[u8]) -> Result<(), TarErrorKind> {
        match key {
            // An empty value takes an earlier record back.
            b"path" => self.path = name(value),
            b"linkpath" => self.link = name(value),
            b"size" => self.size = size(value)?,
            b"uid" => self.uid = decimal(value),
            b"gid" => self.gid = decimal(value),
            b"mtime" => self.mtime = seconds(value),
            b"GNU.sparse.name" => self.sparse_name = name(value),
            b"GNU.sparse.size" | b"GNU.sparse.realsize" => {
                self.sparse_size = size(value)?;
            }
            // A broken map hides no more than where its file's bytes belong.
            b"GNU.sparse.map" => self.sparse_pieces = map(value).unwrap_or_default(),
            b"GNU.sparse.offset" => self.sparse_offset = decimal(value),
            b"GNU.sparse.numbytes" => {
                let piece = self.sparse_offset.take().zip(decimal(value));
                if let Some(piece) = piece {
                    sparse::keep(&mut self.sparse_pieces, piece);
                }
            }
            b"GNU.sparse.major" => self.sparse_version[0] = value.to_vec(),
            b"GNU.sparse.minor" => self.sparse_version[1] = value.to_vec(),
            _ => {
                if let Some(attribute) = key.strip_prefix(b"SCHILY.xattr.") {
                    self.xattrs.insert(attribute.to_vec(), value.to_vec());
                } else if let Some(attribute) = key.strip_prefix(b"LIBARCHIVE.xattr.") {
                    self.xattrs.insert(percent(attribute), base64(value));
                } else if key.starts_with(b"SCHILY.acl.") {
                    self.xattrs.insert(key.to_vec(), value.to_vec());
                }
            }
        }
        Ok(())
    }
}

/// What Go's reader takes: no NUL in a name, and elsewhere none in the key (an attribute's value
/// may have some).
fn is_valid(key: &[u8], value: &[u8]) -> bool {
    let checked = match key {
        b"path" | b"linkpath" | b"uname" | b"gname" => value,
        key => key,
    };
    !key.is_empty() && !checked.contains(&0)
}

/// An attribute's name as libarchive writes it: `%XX` for what is not printable.
fn percent(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut left = text;
    while let Some((first, rest)) = left.split_first() {
        let digits = rest.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = digits.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                out.push(byte);
                left = &rest[2..];
            }
            _ => {
                out.push(*first);
                left = rest;
            }
        }
    }
    out
}

/// A value in base64, with padding or without; as it is where it is none.
fn base64(value: &[u8]) -> Vec<u8> {
    let decoded = BASE64_NOPAD.decode(value);
    let decoded = decoded.or_else(|_| BASE64.decode(value));
    decoded.unwrap_or_else(|_| value.to_vec())
}

fn name(value: &[u8]) -> Option<Vec<u8>> {
    (!value.is_empty()).then(|| value.to_vec())
}

fn size(value: &[u8]) -> Result<Option<u64>, TarErrorKind> {
    if value.is_empty() {
        return Ok(None);
    }
    decimal(value).map(Some).ok_or(TarErrorKind::Size)
}

/// Offset and length of each piece, with commas between all of them.
fn map(value: &[u8]) -> Option<Vec<(u64, u64)>> {
    let mut pieces = Vec::new();
    let mut start = None;
    for number in value.split(|byte| *byte == b',').filter(|n| !n.is_empty()) {
        let number = decimal(number)?;
        match start.take() {
            None => start = Some(number),
            Some(start) => sparse::keep(&mut pieces, (start, number)),
        }
    }
    Some(pieces)
}

fn decimal(text: &[u8]) -> Option<u64> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// Whole seconds, rounded towards the past, of a decimal that may be negative or have a fraction.
fn seconds(value: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(value).ok()?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let seconds: i64 = whole.parse().ok()?;
    let past = whole.starts_with('-') && fraction.bytes().any(|b| b != b'0');
    Some(if past {
        seconds.saturating_sub(1)
    } else {
        seconds
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_may_contain_line_feeds() {
        let records = Records::parse(b"16 path=a\nb=c\nd\n19 mtime=-1.500000\n").expect("valid");
        assert_eq!(records.path.as_deref(), Some(&b"a\nb=c\nd"[..]));
        assert_eq!(records.mtime, Some(-2));
    }

    #[test]
    fn broken_records() {
        for bytes in [
            &b"99 path=a\n"[..],
            b"x path=a\n",
            b"9 patha\n",
            b"10 path=ab",
            b"3 \n",
            b"0 path=a\n",
        ] {
            assert_eq!(Records::parse(bytes), Err(TarErrorKind::Pax), "{bytes:?}");
        }
        assert_eq!(Records::parse(b"11 size=-1\n"), Err(TarErrorKind::Size));
    }

    #[test]
    fn nuls_as_go_takes_them() {
        for bytes in [
            &b"12 path=a\0b\n"[..],
            b"16 linkpath=a\0b\n",
            b"13 uname=a\0b\n",
            b"9 k\0y=ab\n",
            b"24 SCHILY.xattr.us\0er=v\n",
            b"5 =a\n",
        ] {
            assert_eq!(Records::parse(bytes), Err(TarErrorKind::Pax), "{bytes:?}");
        }
        let records = Records::parse(b"26 SCHILY.xattr.user.a=\0v\n").expect("valid");
        assert_eq!(records.xattrs[&b"user.a"[..]], b"\0v");
    }

    #[test]
    fn attributes_of_both_kinds() {
        let text = [
            "LIBARCHIVE.xattr.user.a%3Db=AP8",
            "LIBARCHIVE.xattr.user.padded=AP8=",
            "SCHILY.xattr.user.plain=%3D",
            "SCHILY.acl.access=user::rwx",
        ];
        // Two digits, a space and a line feed are counted too.
        let text = text.map(|record| format!("{} {record}\n", record.len() + 4));
        let records = Records::parse(text.concat().as_bytes()).expect("valid");
        let found: Vec<_> = records
            .xattrs
            .iter()
            .map(|(k, v)| (&k[..], &v[..]))
            .collect();
        assert_eq!(
            found,
            [
                (&b"SCHILY.acl.access"[..], &b"user::rwx"[..]),
                (b"user.a=b", b"\0\xff"),
                (b"user.padded", b"\0\xff"),
                (b"user.plain", b"%3D"),
            ]
        );
    }
}

//! One package's header: an index of tags, and their values behind it, all big-endian.
//!
//! rpm's `docs/manual/format_header.md` and `lib/rpmtag.h`.

use super::big;
use crate::packages::bytes::Bytes;
use crate::packages::lines::text;
use crate::packages::{Facts, Files, Holds, Kind, PackageError};

const NAME: u32 = 1000;
const VERSION: u32 = 1001;
const RELEASE: u32 = 1002;
const EPOCH: u32 = 1003;
const LICENSE: u32 = 1014;
const ARCH: u32 = 1022;
const OLD_FILENAMES: u32 = 1027;
const FILE_STATES: u32 = 1029;
const SOURCE_RPM: u32 = 1044;
const DIR_INDEXES: u32 = 1116;
const BASE_NAMES: u32 = 1117;
const DIR_NAMES: u32 = 1118;

/// A file that the package has and that was left out, as documents often are.
const NOT_INSTALLED: u8 = 2;

/// The package of a header, whose paths have no more bytes than there is room.
pub(super) fn package(blob: &[u8], room: &mut usize) -> Result<Facts, PackageError> {
    let header = Header::read(blob).ok_or_else(|| PackageError::broken("header of a package"))?;
    let word = |tag| header.texts(tag).next().map(text).unwrap_or_default();
    let name = word(NAME);
    if name.is_empty() {
        return Err(PackageError::broken("header of a package"));
    }
    let version = match (word(VERSION), word(RELEASE)) {
        (version, release) if release.is_empty() => version,
        (version, release) => format!("{version}-{release}"),
    };
    let version = match header.numbers(EPOCH).next() {
        Some(epoch) => format!("{epoch}:{version}"),
        None => version,
    };
    // `bash-5.2-1.src.rpm`
    let source = word(SOURCE_RPM);
    let source = source.rsplitn(3, '-').nth(2).unwrap_or_default().to_owned();
    Ok(Facts {
        version,
        arch: word(ARCH),
        license: word(LICENSE),
        source: if source == name {
            String::new()
        } else {
            source
        },
        holds: Holds::Files(header.files(room)?),
        name,
        ..Facts::new(Kind::Rpm)
    })
}

struct Header<'a> {
    index: Bytes<'a>,
    data: Bytes<'a>,
}

struct Entry {
    kind: u32,
    offset: u64,
    count: u32,
}

impl<'a> Header<'a> {
    fn read(blob: &'a [u8]) -> Option<Header<'a>> {
        let blob = big(blob);
        let entries = u64::from(blob.u32(0)?) * 16;
        let index = big(blob.get(8, entries)?);
        let data = big(blob.get(8 + entries, u64::from(blob.u32(4)?))?);
        Some(Header { index, data })
    }

    fn entry(&self, tag: u32) -> Option<Entry> {
        let at = |i: usize| (i * 16) as u64;
        let i = (0..self.index.bytes.len() / 16).find(|i| self.index.u32(at(*i)) == Some(tag))?;
        Some(Entry {
            kind: self.index.u32(at(i) + 4)?,
            offset: u64::from(self.index.u32(at(i) + 8)?),
            count: self.index.u32(at(i) + 12)?,
        })
    }

    /// Texts: one, several, or one in several languages.
    fn texts(&self, tag: u32) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let entry = self.entry(tag);
        let entry = entry.filter(|entry| matches!(entry.kind, 6 | 8 | 9));
        let (mut at, mut left) = entry.map_or((0, 0), |entry| (entry.offset, entry.count));
        let data = self.data;
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            let text = data.text(at)?;
            at += text.len() as u64 + 1;
            Some(text)
        })
    }

    /// Numbers of 32 bits.
    fn numbers(&self, tag: u32) -> impl Iterator<Item = u32> + use<'a> {
        let entry = self.entry(tag).filter(|entry| entry.kind == 4);
        let (at, count) = entry.map_or((0, 0), |entry| (entry.offset, entry.count));
        let data = self.data;
        (0..u64::from(count)).map_while(move |i| data.u32(at + i * 4))
    }

    fn files(&self, room: &mut usize) -> Result<Files, PackageError> {
        let full = || PackageError::TooMany("paths".into());
        let mut files = Files::default();
        let states = self.entry(FILE_STATES);
        let there = |i: usize| {
            let state = states.as_ref().map(|states| states.offset + i as u64);
            state.and_then(|at| self.data.u8(at)) != Some(NOT_INSTALLED)
        };
        let folders: Vec<&[u8]> = self.texts(DIR_NAMES).collect();
        let names = self.texts(BASE_NAMES).zip(self.numbers(DIR_INDEXES));
        for (i, (name, folder)) in names.enumerate() {
            if let Some(folder) = folders.get(folder as usize).filter(|_| there(i)) {
                files.push_within(room, folder, name).ok_or_else(full)?;
            }
        }
        for (i, path) in self.texts(OLD_FILENAMES).enumerate() {
            if there(i) {
                files.push(path);
            }
        }
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_that_lies_is_no_package() {
        // One tag, its name, whose text would be past the end.
        let lies = [
            0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 0xe8, 0, 0, 0, 6, 0, 0, 0, 9, 0, 0, 0, 1,
        ];
        for blob in [&b""[..], &[0; 8], &[0xff; 64], &lies] {
            assert!(package(blob, &mut 100).is_err());
        }
    }
}

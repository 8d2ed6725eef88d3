//! Java archives: a ZIP's central directory, the manifest, and what Maven left.
//!
//! PKWARE's APPNOTE.TXT, and the JAR specification. Archives within it are named, not opened.

use std::io::Read as _;

use super::bytes::Bytes;
use super::lines::{field, lines, text};
use super::{Facts, Holds, Kind, PackageError, Part};
use crate::limits;

/// Bytes of the end record, and of the comment that may follow it.
const END: usize = 22;
const COMMENT: usize = 65_535;

/// Bytes of a manifest, or of Maven's properties.
const TEXT: u64 = 1 << 20;

/// The package.
pub(super) fn package(bytes: &[u8]) -> Result<Facts, PackageError> {
    let zip = Zip::read(bytes)?;
    let mut facts = Facts {
        holds: Holds::Itself,
        ..Facts::new(Kind::Jar)
    };
    let mut made = Vec::new();
    let mut title = (String::new(), String::new());
    // Texts of one archive are unpacked for as long as they are few.
    let mut room = limits::PACKAGE_TEXT_BYTES;
    for entry in zip.entries() {
        let entry = entry?;
        let maven = entry.name.starts_with(b"META-INF/maven/");
        if entry.name == b"META-INF/MANIFEST.MF" {
            title = manifest(&zip.text(&entry, &mut room)?);
        } else if maven && entry.name.ends_with(b"/pom.properties") {
            made.extend(properties(&zip.text(&entry, &mut room)?));
        } else if entry.name.ends_with(b".jar") {
            let (name, version) = of_file(entry.name);
            facts.parts.push(Part { name, version });
        }
        if facts.parts.len() > limits::PACKAGES || made.len() > limits::PACKAGES {
            return Err(PackageError::TooMany("archives in it".into()));
        }
    }
    match made.len() {
        1 => (facts.name, facts.version) = made.remove(0),
        _ => (facts.name, facts.version) = title,
    }
    let parts = made.into_iter();
    facts
        .parts
        .extend(parts.map(|(name, version)| Part { name, version }));
    Ok(facts)
}

/// Name and version by a file's name, where nothing else tells: `name-1.2.jar`.
pub(super) fn of_file(path: &[u8]) -> (String, String) {
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
    let name = text(name);
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    let dashes = stem.match_indices('-');
    let version = dashes.map(|(at, _)| at).find(|at| {
        let next = stem.as_bytes().get(at + 1);
        next.is_some_and(u8::is_ascii_digit)
    });
    match version {
        Some(at) => (stem[..at].to_owned(), stem[at + 1..].to_owned()),
        None => (stem.to_owned(), String::new()),
    }
}

/// What a manifest calls the archive, and its version.
fn manifest(bytes: &[u8]) -> (String, String) {
    let mut found: [Option<String>; 5] = Default::default();
    let names: [&[u8]; 5] = [
        b"Bundle-SymbolicName",
        b"Automatic-Module-Name",
        b"Implementation-Title",
        b"Bundle-Version",
        b"Implementation-Version",
    ];
    for line in lines(bytes) {
        // What follows is about single entries.
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = field(line) else {
            continue;
        };
        if let Some(i) = names
            .iter()
            .position(|known| known.eq_ignore_ascii_case(name))
        {
            // `org.x;singleton:=true`
            let value = value.split(|byte| *byte == b';').next().unwrap_or(value);
            found[i] = Some(text(value));
        }
    }
    let [bundle, module, title, bundled, version] = found;
    let name = bundle.or(module).or(title).unwrap_or_default();
    (name, version.or(bundled).unwrap_or_default())
}

/// Maven's name and version.
fn properties(bytes: &[u8]) -> Option<(String, String)> {
    let (mut group, mut artifact, mut version) = (String::new(), String::new(), String::new());
    for line in lines(bytes) {
        let mut parts = line.splitn(2, |byte| *byte == b'=');
        let (name, value) = (parts.next()?, parts.next().unwrap_or_default());
        let value = || text(value.trim_ascii());
        match name.trim_ascii() {
            b"groupId" => group = value(),
            b"artifactId" => artifact = value(),
            b"version" => version = value(),
            _ => {}
        }
    }
    (!artifact.is_empty()).then(|| (format!("{group}:{artifact}"), version))
}

struct Zip<'a> {
    all: Bytes<'a>,
    /// Where the directory is, and its entries.
    start: u64,
    count: u64,
    /// Bytes before the archive: a script that starts it.
    before: u64,
}

struct Entry<'a> {
    name: &'a [u8],
    method: u16,
    stored: u64,
    head: u64,
}

fn broken() -> PackageError {
    PackageError::broken("directory")
}

impl<'a> Zip<'a> {
    fn read(bytes: &'a [u8]) -> Result<Zip<'a>, PackageError> {
        let all = Bytes { bytes, big: false };
        let first = bytes.len().saturating_sub(END + COMMENT);
        let last = bytes.len().checked_sub(END);
        let end = last.and_then(|last| {
            (first..=last)
                .rev()
                .find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))
        });
        let end = end.ok_or_else(|| PackageError::not("Java archive"))? as u64;
        let (count, len, offset) = (all.u16(end + 10), all.u32(end + 12), all.u32(end + 16));
        let (Some(count), Some(len), Some(offset)) = (count, len, offset) else {
            return Err(broken());
        };
        if count == u16::MAX || offset == u32::MAX {
            return Err(PackageError::Unsupported("an archive in ZIP64".into()));
        }
        let start = end.checked_sub(u64::from(len)).ok_or_else(broken)?;
        let before = start.checked_sub(u64::from(offset)).ok_or_else(broken)?;
        Ok(Zip {
            all,
            start,
            count: u64::from(count),
            before,
        })
    }

    fn entries(&self) -> impl Iterator<Item = Result<Entry<'a>, PackageError>> + '_ {
        let mut at = self.start;
        (0..self.count).map(move |_| {
            let (entry, next) = self.entry(at).ok_or_else(broken)?;
            at = next;
            Ok(entry)
        })
    }

    fn entry(&self, at: u64) -> Option<(Entry<'a>, u64)> {
        let all = &self.all;
        all.get(at, 4).filter(|mark| *mark == b"PK\x01\x02")?;
        let name = u64::from(all.u16(at + 28)?);
        let more = u64::from(all.u16(at + 30)?) + u64::from(all.u16(at + 32)?);
        let entry = Entry {
            name: all.get(at + 46, name)?,
            method: all.u16(at + 10)?,
            stored: u64::from(all.u32(at + 20)?),
            head: self.before + u64::from(all.u32(at + 42)?),
        };
        Some((entry, at + 46 + name + more))
    }

    /// A text of the archive, unpacked.
    fn text(&self, entry: &Entry<'_>, room: &mut u64) -> Result<Vec<u8>, PackageError> {
        let cut = || PackageError::broken("texts");
        let all = &self.all;
        let name = all.u16(entry.head + 26).ok_or_else(cut)?;
        let more = all.u16(entry.head + 28).ok_or_else(cut)?;
        let start = entry.head + 30 + u64::from(name) + u64::from(more);
        let stored = all.get(start, entry.stored).ok_or_else(cut)?;
        let mut text = Vec::new();
        let most = TEXT.min(*room);
        match entry.method {
            0 => stored.take(most).read_to_end(&mut text),
            8 => {
                let inflated = flate2::read::DeflateDecoder::new(stored);
                inflated.take(most).read_to_end(&mut text)
            }
            _ => return Err(PackageError::Unsupported("its compression".into())),
        }
        .map_err(|_| cut())?;
        *room = room.saturating_sub(text.len() as u64);
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_tell_names_and_versions() {
        let told = |file: &str| of_file(file.as_bytes());
        let pair = |name: &str, version: &str| (name.to_owned(), version.to_owned());
        assert_eq!(
            told("lib/log4j-core-2.14.1.jar"),
            pair("log4j-core", "2.14.1")
        );
        assert_eq!(told("a/tools.jar"), pair("tools", ""));
        assert_eq!(told("x-1.0-SNAPSHOT.war"), pair("x", "1.0-SNAPSHOT"));
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        for wrong in [&b""[..], b"PK\x05\x06", &[0xff; 100]] {
            assert_eq!(package(wrong), Err(PackageError::not("Java archive")));
        }
        let mut lies = b"PK\x05\x06".to_vec();
        lies.extend([0, 0, 0, 0, 9, 0, 9, 0, 9, 0, 0, 0, 9, 0, 0, 0, 0, 0]);
        assert_eq!(package(&lies), Err(broken()));
    }
}

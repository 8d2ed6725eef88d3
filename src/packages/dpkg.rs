//! dpkg: `status`, the lists of files, the pieces of distroless images, and diversions.
//!
//! dpkg(1), deb-control(5), dpkg-divert(1); distroless' `status.d` is Bazel's `rules_docker`'s: a file
//! a package, and its `md5sums` beside it in place of a list.

use super::lines::{field, lines, text};
use super::{Facts, Files, Kind, PackageError};
use crate::limits;

/// The packages that are there, of `status` or a file of `status.d`.
pub(super) fn status(bytes: &[u8]) -> Result<Vec<Facts>, PackageError> {
    let mut packages = Vec::new();
    let mut now = Stanza::default();
    for line in lines(bytes).chain([b"".as_slice()]) {
        if line.trim_ascii().is_empty() {
            packages.extend(std::mem::take(&mut now).package());
            if packages.len() > limits::PACKAGES {
                return Err(PackageError::TooMany("packages".into()));
            }
        } else if let Some((name, value)) = field(line) {
            now.take(name, value);
        } else if !line[0].is_ascii_whitespace() {
            return Err(PackageError::not("database of dpkg"));
        }
    }
    Ok(packages)
}

#[derive(Default)]
struct Stanza {
    name: String,
    version: String,
    arch: String,
    source: String,
    status: Option<bool>,
}

impl Stanza {
    fn take(&mut self, name: &[u8], value: &[u8]) {
        match name.to_ascii_lowercase().as_slice() {
            b"package" => self.name = text(value),
            b"version" => self.version = text(value),
            b"architecture" => self.arch = text(value),
            // `openssl (3.0.1)`: the version only where it is another.
            b"source" => self.source = text(value.split(|b| *b == b' ').next().unwrap_or(value)),
            // What is wanted, whether it is sound, and what is there.
            b"status" => {
                let there = value.rsplit(|b| *b == b' ').next();
                let gone = [b"not-installed".as_slice(), b"config-files"];
                self.status = Some(!there.is_some_and(|there| gone.contains(&there)));
            }
            _ => {}
        }
    }

    fn package(self) -> Option<Facts> {
        let there = self.status.unwrap_or(true) && !self.name.is_empty();
        there.then(|| Facts {
            name: self.name,
            version: self.version,
            arch: self.arch,
            source: self.source,
            ..Facts::new(Kind::Dpkg)
        })
    }
}

/// The paths of a `.list`: folders too, each absolute.
pub(super) fn list(bytes: &[u8]) -> Files {
    let paths = bytes.split(|byte| *byte == b'\n');
    paths
        .filter(|path| !path.is_empty() && *path != b"/.")
        .collect()
}

/// The paths of an `md5sums`: a sum, two spaces, a path from the root.
pub(super) fn sums(bytes: &[u8]) -> Files {
    let paths = bytes.split(|byte| *byte == b'\n').filter_map(|line| {
        let space = line.iter().position(|byte| *byte == b' ')?;
        Some(line[space..].trim_ascii_start())
    });
    paths.filter(|path| !path.is_empty()).collect()
}

/// A file that stands elsewhere than its package says, since another package has the path.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Diversion {
    /// Where packages say that it is, and where it is instead.
    pub paths: Files,
    /// The package that has the path; empty where a person said so, and none has.
    pub by: String,
}

/// The diversions: three lines each.
pub(super) fn diversions(bytes: &[u8]) -> Vec<Diversion> {
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let threes = lines.chunks_exact(3);
    let diversions = threes.map(|three| Diversion {
        paths: three[..2].iter().copied().collect(),
        by: text(three[2].strip_prefix(b":").unwrap_or(three[2])),
    });
    diversions.take(limits::PACKAGES).collect()
}

/// The package that a file of `info` or `status.d` is about: its name, without its end.
pub(super) fn named(file: &[u8]) -> &[u8] {
    let end = [b".list".as_slice(), b".md5sums"];
    let stem = end.iter().find_map(|end| file.strip_suffix(*end));
    stem.unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_removed_is_not_there() {
        let status =
            b"Package: a\nStatus: install ok installed\nVersion: 1:2-3\nArchitecture: amd64\n\
            Source: src (9)\nDescription: x\n continued: no field\nConffiles:\n /etc/a 00\n\n\n\
            Package: b\nStatus: deinstall ok config-files\nVersion: 1\n\nPackage: c\nVersion: 3\n";
        let packages = super::status(status).expect("sound");
        let told: Vec<_> = (packages.iter())
            .map(|p| (&*p.name, &*p.version, &*p.arch, &*p.source))
            .collect();
        assert_eq!(told, [("a", "1:2-3", "amd64", "src"), ("c", "3", "", "")]);
        let error = super::status(b"\x7fELF nothing of the kind").expect_err("no status");
        assert_eq!(error, PackageError::not("database of dpkg"));
    }

    #[test]
    fn paths_are_listed() {
        let listed = list(b"/.\n/usr\n/usr/a b\n");
        assert_eq!(
            listed.iter().collect::<Vec<_>>(),
            [&b"/usr"[..], b"/usr/a b"]
        );
        let listed = sums(b"d41d8cd98f00b204e9800998ecf8427e  usr/a b\n");
        assert_eq!(listed.iter().collect::<Vec<_>>(), [b"usr/a b"]);
        let [one] = diversions(b"/bin/sh\n/bin/sh.distrib\ndash\n")
            .try_into()
            .expect("one");
        assert_eq!(one.by, "dash");
        assert_eq!(one.paths.iter().last(), Some(&b"/bin/sh.distrib"[..]));
        assert_eq!(named(b"libc6:amd64.list"), b"libc6:amd64");
    }
}

//! apk: `installed`, whose packages stand with their files.
//!
//! apk-package(5): a letter and a colon a line, an empty line after each package; `F:` is a folder,
//! and `R:` a file in the last one.

use super::lines::{lines, text};
use super::{Facts, Files, Holds, Kind, PackageError};
use crate::limits;

/// The packages.
pub(super) fn installed(bytes: &[u8]) -> Result<Vec<Facts>, PackageError> {
    let mut packages = Vec::new();
    let mut now = (Facts::new(Kind::Apk), Files::default());
    let mut folder = Vec::new();
    let mut room = limits::PACKAGE_PATH_BYTES;
    for line in lines(bytes).chain([b"".as_slice()]) {
        let (letter, value) = match line {
            [] => {
                let (mut facts, files) =
                    std::mem::replace(&mut now, (Facts::new(Kind::Apk), Files::default()));
                if !facts.name.is_empty() {
                    facts.holds = Holds::Files(files);
                    packages.push(facts);
                }
                folder.clear();
                if packages.len() > limits::PACKAGES {
                    return Err(PackageError::TooMany("packages".into()));
                }
                continue;
            }
            [letter, b':', value @ ..] => (*letter, value),
            _ => return Err(PackageError::not("database of apk")),
        };
        let (facts, files) = &mut now;
        match letter {
            b'P' => facts.name = text(value),
            b'V' => facts.version = text(value),
            b'A' => facts.arch = text(value),
            b'L' => facts.license = text(value),
            b'o' => facts.source = text(value),
            b'F' => {
                folder = value.to_vec();
                if !folder.is_empty() {
                    folder.push(b'/');
                }
            }
            b'R' => {
                let pushed = files.push_within(&mut room, &folder, value);
                pushed.ok_or_else(|| PackageError::TooMany("paths".into()))?;
            }
            _ => {}
        }
    }
    for facts in &mut packages {
        if facts.source == facts.name {
            facts.source.clear();
        }
    }
    Ok(packages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_come_with_their_files() {
        let database =
            b"C:Q1x=\nP:musl\nV:1.2.4-r2\nA:x86_64\nL:MIT\no:musl\nF:lib\nR:libc.so\na:0:0:755\n\
            Z:Q1y=\nF:\nR:at-root\n\nP:b\nV:1\no:c\n";
        let packages = installed(database).expect("sound");
        let [musl, b] = packages.try_into().expect("two");
        assert_eq!(
            (&*musl.name, &*musl.source, &*musl.arch),
            ("musl", "", "x86_64")
        );
        let Holds::Files(files) = &musl.holds else {
            panic!("it lists them")
        };
        let paths: Vec<_> = files.iter().collect();
        assert_eq!(paths, [&b"lib/libc.so"[..], b"at-root"]);
        assert_eq!((&*b.name, &*b.version, &*b.source), ("b", "1", "c"));
        assert!(installed(b"Package: musl").is_err());
    }
}

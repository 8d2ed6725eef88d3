//! Python: the metadata of what pip and its like installed, and the lists of its files.
//!
//! Core metadata (PEP 643): fields as in mail; `RECORD` of wheels (PEP 427, 376): a file, a sum and a
//! size a row, as CSV, from the folder above; `installed-files.txt` of eggs, from their own folder.

use super::lines::{field, lines, text};
use super::{Facts, Files, Kind, PackageError};

/// The package of `METADATA`, `PKG-INFO` or an egg that is such a file.
pub(super) fn metadata(bytes: &[u8]) -> Result<Facts, PackageError> {
    let mut facts = Facts::new(Kind::Python);
    for line in lines(bytes) {
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = field(line) else {
            continue;
        };
        let value = || text(value);
        match name.to_ascii_lowercase().as_slice() {
            b"name" => facts.name = value(),
            b"version" => facts.version = value(),
            b"license" if facts.license.is_empty() => facts.license = value(),
            b"license-expression" => facts.license = value(),
            _ => {}
        }
    }
    match facts.name.is_empty() {
        true => Err(PackageError::not("metadata of Python's")),
        false => Ok(facts),
    }
}

/// The paths of a `RECORD`.
pub(super) fn record(bytes: &[u8]) -> Files {
    let mut files = Files::default();
    let mut left = bytes;
    while !left.is_empty() {
        let (path, rest) = first(left);
        files.push(&path);
        let end = rest.iter().position(|byte| *byte == b'\n');
        left = end.map_or(&[], |end| &rest[end + 1..]);
    }
    files
}

/// The first cell of a row, and what is after it.
fn first(row: &[u8]) -> (Vec<u8>, &[u8]) {
    let Some(mut left) = row.strip_prefix(b"\"") else {
        let end = row.iter().position(|b| matches!(b, b',' | b'\r' | b'\n'));
        let end = end.unwrap_or(row.len());
        return (row[..end].to_vec(), &row[end..]);
    };
    let mut cell = Vec::new();
    loop {
        match left {
            [b'"', b'"', rest @ ..] => {
                cell.push(b'"');
                left = rest;
            }
            [b'"', rest @ ..] => return (cell, rest),
            [byte, rest @ ..] => {
                cell.push(*byte);
                left = rest;
            }
            [] => return (cell, left),
        }
    }
}

/// The paths of an `installed-files.txt`.
pub(super) fn installed(bytes: &[u8]) -> Files {
    lines(bytes).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_may_be_quoted() {
        let record = b"a/b.py,sha256=x,10\r\n\"with, \"\"comma\"\".py\",,\n../../bin/run,,\n\"cut";
        let files = super::record(record);
        let paths: Vec<_> = files.iter().collect();
        let expected = [
            &b"a/b.py"[..],
            b"with, \"comma\".py",
            b"../../bin/run",
            b"cut",
        ];
        assert_eq!(paths, expected);
    }

    #[test]
    fn metadata_ends_with_its_fields() {
        let told =
            b"Metadata-Version: 2.1\nName: six\nVersion: 1.16\nLicense: MIT\n\nName: other\n";
        let facts = metadata(told).expect("sound");
        let told = (&*facts.name, &*facts.version, &*facts.license);
        assert_eq!(told, ("six", "1.16", "MIT"));
        assert!(metadata(b"\nName: six").is_err());
    }
}

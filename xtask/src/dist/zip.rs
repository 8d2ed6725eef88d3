//! A zip whose bytes depend on its files alone: no times, no owners, in the order of the names.

use std::io::Write as _;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use crate::failure::{Failure, Outcome, While};

/// The first day that a zip can tell: 1 January 1980.
const DATE: u16 = (1 << 5) | 1;

/// Version 2.0, the first with folders and deflate; and made on Unix, so that there are modes.
const NEEDS: u16 = 20;
const MADE_BY: u16 = (3 << 8) | NEEDS;

/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATED: u16 = 8;

/// A plain file that its owner may write, as Unix has it.
const MODE: u32 = 0o100_644 << 16;

/// A zip of these files: names with slashes, and contents.
pub fn zip(files: &[(String, Vec<u8>)]) -> Outcome<Vec<u8>> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, contents) in files {
        let mut crc = Crc::new();
        crc.update(contents);
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
        let packing = format!("pack {name}");
        deflate.write_all(contents).or_fail(&packing)?;
        let packed = deflate.finish().or_fail(&packing)?;
        let offset = size(out.len())?;
        let mut about = Vec::new();
        for word in [NEEDS, FLAGS, DEFLATED, 0, DATE] {
            about.extend(word.to_le_bytes());
        }
        for number in [crc.sum(), size(packed.len())?, size(contents.len())?] {
            about.extend(number.to_le_bytes());
        }
        let length = u16::try_from(name.len()).map_err(|_| Failure::new("a name is too long"))?;
        about.extend(length.to_le_bytes());
        about.extend(0_u16.to_le_bytes());

        out.extend(*b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(packed);

        directory.extend(*b"PK\x01\x02");
        directory.extend(MADE_BY.to_le_bytes());
        directory.extend(&about);
        // No comment, the first disk, no kind.
        directory.extend([0; 6]);
        directory.extend(MODE.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(files.len()).map_err(|_| Failure::new("too many files for a zip"))?;
    let start = size(out.len())?;
    let length = size(directory.len())?;
    out.extend(directory);
    out.extend(*b"PK\x05\x06\0\0\0\0");
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
    out.extend([0; 2]);
    Ok(out)
}

fn size(length: usize) -> Outcome<u32> {
    u32::try_from(length).map_err(|_| Failure::new("too large for a zip"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process;
    use std::process::Command;

    #[test]
    fn another_program_reads_it() {
        let files = [
            ("a/ä.txt".to_owned(), b"text ".repeat(1000)),
            ("b".to_owned(), Vec::new()),
        ];
        let bytes = zip(&files).unwrap();
        assert_eq!(bytes, zip(&files).unwrap());
        let path = std::env::temp_dir().join(format!("peel-{}.zip", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        let code = "import sys, zipfile\n\
                    z = zipfile.ZipFile(sys.argv[1])\n\
                    assert z.testzip() is None\n\
                    for i in z.infolist(): print(i.filename, len(z.read(i)), oct(i.external_attr >> 16))";
        let said = process::answer(Command::new("python3").args(["-c", code]).arg(&path));
        std::fs::remove_file(path).unwrap();
        assert_eq!(said.as_deref(), Some("a/ä.txt 5000 0o100644\nb 0 0o100644"));
    }
}

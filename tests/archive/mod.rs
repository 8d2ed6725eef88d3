//! The images that `tests/images/build` makes, opened natively, and the files that other programs
//! made of them (`tests/images/README.md`).

// Every test file is a program of its own, and none of them uses everything here.
#![allow(dead_code)]

pub mod command;
pub mod links;
pub mod small;

use std::path::{Path, PathBuf};

use peel::image::Image;
use peel::report::Report;
use peel::source::native::FileSource;
use peel::worker::{Session, scan};

/// Every image that other programs were asked about: the names of their recipes.
pub const IMAGES: &[&str] = &[
    "blobs-gzip",
    "blobs25",
    "buildah",
    "buildkit",
    "classic",
    "clean",
    "debian",
    "estargz",
    "faults",
    "links",
    "oci-archive",
    "oci-zstd",
    "outer-bzip2",
    "outer-gzip",
    "outer-gzip-members",
    "outer-xz",
    "outer-zstd",
    "practices",
    "sample",
    "sparse-old",
    "tar-formats",
    "two-images",
    "waste-A-chmod",
    "waste-B-rmdir",
    "waste-C-rmfile",
    "waste-D-dangling",
    "waste-E-opaque",
    "waste-F-duplicate",
    "waste-I-thrice",
    "waste-J-replace",
    "waste-Q-readd",
    "waste-R-typechange",
    "waste-S-twice",
    "zstd-chunked",
];

/// Recipes of what no other program was asked about: broken files (`tests/broken.rs`), strange
/// names (`tests/command.rs`), archives at the limits (`tests/e2e/hostile.test.mjs`), what only rules look at (`tests/rules.rs`, `tests/rules_origins.rs`), a layer long
/// enough for the page's tests to cancel, one of many entries, streams that are no archives
/// (`tests/decompress.rs`), one image in many forms (`tests/formats.rs`), those of package
/// managers (`tests/packages.rs`), two builds (`tests/compare.rs`), and one whose layers have tables of contents (`tests/toc/`).
pub const WITHOUT_ORACLES: &[&str] = &[
    "bad",
    "bases",
    "compressed",
    "formats",
    "habits",
    "hostile",
    "huge",
    "leftovers",
    "limits",
    "many",
    "origins",
    "packages",
    "packages-programs",
    "packages-rpm",
    "rebuild",
    "tables",
];

/// The day on which the tests judge: verdicts stay the same whenever they run.
pub const TODAY: &str = "2026-11-01";

/// The path of a file below `target/images`.
///
/// # Panics
/// Where it is missing: a test without its image must not pass.
pub fn path(file: &str) -> PathBuf {
    let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/images");
    let path = images.join(file);
    assert!(
        path.exists(),
        "{} is missing: `cargo xtask test` makes the test images",
        path.display()
    );
    path
}

/// The archive of an image.
pub fn archive(name: &str) -> PathBuf {
    let file = match name.strip_prefix("outer-") {
        Some("bzip2") => "image.tar.bz2",
        Some("xz") => "image.tar.xz",
        Some("zstd") => "image.tar.zst",
        Some(_) => "image.tar.gz",
        None => "image.tar",
    };
    path(&format!("{name}/{file}"))
}

/// An archive after everything in it has been read.
pub struct Opened {
    /// Its images.
    pub images: Vec<Image>,
    /// Its report.
    pub report: Report,
}

/// Opens an image's archive and reads all of it.
pub fn open(name: &str) -> Opened {
    open_file(&archive(name), name)
}

/// The same of any archive below `target/images`.
pub fn open_file(path: &Path, name: &str) -> Opened {
    let source = FileSource::open(path).expect("a file that is there can be opened");
    let mut session = Session::open(&source, name, &mut |_| {}).on(TODAY.to_owned());
    for blob in session.pending() {
        session.insert(blob, scan(&source, blob, &mut |_| {}));
    }
    let count = session.images().len();
    assert!(count > 0, "{name}: no image: {:?}", session.report());
    let images = (0..count).map(|i| session.image(i).expect("it is one of the images"));
    let images = images.collect();
    (0..count).for_each(|i| drop(session.analyze(i)));
    Opened {
        images,
        report: session.report(),
    }
}

/// The text of an oracle; images are counted from 0.
pub fn oracle(name: &str, image: usize, file: &str) -> String {
    let folder = match image {
        0 => "oracle".to_owned(),
        image => format!("oracle-{image}"),
    };
    let path = path(&format!("{name}/{folder}/{file}"));
    std::fs::read_to_string(path).expect("the oracles are text")
}

/// An oracle that is one JSON value.
pub fn oracle_json(name: &str, image: usize, file: &str) -> serde_json::Value {
    let text = oracle(name, image, file);
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {file}: {e}"))
}

/// Takes GNU tar's escapes back (`--quoting-style=escape`).
pub fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let escaped = bytes.next().expect("a backslash is never the last");
        out.push(match escaped {
            b'a' => 7,
            b'b' => 8,
            b't' => 9,
            b'n' => 10,
            b'v' => 11,
            b'f' => 12,
            b'r' => 13,
            b'0'..=b'3' => {
                let mut digit = || bytes.next().expect("an octal escape has three digits") - b'0';
                let (second, third) = (digit(), digit());
                (escaped - b'0') << 6 | second << 3 | third
            }
            other => other,
        });
    }
    out
}

/// Fails with every difference found, a screenful of them at most.
pub fn assert_none(differences: &[String]) {
    let shown = &differences[..differences.len().min(30)];
    let count = differences.len();
    assert!(count == 0, "{count} differences:\n{}", shown.join("\n"));
}

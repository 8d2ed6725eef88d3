//! Blobs with tables of contents, byte for byte as their writers lay them out.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::ops::Range;

use peel::digest::{Algorithm, Digest};
use peel::layer::Scanned;
use peel::layer::toc::TocError;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

pub const ESTARGZ: &str = "containerd.io/snapshot/stargz/toc.digest";
pub const POSITION: &str = "io.github.containers.zstd-chunked.manifest-position";
pub const CHECKSUM: &str = "io.github.containers.zstd-chunked.manifest-checksum";

/// A blob, and the annotations of its descriptor.
#[derive(Clone)]
pub struct Blob {
    pub bytes: Vec<u8>,
    pub annotations: BTreeMap<String, String>,
}

impl Blob {
    /// The layer by its table, where it has one.
    pub fn read(&self) -> Result<Option<Scanned>, TocError> {
        let fetch = |range: Range<u64>| self.bytes[range.start as usize..range.end as usize].into();
        let found = super::by_table(&self.annotations, self.bytes.len() as u64, fetch)?;
        Ok(found.map(|(scanned, _)| scanned))
    }

    /// The layer by its table, which is good.
    #[track_caller]
    pub fn good(&self) -> Scanned {
        let read = self.read().expect("the table is good");
        read.expect("there is a table")
    }

    /// The same with an annotation that says something else.
    pub fn annotated(mut self, key: &str, value: impl Into<String>) -> Blob {
        self.annotations.insert(key.into(), value.into());
        self
    }
}

pub fn sha256(bytes: &[u8]) -> String {
    Digest::of(Algorithm::Sha256, bytes).to_string()
}

/// A table of these rows, each a JSON object.
pub fn table(rows: &[&str]) -> Vec<u8> {
    format!(r#"{{"version":1,"entries":[{}]}}"#, rows.join(",")).into_bytes()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(bytes).expect("memory");
    gzip.finish().expect("memory")
}

/// A file in a tar, without the tar's end.
pub fn file(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.as_ustar_mut().expect("it is one").name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(tar::EntryType::Regular);
    header.set_mode(0o644);
    header.set_size(bytes.len() as u64);
    header.set_cksum();
    let mut all = header.as_bytes().to_vec();
    all.extend(bytes);
    all.resize(all.len().next_multiple_of(512), 0);
    all
}

/// eStargz's footer (`estargz/gzip.go`, `gzipFooterBytes`).
pub fn footer(offset: u64) -> Vec<u8> {
    member(
        &[
            &b"SG\x16\x00"[..],
            format!("{offset:016x}STARGZ").as_bytes(),
        ]
        .concat(),
    )
}

/// An empty gzip member with an extra field (`CreateGzipFooter`).
pub fn member(extra: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x1f\x8b\x08\x04\0\0\0\0\0\xff".to_vec();
    bytes.extend((extra.len() as u16).to_le_bytes());
    bytes.extend(extra);
    bytes.extend(b"\x01\0\0\xff\xff\0\0\0\0\0\0\0\0");
    bytes
}

/// An eStargz blob of the tar of some files, and this table at its end (`WriteTOCAndFooter`).
pub fn estargz(files: &[u8], json: &[u8]) -> Blob {
    let tar = [file("stargz.index.json", json), vec![0; 1024]].concat();
    estargz_of(files, &tar).annotated(ESTARGZ, sha256(json))
}

/// The same with anything where the table is.
pub fn estargz_of(files: &[u8], tar: &[u8]) -> Blob {
    let mut bytes = gzip(files);
    let offset = bytes.len() as u64;
    bytes.extend(gzip(tar));
    bytes.extend(footer(offset));
    Blob {
        bytes,
        annotations: BTreeMap::new(),
    }
}

/// A zstd:chunked blob of a tar, and this table behind it (`WriteZstdChunkedManifest`).
pub fn zstd_chunked(tar: &[u8], json: &[u8]) -> Blob {
    let mut bytes = compress_to_vec(tar, CompressionLevel::Fastest);
    let frame = compress_to_vec(json, CompressionLevel::Fastest);
    let position = format!("{}:{}:{}:1", bytes.len() + 8, frame.len(), json.len());
    let annotations = [(POSITION, position), (CHECKSUM, sha256(&frame))];
    // The footer, which nobody reads, is left out.
    bytes.extend(b"\x50\x2a\x4d\x18");
    bytes.extend((frame.len() as u32).to_le_bytes());
    bytes.extend(frame);
    Blob {
        bytes,
        annotations: annotations.map(|(k, v)| (k.into(), v)).into(),
    }
}

/// Both kinds of blob with a table.
pub fn both(json: &[u8]) -> [Blob; 2] {
    [estargz(&[], json), zstd_chunked(&[], json)]
}

/// Why a table is bad.
#[track_caller]
pub fn bad(blob: &Blob) -> TocError {
    blob.read().expect_err("the table is bad")
}

/// What each of both kinds of blob with this table has, which must be the same.
#[track_caller]
pub fn listed(json: &[u8]) -> Result<Vec<String>, TocError> {
    let [a, b] =
        both(json).map(|blob| blob.read().map(|scanned| paths(&scanned.expect("a table"))));
    assert_eq!(a, b);
    a
}

/// Paths with their kinds and sizes.
pub fn paths(scanned: &Scanned) -> Vec<String> {
    let listing = &scanned.listing;
    let rows = listing.nodes().skip(1).map(|node| {
        let facts = listing.node(node);
        let path = String::from_utf8_lossy(&listing.path(node)).into_owned();
        format!("{path} {:?} {}", facts.kind, facts.size)
    });
    rows.collect()
}

/// A row of a table.
pub const FILE: &str = r#"{"name":"etc/file","type":"reg","size":4,"digest":"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}"#;

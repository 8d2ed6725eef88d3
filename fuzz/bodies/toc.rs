//! A layer's table of contents: any JSON as a table that the manifest vouches for, and any bytes
//! where a table should be. There is an error, or a listing like that of a tar.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::ops::Range;

use peel::digest::{Algorithm, Digest};
use peel::image::Stack;
use peel::layer::toc::{TocError, TocPlan, TocStep};
use peel::layer::{ContentHash, Scanned};
use peel::limits;

use super::pieces::is_small;

const ESTARGZ: &str = "containerd.io/snapshot/stargz/toc.digest";
const POSITION: &str = "io.github.containers.zstd-chunked.manifest-position";
const CHECKSUM: &str = "io.github.containers.zstd-chunked.manifest-checksum";

pub fn run(data: &[u8]) {
    let Some((kind, data)) = data.split_first() else {
        return;
    };
    match kind % 4 {
        0 => json(data),
        1 => frame(data),
        2 => member(data),
        _ => annotated(data),
    }
}

/// The same table in both forms, which must give the same listing.
fn json(json: &[u8]) {
    let mut tar = header(json.len());
    tar.extend(json);
    tar.resize(tar.len().next_multiple_of(512) + 1024, 0);
    let digest = (ESTARGZ, sha256(json));
    let estargz = read(&[digest], &[gzip(&tar), footer(0)].concat());
    let frame = raw_frame(json);
    let position = format!("0:{}:{}:1", frame.len(), json.len());
    let zstd = read(&[(POSITION, position), (CHECKSUM, sha256(&frame))], &frame);
    match (estargz, zstd) {
        (Ok(estargz), Ok(zstd)) => {
            let (estargz, zstd) = (estargz.expect("a table"), zstd.expect("a table"));
            // With a landmark the table is a file too.
            let more = estargz.listing.entries() - zstd.listing.entries();
            assert!(more <= 1);
            if more == 0 {
                assert_eq!(estargz.listing, zstd.listing);
            }
        }
        (estargz, zstd) => assert_eq!(estargz, zstd),
    }
}

/// Anything that may be a zstd frame, after how many bytes it claims to have.
fn frame(data: &[u8]) {
    let Some((claim, frame)) = data.split_first_chunk() else {
        return;
    };
    if is_small(frame) {
        let position = format!("0:{}:{}:1", frame.len(), u32::from_le_bytes(*claim));
        drop(read(
            &[(POSITION, position), (CHECKSUM, sha256(frame))],
            frame,
        ));
    }
}

/// Anything in the place of the tar that holds the table.
fn member(tar: &[u8]) {
    let json = tar.get(512..).unwrap_or_default();
    let size = tar
        .get(124..135)
        .and_then(|size| std::str::from_utf8(size).ok());
    let size = size.and_then(|size| usize::from_str_radix(size, 8).ok());
    let json = &json[..size.unwrap_or(0).min(json.len())];
    drop(read(
        &[(ESTARGZ, sha256(json))],
        &[gzip(tar), footer(0)].concat(),
    ));
}

/// Any annotations, a line each and then an empty one, of any blob.
fn annotated(data: &[u8]) {
    let end = data.windows(2).position(|two| two == b"\n\n");
    let (text, blob) = data.split_at(end.unwrap_or(data.len()));
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let annotations: Vec<_> = text
        .lines()
        .zip([POSITION, CHECKSUM, ESTARGZ])
        .filter(|(value, _)| !value.is_empty())
        .map(|(value, key)| (key, value.to_owned()))
        .collect();
    let blob = blob.get(2..).unwrap_or_default();
    if is_small(blob) {
        drop(read(&annotations, blob));
    }
}

fn read(annotations: &[(&str, String)], blob: &[u8]) -> Result<Option<Scanned>, TocError> {
    let annotations = annotations.iter();
    let annotations: BTreeMap<_, _> = annotations
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect();
    let Some(mut plan) = TocPlan::of(&annotations, blob.len() as u64)? else {
        return Ok(None);
    };
    loop {
        let Range { start, end } = plan.range();
        assert!(start < end && end <= blob.len() as u64);
        assert!(end - start <= limits::TOC_BYTES);
        match plan.take(&blob[start as usize..end as usize])? {
            TocStep::More(next) => plan = next,
            TocStep::Done(scanned) => {
                check(&scanned);
                return Ok(Some(*scanned));
            }
        }
    }
}

fn check(scanned: &Scanned) {
    let listing = &scanned.listing;
    assert!(scanned.is_by_table() && listing.by_table());
    assert_eq!((&scanned.digest, &scanned.diff_id), (&None, &None));
    assert!(listing.content_bytes() <= limits::CONTENT_BYTES);
    for node in listing.nodes() {
        assert!(!matches!(listing.node(node).hash, ContentHash::Read(_)));
    }
    super::tar_scan::check(listing);
    let stack = Stack::build(&[listing, listing]);
    let hidden: u64 = stack.hidden.iter().map(|hidden| hidden.bytes).sum();
    assert_eq!(stack.total, stack.visible + hidden);
}

fn sha256(bytes: &[u8]) -> String {
    Digest::of(Algorithm::Sha256, bytes).to_string()
}

fn header(size: usize) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.as_old_mut().name[..17].copy_from_slice(b"stargz.index.json");
    header.set_entry_type(tar::EntryType::Regular);
    header.set_size(size as u64);
    header.set_cksum();
    header.as_bytes().to_vec()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    gzip.write_all(bytes).expect("memory");
    gzip.finish().expect("memory")
}

/// A zstd frame of blocks as they are (RFC 8878).
fn raw_frame(bytes: &[u8]) -> Vec<u8> {
    // One segment, and its size in four bytes.
    let mut frame = b"\x28\xb5\x2f\xfd\xa0".to_vec();
    frame.extend((bytes.len() as u32).to_le_bytes());
    let mut rest = bytes;
    loop {
        let (block, more) = rest.split_at(rest.len().min(128 << 10));
        let last = u32::from(more.is_empty());
        frame.extend(&((block.len() as u32) << 3 | last).to_le_bytes()[..3]);
        frame.extend(block);
        rest = more;
        if last == 1 {
            return frame;
        }
    }
}

fn footer(offset: u64) -> Vec<u8> {
    let mut bytes = b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x1a\0SG\x16\0".to_vec();
    bytes.extend(format!("{offset:016x}STARGZ").as_bytes());
    bytes.extend(b"\x01\0\0\xff\xff\0\0\0\0\0\0\0\0");
    bytes
}

//! Layers by their tables stacked with layers that were read: what is claimed is never taken for
//! what was read.

use std::sync::Arc;

use peel::archive::{ArchiveImage, LayerBlob};
use peel::image::{Cause, Change, Image, Verdict};
use peel::layer::{LayerScan, Scanned};
use peel::report::{ImageReport, image_report};

use super::blobs::*;

const PATH: &str = "etc/file";

/// A layer with one file, read whole.
fn read(contents: &[u8]) -> Scanned {
    let mut scan = LayerScan::default();
    scan.push(&file(PATH, contents));
    scan.finish()
}

/// The same by a table, which claims a digest or none.
fn claimed(size: usize, digest: Option<String>) -> Scanned {
    let digest = digest.map_or("null".to_owned(), |digest| format!("\"{digest}\""));
    let row = format!(r#"{{"name":"{PATH}","type":"reg","size":{size},"digest":{digest}}}"#);
    zstd_chunked(&[], &table(&[&row])).good()
}

fn table_of(contents: &[u8]) -> Scanned {
    claimed(contents.len(), Some(sha256(contents)))
}

fn stack(layers: Vec<Scanned>) -> (Image, ImageReport) {
    let archive = ArchiveImage {
        layers: vec![LayerBlob::default(); layers.len()],
        ..ArchiveImage::default()
    };
    let layers: Vec<_> = layers
        .into_iter()
        .map(|layer| Some(Arc::new(layer)))
        .collect();
    let image = Image::new(&archive, &layers);
    let report = image_report(&archive, &image);
    (image, report)
}

/// What the second layer did to the file, why the first one's bytes are hidden, and how many files
/// could not be compared.
fn second(layers: [Scanned; 2]) -> (Change, Option<Cause>, u64) {
    let (image, report) = stack(layers.into());
    let stack = &image.stack;
    let mut nodes = 0..stack.tree.len() as u32;
    let node = nodes.find(|node| stack.tree.path(*node) == PATH.as_bytes());
    let event = stack.last_event(node.expect("it is there"));
    let codes: Vec<&str> = report.problems.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(codes.contains(&"contents-uncompared"), stack.uncompared > 0);
    (
        event.expect("it is there").change,
        stack.hidden.first().map(|hidden| hidden.cause),
        stack.uncompared,
    )
}

#[test]
fn contents_are_compared_with_their_like() {
    let touched = (Change::Touched, Some(Cause::MetadataOnly), 0);
    let modified = (Change::Modified, Some(Cause::Overwritten), 0);
    assert_eq!(second([read(b"same"), read(b"same")]), touched);
    assert_eq!(second([read(b"same"), read(b"else")]), modified);
    assert_eq!(second([table_of(b"same"), table_of(b"same")]), touched);
    assert_eq!(second([table_of(b"same"), table_of(b"else")]), modified);
    // Another size is another file, whoever says so.
    assert_eq!(second([read(b"same"), table_of(b"longer")]), modified);
    assert_eq!(second([claimed(4, None), claimed(5, None)]), modified);
    // What is empty is the same.
    let empty = (Change::Touched, None, 0);
    assert_eq!(second([read(b""), table_of(b"")]), empty);
    assert_eq!(second([claimed(0, None), read(b"")]), empty);
}

#[test]
fn what_cannot_be_compared_counts_as_changed_and_is_said() {
    let unknown = (Change::Modified, Some(Cause::Overwritten), 1);
    let sha512 = || claimed(4, Some(format!("sha512:{}", "0".repeat(128))));
    assert_eq!(second([read(b"same"), table_of(b"same")]), unknown);
    assert_eq!(second([table_of(b"same"), read(b"same")]), unknown);
    assert_eq!(second([claimed(4, None), claimed(4, None)]), unknown);
    assert_eq!(
        second([table_of(b"same"), claimed(4, Some("?".into()))]),
        unknown
    );
    assert_eq!(second([sha512(), sha512()]), unknown);
}

#[test]
fn duplicates_are_told_among_their_like() {
    let twice = |digest: &str| {
        let row = |name: &str| {
            format!(r#"{{"name":"{name}","type":"reg","size":4,"digest":"{digest}"}}"#)
        };
        zstd_chunked(&[], &table(&[&row("a"), &row("b")])).good()
    };
    let bytes = |layers: Vec<Scanned>| stack(layers).1.sizes.duplicate_bytes;
    assert_eq!(bytes(vec![twice(&sha256(b"same"))]), 4);
    assert_eq!(bytes(vec![twice("")]), 0);
    assert_eq!(bytes(vec![read(b"same"), twice(&sha256(b"same"))]), 4);
}

#[test]
fn a_claimed_digest_is_unread() {
    let digest = sha256(b"the blob").parse().expect("a digest");
    let archive = ArchiveImage {
        layers: vec![LayerBlob {
            digest: Some(digest),
            ..LayerBlob::default()
        }],
        ..ArchiveImage::default()
    };
    let image = Image::new(&archive, &[Some(Arc::new(table_of(b"same")))]);
    let layer = &image_report(&archive, &image).layers[0];
    assert!(layer.table && layer.scanned && layer.problem.is_none());
    assert_eq!(layer.digest_verdict, Some(Verdict::Unread));
    assert_eq!(layer.diff_id_verdict, Some(Verdict::Unclaimed));
    assert_eq!((&layer.digest, layer.tar_size, layer.size), (&None, 0, 4));
}

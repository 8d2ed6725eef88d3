//! Tables that real tools wrote.

use std::collections::BTreeMap;

use peel::archive::LayerBlob;
use peel::image::Verdict;
use peel::layer::{ContentHash, Flags, Kind, Listing, Owner, Scanned};
use peel::report::ImageReport;
use peel::source::native::FileSource;
use peel::source::read_exact_at;
use peel::worker::{Session, scan};

use super::archive::{assert_none, path};

/// Archives whose layers have tables, each by another writer.
const TABLES: &[&str] = &[
    "estargz/image.tar",
    "zstd-chunked/image.tar",
    "tables/estargz.tar",
    "tables/zstd.tar",
    "tables/skopeo.tar",
];

/// An archive of one image.
struct Opened {
    source: FileSource,
    session: Session,
}

fn open(file: &str) -> Opened {
    let source = FileSource::open(&path(file)).expect("a file that is there can be opened");
    let session = Session::open(&source, file, &mut |_| {});
    assert_eq!(session.images().len(), 1, "{file}");
    Opened { source, session }
}

impl Opened {
    fn layers(&self) -> Vec<LayerBlob> {
        self.session.images()[0].layers.clone()
    }

    fn whole(&self, layer: &LayerBlob) -> Scanned {
        let blob = layer.blob.expect("every layer is in the archive");
        scan(&self.source, blob, &mut |_| {})
    }

    fn table(&self, layer: &LayerBlob) -> (Scanned, u64) {
        let blob = layer.blob.expect("every layer is in the archive");
        let fetched = super::by_table(&layer.toc, blob.len, |range| {
            let mut bytes = vec![0; (range.end - range.start) as usize];
            let read = read_exact_at(&self.source, blob.offset + range.start, &mut bytes);
            read.expect("the blob is there whole");
            bytes
        });
        fetched
            .expect("the table is good")
            .expect("each layer has one")
    }

    /// The image's report, the lowest `read` layers read whole and the others by their tables.
    fn report(mut self, read: usize) -> ImageReport {
        for (i, layer) in self.layers().iter().enumerate() {
            let scanned = match i < read {
                true => self.whole(layer),
                false => self.table(layer).0,
            };
            self.session
                .insert(layer.blob.expect("it is there"), scanned);
        }
        self.session.analyze(0).expect("one image").0
    }
}

/// What a listing says of one path, but for hash and place of the contents.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    kind: Kind,
    flags: Flags,
    mode: u16,
    owner: Owner,
    size: u64,
    logical: u64,
    mtime: i64,
    link: Option<Vec<u8>>,
}

fn rows(listing: &Listing) -> BTreeMap<Vec<u8>, Row> {
    let rows = listing.nodes().map(|node| {
        let facts = listing.node(node);
        let row = Row {
            kind: facts.kind,
            flags: facts.flags,
            mode: facts.mode,
            owner: facts.owner,
            size: facts.size,
            logical: listing.logical_size(node),
            mtime: facts.mtime,
            link: listing.link(node).map(<[u8]>::to_vec),
        };
        (listing.path(node), row)
    });
    rows.collect()
}

/// What the table of a layer cannot say as the tar does (`src/layer/toc/mod.rs`).
fn as_a_table_says(
    file: &str,
    rows: BTreeMap<Vec<u8>, Row>,
    lossy: &mut usize,
    late: &mut usize,
) -> BTreeMap<Vec<u8>, Row> {
    let rows = rows.into_iter().map(|(path, mut row)| {
        if path == b"late" && file != "tables/skopeo.tar" {
            row.mtime += 1;
            *late += 1;
        }
        let text = String::from_utf8_lossy(&path).into_owned().into_bytes();
        *lossy += usize::from(text != path);
        (text, row)
    });
    rows.collect()
}

#[test]
fn a_table_lists_what_the_layer_holds() {
    let mut differences = Vec::new();
    for file in TABLES {
        let opened = open(file);
        let (mut lossy, mut late, mut count) = (0, 0, 0);
        for (i, layer) in opened.layers().iter().enumerate() {
            let (table, whole) = (opened.table(layer).0, opened.whole(layer));
            assert_eq!((&table.problem, &whole.problem), (&None, &None));
            assert_eq!(table.listing.entries(), whole.listing.entries());
            assert_eq!(table.listing.content_bytes(), whole.listing.content_bytes());
            let mut ours = rows(&table.listing);
            for (path, row) in as_a_table_says(file, rows(&whole.listing), &mut lossy, &mut late) {
                count += 1;
                let found = ours.remove(&path);
                if found.as_ref() != Some(&row) {
                    let path = path.escape_ascii();
                    differences.push(format!("{file}, layer {i}: {path}\n  {found:?}\n  {row:?}"));
                }
            }
            let more = ours.keys().map(|path| path.escape_ascii());
            differences.extend(more.map(|path| format!("{file}, layer {i}: {path} is too much")));
        }
        assert!(count > 80, "{file}: only {count} paths");
        let tables = file.starts_with("tables/");
        assert_eq!(
            lossy,
            usize::from(tables),
            "{file}: names that are not UTF-8"
        );
        assert_eq!(late > 0, tables && *file != "tables/skopeo.tar", "{file}");
    }
    assert_none(&differences);
}

#[test]
fn nothing_is_said_of_bytes_that_were_not_read() {
    for file in TABLES {
        let opened = open(file);
        for layer in opened.layers() {
            let (table, whole) = (opened.table(&layer).0, opened.whole(&layer));
            assert!(table.is_by_table() && table.listing.by_table(), "{file}");
            assert!(!whole.is_by_table() && !whole.listing.by_table(), "{file}");
            assert_eq!((&table.digest, &table.diff_id), (&None, &None), "{file}");
            assert_eq!(table.compression, whole.compression, "{file}");
            assert_eq!(table.stored_size, whole.stored_size, "{file}");
            for node in table.listing.nodes() {
                let facts = table.listing.node(node);
                let claimed = matches!(facts.hash, ContentHash::Claimed(_));
                assert_eq!(
                    claimed,
                    facts.kind == Kind::File && facts.size > 0,
                    "{file}"
                );
            }
        }
        let report = opened.report(0);
        for layer in &report.layers {
            assert!(layer.table && layer.scanned, "{file}");
            assert_eq!(layer.digest, None, "{file}");
            assert_eq!(layer.digest_verdict, Some(Verdict::Unread), "{file}");
            assert_eq!(layer.diff_id_verdict, Some(Verdict::Unread), "{file}");
            assert!(layer.diff_id.is_some(), "{file}: the one that is claimed");
        }
        assert!(
            report.problems.iter().all(|p| !p.error),
            "{:?}",
            report.problems
        );
        assert!(report.complete, "{file}");
    }
}

/// The stack, hidden bytes, duplicates and findings come from the listings alone.
#[test]
fn an_image_by_its_tables_has_the_same_sizes() {
    for file in TABLES {
        let (table, whole) = (open(file).report(0), open(file).report(usize::MAX));
        let text = |report: &ImageReport| {
            serde_json::to_string(&report.sizes)
                .expect("a report is JSON")
                .replace("caf\\\\xe9", "caf\u{fffd}")
        };
        assert_eq!(text(&table), text(&whole), "{file}");
        let findings = |report: &ImageReport| -> Vec<(String, u64)> {
            let findings = report.findings.iter();
            findings
                .map(|finding| (finding.rule.clone(), finding.bytes))
                .collect()
        };
        assert_eq!(findings(&table), findings(&whole), "{file}");
        let changes = |report: &ImageReport| -> Vec<_> {
            report
                .layers
                .iter()
                .map(|layer| (layer.changes, layer.hidden))
                .collect()
        };
        assert_eq!(changes(&table), changes(&whole), "{file}");
    }
}

#[test]
fn some_kilobytes_are_wanted() {
    for file in TABLES {
        let opened = open(file);
        let (mut wanted, mut stored) = (0, 0);
        for layer in opened.layers() {
            wanted += opened.table(&layer).1;
            stored += layer.blob.expect("it is there").len;
        }
        println!("{file}: {wanted} of {stored} bytes");
        // Layers of one small file are little more than their tables.
        assert!(wanted * 10 < stored, "{file}: {wanted} of {stored} bytes");
    }
}

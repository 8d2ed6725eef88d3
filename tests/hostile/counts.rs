//! More of something than any honest archive has.

use peel::limits;
use peel::source::ByteSource as _;

use super::bytes::{Header, tar};
use super::pieces::{Pieces, Save};
use super::{analyze, errors, file, said};

#[test]
fn entries_by_the_hundred_thousand() {
    let entries: Vec<Vec<u8>> = (0..200_000)
        .map(|i| Header::ustar(format!("d{}/f{i}", i % 97), b'0', 0).done())
        .collect();
    let report = analyze(&Save::default().layer(Pieces::of(tar(&entries))).done());
    assert_eq!(errors(&report), [""; 0]);
    assert_eq!(report.images[0].layers[0].entries, 200_000);
}

/// One path a million times: one node, and all of it but the last waste.
#[test]
fn one_path_again_and_again() {
    let entry = file("again", b"x");
    let layer = Pieces::default().times(entry, 300_000).then(vec![0; 1024]);
    let report = analyze(&Save::default().layer(layer).done());
    assert_eq!(errors(&report), [""; 0]);
    let sizes = &report.images[0].sizes;
    assert_eq!((sizes.visible, sizes.hidden), (1, 299_999));
}

#[test]
#[cfg_attr(
    debug_assertions,
    ignore = "two and a half gigabytes: with --release only"
)]
fn entries_beyond_the_limit() {
    // One name again and again makes no nodes, and still counts.
    let layer = Pieces::default().times(file("again", b""), limits::LAYER_ENTRIES as u64 + 10);
    let report = analyze(&Save::default().layer(layer).done());
    let message = said(&report, "layer-too-large");
    assert!(
        message.contains(&limits::LAYER_ENTRIES.to_string()),
        "{message}"
    );
    let layer = &report.images[0].layers[0];
    assert_eq!(layer.entries, limits::LAYER_ENTRIES as u64);
}

#[test]
fn members_beyond_the_limit() {
    let members = Pieces::default().times(file("member", b""), limits::ARCHIVE_ENTRIES as u64 + 1);
    let archive = Save::default()
        .layer(Pieces::of(tar(&[file("a", b"1")])))
        .done();
    let len = archive.len() as usize;
    let archive = super::claims::whole(&archive)[..len - 1024].to_vec();
    let report = analyze(&Pieces::of(archive).and(members));
    let message = said(&report, "too-many");
    assert!(
        message.contains(&limits::ARCHIVE_ENTRIES.to_string()),
        "{message}"
    );
    assert_eq!(
        report.images[0].layers[0].size, 1,
        "what came before is shown"
    );
}

#[test]
fn ten_thousand_layers() {
    let layers = vec!["layer0.tar"; 10_000];
    let layers = serde_json::to_string(&layers).expect("names are text");
    let manifest = format!(r#"[{{"Config":"config.json","RepoTags":["a:1"],"Layers":{layers}}}]"#);
    let archive = Save::default()
        .layer(Pieces::of(tar(&[file("a", b"1")])))
        .member("config.json", Pieces::of(r#"{"os":"linux"}"#))
        .member("manifest.json", Pieces::of(manifest))
        .end();
    let report = analyze(&archive);
    let message = said(&report, "too-many");
    assert!(
        message.contains(&format!("{} layers", limits::LAYERS)),
        "{message}"
    );
    let image = &report.images[0];
    assert_eq!(image.layers.len(), limits::LAYERS);
    assert!(image.layers.iter().all(|layer| layer.size == 1));
}

#[test]
fn a_hundred_thousand_rows_of_history() {
    let row = r#"{"created_by":"ENV A=1","empty_layer":true}"#;
    let rows = vec![row; 100_000].join(",");
    let config = format!(r#"{{"os":"linux","history":[{rows}]}}"#);
    let archive = Save::default().layer(Pieces::of(tar(&[file("a", b"1")])));
    let report = analyze(&archive.with_config(&config));
    let message = said(&report, "too-many");
    assert!(
        message.contains(&format!("{} history entries", limits::HISTORY)),
        "{message}"
    );
    let image = &report.images[0];
    // And a row for the layer that none of them made.
    assert!(
        image.history.len() <= limits::HISTORY + 1,
        "{}",
        image.history.len()
    );
    assert_eq!(image.layers[0].size, 1);
}

#[test]
fn a_path_a_thousand_folders_deep() {
    let deep = "d/".repeat(1000);
    let entry = |name: &str| {
        let path = format!("{deep}{name}");
        [
            super::bytes::pax(&[("path", path.as_bytes())]),
            file("x", b"12345"),
        ]
        .concat()
    };
    let report = analyze(
        &Save::default()
            .layer(Pieces::of(tar(&[entry("one"), entry("two")])))
            .done(),
    );
    assert_eq!(errors(&report), [""; 0]);
    let largest = &report.images[0].sizes.largest;
    assert_eq!(largest[0].path, format!("{deep}one"));
}

#[test]
fn a_path_deeper_than_the_limit() {
    let path = "d/".repeat(limits::PATH_DEPTH) + "file";
    let long = [
        super::bytes::pax(&[("path", path.as_bytes())]),
        file("x", b"12345"),
    ]
    .concat();
    let layer = tar(&[file("before", b"1"), long, file("after", b"22")]);
    let report = analyze(&Save::default().layer(Pieces::of(layer)).done());
    let message = said(&report, "paths-left-out");
    assert!(
        message.contains("1 in all") && message.contains("4096"),
        "{message}"
    );
    let layer = &report.images[0].layers[0];
    assert_eq!((layer.entries, layer.size), (2, 3));
}

/// More attributes than any file has, and one far too long to be kept.
#[test]
fn extension_headers_beyond_the_limit() {
    let one = super::bytes::record("SCHILY.xattr.user.a", b"v");
    let many = one.repeat(limits::TAR_EXTENSION as usize / one.len());
    let header = super::bytes::extension(b'x', &many);
    let layer = tar(&[header, file("a", b"1")]);
    let report = analyze(&Save::default().layer(Pieces::of(layer)).done());
    assert_eq!(errors(&report), [""; 0]);
    let over = Header::ustar("PaxHeaders/x", b'x', limits::TAR_EXTENSION + 1).done();
    let layer = [file("before", b"1"), over].concat();
    let report = analyze(&Save::default().layer(Pieces::of(layer)).done());
    assert!(said(&report, "broken-layer").contains("over the limit"));
    assert_eq!(report.images[0].layers[0].size, 1);
}

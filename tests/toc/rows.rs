//! Tables that say what cannot be, and what only a reader's own rules decide: an error or a listing,
//! never a panic.

use peel::layer::toc::TocError;
use peel::layer::{Kind, LayerScan};
use peel::limits;

use super::blobs::*;

#[test]
fn sizes_that_cannot_be() {
    let sized = |size: &str| {
        listed(&table(&[&format!(
            r#"{{"name":"a","type":"reg","size":{size}}}"#
        )]))
    };
    assert_eq!(
        sized("9007199254740992"),
        Ok(vec!["a File 9007199254740992".into()])
    );
    for size in [
        "9007199254740993",
        "9223372036854775808",
        "18446744073709551615",
    ] {
        assert_eq!(sized(size), Err(TocError::Contents), "{size}");
    }
    for size in ["-1", "1.5", "1e400", "18446744073709551616", "\"4\"", "[]"] {
        assert!(matches!(sized(size), Err(TocError::Json { .. })), "{size}");
    }
    let half = r#"{"name":"NAME","type":"reg","size":5007199254740992}"#;
    let rows = [half.replace("NAME", "a"), half.replace("NAME", "a")];
    assert_eq!(
        listed(&table(&[&rows[0], &rows[1]])),
        Err(TocError::Contents)
    );
    // Only a file has contents.
    let folder = r#"{"name":"a","type":"dir","size":18446744073709551615}"#;
    assert_eq!(listed(&table(&[folder])), Ok(vec!["a Directory 0".into()]));
}

#[test]
fn json_that_is_no_table() {
    let deep = |key: &str| {
        let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        format!(r#"{{"version":1,"entries":[{{"{key}":{nested}}}]}}"#)
    };
    for text in [
        "",
        "null",
        "[]",
        "7",
        "{",
        "{}{}",
        r#"{"version":1,"entries":[]} x"#,
        r#"{"version":1,"entries":{}}"#,
        r#"{"version":1,"entries":[[]]}"#,
        r#"{"version":1,"entries":[null]}"#,
        r#"{"version":1,"entries":[1]}"#,
        r#"{"version":"1","entries":[]}"#,
        r#"{"version":1,"version":1,"entries":[]}"#,
        r#"{"version":1,"entries":[],"Entries":[]}"#,
        r#"{"version":1,"entries":[{"name":"a","NAME":"b"}]}"#,
        r#"{"version":1,"entries":[{"name":"\ud800"}]}"#,
        r#"{"version":1,"entries":[{"name":1}]}"#,
        r#"{"version":1,"entries":[{"xattrs":[]}]}"#,
        &deep("name"),
        &deep("xattrs"),
        &deep("size"),
    ] {
        let found = listed(text.as_bytes());
        let start: String = text.chars().take(60).collect();
        assert!(
            matches!(found, Err(TocError::Json { .. })),
            "{start}: {found:?}"
        );
    }
    for text in ["{}", r#"{"entries":[]}"#, r#"{"version":2,"entries":[]}"#] {
        assert_eq!(listed(text.as_bytes()), Err(TocError::Version), "{text}");
    }
    // What a reader does not know it passes by, however deep.
    listed(deep("unknown").as_bytes()).expect("it is passed by");
}

#[test]
fn what_readers_take() {
    let empty: Vec<String> = Vec::new();
    assert_eq!(
        listed(br#"{"version":1,"entries":null}"#),
        Ok(empty.clone())
    );
    assert_eq!(listed(br#"{"version":1}"#), Ok(empty));
    let rows = [
        r#"{"NAME":"a","Type":"symlink","LINKNAME":"b"}"#,
        r#"{"name":"n","type":"fifo","modtime":null,"xattrs":null,"size":null,"uid":null}"#,
        r#"{"name":"\u0063","type":"char","devMajor":-1,"mode":-1,"uid":-5,"modtime":"when?"}"#,
        r#"{"name":"x","type":"whatever","size":7}"#,
    ];
    let found = listed(&table(&rows)).expect("a table");
    assert_eq!(
        found,
        ["a Symlink 0", "n Fifo 0", "c CharDevice 0", "x Other 0"]
    );
}

/// The lister's own rules, as for a tar: what is written twice, leaves the root, or hides.
#[test]
fn names_that_lie() {
    let rows = [
        r#"{"name":"a","type":"chunk","chunkSize":5}"#,
        r#"{"name":"a","type":"reg","size":5}"#,
        r#"{"name":"a","type":"chunk","size":99,"chunkOffset":5}"#,
        r#"{"name":"./a","type":"reg","size":7}"#,
        r#"{"name":"../../up","type":"reg","size":1}"#,
        r#"{"name":"/abs","type":"reg","size":2}"#,
        r#"{"name":"d/f","type":"reg","size":3}"#,
        r#"{"name":"d","type":"reg","size":4}"#,
        r#"{"name":"","type":"reg","size":100}"#,
        r#"{"name":".wh.gone","type":"reg"}"#,
        r#"{"name":".wh..wh..opq","type":"char"}"#,
    ];
    let expected = [
        "a File 7",
        "up File 1",
        "abs File 2",
        "d File 4",
        ".wh.gone Whiteout 0",
        ".wh..wh..opq Opaque 0",
    ];
    assert_eq!(listed(&table(&rows)), Ok(expected.map(String::from).into()));
    let [_, blob] = both(&table(&rows));
    let scanned = blob.good();
    let listing = &scanned.listing;
    let sizes: Vec<u64> = listing.superseded().iter().map(|s| s.size).collect();
    assert_eq!(sizes, [5, 3], "what it wrote twice");
    assert_eq!(scanned.odd.overlay_whiteouts, 0);
    let flags = |path: &str| {
        let mut nodes = listing.nodes();
        let node = nodes.find(|node| listing.path(*node) == path.as_bytes());
        listing.node(node.expect("it is listed")).flags
    };
    assert!(flags("a").duplicate() && flags("up").escapes() && flags("abs").escapes());
}

#[test]
fn paths_beyond_the_limits_are_left_out() {
    let long = format!(
        r#"{{"name":"{}","type":"dir"}}"#,
        "n".repeat(limits::PATH_BYTES + 1)
    );
    let deep = format!(
        r#"{{"name":"{}","type":"dir"}}"#,
        "d/".repeat(limits::PATH_DEPTH + 1)
    );
    for blob in both(&table(&[&long, &deep, FILE])) {
        let scanned = blob.good();
        assert_eq!(paths(&scanned).len(), 2);
        let problem = scanned.problem.expect("something is left out");
        assert_eq!(problem, peel::layer::LayerProblem::LeftOut(2));
    }
}

/// As BuildKit writes it: the tar as it was, its end included, and the table behind that, where
/// readers of tars do not come. With a landmark it is a file like others.
#[test]
fn the_table_is_a_file_where_readers_of_the_tar_find_it() {
    let scan = |blob: &Blob| {
        let mut scan = LayerScan::default();
        scan.push(&blob.bytes);
        let scanned = scan.finish();
        assert_eq!(scanned.problem, None);
        paths(&scanned)
    };
    let rows = [
        FILE,
        r#"{"name":".no.prefetch.landmark","type":"reg","size":1}"#,
    ];
    let written = file("etc/file", b"test");
    let as_was = [written.clone(), vec![0; 1024]].concat();
    let blob = estargz(&as_was, &table(&rows[..1]));
    assert_eq!(paths(&blob.good()), scan(&blob));
    assert_eq!(scan(&blob).len(), 2);

    let landmark = file(".no.prefetch.landmark", b"\x0f");
    let blob = estargz(&[written, landmark].concat(), &table(&rows));
    assert_eq!(paths(&blob.good()), scan(&blob));
    assert_eq!(scan(&blob).len(), 4);
    let scanned = blob.good();
    let last = scanned.listing.len() as u32 - 1;
    assert_eq!(scanned.listing.name(last), b"stargz.index.json");
    assert_eq!(scanned.listing.node(last).kind, Kind::File);
    // Not one below the root.
    let elsewhere = r#"{"name":"etc/.prefetch.landmark","type":"reg","size":1}"#;
    assert_eq!(paths(&estargz(&[], &table(&[elsewhere])).good()).len(), 2);
}

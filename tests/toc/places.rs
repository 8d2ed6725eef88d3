//! Tables that are not where the annotations say, are damaged, too large, or not the ones that the
//! manifest means: an error, never another tree.

use peel::layer::toc::TocError;
use peel::limits;

use super::blobs::*;

#[test]
fn without_a_digest_there_is_no_table() {
    for mut blob in both(&table(&[FILE])) {
        assert_eq!(paths(&blob.good()), ["etc Directory 0", "etc/file File 4"]);
        blob.annotations.retain(|key, _| key == POSITION);
        assert_eq!(blob.read(), Ok(None));
    }
}

/// stargz-snapshotter's converter gives its zstd:chunked layers both digests.
#[test]
fn every_digest_counts() {
    let json = table(&[FILE]);
    for blob in both(&json) {
        assert!(
            blob.clone()
                .annotated(ESTARGZ, sha256(&json))
                .good()
                .is_by_table()
        );
        for digest in [sha256(b"another"), format!("sha512:{}", "0".repeat(128))] {
            let wrong = blob.clone().annotated(ESTARGZ, digest);
            assert!(matches!(bad(&wrong), TocError::Digest { .. }));
        }
    }
    let wrong = zstd_chunked(&[], &json).annotated(CHECKSUM, sha256(b"another"));
    assert!(matches!(bad(&wrong), TocError::Digest { .. }));
}

#[test]
fn annotations_that_cannot_be() {
    let blob = zstd_chunked(&[], &table(&[FILE]));
    for position in [
        "",
        "1",
        "1:2:3",
        "1:2:3:1:1",
        "1:2:3:2",
        "-1:2:3:1",
        "+1:2:3:1",
        "1: 2:3:1",
        "a:2:3:1",
        "18446744073709551615:2:3:1",
        "18446744073709551616:2:3:1",
    ] {
        let wrong = blob.clone().annotated(POSITION, position);
        assert_eq!(
            bad(&wrong),
            TocError::Annotation(POSITION.into()),
            "{position}"
        );
    }
    for position in ["1000000:2:3:1", "1:9223372036854775807:3:1", "1:0:3:1"] {
        let wrong = blob.clone().annotated(POSITION, position);
        assert!(
            matches!(bad(&wrong), TocError::OutOfBlob { .. }),
            "{position}"
        );
    }
    for key in [CHECKSUM, ESTARGZ] {
        for digest in ["", "sha256:", "sha256:00", "md5:00", "blake3:00"] {
            let wrong = blob.clone().annotated(key, digest);
            assert_eq!(bad(&wrong), TocError::Annotation(key.into()), "{digest}");
        }
    }
}

/// Every byte of the blob that is read is another, or the blob ends earlier.
#[test]
fn damage_never_gives_another_tree() {
    for blob in both(&table(&[FILE, r#"{"name":"a","type":"dir","mode":493}"#])) {
        let right = blob.good();
        for at in 0..blob.bytes.len() {
            for bit in [0, 5] {
                let mut damaged = blob.clone();
                damaged.bytes[at] ^= 1 << bit;
                if let Ok(scanned) = damaged.read() {
                    assert_eq!(scanned.as_ref(), Some(&right), "byte {at}");
                }
            }
            let mut cut = blob.clone();
            cut.bytes.truncate(at);
            assert!(cut.read().is_err(), "cut at {at}");
        }
        for more in [-1, 1] {
            let found = super::by_table(&blob.annotations, blob.bytes.len() as u64, |range| {
                vec![0; (range.end - range.start).saturating_add_signed(more) as usize]
            });
            assert!(matches!(found, Err(TocError::Length { .. })));
        }
    }
}

#[test]
fn tables_that_are_too_large() {
    let blob = zstd_chunked(&[], &table(&[FILE]));
    let over = limits::TOC_BYTES + 1;
    for position in [format!("1:{over}:3:1"), format!("1:2:{over}:1")] {
        let wrong = blob.clone().annotated(POSITION, position);
        let plan = super::by_table(&wrong.annotations, 1 << 40, |_| panic!("it is not fetched"));
        assert_eq!(plan, Err(TocError::TooLarge(over)));
    }
    // The footer of a huge blob may say so too.
    let large = estargz(&[], &table(&[FILE]));
    let plan = super::by_table(&large.annotations, 1 << 40, |range| {
        assert_eq!(range.end - range.start, 51);
        footer(7)
    });
    assert_eq!(plan, Err(TocError::TooLarge((1 << 40) - 51 - 7)));
    // And a small one may unpack to a huge one.
    let mut start = file("stargz.index.json", b"");
    start[124..136].copy_from_slice(b"77777777777\0");
    start[148..156].copy_from_slice(b"        ");
    let sum: u32 = start.iter().map(|byte| u32::from(*byte)).sum();
    start[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let spaces = gzip(&[b' '; 1 << 20]).repeat((limits::TOC_BYTES >> 20) as usize);
    let bomb = Blob {
        bytes: [gzip(&start), spaces, footer(0)].concat(),
        annotations: [(ESTARGZ.to_owned(), sha256(b""))].into(),
    };
    assert!(bomb.bytes.len() < 200_000);
    assert!(matches!(bad(&bomb), TocError::TooLarge(_)));
    for claim in [21, 1 << 20] {
        let json = table(&[FILE]);
        let blob = zstd_chunked(&[], &json);
        let position = &blob.annotations[POSITION];
        let position = position.replace(&format!(":{}:", json.len()), &format!(":{claim}:"));
        assert_eq!(
            bad(&blob.annotated(POSITION, position)),
            TocError::Unpacked(claim)
        );
    }
}

#[test]
fn footers() {
    let json = table(&[FILE]);
    let tar = gzip(&[file("stargz.index.json", &json), vec![0; 1024]].concat());
    let with = |footer: Vec<u8>| Blob {
        bytes: [tar.clone(), footer].concat(),
        annotations: [(ESTARGZ.to_owned(), sha256(&json))].into(),
    };
    let value = format!("{:016x}STARGZ", 0);
    // stargz's own, before eStargz.
    assert_eq!(member(value.as_bytes()).len(), 47);
    assert_eq!(paths(&with(member(value.as_bytes())).good()).len(), 2);
    let external = member(b"SG\x11\x00STARGZEXTERNALTOC");
    assert_eq!(external.len(), 46);
    assert_eq!(bad(&with(external)), TocError::External);
    for extra in [
        &b"SG\x16\x00000000000000000zSTARGZ"[..],
        b"SG\x16\x00+000000000000001STARGZ",
        b"SG\x16\x000000000000000000STARGY",
        b"SG\x17\x000000000000000000STARGZ",
        b"XY\x16\x000000000000000000STARGZ",
        b"+000000000000000STARGZ",
        b"SG\x11\x00STARGZEXTERNALTOX",
        b"",
    ] {
        assert_eq!(bad(&with(member(extra))), TocError::Footer, "{extra:?}");
    }
    for offset in [tar.len() as u64, 1 << 40, u64::MAX] {
        assert!(
            matches!(bad(&with(footer(offset))), TocError::OutOfBlob { .. }),
            "{offset}"
        );
    }
}

#[test]
fn something_else_where_the_table_is() {
    let json = table(&[FILE]);
    let table = file("stargz.index.json", &json);
    let with = |tar: &[u8]| bad(&estargz_of(&[], tar).annotated(ESTARGZ, sha256(&json)));
    for tar in [
        [file("other", &json), table.clone()].concat(),
        [
            table.clone(),
            file("etc/shadow", b"more than the table says"),
        ]
        .concat(),
        file("sub/stargz.index.json", &json),
        vec![0; 1024],
        Vec::new(),
    ] {
        assert_eq!(with(&tar), TocError::NotTheTable);
    }
    assert!(matches!(with(&table[..600]), TocError::Tar(_)));
    assert!(matches!(with(&[b'x'; 1024]), TocError::Tar(_)));
}

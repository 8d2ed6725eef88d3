//! Sparse files in their four forms. Bytes count as stored; the size is what a reader sees.

use peel::layer::{Kind, LayerProblem, Listing};
use peel::tarstream::TarErrorKind;

use super::bytes::{Header, padded, pax, tar};
use super::{file, find, list, refused, scan};

/// A file of 1 MiB with 600 bytes at its start and 100 at half.
const LOGICAL: u64 = 1 << 20;
const PIECES: [(u64, u64); 2] = [(0, 600), (LOGICAL / 2, 100)];

fn data() -> Vec<u8> {
    padded(&[vec![1; 600], vec![2; 100]].concat())
}

fn check(listing: &Listing, offset: u64) {
    let node = find(listing, "sparse");
    let facts = listing.node(node);
    assert_eq!((facts.kind, facts.size), (Kind::File, 700));
    assert!(facts.flags.sparse());
    assert_eq!(listing.logical_size(node), LOGICAL);
    assert_eq!(facts.offset, offset);
    find(listing, "after");
}

/// A header of GNU tar's old form, with the first four pieces in it.
fn old(pieces: &[(u64, u64)], stored: u64) -> Header {
    let mut header = Header::gnu("sparse", b'S', stored).octal(483, 12, LOGICAL);
    for (i, (offset, len)) in pieces.iter().take(4).enumerate() {
        let at = 386 + 24 * i;
        header = header.octal(at, 12, *offset).octal(at + 12, 12, *len);
    }
    header.raw(482, &[u8::from(pieces.len() > 4)])
}

#[test]
fn gnu_old() {
    let listing = list(&[old(&PIECES, 700).done(), data(), file("after", b"")]);
    check(&listing, 512);
}

/// More pieces than fit: further blocks of the map, each of which says whether another follows.
#[test]
fn gnu_old_with_a_longer_map() {
    let pieces: Vec<(u64, u64)> = (0..47)
        .map(|i| (i * 20_000, if i < 46 { 15 } else { 10 }))
        .collect();
    let mut parts = vec![old(&pieces, 700).done()];
    let chunks: Vec<_> = pieces[4..].chunks(21).collect();
    for (i, chunk) in chunks.iter().enumerate() {
        let mut block = vec![0; 512];
        for (n, (offset, len)) in chunk.iter().enumerate() {
            let text = format!("{offset:011o}\0{len:011o}\0");
            block[24 * n..24 * (n + 1)].copy_from_slice(text.as_bytes());
        }
        block[504] = u8::from(i + 1 < chunks.len());
        parts.push(block);
    }
    assert_eq!(chunks.len(), 3);
    parts.extend([padded(&[3; 700]), file("after", b"")]);
    check(&list(&parts), 4 * 512);
}

#[test]
fn pax_0_0() {
    let mut records: Vec<(&str, &[u8])> = vec![
        ("GNU.sparse.size", b"1048576"),
        ("GNU.sparse.numblocks", b"2"),
    ];
    let numbers: Vec<[String; 2]> = PIECES.map(|(o, n)| [o.to_string(), n.to_string()]).to_vec();
    for [offset, len] in &numbers {
        records.push(("GNU.sparse.offset", offset.as_bytes()));
        records.push(("GNU.sparse.numbytes", len.as_bytes()));
    }
    let header = Header::ustar("sparse", b'0', 700).done();
    let listing = list(&[pax(&records), header, data(), file("after", b"")]);
    check(&listing, 1024 + 512);
}

#[test]
fn pax_0_1() {
    let records: [(&str, &[u8]); 4] = [
        ("GNU.sparse.size", b"1048576"),
        ("GNU.sparse.numblocks", b"2"),
        ("GNU.sparse.map", b"0,600,524288,100"),
        ("GNU.sparse.name", b"sparse"),
    ];
    let header = Header::ustar("GNUSparseFile.1/sparse", b'0', 700).done();
    check(
        &list(&[pax(&records), header, data(), file("after", b"")]),
        1024 + 512,
    );
}

fn version_1() -> Vec<u8> {
    pax(&[
        ("GNU.sparse.major", b"1"),
        ("GNU.sparse.minor", b"0"),
        ("GNU.sparse.name", b"sparse"),
        ("GNU.sparse.realsize", b"1048576"),
    ])
}

/// The map stands in the contents, and its blocks count in the header's size.
#[test]
fn pax_1_0() {
    let map = padded(b"2\n0\n600\n524288\n100\n");
    let header = Header::ustar("GNUSparseFile.1/sparse", b'0', 512 + 700).done();
    let listing = list(&[version_1(), header, map, data(), file("after", b"")]);
    check(&listing, 1024 + 1024);
}

#[test]
fn pax_1_0_with_a_longer_map() {
    let mut map = String::from("100\n");
    for i in 0..100 {
        map += &format!("{}\n7\n", i * 10_000);
    }
    let map = padded(map.as_bytes());
    assert_eq!(map.len(), 1024);
    let header = Header::ustar("GNUSparseFile.1/sparse", b'0', 1024 + 700).done();
    let parts = [
        version_1(),
        header,
        map,
        padded(&[3; 700]),
        file("after", b""),
    ];
    check(&list(&parts), 1024 + 512 + 1024);
}

#[test]
fn maps_that_are_none() {
    let sized = |size| Header::ustar("GNUSparseFile.1/sparse", b'0', size).done();
    for (map, size) in [
        (&b"two\n"[..], 1212),
        (b"2\n0\n600", 1212),
        (b"2\n0\n600\n9\n9\n", 100),
    ] {
        let parts = [
            file("first", b""),
            version_1(),
            sized(size),
            padded(map),
            data(),
        ];
        assert_eq!(
            refused(&parts),
            (TarErrorKind::SparseMap, 1),
            "{}",
            map.escape_ascii()
        );
    }
    // A map that never ends is cut off, and nothing is made of what it claims.
    let endless = format!("{}\n", u64::MAX / 2) + &"1\n".repeat(1 << 20);
    let header = Header::ustar("s", b'0', 1 << 30).done();
    let (kind, _) = refused(&[version_1(), header, endless.into_bytes()]);
    assert!(matches!(kind, TarErrorKind::ExtensionTooLarge(_)), "{kind}");
}

/// A claim of eight exbibytes with next to nothing behind it: it is shown as the claim that it is.
#[test]
fn a_sparse_file_of_exbibytes() {
    let size = i64::MAX.to_string();
    let records: [(&str, &[u8]); 2] = [
        ("GNU.sparse.size", size.as_bytes()),
        ("GNU.sparse.map", b"0,10"),
    ];
    let listing = list(&[pax(&records), Header::ustar("s", b'0', 10).with(&[1; 10])]);
    let node = find(&listing, "s");
    assert_eq!(listing.logical_size(node), i64::MAX as u64);
    assert_eq!(listing.content_bytes(), 10);
}

/// An entry that claims more than there is, however it claims it, has what came of it.
#[test]
fn an_entry_that_claims_exbibytes() {
    let eight = (1_u64 << 63).to_string();
    let all = u64::MAX.to_string();
    for claim in [
        vec![
            pax(&[("size", eight.as_bytes())]),
            Header::ustar("a", b'0', 0).done(),
        ],
        vec![
            pax(&[("size", all.as_bytes())]),
            Header::ustar("a", b'0', 0).done(),
        ],
        vec![Header::gnu("a", b'0', 0).binary(124, 12, i64::MAX).done()],
        vec![Header::ustar("a", b'0', 0).raw(124, b"777777777777").done()],
    ] {
        let scanned = scan(&tar(&[vec![file("first", b"1")], claim].concat()));
        let Some(LayerProblem::Tar(error)) = scanned.problem else {
            panic!("{:?}", scanned.problem);
        };
        assert_eq!(
            (error.kind, error.entry.as_deref()),
            (TarErrorKind::Truncated, Some("a"))
        );
        assert_eq!(scanned.listing.content_bytes(), 1 + 1024);
    }
}

//! Every form in which a tar can say something, from bytes laid out as its writers lay them out;
//! and each of them in pieces of any size.

mod bytes;
mod names;
mod sparse;
mod whiteouts;

use bytes::{Header, extension, long, pax, tar};
use peel::layer::{Kind, LayerProblem, LayerScan, Listing, Scanned};
use peel::tarstream::TarErrorKind;

/// Scans a tar whole, and in pieces: the result must be the same.
pub fn scan(tar: &[u8]) -> Scanned {
    let scan = |size: usize| {
        let mut layer = LayerScan::default();
        tar.chunks(size.max(1)).for_each(|piece| layer.push(piece));
        layer.finish()
    };
    let whole = scan(tar.len());
    for size in [1, 511, 513] {
        assert_eq!(scan(size), whole, "in pieces of {size}");
    }
    whole
}

/// The listing of a tar that is read without a problem.
pub fn list(parts: &[Vec<u8>]) -> Listing {
    let scanned = scan(&tar(parts));
    assert_eq!(scanned.problem, None);
    scanned.listing
}

/// The node of a path.
pub fn find(listing: &Listing, path: impl AsRef<[u8]>) -> u32 {
    let path = path.as_ref();
    let found = listing.nodes().find(|node| listing.path(*node) == path);
    found.unwrap_or_else(|| panic!("no {} in {:?}", path.escape_ascii(), paths(listing)))
}

/// Every path but the root and folders without entries, in the tar's order.
pub fn paths(listing: &Listing) -> Vec<String> {
    let nodes = listing.nodes().skip(1);
    let nodes = nodes.filter(|node| !listing.node(*node).flags.implicit());
    nodes
        .map(|node| listing.path(node).escape_ascii().to_string())
        .collect()
}

/// The error that ends a tar, and how many entries came before it.
fn refused(parts: &[Vec<u8>]) -> (TarErrorKind, u64) {
    let scanned = scan(&tar(parts));
    match scanned.problem {
        Some(LayerProblem::Tar(error)) => (error.kind, scanned.listing.entries()),
        other => panic!("{other:?}"),
    }
}

fn file(name: &str, contents: &[u8]) -> Vec<u8> {
    Header::ustar(name, b'0', contents.len() as u64).with(contents)
}

#[test]
fn ustar_with_a_prefix() {
    let listing = list(&[Header::ustar("name", b'0', 5)
        .raw(345, b"some/folder")
        .with(b"12345")]);
    let node = listing.node(find(&listing, "some/folder/name"));
    assert_eq!((node.kind, node.size, node.mode), (Kind::File, 5, 0o644));
    assert_eq!((node.owner.uid, node.owner.gid), (1000, 100));
    assert_eq!((node.mtime, node.offset), (1_714_557_600, 512));
}

/// star ends its prefix earlier, and has times behind it.
#[test]
fn star_has_a_shorter_prefix() {
    let prefix = [b'p'; 131];
    let header = Header::ustar("name", b'0', 0)
        .raw(345, &prefix)
        .raw(476, b"14626357000\x0014626357000\0")
        .raw(508, b"tar\0");
    let listing = list(&[header.done()]);
    find(&listing, [&prefix[..], b"/name"].concat());
}

/// GNU tar has times where ustar has its prefix; Go before 1.8 had not, and wrote a prefix there.
#[test]
fn gnu_has_times_where_ustar_has_its_prefix() {
    let times = Header::gnu("times", b'0', 0).raw(345, b"14626357000\x0014626357000\0");
    let old_go = Header::gnu("name", b'0', 0).raw(345, b"written/by/docker/1.9");
    let listing = list(&[times.done(), old_go.done()]);
    assert_eq!(paths(&listing), ["times", "written/by/docker/1.9/name"]);
}

#[test]
fn before_ustar() {
    let folder = Header::v7("folder/", 0, 0).done();
    let file = Header::v7("folder/file", 0, 3).with(b"abc");
    let link = Header::v7("folder/link", b'1', 0)
        .link("folder/file")
        .done();
    // What stands in the place of devices and prefixes is nothing there.
    let noise = Header::v7("noise", 0, 0)
        .raw(329, b"0000017\x000000021\0prefix")
        .done();
    let listing = list(&[folder, file, link, noise]);
    assert_eq!(
        paths(&listing),
        ["folder", "folder/file", "folder/link", "noise"]
    );
    assert_eq!(listing.node(find(&listing, "folder")).kind, Kind::Directory);
}

#[test]
fn a_checksum_over_signed_bytes() {
    let name = b"caf\xe9\xff\xfe";
    let listing = list(&[Header::ustar(name, b'0', 0).done_signed()]);
    find(&listing, name);
    let mut wrong = Header::ustar("a", b'0', 0).done();
    wrong[0] = b'b';
    let (kind, entries) = refused(&[file("first", b""), wrong]);
    assert_eq!((kind, entries), (TarErrorKind::Checksum, 1));
}

#[test]
fn pax_says_it_better() {
    let path = "folder/".repeat(30) + "β";
    let listing = list(&[
        pax(&[
            ("path", path.as_bytes()),
            ("size", b"5"),
            ("uid", b"4294967294"),
            ("gid", b"3000000000"),
            ("mtime", b"-1.5"),
            ("SCHILY.xattr.security.capability", b"\x01\0\0\x02\0\0"),
        ]),
        Header::ustar("short", b'0', 0).with(b"12345"),
        pax(&[
            ("linkpath", path.as_bytes()),
            ("SCHILY.xattr.user.a", b"=\n\0"),
        ]),
        Header::ustar("link", b'2', 0).link("short").done(),
        pax(&[
            ("LIBARCHIVE.xattr.user.b", b"AAE"),
            ("path", b"first"),
            ("path", b"last"),
        ]),
        file("neither", b"x"),
        file("plain", b"y"),
    ]);
    let node = listing.node(find(&listing, &path));
    assert_eq!(
        (node.owner.uid, node.owner.gid),
        (4_294_967_294, 3_000_000_000)
    );
    assert_eq!((node.mtime, node.size), (-2, 5));
    assert!(node.flags.capability() && !node.flags.attributes());
    let link = find(&listing, "link");
    assert_eq!(listing.link(link), Some(path.as_bytes()));
    assert!(listing.node(link).flags.attributes() && !listing.node(link).flags.capability());
    assert!(listing.node(find(&listing, "last")).flags.attributes());
    let plain = listing.node(find(&listing, "plain"));
    assert!(!plain.flags.attributes());
    assert_eq!((plain.owner.uid, plain.size), (1000, 1));
}

#[test]
fn gnu_long_names() {
    let path = "folder/".repeat(30) + "name";
    let target = "target/".repeat(30);
    let listing = list(&[
        long(b'K', target.as_bytes()),
        long(b'L', path.as_bytes()),
        Header::gnu(&path[..100], b'2', 0)
            .link(&target[..100])
            .done(),
        file("after", b""),
    ]);
    assert_eq!(listing.link(find(&listing, &path)), Some(target.as_bytes()));
    find(&listing, "after");
}

/// The header of a long name has its own size, whatever PAX says of the entry behind it
/// (GHSA-3cv2-h65g-fgmm): otherwise the file `hidden` would be read as a part of the name.
#[test]
fn extension_headers_are_for_the_next_entry_only() {
    for pax_first in [true, false] {
        let size = pax(&[("size", b"3"), ("uid", b"7")]);
        let name = long(b'L', b"long");
        let entry = Header::gnu("short", b'0', 0).with(b"abc");
        let mut parts = match pax_first {
            true => vec![size, name, entry],
            false => vec![name, size, entry],
        };
        parts.push(file("hidden", b"inside"));
        let listing = list(&parts);
        assert_eq!(paths(&listing), ["long", "hidden"]);
        let node = listing.node(find(&listing, "long"));
        assert_eq!((node.size, node.owner.uid), (3, 7));
        assert_eq!(listing.node(find(&listing, "hidden")).owner.uid, 1000);
    }
}

/// A size in PAX stands for the header's, larger or smaller (RUSTSEC-2026-0068).
#[test]
fn the_pax_size_wins() {
    for (claimed, real) in [(0, &b"12345"[..]), (2048, b""), (9, b"123")] {
        let size = real.len().to_string();
        let listing = list(&[
            pax(&[("size", size.as_bytes())]),
            Header::ustar("a", b'0', claimed).with(real),
            file("b", b"next"),
        ]);
        assert_eq!(paths(&listing), ["a", "b"]);
        assert_eq!(listing.node(find(&listing, "a")).size, real.len() as u64);
    }
}

#[test]
fn numbers_beyond_octal() {
    let far = Header::gnu("far", b'0', 0)
        .binary(108, 8, 4_294_967_294)
        .binary(116, 8, 1 << 40)
        .binary(136, 12, -86_400);
    let sized = Header::gnu("sized", b'0', 0)
        .binary(124, 12, 5)
        .with(b"12345");
    let device = Header::gnu("device", b'3', 0)
        .octal(329, 8, 259)
        .binary(337, 8, 1 << 20);
    let listing = list(&[far.done(), sized, device.done()]);
    let node = listing.node(find(&listing, "far"));
    assert_eq!((node.owner.uid, node.owner.gid), (4_294_967_294, 1 << 40));
    assert_eq!(node.mtime, -86_400);
    assert_eq!(listing.node(find(&listing, "sized")).size, 5);
    assert!(
        !listing
            .node(find(&listing, "device"))
            .flags
            .overlay_whiteout()
    );
    for size in [-1, i64::MIN] {
        let bad = Header::gnu("bad", b'0', 0).binary(124, 12, size).done();
        let (kind, entries) = refused(&[file("first", b""), bad]);
        assert_eq!((kind, entries), (TarErrorKind::Size, 1));
    }
}

/// Records for all entries are not applied to any, as Go's reader does, and so every runtime.
#[test]
fn global_records() {
    let records = bytes::record("path", b"everywhere");
    let listing = list(&[extension(b'g', &records), file("here", b"")]);
    assert_eq!(paths(&listing), ["here"]);
}

#[test]
fn what_go_refuses_in_pax() {
    for records in [
        &[("path", &b"a\0b"[..])],
        &[("linkpath", b"a\0b")],
        &[("SCHILY.xattr.a\0b", b"v")],
        &[("size", b"many")],
    ] {
        let (kind, entries) = refused(&[file("first", b""), pax(records), file("a", b"")]);
        assert!(
            matches!(kind, TarErrorKind::Pax | TarErrorKind::Size),
            "{kind}"
        );
        assert_eq!(entries, 1);
    }
}

#[test]
fn links_devices_and_pipes_have_no_contents() {
    // Whatever they claim: their size is no count of bytes that follow.
    let kinds = [
        (b'1', Kind::HardLink),
        (b'2', Kind::Symlink),
        (b'3', Kind::CharDevice),
        (b'4', Kind::BlockDevice),
        (b'5', Kind::Directory),
        (b'6', Kind::Fifo),
    ];
    let mut parts = vec![file("target", &[7; 700])];
    for (i, (typeflag, _)) in kinds.iter().enumerate() {
        let header = Header::ustar(format!("{i}"), *typeflag, 512).link("target");
        parts.push(header.octal(329, 8, 1).octal(337, 8, 3).done());
    }
    let listing = list(&parts);
    for (i, (_, kind)) in kinds.iter().enumerate() {
        let node = listing.node(find(&listing, format!("{i}")));
        assert_eq!((node.kind, node.size), (*kind, 0));
    }
    // The bytes of a file count once, however many names it has.
    assert_eq!(listing.content_bytes(), 700);
}

/// GNU tar's incremental dumps (`D`), contiguous files (`7`), and what Peel does not know: a volume
/// label, the rest of a file of another volume, Solaris's access lists.
#[test]
fn rare_types() {
    let listing = list(&[
        Header::gnu("dumped/", b'D', 14).with(b"Yfoo\0Nsparse\0\0"),
        Header::ustar("contiguous", b'7', 3).with(b"abc"),
        Header::gnu("label", b'V', 0).done(),
        Header::gnu("rest", b'M', 600).with(&[1; 600]),
        Header::ustar("acl", b'A', 20).with(&[2; 20]),
        file("after", b"x"),
    ]);
    let kind = |path| listing.node(find(&listing, path)).kind;
    assert_eq!(kind("dumped"), Kind::Directory);
    assert_eq!(kind("contiguous"), Kind::File);
    assert_eq!(["label", "rest", "acl"].map(kind), [Kind::Other; 3]);
    assert_eq!(kind("after"), Kind::File);
    assert_eq!(listing.content_bytes(), 4);
}

#[test]
fn the_end_is_two_blocks_or_one_or_none() {
    for zeros in [0, 512, 1024, 10_240] {
        let bytes = [file("a", b"x"), vec![0; zeros]].concat();
        let scanned = scan(&bytes);
        assert_eq!(scanned.problem, None, "{zeros} bytes of zeros");
        assert_eq!(scanned.tar_size, bytes.len() as u64);
        assert_eq!(paths(&scanned.listing), ["a"]);
    }
    // What comes after the end is hashed with the rest, and not read.
    let bytes = [tar(&[file("a", b"x")]), file("b", b"y")].concat();
    let scanned = scan(&bytes);
    assert_eq!(
        (scanned.problem, scanned.tar_size),
        (None, bytes.len() as u64)
    );
    assert_eq!(paths(&scanned.listing), ["a"]);
}

//! Whiteouts as image-spec `layer.md` has them, and what only looks like one.

use peel::image::{Change, Stack};
use peel::layer::{Kind, LayerScan, Listing};

use super::bytes::{Header, tar};
use super::{file, find, list};

fn folder(path: &str) -> Vec<u8> {
    Header::ustar(path, b'5', 0).octal(100, 8, 0o755).done()
}

/// The paths that the stack shows.
fn shown(layers: &[&Listing]) -> Vec<String> {
    let stack = Stack::build(layers);
    let hidden: u64 = stack.hidden.iter().map(|h| h.bytes).sum();
    assert_eq!(stack.total, stack.visible + hidden);
    let nodes = (1..stack.tree.len() as u32).filter(|node| stack.is_visible(*node));
    let mut paths: Vec<String> = nodes.map(|node| stack.tree.path_text(node)).collect();
    paths.sort();
    paths
}

/// A whiteout hides what lies below it, wherever it stands in its own layer.
#[test]
fn before_and_after_what_takes_its_place() {
    let lower = list(&[folder("d/"), file("d/old", b"1"), file("d/kept", b"2")]);
    let again = file("d/old", b"3");
    let gone = file("d/.wh.old", b"");
    let folder_gone = file(".wh.d", b"");
    let inside = file("d/new", b"4");
    for (upper, paths) in [
        (
            vec![gone.clone(), again.clone()],
            &["d", "d/kept", "d/old"][..],
        ),
        (vec![again, gone], &["d", "d/kept", "d/old"]),
        (
            vec![folder_gone.clone(), folder("d/"), inside.clone()],
            &["d", "d/new"],
        ),
        (
            vec![folder("d/"), inside.clone(), folder_gone.clone()],
            &["d", "d/new"],
        ),
        (vec![inside.clone(), folder_gone], &["d", "d/new"]),
        (
            vec![inside.clone(), file("d/.wh..wh..opq", b"")],
            &["d", "d/new"],
        ),
        (vec![file("d/.wh..wh..opq", b""), inside], &["d", "d/new"]),
    ] {
        assert_eq!(shown(&[&lower, &list(&upper)]), paths);
    }
}

#[test]
fn of_what_is_not_there() {
    let lower = list(&[file("a", b"1")]);
    let upper = list(&[
        file(".wh.b", b""),
        file("no/such/.wh.folder", b""),
        file("nor/this/.wh..wh..opq", b""),
        file("a/.wh.b", b""),
    ]);
    let stack = Stack::build(&[&lower, &upper]);
    assert_eq!(stack.changes[1].removed, 0);
    assert_eq!(stack.hidden_bytes(), 0);
    let one = Stack::build(&[&upper]);
    assert_eq!((one.hidden_bytes(), one.changes[0].removed), (0, 0));
}

/// A whiteout's own layer may have the path too, and a whiteout may hide a name that begins as
/// one.
#[test]
fn of_its_own_layer_and_of_its_own_kind() {
    let one = list(&[file("a", b"1"), file(".wh.a", b"")]);
    assert_eq!(shown(&[&one]), ["a"]);
    let twice = list(&[file(".wh.a", b""), file("./.wh.a", b"")]);
    assert_eq!(shown(&[&one, &twice]), [""; 0]);
}

/// `.wh.` alone names nothing. Docker would take it for its own folder, and containerd refuses it:
/// it is shown, and hides nothing.
#[test]
fn without_a_name() {
    let lower = list(&[folder("d/"), file("d/file", b"1"), file("top", b"2")]);
    let mut scan = LayerScan::default();
    scan.push(&tar(&[file("d/.wh.", b""), file(".wh.", b"")]));
    let scanned = scan.finish();
    assert_eq!(scanned.problem, None);
    assert_eq!(scanned.odd.nameless_whiteouts, 2);
    let upper = scanned.listing;
    assert_eq!(upper.node(find(&upper, "d/.wh.")).kind, Kind::Reserved);
    assert_eq!(shown(&[&lower, &upper]), ["d", "d/file", "top"]);
}

/// What aufs kept beside its files is no part of an image, and no whiteout.
#[test]
fn records_of_aufs() {
    let lower = list(&[
        file(".wh.plnk", b""),
        file("plnk", b"1"),
        file("a/aufs", b"2"),
    ]);
    let mut scan = LayerScan::default();
    scan.push(&tar(&[
        file(".wh..wh.aufs", b""),
        folder(".wh..wh.plnk/"),
        file(".wh..wh.plnk/123.456", &[1; 100]),
        folder(".wh..wh.orph/"),
        file("a/.wh..wh.other/deep/er", &[2; 50]),
        file("b", b"3"),
    ]));
    let scanned = scan.finish();
    assert_eq!(scanned.problem, None);
    assert_eq!(scanned.odd.aufs_records, 5);
    let upper = scanned.listing;
    for path in [
        ".wh..wh.aufs",
        ".wh..wh.plnk/123.456",
        "a/.wh..wh.other",
        "a/.wh..wh.other/deep/er",
    ] {
        assert_eq!(
            upper.node(find(&upper, path)).kind,
            Kind::Reserved,
            "{path}"
        );
    }
    assert_eq!(upper.content_bytes(), 1);
    assert_eq!(shown(&[&lower, &upper]), ["a", "a/aufs", "b", "plnk"]);
    assert_eq!(shown(&[&upper]), ["a", "b"]);
}

/// overlayfs removes a path by a character device 0/0. In an image it is that device.
#[test]
fn of_overlayfs() {
    let lower = list(&[file("a", b"1"), file("b", b"2")]);
    let device = |name, minor| {
        Header::ustar(name, b'3', 0)
            .octal(329, 8, 0)
            .octal(337, 8, minor)
    };
    let upper = list(&[device("a", 0).done(), device("b", 1).done()]);
    let flag = |path| upper.node(find(&upper, path)).flags.overlay_whiteout();
    assert!(flag("a") && !flag("b"));
    assert_eq!(shown(&[&lower, &upper]), ["a", "b"]);
    let stack = Stack::build(&[&lower, &upper]);
    let node = (1..stack.tree.len() as u32).find(|node| stack.tree.path(*node) == b"a");
    let event = stack
        .last_event(node.expect("it is there"))
        .expect("something happened");
    assert_eq!((event.layer, event.change), (1, Change::Modified));
}

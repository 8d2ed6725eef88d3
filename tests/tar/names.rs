//! Paths that are odd: shown and marked, never resolved out of the root, and never lost.

use peel::image::{Cause, Stack};
use peel::layer::{Kind, LayerProblem, LayerScan, Scanned};
use peel::limits;
use peel::view::tree::layer_tree;

use super::bytes::{Header, pax, tar};
use super::{file, find, list, paths, scan};

#[test]
fn dots_and_slashes_go_away() {
    let listing = list(&[
        Header::ustar("./", b'5', 0).done(),
        file("./a/./b//c", b"x"),
        Header::ustar("./a/", b'5', 0).octal(100, 8, 0o700).done(),
    ]);
    assert_eq!(paths(&listing), ["a", "a/b/c"]);
    assert_eq!(listing.node(find(&listing, "a")).mode, 0o700);
    assert!(
        listing
            .nodes()
            .all(|node| !listing.node(node).flags.escapes())
    );
}

#[test]
fn nothing_leads_out_of_the_root() {
    let listing = list(&[
        file("/etc/passwd", b"1"),
        file("../../outside", b"22"),
        file("a/../../../b/c", b"333"),
        file("..", b"4444"),
        file("inside", b"55555"),
    ]);
    assert_eq!(paths(&listing), ["etc/passwd", "outside", "b/c", "inside"]);
    for (path, escapes) in [
        ("etc/passwd", true),
        ("outside", true),
        ("b/c", true),
        ("inside", false),
    ] {
        assert_eq!(
            listing.node(find(&listing, path)).flags.escapes(),
            escapes,
            "{path}"
        );
    }
}

/// The last entry of a path counts; what came before it is waste.
#[test]
fn a_path_twice() {
    let listing = list(&[
        file("a", &[1; 100]),
        file("./a", &[2; 30]),
        Header::ustar("d/", b'5', 0).octal(100, 8, 0o700).done(),
        file("d/in", &[3; 10]),
        Header::ustar("d", b'5', 0).octal(100, 8, 0o711).done(),
    ]);
    let a = listing.node(find(&listing, "a"));
    assert_eq!((a.size, a.flags.duplicate()), (30, true));
    let d = listing.node(find(&listing, "d"));
    assert_eq!((d.mode, d.flags.duplicate()), (0o711, true));
    find(&listing, "d/in");
    let stack = Stack::build(&[&listing]);
    assert_eq!((stack.total, stack.visible), (140, 40));
    let hidden: Vec<_> = stack.hidden.iter().map(|h| (h.bytes, h.cause)).collect();
    assert_eq!(hidden, [(100, Cause::DuplicateEntry)]);
}

#[test]
fn a_file_where_a_folder_was_and_the_reverse() {
    let listing = list(&[
        file("a/b/c", &[1; 10]),
        file("a", &[2; 20]),
        file("x", &[3; 40]),
        file("x/y", &[4; 80]),
    ]);
    assert_eq!(listing.node(find(&listing, "a")).kind, Kind::File);
    assert!(!paths(&listing).contains(&"a/b/c".into()));
    let stack = Stack::build(&[&listing]);
    let visible = |path: &[u8]| {
        let mut nodes = 0..stack.tree.len() as u32;
        nodes.any(|node| stack.tree.path(node) == path && stack.is_visible(node))
    };
    assert!(visible(b"a") && visible(b"x/y"));
    assert!(!visible(b"a/b/c"));
    let hidden: u64 = stack.hidden.iter().map(|h| h.bytes).sum();
    assert_eq!((stack.total, stack.visible, hidden), (150, 100, 50));
}

/// Names that are not UTF-8 are kept as bytes, and in a report no two names are the same text.
#[test]
fn names_that_are_no_text() {
    let names: [&[u8]; 6] = [
        b"caf\xe9",
        b"caf\xc3\xa9",
        b"caf\xef\xbf\xbd",
        b"caf\\xe9",
        b"caf\\x5cxe9",
        b"caf\\\xe9",
    ];
    let parts: Vec<_> = names
        .iter()
        .map(|name| Header::ustar(name, b'0', 0).done())
        .collect();
    let listing = list(&parts);
    assert_eq!(names.map(|name| find(&listing, name)), [1, 2, 3, 4, 5, 6]);
    let stack = Stack::build(&[&listing]);
    let nodes = 1..stack.tree.len() as u32;
    let mut texts: Vec<String> = nodes.map(|node| stack.tree.path_text(node)).collect();
    assert!(texts.contains(&"caf\\xe9".into()), "{texts:?}");
    // The page finds each of them again by that text.
    let scanned = Scanned {
        listing,
        ..LayerScan::default().finish()
    };
    let tree = layer_tree(vec![Some(scanned.into())], Some(&stack), 0);
    for (text, name) in texts.iter().zip(names) {
        let found = tree.find(text).expect("it is there");
        assert_eq!(tree.name(found), name, "{text}");
    }
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), names.len());
}

#[test]
fn a_path_beyond_the_limits_is_left_out_and_said() {
    let path = |depth: usize| "d/".repeat(depth) + "file";
    let deepest = path(limits::PATH_DEPTH - 1);
    let long = "n".repeat(limits::PATH_BYTES + 1);
    let tar = tar(&[
        pax(&[("path", path(1000).as_bytes())]),
        file("x", b"1"),
        pax(&[("path", deepest.as_bytes())]),
        file("x", b"22"),
        pax(&[("path", path(limits::PATH_DEPTH).as_bytes())]),
        file("x", b"333"),
        pax(&[("path", long.as_bytes())]),
        file("x", b"4444"),
        pax(&[("linkpath", long.as_bytes())]),
        Header::ustar("link", b'2', 0).done(),
        file("after", b"55555"),
    ]);
    let scanned = scan(&tar);
    assert_eq!(scanned.problem, Some(LayerProblem::LeftOut(3)));
    assert_eq!(scanned.odd.left_out, 3);
    assert_eq!(scanned.listing.entries(), 3);
    assert_eq!(scanned.listing.content_bytes(), 1 + 2 + 5);
    let stack = Stack::build(&[&scanned.listing]);
    assert_eq!(stack.visible, 8);
    find(&scanned.listing, &deepest);
    find(&scanned.listing, "after");
}

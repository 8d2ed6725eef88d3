//! Layers made to be slow (as in GHSA-rp3h-jf77-q9p4): twice of them may be twice the work, and a
//! little more, never four times.

use super::steps;
use crate::image::Stack;
use crate::layer::{LayerScan, Listing};

/// The listing of a layer with these paths; those that end in a slash are folders.
fn layer(paths: impl IntoIterator<Item = String>) -> Listing {
    let mut scan = LayerScan::default();
    for path in paths {
        let mut tar = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        let (kind, contents) = match path.ends_with('/') {
            true => (tar::EntryType::Directory, &b""[..]),
            false if path.contains(".wh.") => (tar::EntryType::Regular, &b""[..]),
            false => (tar::EntryType::Regular, &b"x"[..]),
        };
        header.set_entry_type(kind);
        header.set_size(contents.len() as u64);
        let added = tar.append_data(&mut header, path, contents);
        added.expect("memory can be written");
        let mut bytes = tar.into_inner().expect("memory can be written");
        bytes.truncate(bytes.len() - 1024);
        scan.push(&bytes);
    }
    let scanned = scan.finish();
    assert_eq!(scanned.problem, None);
    scanned.listing
}

/// Work for `n` and for `2 n`: the second is at most a quarter more than twice the first.
fn check(what: &str, layers: impl Fn(usize) -> Vec<Listing>) {
    let work = |n: usize| {
        let layers = layers(n);
        steps::take();
        let stack = Stack::build(&layers.iter().collect::<Vec<_>>());
        assert_eq!(stack.layers(), layers.len());
        assert!(!stack.partial, "{what}");
        steps::take()
    };
    let (once, twice) = (work(300), work(600));
    assert!(once > 0, "{what}: the steps are counted");
    assert!(
        twice * 4 <= once * 9,
        "{what}: {once} steps, and {twice} for twice as much"
    );
}

fn names(prefix: &str, n: usize) -> impl Iterator<Item = String> {
    (0..n).map(move |i| format!("{prefix}{i}"))
}

#[test]
fn whiteouts_over_a_wide_folder() {
    check("each name", |n| {
        vec![layer(names("d/", n)), layer(names("d/.wh.", n))]
    });
    check("the folder and each name", |n| {
        let gone = std::iter::once(".wh.d".to_owned()).chain(names("d/.wh.", n));
        vec![layer(names("d/", n)), layer(gone)]
    });
    check("names that are not there", |n| {
        vec![layer(names("d/", n)), layer(names("d/.wh.not", n))]
    });
}

/// What was removed once must not be walked again by every layer above.
#[test]
fn whiteouts_over_what_is_long_gone() {
    check("a folder that is opaque in each layer", |n| {
        let wide = layer(names("d/", n));
        let opaque = || layer(["d/.wh..wh..opq".to_owned(), "d/one".to_owned()]);
        std::iter::once(wide)
            .chain((0..n).map(|_| opaque()))
            .collect()
    });
    check("a folder that goes and comes in each layer", |n| {
        let wide = layer(names("d/", n));
        let again = || layer([".wh.d".to_owned(), "d/".to_owned(), "d/one".to_owned()]);
        std::iter::once(wide)
            .chain((0..n).map(|_| again()))
            .collect()
    });
}

/// A path as deep as it is long in the tar, so that the tar itself grows with the square: the work
/// must not grow faster than the tar.
#[test]
fn whiteouts_at_every_depth() {
    check("many in one deep folder", |n| {
        let deep = "d/".repeat(n / 3);
        let whiteouts = format!("{deep}.wh.");
        vec![layer(names(&deep, n)), layer(names(&whiteouts, n))]
    });
    check("one on each level", |n| {
        let levels = |n: usize| (1..n / 3).map(|i| "d/".repeat(i));
        vec![
            layer(levels(n).map(|path| path + "file")),
            layer(levels(n).map(|path| path + ".wh.file")),
            layer(levels(n).map(|path| path + ".wh..wh..opq")),
            layer(levels(n).map(|path| path + "again")),
            layer([".wh.d".to_owned()]),
        ]
    });
}

/// Files in a deep folder that the same tar replaces by a file.
#[test]
fn what_a_tar_itself_replaced() {
    check("a deep folder", |n| {
        let deep = "d/".repeat(n / 3);
        let files = names(&deep, n).chain(["d".to_owned()]);
        vec![layer(files)]
    });
    check("a path again and again", |n| {
        let twice = (0..n).flat_map(|_| ["d/file".to_owned(), "d".to_owned()]);
        vec![layer(twice)]
    });
}

#[test]
fn links_through_links() {
    // Every path through the link costs its hops, never more.
    check("a chain of links", |n| {
        let mut scan = LayerScan::default();
        let mut tar = tar::Builder::new(Vec::new());
        let mut link = |name: &str, target: &str| {
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(tar::EntryType::Symlink);
            header.set_size(0);
            tar.append_link(&mut header, name, target).expect("memory");
        };
        for i in 0..30 {
            link(&format!("l{i}"), &format!("l{}", i + 1));
        }
        link("l30", "d");
        scan.push(&tar.into_inner().expect("memory"));
        let links = scan.finish().listing;
        vec![layer(["d/".to_owned()]), links, layer(names("l0/", n))]
    });
}

//! The stacked tree against the folder that `umoci unpack` leaves of the same image.

mod archive;

use std::collections::BTreeMap;

use archive::links::Paths;
use archive::{IMAGES, assert_none, open, oracle, unescape};
use peel::image::Image;
use peel::layer::{Kind, Listing, ROOT};

/// What stands at one path.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    kind: char,
    mode: u16,
    uid: u64,
    gid: u64,
    /// Bytes that a reader of a file sees.
    size: u64,
    /// Target of a symbolic link.
    link: Vec<u8>,
    /// Of a file with several names, the first of them.
    first: Vec<u8>,
}

/// umoci refuses this image, as Docker does: they read no sparse file in GNU tar's old form.
const REFUSED: &str = "sparse-old";

#[test]
fn the_stack_is_what_umoci_unpacks() {
    let mut differences = Vec::new();
    for name in IMAGES.iter().filter(|name| **name != REFUSED) {
        for (i, image) in open(name).images.iter().enumerate() {
            let mut theirs = theirs(&oracle(name, i, "rootfs.tsv"));
            for (path, ours) in ours(image) {
                let text = path.escape_ascii().to_string();
                match theirs.remove(&path) {
                    Some(theirs) if theirs == ours => {}
                    theirs => differences.push(format!(
                        "{name}, image {i}: {text}\n  Peel  {ours:?}\n  umoci {theirs:?}"
                    )),
                }
            }
            let missing = theirs.keys().map(|path| path.escape_ascii());
            differences.extend(missing.map(|path| format!("{name}, image {i}: no {path}")));
        }
    }
    assert_none(&differences);
}

fn theirs(text: &str) -> BTreeMap<Vec<u8>, Row> {
    let rows = text.lines().map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [path, kind, mode, uid, gid, size, link, first] = *fields else {
            panic!("what is {line:?}?");
        };
        let row = Row {
            kind: kind.chars().next().expect("every row has a kind"),
            mode: u16::from_str_radix(mode, 8).expect("a mode is octal"),
            uid: uid.parse().expect("a user is a number"),
            gid: gid.parse().expect("a group is a number"),
            size: size.parse().unwrap_or(0),
            link: unescape(link),
            first: unescape(first),
        };
        (unescape(path), row)
    });
    rows.collect()
}

fn ours(image: &Image) -> BTreeMap<Vec<u8>, Row> {
    let listings: Vec<&Listing> = image.layers.iter().filter_map(|l| l.listing()).collect();
    let paths = Paths::new(&image.stack, listings.clone());
    let mut rows = BTreeMap::new();
    let mut names: BTreeMap<(u32, u32), Vec<Vec<u8>>> = BTreeMap::new();
    for (node, event) in image.visible().filter(|(node, _)| *node != ROOT) {
        let path = image.stack.tree.path(node);
        let Some(holder) = paths.holder(event) else {
            rows.insert(path, folder());
            continue;
        };
        let listing = listings[holder.0 as usize];
        let held = listing.node(holder.1);
        // A link's own entry says mode and owner, and an extractor gives them to the file.
        let facts = image.facts(&event).expect("it has an entry");
        let link = match held.kind {
            Kind::Symlink => listing.link(holder.1).unwrap_or_default().to_vec(),
            _ => Vec::new(),
        };
        let row = Row {
            kind: letter(held.kind),
            mode: facts.mode,
            uid: facts.owner.uid,
            gid: facts.owner.gid,
            size: listing.logical_size(holder.1),
            link,
            first: Vec::new(),
        };
        if held.kind != Kind::Directory {
            names.entry(holder).or_default().push(path.clone());
        }
        rows.insert(path, row);
    }
    for mut names in names.into_values().filter(|names| names.len() > 1) {
        names.sort();
        for name in &names {
            rows.get_mut(name).expect("it was put there").first = names[0].clone();
        }
    }
    rows
}

/// A folder that only exists because something lies below it: umoci makes it as `mkdir -p` does.
fn folder() -> Row {
    Row {
        kind: 'd',
        mode: 0o755,
        uid: 0,
        gid: 0,
        size: 0,
        link: Vec::new(),
        first: Vec::new(),
    }
}

fn letter(kind: Kind) -> char {
    match kind {
        Kind::Directory => 'd',
        Kind::File => 'f',
        Kind::Symlink => 'l',
        Kind::CharDevice => 'c',
        Kind::BlockDevice => 'b',
        Kind::Fifo => 'p',
        Kind::HardLink | Kind::Other | Kind::Whiteout | Kind::Opaque | Kind::Reserved => '?',
    }
}

/// getcap's view of the tree that umoci left: `./usr/bin/ping cap_net_raw=ep`.
#[test]
fn capabilities_are_where_getcap_sees_them() {
    let image = &open("links").images[0];
    let theirs = oracle("links", 0, "capabilities.txt");
    let theirs = theirs.lines().filter_map(|line| line.split_once(' '));
    let theirs: Vec<&str> = theirs
        .map(|(path, _)| path.trim_start_matches("./"))
        .collect();
    let visible = image.visible();
    let able = visible.filter(|(_, event)| {
        let facts = image.facts(event);
        facts.is_some_and(|facts| facts.flags.capability())
    });
    let ours: Vec<String> = able
        .map(|(node, _)| image.stack.tree.path_text(node))
        .collect();
    assert_eq!(ours, theirs);
}

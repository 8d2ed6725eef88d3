//! Each layer's listing against GNU tar's own: `tar --list --verbose` of the same layer.

mod archive;

use std::collections::BTreeMap;

use archive::{IMAGES, WITHOUT_ORACLES, assert_none, open, oracle, unescape};
use peel::layer::{Kind, Listing};

/// What a tar says of one path.
#[derive(Debug, PartialEq)]
struct Row {
    kind: Kind,
    mode: u16,
    uid: u64,
    gid: u64,
    size: u64,
    link: Option<Vec<u8>>,
    mtime: i64,
}

#[test]
fn layers_list_as_gnu_tar_lists_them() {
    let mut differences = Vec::new();
    for name in IMAGES {
        for (i, image) in open(name).images.iter().enumerate() {
            for (n, layer) in image.layers.iter().enumerate() {
                let listing = layer.listing().expect("every layer has been scanned");
                let text = oracle(name, i, &format!("layer-{n}.tar.txt"));
                let place = format!("{name}, image {i}, layer {n}");
                differences.extend(compare(&place, listing, &text));
            }
        }
    }
    assert_none(&differences);
}

fn compare(place: &str, listing: &Listing, text: &str) -> Vec<String> {
    let mut differences = Vec::new();
    let (mut tars, mut entries) = (BTreeMap::new(), 0);
    for line in text.lines() {
        // Of several entries with one path the last one counts.
        let (path, row) = parse(line).unwrap_or_else(|| panic!("{place}: what is {line:?}?"));
        tars.insert(path, row);
        entries += 1;
    }
    if listing.entries() != entries {
        let ours = listing.entries();
        differences.push(format!("{place}: {ours} entries, tar has {entries}"));
    }
    for node in listing.nodes() {
        if listing.node(node).flags.implicit() {
            continue;
        }
        let (path, ours) = (listing.path(node), row(listing, node));
        match tars.remove(&path) {
            Some(tars) if tars == ours => {}
            tars => {
                let path = path.escape_ascii();
                differences.push(format!("{place}: {path}\n  {ours:?}\n  {tars:?}"));
            }
        }
    }
    for path in tars.keys() {
        differences.push(format!("{place}: {} is missing", path.escape_ascii()));
    }
    differences
}

fn row(listing: &Listing, node: u32) -> Row {
    let facts = listing.node(node);
    Row {
        kind: facts.kind,
        mode: facts.mode,
        uid: facts.owner.uid,
        gid: facts.owner.gid,
        // tar shows the size that a reader of a sparse file sees.
        size: listing.logical_size(node),
        link: listing.link(node).map(<[u8]>::to_vec),
        mtime: facts.mtime,
    }
}

/// `-rw-r--r-- 0/0   4 2024-05-01 10:00:00.25 ./names/caf\303\251`, with ` -> TARGET` after a
/// symbolic link and ` link to TARGET` after a hard one.
fn parse(line: &str) -> Option<(Vec<u8>, Row)> {
    let (mode, rest) = line.split_once(' ')?;
    let (owner, rest) = rest.trim_start().split_once(' ')?;
    let (size, rest) = rest.trim_start().split_once(' ')?;
    let (date, rest) = rest.trim_start().split_once(' ')?;
    // One space, and then the name, which may begin with another.
    let (time, name) = rest.split_once(' ')?;
    let (uid, gid) = owner.split_once('/')?;
    let (name, link) = match mode.as_bytes()[0] {
        b'l' => name.split_once(" -> ").map(|(n, l)| (n, Some(l)))?,
        b'h' => name.split_once(" link to ").map(|(n, l)| (n, Some(l)))?,
        _ => (name, None),
    };
    let path = unescape(name);
    let path = path.strip_prefix(b"./").unwrap_or(&path);
    let path = path.strip_suffix(b"/").unwrap_or(path).to_vec();
    let row = Row {
        kind: kind(mode.as_bytes()[0], &path)?,
        mode: bits(&mode[1..]),
        uid: uid.parse().ok()?,
        gid: gid.parse().ok()?,
        // Of a device it shows its numbers instead.
        size: if size.contains(',') {
            0
        } else {
            size.parse().ok()?
        },
        link: link.map(unescape),
        mtime: seconds(date, time)?,
    };
    Some((path, row))
}

fn kind(letter: u8, path: &[u8]) -> Option<Kind> {
    let name = path.rsplit(|b| *b == b'/').next().unwrap_or_default();
    Some(match letter {
        b'-' if name == b".wh..wh..opq" => Kind::Opaque,
        b'-' if name.starts_with(b".wh.") => Kind::Whiteout,
        b'-' => Kind::File,
        b'd' => Kind::Directory,
        b'h' => Kind::HardLink,
        b'l' => Kind::Symlink,
        b'c' => Kind::CharDevice,
        b'b' => Kind::BlockDevice,
        b'p' => Kind::Fifo,
        _ => return None,
    })
}

/// `rwsr-xr-t` as bits.
fn bits(text: &str) -> u16 {
    let mut bits = 0;
    for (i, letter) in text.bytes().enumerate() {
        let (bit, special) = (0o400 >> i, 0o4000 >> (i / 3));
        bits |= match letter {
            b'-' => 0,
            b's' | b't' => bit | special,
            b'S' | b'T' => special,
            _ => bit,
        };
    }
    bits
}

/// Seconds since 1970 in UTC, a fraction left out.
fn seconds(date: &str, time: &str) -> Option<i64> {
    let numbers = |text: &str, by: char| -> Option<Vec<i64>> {
        text.split(by).map(|part| part.parse().ok()).collect()
    };
    let [year, month, day] = *numbers(date, '-')? else {
        return None;
    };
    let time = time.split_once('.').map_or(time, |(whole, _)| whole);
    let [hour, minute, second] = *numbers(time, ':')? else {
        return None;
    };
    // Years that begin in March, so that the leap day is their last.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    const UNTIL_1970: i64 = 719_468;
    Some(((days - UNTIL_1970) * 24 + hour) * 3600 + minute * 60 + second)
}

/// A recipe that no test reads would be an image made for nothing.
#[test]
fn every_recipe_is_tested() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/images/recipes");
    let files = std::fs::read_dir(folder).expect("the recipes are in the repository");
    let files = files.map(|file| file.expect("a readable folder").file_name());
    let names = files.filter_map(|name| Some(name.to_str()?.strip_suffix(".sh")?.to_owned()));
    let mut recipes: Vec<String> = names.collect();
    recipes.sort();
    let mut tested = [IMAGES, WITHOUT_ORACLES].concat();
    tested.sort_unstable();
    assert_eq!(
        recipes, tested,
        "add the image to IMAGES in tests/archive/mod.rs"
    );
}

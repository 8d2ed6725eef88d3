//! The tar that is made, read again by the scan of layers; `tests/tarball.rs` holds it against GNU tar.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::{Pack, Plan, TarballError};
use crate::columns::Columns as _;
use crate::image::{Shown, Stack};
use crate::layer::{EntryScan, Kind, LayerScan, Listing, NONE, ROOT};

const LONG: &str = "a-name-of-fifty-characters-and-a-half-more-or-less/";

/// A tar as some program makes it.
fn tar(build: impl FnOnce(&mut tar::Builder<Vec<u8>>)) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    build(&mut tar);
    tar.into_inner().expect("memory")
}

fn file(tar: &mut tar::Builder<Vec<u8>>, path: &str, bytes: &[u8]) {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o640);
    header.set_uid(3_000_000_000);
    header.set_gid(7);
    header.set_mtime(1_700_000_000);
    tar.append_data(&mut header, path, bytes).expect("memory");
}

fn link(tar: &mut tar::Builder<Vec<u8>>, kind: tar::EntryType, path: &str, to: &str) {
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(kind);
    header.set_size(0);
    header.set_mode(0o640);
    tar.append_link(&mut header, path, to).expect("memory");
}

fn scan(tar: &[u8]) -> Listing {
    let mut scan = LayerScan::default();
    scan.push(tar);
    let scanned = scan.finish();
    assert_eq!(scanned.problem, None);
    scanned.listing
}

/// The tar of a plan, of the layers that it is of.
fn packed(plan: &Plan, layers: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut put = |bytes: &[u8]| {
        out.extend_from_slice(bytes);
        ControlFlow::Continue(())
    };
    let mut pack = Pack::new(plan);
    assert!(pack.begin(&mut put).is_continue());
    for pass in plan.passes() {
        let wanted = pass.entries.iter().map(|(_, offset)| *offset);
        let mut scan = EntryScan::new(pass.start, wanted.collect());
        let mut take = |piece: crate::layer::Piece<'_>| match piece {
            crate::layer::Piece::Entry(at, entry) => {
                pack.entry(pass.entries[at].0, entry, &mut put)
            }
            crate::layer::Piece::Bytes(bytes) => pack.bytes(bytes, &mut put),
            crate::layer::Piece::End => pack.end(&mut put),
        };
        let _ = scan.push(
            &layers[pass.layer as usize][pass.start as usize..],
            &mut take,
        );
        scan.finish().expect("all of it is there");
    }
    assert!(pack.finish(&mut put).is_continue());
    assert!(out.len() as u64 >= plan.bytes());
    assert_eq!(out.len() % 512, 0);
    out
}

fn rows(listing: &Listing) -> Vec<(String, Kind, u16, u64, Option<String>)> {
    let mut rows: Vec<_> = listing
        .nodes()
        .filter(|node| *node != ROOT)
        .map(|node| {
            let facts = listing.node(node);
            let path = listing.path(node).escape_ascii().to_string();
            let link = listing
                .link(node)
                .map(|link| link.escape_ascii().to_string());
            (path, facts.kind, facts.mode, facts.owner.uid, link)
        })
        .collect();
    rows.sort();
    rows
}

#[test]
fn a_layer_packed_again_is_the_same() {
    use tar::EntryType::{Link, Symlink};
    let layer = tar(|tar| {
        file(tar, "etc/hosts", b"127.0.0.1");
        file(tar, "etc/empty", b"");
        file(tar, &LONG.repeat(4), &[1; 1000]);
        file(tar, &format!("{}x", "n".repeat(99)), b"n");
        link(tar, Symlink, "etc/link", &LONG.repeat(3));
        link(tar, Link, "etc/other", "etc/hosts");
        link(tar, Link, "first", "etc/hosts");
        // No records of PAX can be written for names that are no text, but here they are.
        let mut header = tar::Header::new_gnu();
        let raw = header.as_gnu_mut().expect("it is GNU's");
        raw.name[..4].copy_from_slice(b"caf\xe9");
        header.set_size(0);
        header.set_mode(0o600);
        header.set_cksum();
        tar.append(&header, &b""[..]).expect("memory");
    });
    let listing = scan(&layer);
    let plan = Plan::of_layer(&[Some(&listing)], 0, ROOT).expect("all is there");
    let again = packed(&plan, &[layer]);
    let listing_again = scan(&again);
    assert_eq!(rows(&listing_again), rows(&listing));
    let of =
        |listing: &Listing, path: &[u8]| listing.node(listing.find(path).expect("it is there"));
    for path in [&b"etc/hosts"[..], LONG.repeat(4).as_bytes()] {
        let (one, other) = (of(&listing, path), of(&listing_again, path));
        assert_eq!(
            (one.hash, one.size, one.mtime),
            (other.hash, other.size, other.mtime)
        );
    }
}

#[test]
fn a_folder_of_an_image_has_what_the_layers_leave() {
    use tar::EntryType::{Link, Symlink};
    let lower = tar(|tar| {
        file(tar, "out/file", b"outside");
        file(tar, "in/gone", b"gone");
        file(tar, "in/kept", b"kept");
        link(tar, Link, "in/a", "out/file");
        link(tar, Link, "in/b", "out/file");
        link(tar, Symlink, "in/soft", "../out");
    });
    let upper = tar(|tar| {
        file(tar, "in/.wh.gone", b"");
        file(tar, "in/new", b"of the upper layer");
        link(tar, Link, "in/c", "in/kept");
        file(tar, "out/file", b"replaced");
    });
    let tars = [lower, upper];
    let listings: Vec<Listing> = tars.iter().map(|tar| scan(tar)).collect();
    let layers: Vec<&Listing> = listings.iter().collect();
    let stack = Stack::build(&layers);
    let shown = Shown {
        stack: &stack,
        layers: &layers,
    };
    let top = stack.tree.find("in").expect("it is there");
    let plan = Plan::of_image(shown, 1, top).expect("all is there");
    let text = plan_text(&packed(&plan, &tars));
    let expected = [
        "in/ Directory",
        "in/a File outside",
        "in/b HardLink in/a",
        "in/c HardLink in/kept",
        "in/kept File kept",
        "in/new File of the upper layer",
        "in/soft Symlink ../out",
    ];
    assert_eq!(text, expected);
    let plan = Plan::of_image(shown, 0, top).expect("all is there");
    let text = plan_text(&packed(&plan, &tars));
    let expected = [
        "in/ Directory",
        "in/a File outside",
        "in/b HardLink in/a",
        "in/gone File gone",
        "in/kept File kept",
        "in/soft Symlink ../out",
    ];
    assert_eq!(text, expected);
    // Of one layer alone, whiteouts are no files, and links lead into the layers below.
    let all: Vec<Option<&Listing>> = listings.iter().map(Some).collect();
    let top = listings[1].find(b"in").expect("it is there");
    let plan = Plan::of_layer(&all, 1, top).expect("all is there");
    let text = plan_text(&packed(&plan, &tars));
    assert_eq!(
        text,
        [
            "in/ Directory",
            "in/c File kept",
            "in/new File of the upper layer"
        ]
    );
    let alone = Plan::of_layer(&[None, all[1]], 1, top).expect("what is there");
    assert_eq!(alone.left_out(), 1, "the link leads to nothing");
}

/// The entries of a tar with what is in them, as the `tar` crate reads it.
fn plan_text(tar: &[u8]) -> Vec<String> {
    let mut archive = tar::Archive::new(tar);
    let entries = archive.entries().expect("memory");
    let mut rows: Vec<String> = entries
        .map(|entry| {
            let mut entry = entry.expect("a whole entry");
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let kind = match entry.header().entry_type() {
                tar::EntryType::Directory => "Directory".to_owned(),
                tar::EntryType::Link | tar::EntryType::Symlink => {
                    let link = entry.link_name_bytes().unwrap_or_default();
                    let kind = match entry.header().entry_type() {
                        tar::EntryType::Link => "HardLink",
                        _ => "Symlink",
                    };
                    format!("{kind} {}", String::from_utf8_lossy(&link))
                }
                _ => {
                    let mut text = String::new();
                    std::io::Read::read_to_string(&mut entry, &mut text).expect("text");
                    format!("File {text}")
                }
            };
            format!("{path} {kind}")
        })
        .collect();
    rows.sort();
    rows
}

#[test]
fn numbers_that_do_not_fit_have_records() {
    let layer = tar(|tar| {
        let mut header = tar::Header::new_gnu();
        header.set_size(1);
        header.set_mode(0o4755);
        header.set_uid(1 << 40);
        // Base 256, below zero.
        header.as_gnu_mut().expect("it is GNU's").mtime = [0xff; 12];
        tar.append_data(&mut header, "old", &b"1"[..])
            .expect("memory");
    });
    let listing = scan(&layer);
    let plan = Plan::of_layer(&[Some(&listing)], 0, ROOT).expect("all is there");
    let again = scan(&packed(&plan, &[layer]));
    let facts = again.node(again.find(b"old").expect("it is there"));
    assert_eq!(
        (facts.mtime, facts.mode, facts.owner.uid),
        (-1, 0o4755, 1 << 40)
    );
}

#[test]
fn a_plan_crosses_as_it_is() {
    let layer = tar(|tar| {
        file(tar, "a/b", b"1");
        link(tar, tar::EntryType::Link, "a/c", "a/b");
        link(tar, tar::EntryType::Symlink, "a/d", "b");
    });
    let listing = Arc::new(scan(&layer));
    let plan = Plan::of_layer(&[Some(&listing)], 0, ROOT).expect("all is there");
    let mut bytes = Vec::new();
    plan.write(&mut bytes);
    assert_eq!(Plan::read(&mut &bytes[..]), Ok(plan.clone()));
    // Columns that do not fit together are no plan.
    let mut broken = plan;
    broken.link[2] = NONE - 1;
    let mut bytes = Vec::new();
    broken.write(&mut bytes);
    assert!(Plan::read(&mut &bytes[..]).is_err());
    let nothing = Plan::of_layer(&[None], 0, ROOT);
    assert_eq!(nothing, Err(TarballError::NotRead(0)));
}

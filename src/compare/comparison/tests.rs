use super::*;
use crate::columns::Columns as _;
use crate::compare::{FileChange, FileOrder, ListWish};
use crate::image::{Shown, Stack};
use crate::layer::{LayerScan, Listing};
use crate::report::{HistoryReport, LayerReport};

type Entry<'a> = (&'a str, &'a str, u32, u64);

/// A layer of files with these contents, modes and times; folders end in a slash, and links have
/// `->` in their contents.
fn layer(entries: &[Entry<'_>]) -> Listing {
    let mut tar = tar::Builder::new(Vec::new());
    for (path, contents, mode, time) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_mode(*mode);
        header.set_mtime(*time);
        header.set_size(0);
        if let Some(target) = contents.strip_prefix("=>") {
            header.set_entry_type(tar::EntryType::Link);
            tar.append_link(&mut header, path, target).expect("memory");
        } else if path.ends_with('/') {
            header.set_entry_type(tar::EntryType::Directory);
            tar.append_data(&mut header, path, &b""[..])
                .expect("memory");
        } else {
            header.set_size(contents.len() as u64);
            tar.append_data(&mut header, path, contents.as_bytes())
                .expect("memory");
        }
    }
    let mut scan = LayerScan::default();
    scan.push(&tar.into_inner().expect("memory"));
    let scanned = scan.finish();
    assert_eq!(scanned.problem, None);
    scanned.listing
}

fn snapshot(layers: &[&Listing]) -> Snapshot {
    let stack = Stack::build(layers);
    Snapshot::of_image(Shown {
        stack: &stack,
        layers,
    })
}

fn image(layers: &[(&str, &str)]) -> ImageReport {
    let rows = layers.iter().enumerate();
    ImageReport {
        complete: true,
        layers: rows
            .clone()
            .map(|(at, (id, _))| LayerReport {
                diff_id: Some((*id).to_owned()),
                stored_size: Some(100),
                history: Some(at),
                ..LayerReport::default()
            })
            .collect(),
        history: rows
            .map(|(at, (_, words))| HistoryReport {
                keyword: "RUN".into(),
                arguments: (*words).to_owned(),
                raw: (*words).to_owned(),
                layer: Some(at),
                ..HistoryReport::default()
            })
            .collect(),
        ..ImageReport::default()
    }
}

fn compare(old: (&ImageReport, &Snapshot), new: (&ImageReport, &Snapshot)) -> Comparison {
    let parts = |(image, snapshot)| Parts {
        name: "a",
        image,
        layer: None,
        snapshot,
        packages: None,
    };
    let list = FileList::of(old.1, new.1);
    Comparison::of(parts(old), parts(new), &list, usize::MAX)
}

#[test]
fn every_way_to_differ() {
    let old = layer(&[
        ("a/", "", 0o755, 1),
        ("a/gone", "12345", 0o644, 1),
        ("a/same", "x", 0o644, 1),
        ("b", "file", 0o644, 1),
        ("folder/", "", 0o755, 1),
        ("folder/in", "1", 0o644, 1),
        ("mode", "x", 0o644, 1),
        ("other", "abc", 0o644, 1),
        ("time", "x", 0o644, 1),
    ]);
    let new = layer(&[
        ("a/", "", 0o755, 1),
        ("a/same", "x", 0o644, 1),
        ("a.txt", "new", 0o644, 1),
        ("b/", "", 0o755, 1),
        ("b/in", "22", 0o644, 1),
        ("folder", "now a file", 0o644, 1),
        ("mode", "x", 0o755, 2),
        ("other", "abd", 0o644, 1),
        ("time", "x", 0o644, 2),
    ]);
    let (old, new) = (snapshot(&[&old]), snapshot(&[&new]));
    let found = compare((&image(&[]), &old), (&image(&[]), &new));
    let rows: Vec<(&str, &str)> = (found.files.rows.iter())
        .map(|row| (row.path.as_str(), row.change.id()))
        .collect();
    assert_eq!(
        rows,
        [
            ("a/gone", "removed"),
            ("a.txt", "added"),
            ("b", "changed"),
            ("b/in", "added"),
            ("folder", "changed"),
            ("folder/in", "removed"),
            ("mode", "attributes"),
            ("other", "changed"),
            ("time", "time"),
        ]
    );
    let sums = &found.files.sums;
    assert_eq!((sums.added.files, sums.added.new), (2, 5));
    assert_eq!((sums.removed.files, sums.removed.old), (2, 6));
    assert_eq!((sums.unchanged.files, sums.unchanged.folders), (1, 1));
    let back = compare((&image(&[]), &new), (&image(&[]), &old));
    assert_eq!(back.files.sums.added.new, 6);
    assert!(compare((&image(&[]), &old), (&image(&[]), &old)).is_same());
}

/// Hard links are the files that they show, and count once.
#[test]
fn hard_links_are_files() {
    let link = layer(&[("a", "12345", 0o644, 1), ("b", "=>a", 0o644, 1)]);
    let upper = layer(&[("a", "other", 0o644, 1)]);
    let copy = layer(&[("a", "12345", 0o644, 1), ("b", "12345", 0o644, 1)]);
    let (links, over, copies) = (
        snapshot(&[&link]),
        snapshot(&[&link, &upper]),
        snapshot(&[&copy]),
    );
    let same = FileList::of(&links, &copies);
    assert!(same.is_empty(), "{same:?}");
    assert_eq!((same.sums.unchanged.old, same.sums.unchanged.new), (5, 10));
    // What the link shows stays, when its other name is written again.
    let list = FileList::of(&over, &copies);
    assert_eq!(list.len(), 1);
    assert_eq!(list.row(&over, &copies, 0).expect("one").path, "a");
    assert_eq!(list.sums.unchanged.old, 5);
}

#[test]
fn what_a_broken_cache_costs() {
    let base = layer(&[("etc/base", "1", 0o644, 1)]);
    let one = layer(&[("version", "1", 0o644, 1)]);
    let two = layer(&[("version", "2", 0o644, 5)]);
    let tools = |time| {
        layer(&[
            ("usr/b", "tool", 0o755, time),
            ("usr/a", "tool", 0o755, time),
        ])
    };
    let (then, now) = (tools(1), tools(9));
    let old = snapshot(&[&base, &one, &then]);
    let new = snapshot(&[&base, &two, &now]);
    let was = image(&[("b", "base"), ("1", "echo 1"), ("t", "install")]);
    let is = image(&[("b", "base"), ("2", "echo 2"), ("u", "install")]);
    let found = compare((&was, &old), (&is, &new));
    let rebuild = found.rebuild.expect("two layers differ");
    assert_eq!(
        (rebuild.kept, rebuild.download, rebuild.needless),
        (1, 200, 100)
    );
    assert_eq!(
        (rebuild.cause.as_str(), rebuild.cause_row),
        ("RUN echo 2", Some(1))
    );
    assert_eq!(
        (rebuild.before.as_str(), rebuild.same_words),
        ("RUN echo 1", false)
    );
    let same: Vec<_> = (rebuild.layers.iter())
        .map(|layer| (layer.same_as, layer.same_bytes))
        .collect();
    assert_eq!(same, [(None, 0), (Some(2), 8)]);
    let layers = found.layers.expect("images");
    assert_eq!((layers.shared.len(), layers.only_old.len()), (1, 2));
    // The same words, and another layer: what they take in has changed.
    let is = image(&[("b", "base"), ("2", "echo 1"), ("t", "install")]);
    let rebuild = compare((&was, &old), (&is, &new))
        .rebuild
        .expect("one differs");
    assert!(rebuild.same_words);
    assert_eq!((rebuild.download, rebuild.moved), (100, 100));
    assert_eq!(compare((&was, &old), (&was, &old)).rebuild, None);
}

#[test]
fn layers_alone_and_rows_in_any_order() {
    let old = layer(&[("a", "1", 0o644, 1), ("dir/.wh.gone", "", 0o644, 1)]);
    let new = layer(&[
        ("a", "333", 0o644, 1),
        ("c", "22", 0o644, 1),
        ("Zed", "", 0o644, 1),
    ]);
    let (old, new) = (Snapshot::of_layer(&old), Snapshot::of_layer(&new));
    let list = FileList::of(&old, &new);
    let paths = |wish: &ListWish| {
        let rows = list.wanted(&old, &new, wish).into_iter();
        let rows = rows.filter_map(|at| list.row(&old, &new, at));
        rows.map(|row| row.path).collect::<Vec<_>>()
    };
    let mut wish = ListWish::default();
    assert_eq!(paths(&wish), ["Zed", "a", "c", "dir", "dir/.wh.gone"]);
    wish.order = FileOrder::Growth;
    wish.reversed = true;
    assert_eq!(paths(&wish)[..2], ["a", "c"]);
    wish.hidden = vec![FileChange::Removed, FileChange::Changed];
    assert_eq!(paths(&wish), ["c", "Zed"]);
    wish.text = "/zE".into();
    assert_eq!(paths(&wish), ["Zed"]);
}

#[test]
fn a_snapshot_crosses_as_it_is() {
    let lower = layer(&[("a/b/c", "x", 0o644, 1), ("l", "=>a/b/c", 0o644, 1)]);
    let snapshot = snapshot(&[&lower, &layer(&[("a/d", "y", 0o600, 2)])]);
    assert_eq!(snapshot.path(3), b"a/b/c");
    let mut bytes = Vec::new();
    snapshot.write(&mut bytes);
    assert_eq!(Snapshot::read(&mut &bytes[..]), Ok(snapshot));
    for cut in 0..bytes.len() {
        assert!(Snapshot::read(&mut &bytes[..cut]).is_err(), "{cut}");
    }
}

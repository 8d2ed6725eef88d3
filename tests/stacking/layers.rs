//! Random layers, as builders could have written them, and their tars.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::model::{Entry, Model, Shown, What, above, is_below};

/// One to five layers over a handful of names, so that they meet often.
pub fn layers() -> impl Strategy<Value = Vec<Vec<Entry>>> {
    let layer = prop::collection::vec(entry(), 0..12);
    prop::collection::vec(layer, 1..=5).prop_map(sane)
}

fn path() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["a", "b", "c"]);
    prop::collection::vec(name, 1..=3).prop_map(|names| names.join("/"))
}

fn entry() -> impl Strategy<Value = Entry> {
    let what = prop_oneof![
        2 => Just(What::Folder),
        // Few contents, so that files are often written again as they were.
        5 => (0_u8..3, 0_usize..3).prop_map(|(fill, size)| What::File(vec![fill; size * 300])),
        1 => path().prop_map(What::Symlink),
        3 => path().prop_map(What::HardLink),
        2 => Just(What::Whiteout),
        1 => Just(What::Opaque),
    ];
    (path(), what).prop_map(|(path, what)| Entry { path, what })
}

/// Leaves out what no builder writes and extractors do not agree on: paths below files of the same
/// layer, or through symbolic links; links to nothing; whiteouts inside what is itself whited out.
fn sane(layers: Vec<Vec<Entry>>) -> Vec<Vec<Entry>> {
    let mut model = Model::default();
    let mut sane = Vec::new();
    for layer in layers {
        let layer = sane_layer(&model, layer);
        model.apply(&layer);
        sane.push(layer);
    }
    sane
}

fn sane_layer(lower: &Model, layer: Vec<Entry>) -> Vec<Entry> {
    let hiding = sane_whiteouts(lower, &layer);
    // What stands while the layer is written, whiteouts done.
    let mut now = lower.clone();
    now.hide(&hiding);
    // Folders of whiteouts stay folders, and targets of links what they are.
    let folders = hiding.iter().flat_map(folders_of);
    let folders: BTreeSet<String> = folders.collect();
    let mut targets = BTreeSet::new();
    let mut kept: Vec<Entry> = Vec::new();
    for entry in layer {
        let Entry { path, what } = &entry;
        if what.hides() {
            // Whiteouts keep their places between the others.
            let same = |other: &&Entry| other.path == *path && other.what.hides();
            let new = !kept.iter().any(|other| same(&other));
            kept.extend(hiding.iter().find(same).filter(|_| new).cloned());
            continue;
        }
        let folder = matches!(what, What::Folder);
        let here = |path: &str| {
            kept.iter()
                .rev()
                .find(|entry| entry.path == path && !entry.what.hides())
        };
        let through = above(path).any(|above| {
            let file = here(above).is_some_and(|entry| !matches!(entry.what, What::Folder));
            let link = matches!(now.tree.get(above), Some(Shown::Symlink(_)));
            file || link || targets.contains(above)
        });
        let below_target = targets.iter().any(|target: &String| is_below(target, path));
        if through || targets.contains(path) || !folder && (folders.contains(path) || below_target)
        {
            continue;
        }
        let shown = match what {
            What::Folder => Shown::Folder,
            What::Symlink(target) => Shown::Symlink(target.clone()),
            What::HardLink(target) => {
                let known = now
                    .tree
                    .get(target)
                    .filter(|shown| **shown != Shown::Folder);
                let again = here(path).is_some()
                    && here(target).is_some_and(|entry| matches!(entry.what, What::HardLink(_)));
                let apart = target != path && !is_below(target, path) && !is_below(path, target);
                match known {
                    Some(shown) if !again && apart => {
                        targets.insert(target.clone());
                        shown.clone()
                    }
                    _ => continue,
                }
            }
            _ => Shown::File(0),
        };
        now.put(path, shown);
        kept.push(entry);
    }
    kept
}

fn sane_whiteouts(lower: &Model, layer: &[Entry]) -> Vec<Entry> {
    let mut kept: Vec<Entry> = Vec::new();
    for entry in layer.iter().filter(|entry| entry.what.hides()) {
        let whited_out = |path: &str| {
            let same = |other: &Entry| other.path == path && matches!(other.what, What::Whiteout);
            kept.iter().any(same)
        };
        let stays = folders_of(entry).all(|folder| {
            let lower = lower.tree.get(&folder);
            lower.is_none_or(|shown| *shown == Shown::Folder) && !whited_out(&folder)
        });
        let needed = kept.iter().flat_map(folders_of);
        let whiteout = matches!(entry.what, What::Whiteout);
        let in_use = whiteout && needed.into_iter().any(|folder| folder == entry.path);
        let again = kept.iter().any(|other| other.path == entry.path);
        if stays && !in_use && !again {
            kept.push(entry.clone());
        }
    }
    kept
}

/// The folders in which a whiteout's own file lies.
pub fn folders_of(entry: &Entry) -> impl Iterator<Item = String> + use<> {
    let own = matches!(entry.what, What::Opaque).then(|| entry.path.clone());
    let above: Vec<String> = above(&entry.path).map(str::to_owned).collect();
    own.into_iter().chain(above)
}

/// The layer's tar.
pub fn tar(layer: &[Entry]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for Entry { path, what } in layer {
        let mut header = tar::Header::new_ustar();
        header.set_mode(0o644);
        let beside = |name: &str| match path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name.to_owned(),
        };
        let own = path.rsplit('/').next().unwrap_or_default();
        let (kind, path, link, bytes) = match what {
            What::Folder => (tar::EntryType::Directory, format!("{path}/"), "", &[][..]),
            What::File(bytes) => (tar::EntryType::Regular, path.clone(), "", &bytes[..]),
            What::Symlink(target) => (
                tar::EntryType::Symlink,
                path.clone(),
                target.as_str(),
                &[][..],
            ),
            What::HardLink(target) => {
                (tar::EntryType::Link, path.clone(), target.as_str(), &[][..])
            }
            What::Whiteout => (
                tar::EntryType::Regular,
                beside(&format!(".wh.{own}")),
                "",
                &[][..],
            ),
            What::Opaque => (
                tar::EntryType::Regular,
                format!("{path}/.wh..wh..opq"),
                "",
                &[][..],
            ),
        };
        header.set_entry_type(kind);
        header.set_size(bytes.len() as u64);
        header.set_path(path).expect("short paths fit");
        if !link.is_empty() {
            header.set_link_name(link).expect("short paths fit");
        }
        header.set_cksum();
        tar.append(&header, bytes).expect("memory can be written");
    }
    tar.into_inner().expect("memory can be written")
}

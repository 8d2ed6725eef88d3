//! Image-spec `layer.md` once more, as plainly as it can be written: a map from paths to what
//! stands there, to which layers are applied one after the other.

use std::collections::{BTreeMap, BTreeSet};

/// One entry of a layer's tar.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its path; of a whiteout the path that it hides, of an opaque one its folder.
    pub path: String,
    pub what: What,
}

#[derive(Clone, Debug)]
pub enum What {
    Folder,
    File(Vec<u8>),
    Symlink(String),
    HardLink(String),
    Whiteout,
    Opaque,
}

impl What {
    pub fn hides(&self) -> bool {
        matches!(self, What::Whiteout | What::Opaque)
    }
}

/// What stands at a path.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    Folder,
    /// The number of the contents, so that hard links share them.
    File(usize),
    Symlink(String),
}

/// Contents that some layer brought.
#[derive(Clone, Debug)]
pub struct Contents {
    pub bytes: Vec<u8>,
    pub layer: u32,
}

/// Bytes that went out of sight: how many, and the layers that had and that hid them.
pub type Hidden = (u64, u32, u32);

#[derive(Clone, Debug, Default)]
pub struct Model {
    pub tree: BTreeMap<String, Shown>,
    pub contents: Vec<Contents>,
    pub hidden: Vec<Hidden>,
    pub layers: u32,
}

/// The folders above a path, the nearest first.
pub fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/').map(|(folder, _)| folder), |folder| {
        folder.rsplit_once('/').map(|(folder, _)| folder)
    })
}

pub fn is_below(path: &str, folder: &str) -> bool {
    above(path).any(|above| above == folder)
}

impl Model {
    pub fn apply(&mut self, layer: &[Entry]) {
        let number = self.layers;
        let before = self.live();
        self.hide(layer);
        let effective = self.effective(layer);
        for entry in &effective {
            let shown = match &entry.what {
                What::Folder => Shown::Folder,
                What::Symlink(target) => Shown::Symlink(target.clone()),
                What::File(bytes) => Shown::File(self.add(bytes)),
                _ => continue,
            };
            self.put(&entry.path, shown);
        }
        for entry in &effective {
            if let What::HardLink(target) = &entry.what {
                let shown = self.tree[target].clone();
                self.put(&entry.path, shown);
            }
        }
        let after = self.live();
        for gone in before.difference(&after) {
            let Contents { bytes, layer } = &self.contents[*gone];
            self.hidden.push((bytes.len() as u64, *layer, number));
        }
        self.layers += 1;
    }

    /// Whiteouts first: they hide lower layers only, wherever they stand in the tar.
    pub fn hide(&mut self, layer: &[Entry]) {
        for Entry { path, what } in layer {
            self.tree.retain(|other, _| match what {
                What::Whiteout => other != path && !is_below(other, path),
                What::Opaque => !is_below(other, path),
                _ => true,
            });
        }
        for Entry { path, what } in layer.iter().filter(|entry| entry.what.hides()) {
            self.make_folders(path);
            if matches!(what, What::Opaque) {
                self.put(path, Shown::Folder);
            }
        }
    }

    /// The entries that count, where a tar has a path twice or replaces a folder of its own.
    fn effective<'a>(&mut self, layer: &'a [Entry]) -> Vec<&'a Entry> {
        let mut effective: Vec<&Entry> = Vec::new();
        for entry in layer.iter().filter(|entry| !entry.what.hides()) {
            let folder = matches!(entry.what, What::Folder);
            let replaces = |other: &&Entry| {
                other.path == entry.path || !folder && is_below(&other.path, &entry.path)
            };
            for replaced in effective.iter().copied().filter(replaces) {
                if let What::File(bytes) = &replaced.what {
                    self.add(bytes);
                    self.hidden
                        .push((bytes.len() as u64, self.layers, self.layers));
                }
            }
            effective.retain(|other| !replaces(other));
            effective.push(entry);
        }
        effective
    }

    fn add(&mut self, bytes: &[u8]) -> usize {
        self.contents.push(Contents {
            bytes: bytes.to_vec(),
            layer: self.layers,
        });
        self.contents.len() - 1
    }

    pub fn put(&mut self, path: &str, shown: Shown) {
        self.make_folders(path);
        if shown != Shown::Folder {
            self.tree.retain(|other, _| !is_below(other, path));
        }
        self.tree.insert(path.to_owned(), shown);
    }

    /// As an extractor makes the folders above a path that have no entry.
    fn make_folders(&mut self, path: &str) {
        for folder in above(path) {
            self.tree.insert(folder.to_owned(), Shown::Folder);
        }
    }

    fn live(&self) -> BTreeSet<usize> {
        let files = self.tree.values().filter_map(|shown| match shown {
            Shown::File(contents) => Some(*contents),
            _ => None,
        });
        files.collect()
    }

    pub fn total(&self) -> u64 {
        let sizes = self.contents.iter().map(|c| c.bytes.len() as u64);
        sizes.sum()
    }

    pub fn visible(&self) -> u64 {
        let live = self.live().into_iter();
        live.map(|i| self.contents[i].bytes.len() as u64).sum()
    }
}

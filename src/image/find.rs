//! Paths of the stacked image, found with the symbolic links on their way followed, and the file that
//! each name stands for.

use std::collections::HashMap;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::{Change, Event, Stack};
use crate::layer::{Kind, Listing, NONE, Node, ROOT, clean};
use crate::limits;

/// The stacked image with the listings it was made of.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The stack.
    pub stack: &'a Stack,
    /// Its layers, the lowest first.
    pub layers: &'a [&'a Listing],
}

impl<'a> Shown<'a> {
    /// What the final tree has at a path, and its facts; `None` for what is gone, and for a folder
    /// without an entry of its own.
    pub fn live(&self, node: u32) -> Option<(Event, Node)> {
        let event = self.stack.last_event(node)?;
        let there = event.change != Change::Removed && event.entry != NONE;
        let listing = self.layers.get(event.layer as usize).filter(|_| there)?;
        Some((event, listing.node(event.entry)))
    }

    /// Bytes that the final tree shows at a path, each file's at one of its names.
    pub fn bytes(&self, node: u32) -> u64 {
        let lone = self.stack.lone_bytes(node);
        lone.unwrap_or_else(|| self.live(node).map_or(0, |(_, facts)| facts.size))
    }

    fn link(&self, event: Event) -> Option<&'a [u8]> {
        self.layers.get(event.layer as usize)?.link(event.entry)
    }
}

/// Finds paths of a stacked image.
pub struct Finder<'a> {
    shown: Shown<'a>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// Folders that were looked for: lists of files name the same ones again and again.
    folders: HashMap<Vec<u8>, Option<u32>>,
    /// Names that may still be walked through links.
    steps: u64,
}

impl<'a> Finder<'a> {
    /// A finder of every path that any layer has.
    pub fn new(shown: Shown<'a>) -> Finder<'a> {
        let (tree, hasher) = (&shown.stack.tree, DefaultHashBuilder::default());
        let hash = |n: &u32| hasher.hash_one((tree.parent(*n), tree.name(*n)));
        let mut table = HashTable::with_capacity(tree.len());
        for node in 1..tree.len() as u32 {
            table.insert_unique(hash(&node), node, hash);
        }
        Finder {
            shown,
            table,
            hasher,
            folders: HashMap::new(),
            steps: limits::LINK_STEPS,
        }
    }

    /// The node of a path from the root, though it may be gone; a symbolic link at its end is not
    /// followed.
    pub fn find(&mut self, path: &[u8]) -> Option<u32> {
        let end = path.len() - path.iter().rev().take_while(|b| **b == b'/').count();
        let path = &path[..end];
        let slash = path.iter().rposition(|byte| *byte == b'/');
        let (folder, name) = match slash {
            Some(slash) => (&path[..slash], &path[slash + 1..]),
            None => (&b""[..], path),
        };
        match name {
            b"" | b"." | b".." => self.folder(path),
            name => {
                let folder = self.folder(folder)?;
                self.child(folder, name)
            }
        }
    }

    fn folder(&mut self, path: &[u8]) -> Option<u32> {
        if path.is_empty() {
            return Some(ROOT);
        }
        if let Some(found) = self.folders.get(path) {
            return *found;
        }
        let found = self.walk(path);
        self.folders.insert(path.to_vec(), found);
        found
    }

    fn child(&self, parent: u32, name: &[u8]) -> Option<u32> {
        let tree = &self.shown.stack.tree;
        let same = |n: &u32| tree.parent(*n) == parent && tree.name(*n) == name;
        let hash = self.hasher.hash_one((parent, name));
        self.table.find(hash, same).copied()
    }

    /// Follows a path, and every link on it; never out of the root.
    fn walk(&mut self, path: &[u8]) -> Option<u32> {
        let mut at = ROOT;
        let mut hops = 0;
        // What is still to be walked, the next name last.
        let mut names: Vec<Vec<u8>> = Vec::new();
        let parts = |path: &[u8]| -> Vec<Vec<u8>> {
            let parts = path.split(|b| *b == b'/').rev();
            parts.map(<[u8]>::to_vec).collect()
        };
        names.extend(parts(&clean(path).parts.join(&b'/')));
        while let Some(name) = names.pop() {
            match name.as_slice() {
                b"" | b"." => continue,
                b".." => {
                    at = self.shown.stack.tree.parent(at);
                    continue;
                }
                _ => {}
            }
            let child = self.child(at, &name)?;
            let live = self.shown.live(child);
            let Some((event, _)) = live.filter(|(_, facts)| facts.kind == Kind::Symlink) else {
                at = child;
                continue;
            };
            let target = self.shown.link(event)?;
            let more = parts(target);
            self.steps = self.steps.checked_sub(more.len() as u64)?;
            hops += 1;
            if hops > limits::LINK_HOPS {
                return None;
            }
            names.extend(more);
            if target.first() == Some(&b'/') {
                at = ROOT;
            }
        }
        Some(at)
    }

    /// The entry whose contents a hard link of a layer shows: what stood at its target when it was made.
    /// Itself, where that is nothing.
    pub fn file_of(&mut self, link: (u32, u32)) -> (u32, u32) {
        let layers = self.shown.layers;
        let mut at = link;
        for _ in 0..limits::LINK_HOPS {
            let listing = layers.get(at.0 as usize);
            let target = listing.and_then(|listing| listing.link(at.1));
            let target = target.and_then(|path| self.find(path));
            let event = target.and_then(|node| self.shown.stack.event_at(node, at.0));
            let Some(event) = event.filter(|event| event.entry != NONE) else {
                return link;
            };
            let Some(listing) = layers.get(event.layer as usize) else {
                return link;
            };
            at = (event.layer, event.entry);
            if listing.node(event.entry).kind != Kind::HardLink {
                return at;
            }
        }
        link
    }

    /// Every live hard link, with the name that stands for its file: the file's own where that is
    /// there, else the first of the links that are left of it.
    pub fn same_files(&mut self) -> HashMap<u32, u32> {
        let (mut same, mut first) = (HashMap::new(), HashMap::new());
        for node in 0..self.shown.stack.tree.len() as u32 {
            let Some((event, facts)) = self.shown.live(node) else {
                continue;
            };
            if facts.kind != Kind::HardLink {
                continue;
            }
            let target = self.shown.link(event).and_then(|path| self.find(path));
            let Some(target) = target.filter(|target| *target != node) else {
                continue;
            };
            let target = same.get(&target).copied().unwrap_or(target);
            // What stood there when the link was made may have been replaced since.
            let then = self.shown.stack.event_at(target, event.layer);
            let now = self.shown.live(target).map(|(event, _)| event);
            match then {
                Some(then) if now == Some(then) => same.insert(node, target),
                Some(then) => {
                    let name = *first.entry((target, then.layer)).or_insert(node);
                    (name != node).then(|| same.insert(node, name)).flatten()
                }
                None => None,
            };
        }
        same
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::LayerScan;

    fn layer(build: impl FnOnce(&mut tar::Builder<Vec<u8>>)) -> Listing {
        let mut tar = tar::Builder::new(Vec::new());
        build(&mut tar);
        let mut scan = LayerScan::default();
        scan.push(&tar.into_inner().expect("memory"));
        scan.finish().listing
    }

    fn file(tar: &mut tar::Builder<Vec<u8>>, path: &str, bytes: &[u8]) {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, path, bytes).expect("memory");
    }

    fn link(tar: &mut tar::Builder<Vec<u8>>, kind: tar::EntryType, path: &str, to: &str) {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        tar.append_link(&mut header, path, to).expect("memory");
    }

    #[test]
    fn links_are_followed_to_the_file() {
        use tar::EntryType::{Link, Symlink};
        let lower = layer(|tar| {
            file(tar, "usr/bin/a", b"aaa");
            link(tar, Link, "usr/bin/b", "usr/bin/a");
            link(tar, Symlink, "bin", "usr/bin");
            link(tar, Symlink, "loop", "loop");
            file(tar, "old", b"12345");
            link(tar, Link, "one", "old");
            link(tar, Link, "two", "old");
        });
        let upper = layer(|tar| {
            file(tar, ".wh.old", b"");
            link(tar, Link, "bin/c", "bin/b");
        });
        let layers = [&lower, &upper];
        let stack = Stack::build(&layers);
        let shown = Shown {
            stack: &stack,
            layers: &layers,
        };
        let mut finder = Finder::new(shown);
        let node = |path: &str| stack.tree.find(path).expect("it is there");
        assert_eq!(finder.find(b"/bin/a"), Some(node("usr/bin/a")));
        assert_eq!(finder.find(b"/bin/../bin/./a"), Some(node("usr/bin/a")));
        assert_eq!(finder.find(b"bin"), Some(node("bin")));
        assert_eq!(finder.find(b"/loop/a"), None);
        assert_eq!(finder.find(b"/bin/none"), None);
        let same = finder.same_files();
        assert_eq!(same.get(&node("usr/bin/b")), Some(&node("usr/bin/a")));
        assert_eq!(same.get(&node("usr/bin/c")), Some(&node("usr/bin/a")));
        assert_eq!(same.get(&node("two")), Some(&node("one")));
        assert_eq!(same.len(), 3);
        assert_eq!(shown.bytes(node("one")) + shown.bytes(node("two")), 5);
    }
}

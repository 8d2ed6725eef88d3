//! Stacking: applies one listing after the other, as an extractor would, and notes what changes.
//!
//! Every step costs what it changes, never what was there once: live children stand in linked
//! lists of their own, so that whiteouts over folders full of long-gone names stay cheap.

use std::cell::Cell;
use std::collections::HashMap;

use super::hidden::{Cause, Hidden};
use super::stack::{Change, Event, LayerChanges, Stack};
use super::tree::GrowingTree;
use crate::layer::{Kind, Listing, NONE, ROOT, clean};
use crate::limits;

impl Stack {
    /// Stacks the listings, the lowest first.
    pub fn build(layers: &[&Listing]) -> Stack {
        let mut stacking = Stacking::new();
        for listing in layers {
            let nodes = stacking.tree.tree.len() + stacking.stack.events.len() + listing.len();
            if nodes > limits::IMAGE_ENTRIES {
                stacking.stack.partial = true;
                break;
            }
            stacking.apply(listing);
        }
        stacking.finish()
    }
}

/// What stands at a path now.
#[derive(Clone, Copy)]
struct Live {
    kind: Kind,
    /// Node in its layer's listing, [`NONE`] for a folder without an entry.
    entry: u32,
    /// Whose contents it shows, [`NONE`] for what has no contents.
    inode: u32,
    /// Whether its own entry has those contents; a hard link's has not.
    own: bool,
    size: u64,
    hash: u64,
}

/// Contents that one or more names show.
struct Inode {
    bytes: u64,
    layer: u32,
    names: u32,
}

/// A doubly linked list of a folder's live children.
#[derive(Clone, Copy)]
struct Links {
    first_child: u32,
    next: u32,
    previous: u32,
}

const UNLINKED: Links = Links {
    first_child: NONE,
    next: NONE,
    previous: NONE,
};

struct Stacking {
    tree: GrowingTree,
    live: Vec<Option<Live>>,
    links: Vec<Links>,
    /// Link targets of live symbolic links, by node.
    targets: HashMap<u32, Vec<u8>>,
    inodes: Vec<Inode>,
    /// What the layer at hand whited out: it may have it again.
    gone: HashMap<u32, Gone>,
    /// Names that may still be walked through links, in all of them together.
    link_steps: Cell<u64>,
    stack: Stack,
    layer: u32,
    sum: LayerChanges,
}

/// A path that the layer at hand whited out.
struct Gone {
    live: Live,
    target: Option<Vec<u8>>,
}

impl Stacking {
    fn new() -> Stacking {
        let mut stacking = Stacking {
            tree: GrowingTree::new(),
            live: vec![None],
            links: vec![UNLINKED],
            targets: HashMap::new(),
            inodes: Vec::new(),
            gone: HashMap::new(),
            link_steps: Cell::new(limits::LINK_STEPS),
            stack: Stack {
                last: vec![NONE],
                ..Stack::default()
            },
            layer: 0,
            sum: LayerChanges::default(),
        };
        stacking.live[ROOT as usize] = Some(IMPLICIT_FOLDER);
        stacking
    }

    fn finish(mut self) -> Stack {
        self.stack.lone_links = self.lone_links();
        self.stack.tree = self.tree.tree;
        let shown = self.inodes.iter().filter(|inode| inode.names > 0);
        self.stack.visible = shown.map(|inode| inode.bytes).sum();
        self.stack
    }

    /// Live hard links to contents whose own entry is gone.
    fn lone_links(&self) -> Vec<(u32, u64)> {
        let mut shown = vec![false; self.inodes.len()];
        let live = || (0..).zip(&self.live).filter_map(|(n, l)| Some((n, (*l)?)));
        for (_, live) in live().filter(|(_, live)| live.own) {
            shown[live.inode as usize] = true;
        }
        let mut lone = Vec::new();
        for (node, live) in live() {
            if let Some(shown) = shown.get_mut(live.inode as usize)
                && !std::mem::replace(shown, true)
            {
                lone.push((node, self.inodes[live.inode as usize].bytes));
            }
        }
        lone
    }

    fn apply(&mut self, listing: &Listing) {
        self.layer = self.stack.changes.len() as u32;
        self.sum = LayerChanges::default();
        self.gone.clear();
        self.stack.total += listing.content_bytes();
        // Whiteouts and opaque folders hide lower layers only, wherever they stand in the tar.
        self.hide(listing);
        let places = self.place(listing);
        self.link(listing, &places);
        for superseded in listing.superseded() {
            let node = self.place_of_dropped(listing, &places, superseded.node);
            self.stack.hidden.push(Hidden {
                node,
                bytes: superseded.size,
                cause: Cause::DuplicateEntry,
                from: self.layer,
                by: self.layer,
            });
        }
        self.stack.changes.push(self.sum);
    }

    // ---- whiteouts

    fn hide(&mut self, listing: &Listing) {
        let mut below: Vec<Option<Option<u32>>> = vec![None; listing.len()];
        below[ROOT as usize] = Some(Some(ROOT));
        for node in listing.nodes() {
            let kind = listing.node(node).kind;
            if !kind.is_whiteout() {
                continue;
            }
            let Some(folder) = self.lower(listing, listing.node(node).parent, &mut below) else {
                continue;
            };
            if kind == Kind::Opaque {
                self.remove_children(folder, Cause::OpaqueFolder);
            } else if let Some(child) = self.tree.child(folder, listing.target_name(node))
                && let Some(live) = self.live[child as usize]
            {
                self.remove_children(child, Cause::DeletedFolder);
                let cause = match live.kind {
                    Kind::Directory => Cause::DeletedFolder,
                    _ => Cause::DeletedFile,
                };
                self.remove(child, cause);
            }
        }
    }

    /// The live lower folder in which a folder of the listing lies.
    fn lower(
        &self,
        listing: &Listing,
        node: u32,
        below: &mut [Option<Option<u32>>],
    ) -> Option<u32> {
        // Down from the nearest folder that is known.
        let mut chain = Vec::new();
        let mut at = node;
        let mut found = loop {
            if let Some(known) = below[at as usize] {
                break known;
            }
            chain.push(at);
            at = listing.node(at).parent;
        };
        while let Some(next) = chain.pop() {
            found = found.and_then(|folder| {
                let child = self.tree.child(folder, listing.name(next))?;
                match self.live[child as usize]?.kind {
                    Kind::Directory => Some(child),
                    // Without an entry of its own the path goes through the link.
                    Kind::Symlink if listing.node(next).flags.implicit() => self.resolve(child),
                    _ => None,
                }
            });
            below[next as usize] = Some(found);
        }
        found
    }

    fn remove_children(&mut self, folder: u32, cause: Cause) {
        let mut todo = vec![folder];
        let mut doomed = Vec::new();
        while let Some(node) = todo.pop() {
            let mut child = self.links[node as usize].first_child;
            while child != NONE {
                doomed.push(child);
                todo.push(child);
                child = self.links[child as usize].next;
            }
        }
        // Children first, so that a folder is empty when its turn comes.
        for node in doomed.into_iter().rev() {
            self.remove(node, cause);
        }
    }

    /// Takes one path away. Its children must be gone already.
    fn remove(&mut self, node: u32, cause: Cause) {
        let Some(live) = self.live[node as usize] else {
            return;
        };
        let target = self.targets.get(&node).cloned();
        self.gone.insert(node, Gone { live, target });
        self.release(node, live, cause);
        match live.kind {
            Kind::Directory => self.sum.folders_removed += u64::from(live.entry != NONE),
            _ => self.sum.removed += 1,
        }
        self.unlink(node);
        self.note(node, Change::Removed, NONE);
    }

    /// Gives up what a path shows.
    fn release(&mut self, node: u32, live: Live, cause: Cause) {
        self.live[node as usize] = None;
        self.targets.remove(&node);
        let Some(inode) = self.inodes.get_mut(live.inode as usize) else {
            return;
        };
        inode.names -= 1;
        if inode.names == 0 && inode.bytes > 0 {
            self.stack.hidden.push(Hidden {
                node,
                bytes: inode.bytes,
                cause,
                from: inode.layer,
                by: self.layer,
            });
        }
    }

    // ---- entries

    /// Puts every entry but hard links in its place; gives each listing node's place.
    fn place(&mut self, listing: &Listing) -> Vec<u32> {
        let mut places = vec![NONE; listing.len()];
        places[ROOT as usize] = ROOT;
        for node in listing.nodes() {
            let facts = listing.node(node);
            if facts.kind.is_whiteout() {
                continue;
            }
            if node == ROOT {
                if !facts.flags.implicit() {
                    self.put(ROOT, listing, ROOT);
                }
                continue;
            }
            let Some(parent) = self.folder_of(listing, &places, facts.parent) else {
                continue;
            };
            let place = self.node(parent, listing.name(node));
            places[node as usize] = place;
            if facts.kind == Kind::Directory && facts.flags.implicit() {
                places[node as usize] = self.implicit_folder(place);
            } else if facts.kind != Kind::HardLink {
                self.put(place, listing, node);
            }
        }
        places
    }

    /// The folder into which children of a listing's node go.
    fn folder_of(&mut self, listing: &Listing, places: &[u32], node: u32) -> Option<u32> {
        let place = places[node as usize];
        if place == NONE {
            return None;
        }
        if listing.node(node).kind == Kind::Directory {
            return Some(place);
        }
        // The same tar has a link, or even a file, and something below it.
        Some(self.implicit_folder(place))
    }

    /// Makes sure that `place` is a folder to put something into, as an extractor does for a
    /// path whose folders have no entries: an existing folder stays as it is, a symbolic link
    /// is followed, anything else gives way.
    fn implicit_folder(&mut self, place: u32) -> u32 {
        let before = self.live[place as usize];
        match before {
            Some(live) if live.kind == Kind::Directory => return place,
            Some(live) if live.kind == Kind::Symlink => {
                if let Some(folder) = self.resolve(place) {
                    return folder;
                }
            }
            _ => {}
        }
        self.replace(place, before, IMPLICIT_FOLDER, None);
        place
    }

    fn put(&mut self, place: u32, listing: &Listing, node: u32) {
        let facts = listing.node(node);
        let before = self.live[place as usize];
        let inode = if facts.kind == Kind::File {
            self.inodes.push(Inode {
                bytes: facts.size,
                layer: self.layer,
                names: 1,
            });
            self.inodes.len() as u32 - 1
        } else {
            NONE
        };
        let now = Live {
            kind: facts.kind,
            entry: node,
            inode,
            own: inode != NONE,
            size: facts.size,
            hash: facts.hash,
        };
        self.replace(place, before, now, listing.link(node));
    }

    /// Puts `now` where `before` stood.
    fn replace(&mut self, place: u32, before: Option<Live>, now: Live, link: Option<&[u8]>) {
        let change = match before {
            None => {
                self.link_in(place);
                match self.gone.remove(&place) {
                    None => Change::Added,
                    // Whited out and there again in one layer: replaced, not removed.
                    Some(Gone { live, target }) => {
                        match live.kind {
                            Kind::Directory => {
                                self.sum.folders_removed -= u64::from(live.entry != NONE);
                            }
                            _ => self.sum.removed -= 1,
                        }
                        change(&live, target.as_deref(), &now, link)
                    }
                }
            }
            Some(old) => {
                let target = self.targets.get(&place).map(Vec::as_slice);
                let change = change(&old, target, &now, link);
                if old.kind == Kind::Directory && now.kind != Kind::Directory {
                    self.remove_children(place, Cause::TypeChange);
                }
                let cause = match (old.kind == now.kind, change) {
                    (false, _) => Cause::TypeChange,
                    (true, Change::Touched) => Cause::MetadataOnly,
                    (true, _) => Cause::Overwritten,
                };
                self.release(place, old, cause);
                change
            }
        };
        if now.kind == Kind::Directory {
            let counts = change == Change::Added && now.entry != NONE;
            self.sum.folders_added += u64::from(counts);
        } else {
            match change {
                Change::Added => self.sum.added += 1,
                Change::Modified => self.sum.modified += 1,
                Change::Touched => self.sum.touched += 1,
                Change::Removed => {}
            }
        }
        self.live[place as usize] = Some(now);
        if now.kind == Kind::Symlink {
            self.targets
                .insert(place, link.unwrap_or_default().to_vec());
        }
        self.note(place, change, now.entry);
    }

    /// Hard links come last, since their target may stand later in the tar.
    fn link(&mut self, listing: &Listing, places: &[u32]) {
        for node in listing.nodes() {
            let facts = listing.node(node);
            let place = places[node as usize];
            if facts.kind != Kind::HardLink || place == NONE {
                continue;
            }
            let target = self.find(listing.link(node).unwrap_or_default());
            let shown = target.filter(|t| *t != place);
            let shown = shown.and_then(|target| self.live[target as usize]);
            let inode = shown.map_or(NONE, |live| live.inode);
            if let Some(inode) = self.inodes.get_mut(inode as usize) {
                inode.names += 1;
            }
            let now = Live {
                // A hard link is a file with another name.
                kind: shown.map_or(Kind::HardLink, |live| live.kind),
                entry: node,
                inode,
                own: false,
                size: shown.map_or(0, |live| live.size),
                hash: shown.map_or(0, |live| live.hash),
            };
            let link = shown.and_then(|_| self.targets.get(&target?).cloned());
            let before = self.live[place as usize];
            self.replace(place, before, now, link.as_deref());
        }
    }

    // ---- the tree

    fn node(&mut self, parent: u32, name: &[u8]) -> u32 {
        let node = self.tree.child_or_new(parent, name);
        if node as usize == self.live.len() {
            self.live.push(None);
            self.links.push(UNLINKED);
            self.stack.last.push(NONE);
        }
        node
    }

    fn note(&mut self, node: u32, change: Change, entry: u32) {
        let previous = self.stack.last[node as usize];
        let event = Event {
            layer: self.layer,
            change,
            entry,
            previous,
        };
        // One event for each layer: a later one of the same layer takes its place.
        if let Some(last) = self.stack.events.get_mut(previous as usize)
            && last.layer == self.layer
        {
            *last = Event {
                previous: last.previous,
                ..event
            };
            return;
        }
        self.stack.last[node as usize] = self.stack.events.len() as u32;
        self.stack.events.push(event);
    }

    fn link_in(&mut self, node: u32) {
        if node == ROOT {
            return;
        }
        let parent = self.tree.tree.parent(node) as usize;
        let first = self.links[parent].first_child;
        self.links[node as usize].next = first;
        self.links[node as usize].previous = NONE;
        if first != NONE {
            self.links[first as usize].previous = node;
        }
        self.links[parent].first_child = node;
    }

    fn unlink(&mut self, node: u32) {
        if node == ROOT {
            return;
        }
        let Links { next, previous, .. } = self.links[node as usize];
        if next != NONE {
            self.links[next as usize].previous = previous;
        }
        match previous {
            NONE => {
                let parent = self.tree.tree.parent(node) as usize;
                self.links[parent].first_child = next;
            }
            previous => self.links[previous as usize].next = next,
        }
    }

    /// The folder to which a live symbolic link leads, within the root.
    fn resolve(&self, link: u32) -> Option<u32> {
        let target = self.targets.get(&link)?;
        let folder = self.tree.tree.parent(link);
        let place = self.walk(folder, target)?;
        let live = self.live[place as usize]?;
        (live.kind == Kind::Directory).then_some(place)
    }

    /// The live path of a hard link's target; its last name is not followed.
    fn find(&self, path: &[u8]) -> Option<u32> {
        let clean = clean(path);
        let (name, folder) = clean.parts.split_last()?;
        let folder = self.walk(ROOT, &folder.join(&b'/'))?;
        let node = self.tree.child(folder, name)?;
        self.live[node as usize].map(|_| node)
    }

    /// Walks `path` from `folder`, following links; an absolute path starts at the root, and
    /// `..` stops there.
    fn walk(&self, folder: u32, path: &[u8]) -> Option<u32> {
        let mut hops = 0;
        // What is still to be walked, the next name last.
        let mut names: Vec<Vec<u8>> = Vec::new();
        let add = |names: &mut Vec<Vec<u8>>, path: &[u8]| {
            names.extend(path.split(|b| *b == b'/').rev().map(<[u8]>::to_vec));
        };
        let start = |at: u32, path: &[u8]| {
            if path.first() == Some(&b'/') {
                ROOT
            } else {
                at
            }
        };
        let mut at = start(folder, path);
        add(&mut names, path);
        while let Some(name) = names.pop() {
            match name.as_slice() {
                b"" | b"." => {}
                b".." => at = self.tree.tree.parent(at),
                name => {
                    self.link_steps.set(self.link_steps.get().checked_sub(1)?);
                    let child = self.tree.child(at, name)?;
                    if self.live[child as usize]?.kind == Kind::Symlink {
                        hops += 1;
                        if hops > limits::LINK_HOPS {
                            return None;
                        }
                        let target = self.targets.get(&child)?;
                        at = start(at, target);
                        add(&mut names, target);
                    } else {
                        at = child;
                    }
                }
            }
        }
        Some(at)
    }

    /// The place of an entry that a later one of the same tar replaced.
    fn place_of_dropped(&mut self, listing: &Listing, places: &[u32], node: u32) -> u32 {
        let mut chain = Vec::new();
        let mut at = node;
        while places[at as usize] == NONE {
            chain.push(at);
            at = listing.node(at).parent;
        }
        let mut place = places[at as usize];
        while let Some(next) = chain.pop() {
            place = self.node(place, listing.name(next));
        }
        place
    }
}

fn change(old: &Live, old_link: Option<&[u8]>, now: &Live, link: Option<&[u8]>) -> Change {
    let same_bytes = old.size == now.size && old.hash == now.hash;
    match old.kind == now.kind && same_bytes && old_link == link {
        true => Change::Touched,
        false => Change::Modified,
    }
}

/// A folder that exists only because something lies below it.
const IMPLICIT_FOLDER: Live = Live {
    kind: Kind::Directory,
    entry: NONE,
    inode: NONE,
    own: false,
    size: 0,
    hash: 0,
};

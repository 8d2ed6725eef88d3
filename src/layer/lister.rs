//! Builds a listing from the entries of a tar, as they pass.

use std::collections::{BTreeMap, HashMap};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::Kind;
use super::listing::{Children, Flag, Flags, Listing, NONE, Owner, ROOT, Superseded};
use super::look::Looker;
use super::odd::Odd;
use super::scan::LayerProblem;
use super::{OPAQUE_NAME, RESERVED_PREFIX, WHITEOUT_PREFIX};
use crate::limits;
use crate::tarstream::{Entry, EntryKind, Visit, clean};

/// Builds a listing from entries.
pub(super) struct Lister {
    pub(super) listing: Listing,
    children: Children,
    owners: HashMap<Owner, u32>,
    /// The folder of the last entry: most entries lie beside the one before them.
    last_folder: Option<(Vec<u8>, u32)>,
    /// The file whose contents are arriving, how many are still to come, and their hash so far.
    current: Option<(u32, u64)>,
    hash: Xxh3,
    looker: Looker,
    logical: BTreeMap<u32, u64>,
    any_dropped: bool,
    pub(super) odd: Odd,
    pub(super) full: bool,
}

impl Default for Lister {
    fn default() -> Lister {
        let mut lister = Lister {
            listing: Listing::default(),
            children: Children::default(),
            owners: HashMap::new(),
            last_folder: None,
            current: None,
            hash: Xxh3::new(),
            looker: Looker::default(),
            logical: BTreeMap::new(),
            any_dropped: false,
            odd: Odd::default(),
            full: false,
        };
        lister.add(ROOT, b"");
        lister
    }
}

impl Lister {
    /// A new implicit folder; its entry, if it comes, says more.
    fn add(&mut self, parent: u32, name: &[u8]) -> u32 {
        let owner = self.owner(Owner::default());
        let listing = &mut self.listing;
        let node = listing.names.push(name);
        listing.parent.push(parent);
        let reserved =
            node != ROOT && (listing.kind[parent as usize] == Kind::Reserved || is_reserved(name));
        listing.kind.push(match reserved {
            true => Kind::Reserved,
            false => Kind::Directory,
        });
        listing
            .flags
            .push(Flags::default().with(Flag::Implicit, true));
        listing.mode.push(0o755);
        listing.owner.push(owner);
        listing.size.push(0);
        listing.mtime.push(0);
        listing.hash.push(0);
        listing.offset.push(0);
        listing.link.push(NONE);
        if node != ROOT {
            self.children.insert(&self.listing, node);
        }
        node
    }

    fn owner(&mut self, owner: Owner) -> u32 {
        *self.owners.entry(owner).or_insert_with(|| {
            self.listing.owners.push(owner);
            self.listing.owners.len() as u32 - 1
        })
    }

    fn folder(&mut self, parts: &[&[u8]]) -> u32 {
        let path = parts.join(&b'/');
        if let Some((last, node)) = &self.last_folder
            && *last == path
        {
            return *node;
        }
        let mut at = ROOT;
        for part in parts {
            at = match self.children.find(&self.listing, at, part) {
                Some(node) => node,
                None => self.add(at, part),
            };
        }
        self.last_folder = Some((path, at));
        at
    }

    fn over_limit(&self, path: &[u8], depth: usize) -> bool {
        let listing = &self.listing;
        listing.len() + depth > limits::LAYER_ENTRIES
            || listing.entries >= limits::LAYER_ENTRIES as u64
            || listing.names.total_bytes() + path.len() > limits::LAYER_NAME_BYTES
            || listing.links.total_bytes() + limits::PATH_BYTES > limits::LAYER_NAME_BYTES
    }

    /// Takes back what an earlier entry of the same path said; gives the node that now stands
    /// for the path. A folder that becomes something else gets a new node, so that what was in
    /// it can be dropped in one pass at the end: replacing one path a million times stays linear.
    fn supersede(&mut self, node: u32, kind: Kind) -> u32 {
        let i = node as usize;
        if self.listing.kind[i] == Kind::Directory && kind != Kind::Directory {
            self.children.remove(&self.listing, node);
            self.drop(node);
            self.last_folder = None;
            let name = self.listing.name(node).to_vec();
            return self.add(self.listing.parent[i], &name);
        }
        if self.listing.size[i] > 0 {
            let size = self.listing.size[i];
            self.listing.superseded.push(Superseded { node, size });
        }
        self.logical.remove(&node);
        node
    }

    fn drop(&mut self, node: u32) {
        let i = node as usize;
        self.listing.flags[i] = self.listing.flags[i].with(Flag::Dropped, true);
        self.any_dropped = true;
        if self.listing.size[i] > 0 {
            let size = std::mem::take(&mut self.listing.size[i]);
            self.listing.superseded.push(Superseded { node, size });
        }
    }

    /// Takes an entry that a table of contents claims: its contents never come.
    pub(super) fn claim(&mut self, entry: Entry, hash: u64) {
        self.entry(entry);
        self.looker.skip();
        if let Some((node, _)) = self.current.take() {
            self.listing.hash[node as usize] = hash;
        }
    }

    /// What of the tar is not in the listing, where something is not.
    pub(super) fn beyond_limits(&self) -> Option<LayerProblem> {
        let left_out = self.odd.left_out;
        let left_out = (left_out > 0).then_some(LayerProblem::LeftOut(left_out));
        let full = self
            .full
            .then_some(LayerProblem::TooLarge(self.listing.entries));
        full.or(left_out)
    }

    pub(super) fn finish(mut self) -> Listing {
        // A file that was cut short has the bytes that came, not those that it claimed.
        if let Some((node, left)) = self.current.take() {
            self.listing.size[node as usize] -= left;
        }
        if self.any_dropped {
            // Parents come before children, so one pass forward finds every subtree.
            for node in 1..self.listing.len() as u32 {
                let parent = self.listing.parent[node as usize] as usize;
                let dropped = self.listing.flags[node as usize].dropped();
                if !dropped && self.listing.flags[parent].dropped() {
                    self.drop(node);
                }
            }
        }
        self.listing.logical = self.logical.into_iter().collect();
        self.looker.finish(&mut self.listing);
        self.listing
    }
}

impl Visit for Lister {
    fn entry(&mut self, entry: Entry) -> bool {
        let longest = entry.path.len().max(entry.link.len());
        if longest > limits::PATH_BYTES {
            self.odd.left_out += u64::from(!self.full);
            return false;
        }
        let path = clean(&entry.path);
        if path.parts.len() > limits::PATH_DEPTH {
            self.odd.left_out += u64::from(!self.full);
            return false;
        }
        self.full |= self.over_limit(&entry.path, path.parts.len());
        if self.full {
            return false;
        }
        let name = path.parts.last().copied().unwrap_or_default();
        let mut kind = kind(&entry, name);
        let (node, known) = match path.parts.split_last() {
            None => (ROOT, true),
            Some((name, folder)) => {
                let folder = self.folder(folder);
                match self.children.find(&self.listing, folder, name) {
                    Some(node) => (node, true),
                    None => (self.add(folder, name), false),
                }
            }
        };
        // The root stays a folder, whatever its entry claims; and whatever it claims, nothing
        // below a reserved name is in the image.
        if node == ROOT {
            kind = Kind::Directory;
        } else if self.listing.kind[self.listing.parent[node as usize] as usize] == Kind::Reserved {
            kind = Kind::Reserved;
        }
        let duplicate = known && !self.listing.flags[node as usize].implicit();
        let node = if known {
            self.supersede(node, kind)
        } else {
            node
        };
        let i = node as usize;
        let owner = self.owner(Owner {
            uid: entry.uid,
            gid: entry.gid,
        });
        let is_file = kind == Kind::File;
        let is_capability = |name: &[u8]| name == b"security.capability";
        let capability = entry.xattrs.iter().any(|(n, _)| is_capability(n));
        let attributes = entry.xattrs.iter().any(|(n, _)| !is_capability(n));
        let overlay = kind == Kind::CharDevice && entry.device == (0, 0);
        self.odd.count(kind, name, overlay);
        let listing = &mut self.listing;
        listing.entries += 1;
        listing.kind[i] = kind;
        listing.flags[i] = Flags::default()
            .with(Flag::Duplicate, duplicate)
            .with(Flag::Escapes, path.escapes)
            .with(Flag::Sparse, entry.sparse)
            .with(Flag::Capability, capability)
            .with(Flag::Attributes, attributes)
            .with(Flag::Overlay, overlay);
        listing.mode[i] = entry.mode;
        listing.owner[i] = owner;
        listing.size[i] = if is_file { entry.stored } else { 0 };
        listing.mtime[i] = entry.mtime;
        listing.hash[i] = 0;
        listing.offset[i] = entry.content_offset;
        listing.link[i] = match kind {
            Kind::HardLink | Kind::Symlink => listing.links.push(&entry.link),
            _ => NONE,
        };
        if entry.sparse && is_file {
            self.logical.insert(node, entry.logical);
        }
        self.current = (is_file && entry.stored > 0).then_some((node, entry.stored));
        match is_file && !entry.sparse {
            true => self.looker.begin(&path.parts, entry.stored),
            false => self.looker.skip(),
        }
        self.current.is_some()
    }

    fn data(&mut self, bytes: &[u8]) {
        let Some((node, left)) = &mut self.current else {
            return;
        };
        let i = *node as usize;
        if *left == self.listing.size[i] {
            if bytes.len() as u64 == *left {
                self.listing.hash[i] = xxh3_64(bytes);
                self.looker.end(*node, self.listing.offset[i], Some(bytes));
                self.current = None;
                return;
            }
            self.hash.reset();
        }
        self.hash.update(bytes);
        self.looker.take(bytes);
        *left -= bytes.len() as u64;
    }

    fn entry_end(&mut self) {
        if let Some((node, _)) = self.current.take() {
            let i = node as usize;
            self.listing.hash[i] = self.hash.digest();
            self.looker.end(node, self.listing.offset[i], None);
        }
    }
}

fn kind(entry: &Entry, name: &[u8]) -> Kind {
    match entry.kind {
        // The specification says that a whiteout is an empty file; the runtimes go by its name.
        _ if name == OPAQUE_NAME => Kind::Opaque,
        _ if is_reserved(name) => Kind::Reserved,
        _ if name.starts_with(WHITEOUT_PREFIX) => Kind::Whiteout,
        EntryKind::File => Kind::File,
        EntryKind::HardLink => Kind::HardLink,
        EntryKind::Symlink => Kind::Symlink,
        EntryKind::CharDevice => Kind::CharDevice,
        EntryKind::BlockDevice => Kind::BlockDevice,
        EntryKind::Directory => Kind::Directory,
        EntryKind::Fifo => Kind::Fifo,
        EntryKind::Other(_) => Kind::Other,
    }
}

/// Whether a name is reserved for whiteouts and hides nothing.
fn is_reserved(name: &[u8]) -> bool {
    name == WHITEOUT_PREFIX || (name.starts_with(RESERVED_PREFIX) && name != OPAQUE_NAME)
}

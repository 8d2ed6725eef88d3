//! What a layer's tar holds, as a tree in columns: some eighty bytes an entry, names included.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::Kind;
use super::look::Mark;
use crate::columns::Strings;

/// The root node of every listing.
pub const ROOT: u32 = 0;

/// Stands for "no node" and "no link".
pub const NONE: u32 = u32::MAX;

/// Facts about a node that are yes or no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub(super) u8);

impl Flags {
    const IMPLICIT: u8 = 1;
    const DUPLICATE: u8 = 2;
    const ESCAPES: u8 = 4;
    const SPARSE: u8 = 8;
    const CAPABILITY: u8 = 16;
    const DROPPED: u8 = 32;
    const ATTRIBUTES: u8 = 64;
    const OVERLAY: u8 = 128;

    /// A folder that has no entry of its own: only paths below it do.
    pub fn implicit(self) -> bool {
        self.0 & Self::IMPLICIT != 0
    }
    /// The tar has several entries of this path; the last counts.
    pub fn duplicate(self) -> bool {
        self.0 & Self::DUPLICATE != 0
    }
    /// The path was absolute or went up with `..`.
    pub fn escapes(self) -> bool {
        self.0 & Self::ESCAPES != 0
    }
    /// Stored as a sparse file.
    pub fn sparse(self) -> bool {
        self.0 & Self::SPARSE != 0
    }
    /// Has file capabilities (`security.capability`).
    pub fn capability(self) -> bool {
        self.0 & Self::CAPABILITY != 0
    }
    /// A later entry of the same tar replaced a folder above it: not in the layer.
    pub fn dropped(self) -> bool {
        self.0 & Self::DROPPED != 0
    }
    /// Has extended attributes other than file capabilities, or an access control list.
    pub fn attributes(self) -> bool {
        self.0 & Self::ATTRIBUTES != 0
    }
    /// A character device 0/0, by which overlayfs removes a path. Images have whiteouts for that,
    /// and image tools do not apply it.
    pub fn overlay_whiteout(self) -> bool {
        self.0 & Self::OVERLAY != 0
    }

    /// Their names in files, from the lowest bit up.
    pub const NAMES: [&'static str; 8] = [
        "implicit",
        "duplicate",
        "escapes",
        "sparse",
        "capability",
        "dropped",
        "attributes",
        "overlay-whiteout",
    ];

    pub(super) fn with(self, flag: Flag, on: bool) -> Flags {
        let bit = match flag {
            Flag::Implicit => Self::IMPLICIT,
            Flag::Duplicate => Self::DUPLICATE,
            Flag::Escapes => Self::ESCAPES,
            Flag::Sparse => Self::SPARSE,
            Flag::Capability => Self::CAPABILITY,
            Flag::Dropped => Self::DROPPED,
            Flag::Attributes => Self::ATTRIBUTES,
            Flag::Overlay => Self::OVERLAY,
        };
        Flags(if on { self.0 | bit } else { self.0 & !bit })
    }
}

pub(super) enum Flag {
    Implicit,
    Duplicate,
    Escapes,
    Sparse,
    Capability,
    Dropped,
    Attributes,
    Overlay,
}

/// Numeric owner and group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Owner {
    /// User.
    pub uid: u64,
    /// Group.
    pub gid: u64,
}

/// Bytes of the tar that its own later entries replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Superseded {
    /// The node whose earlier contents they are.
    pub node: u32,
    /// Their bytes.
    pub size: u64,
}

/// What is known of a file's contents, to tell equal ones of one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContentHash {
    /// XXH3 of the contents, which were read.
    Read(u64),
    /// The first eight bytes of the SHA-256 that a table of contents claims; nobody has read them.
    Claimed(u64),
    /// Nothing: a table of contents that claims none.
    Unknown,
}

impl ContentHash {
    /// Whether two contents of one size are the same; `None` where that cannot be told: what was
    /// read and what is claimed have other hashes.
    pub fn same(self, other: ContentHash) -> Option<bool> {
        match (self, other) {
            (ContentHash::Read(a), ContentHash::Read(b)) => Some(a == b),
            (ContentHash::Claimed(a), ContentHash::Claimed(b)) => Some(a == b),
            _ => None,
        }
    }
}

/// One node's own facts, copied out of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its folder; [`ROOT`] is its own.
    pub parent: u32,
    /// What it is.
    pub kind: Kind,
    /// Facts that are yes or no.
    pub flags: Flags,
    /// Permission bits with setuid, setgid and sticky.
    pub mode: u16,
    /// Owner and group.
    pub owner: Owner,
    /// Bytes of a file's contents as stored (less than what a reader sees in a sparse file).
    pub size: u64,
    /// Modification time, seconds since 1970.
    pub mtime: i64,
    /// What is known of a file's stored contents; means nothing for others, nor for an empty file.
    pub hash: ContentHash,
    /// Offset of a file's contents in the uncompressed layer; 0 in a listing by a table of contents,
    /// which does not know it.
    pub offset: u64,
}

/// How much of the tar a listing knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Known {
    /// All of it was read.
    #[default]
    Whole,
    /// Its table of contents, which does not say where contents are.
    Table,
    /// Its headers; contents were passed by.
    Headers,
}

/// The tree of one layer. A node's parent always comes before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    pub(super) names: Strings,
    pub(super) parent: Vec<u32>,
    pub(super) kind: Vec<Kind>,
    pub(super) flags: Vec<Flags>,
    pub(super) mode: Vec<u16>,
    pub(super) owner: Vec<u32>,
    pub(super) size: Vec<u64>,
    pub(super) mtime: Vec<i64>,
    /// What [`ContentHash`] holds; 0 is unknown where not the whole tar was read.
    pub(super) hash: Vec<u64>,
    pub(super) offset: Vec<u64>,
    pub(super) link: Vec<u32>,
    pub(super) links: Strings,
    pub(super) owners: Vec<Owner>,
    pub(super) logical: Vec<(u32, u64)>,
    pub(super) superseded: Vec<Superseded>,
    pub(super) entries: u64,
    pub(super) known: Known,
    /// Sorted by node.
    pub(super) marks: Vec<Mark>,
    /// Files whose contents are kept, sorted; and their contents.
    pub(super) kept: Vec<u32>,
    pub(super) kept_bytes: Strings,
    /// Programs that need no other file to start, sorted.
    pub(super) programs: Vec<u32>,
}

impl Listing {
    /// Nodes, the root and implicit folders included.
    pub fn len(&self) -> usize {
        self.parent.len()
    }

    /// Whether the tar had no entries.
    pub fn is_empty(&self) -> bool {
        self.entries == 0
    }

    /// Bytes of all names.
    pub fn name_bytes(&self) -> usize {
        self.names.total_bytes()
    }

    /// Entries of the tar.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// Whether it is what a table of contents says of the tar: the tar itself was not read.
    pub fn by_table(&self) -> bool {
        self.known == Known::Table
    }

    /// Whether all of the tar was read: then it is known what the contents of files are.
    pub fn is_whole(&self) -> bool {
        self.known == Known::Whole
    }

    /// Every node but those dropped, parents before children, the root first.
    pub fn nodes(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len() as u32).filter(|n| !self.flags[*n as usize].dropped())
    }

    /// The facts of a node.
    pub fn node(&self, node: u32) -> Node {
        let i = node as usize;
        Node {
            parent: self.parent[i],
            kind: self.kind[i],
            flags: self.flags[i],
            mode: self.mode[i],
            owner: self.owners[self.owner[i] as usize],
            size: self.size[i],
            mtime: self.mtime[i],
            hash: match (self.known == Known::Whole, self.hash[i]) {
                (true, hash) => ContentHash::Read(hash),
                (false, 0) => ContentHash::Unknown,
                (false, hash) => ContentHash::Claimed(hash),
            },
            offset: self.offset[i],
        }
    }

    /// The folder of a node.
    pub fn parent(&self, node: u32) -> u32 {
        self.parent[node as usize]
    }

    /// What a node is.
    pub fn kind(&self, node: u32) -> Kind {
        self.kind[node as usize]
    }

    /// A node's own name, in bytes as the tar wrote it; empty for the root.
    pub fn name(&self, node: u32) -> &[u8] {
        self.names.get(node)
    }

    /// The name that a whiteout hides; the node's own name for others.
    pub fn target_name(&self, node: u32) -> &[u8] {
        let name = self.name(node);
        match self.kind[node as usize] {
            Kind::Whiteout => name.strip_prefix(super::WHITEOUT_PREFIX).unwrap_or(name),
            _ => name,
        }
    }

    /// The target of a link, as the tar wrote it.
    pub fn link(&self, node: u32) -> Option<&[u8]> {
        match self.link[node as usize] {
            NONE => None,
            link => Some(self.links.get(link)),
        }
    }

    /// Bytes that a reader of the file would see; more than `size` only in a sparse file.
    pub fn logical_size(&self, node: u32) -> u64 {
        match self.logical.binary_search_by_key(&node, |(n, _)| *n) {
            Ok(i) => self.logical[i].1,
            Err(_) => self.size[node as usize],
        }
    }

    /// The path from the root, without a leading slash; empty for the root.
    pub fn path(&self, node: u32) -> Vec<u8> {
        path_up(node, |at| self.parent[at as usize], |at| self.name(at))
    }

    /// Earlier contents that later entries of the same tar replaced.
    pub fn superseded(&self) -> &[Superseded] {
        &self.superseded
    }

    /// Bytes of all file contents in the tar, replaced ones included.
    pub fn content_bytes(&self) -> u64 {
        let live: u64 = self.nodes().map(|n| self.size[n as usize]).sum();
        live + self.superseded.iter().map(|s| s.size).sum::<u64>()
    }
}

/// The path from the root to `node` of a tree in columns, without a leading slash.
pub fn path_up<'a>(
    node: u32,
    parent: impl Fn(u32) -> u32,
    name: impl Fn(u32) -> &'a [u8],
) -> Vec<u8> {
    let mut parts = Vec::new();
    let mut at = node;
    while at != ROOT {
        parts.push(name(at));
        at = parent(at);
    }
    parts.reverse();
    parts.join(&b'/')
}

/// Finds a node by folder and name while a listing grows.
#[derive(Default)]
pub(super) struct Children {
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Children {
    pub(super) fn find(&self, listing: &Listing, parent: u32, name: &[u8]) -> Option<u32> {
        let same = |n: &u32| listing.parent[*n as usize] == parent && listing.name(*n) == name;
        let hash = self.hasher.hash_one((parent, name));
        self.table.find(hash, same).copied()
    }

    pub(super) fn insert(&mut self, listing: &Listing, node: u32) {
        let hasher = &self.hasher;
        let hash = |n: &u32| hasher.hash_one((listing.parent[*n as usize], listing.name(*n)));
        self.table.insert_unique(hash(&node), node, hash);
    }

    pub(super) fn remove(&mut self, listing: &Listing, node: u32) {
        let hash = self
            .hasher
            .hash_one((listing.parent[node as usize], listing.name(node)));
        if let Ok(found) = self.table.find_entry(hash, |n| *n == node) {
            found.remove();
        }
    }
}

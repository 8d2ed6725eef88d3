//! What one tree shows: every path with its facts, folders before what is in them, the names of a
//! folder in the order of their bytes.

use crate::columns::Strings;
use crate::image::{Finder, Shown};
use crate::layer::{
    ContentHash, Flags, Kind, Listing, NONE, Node, Owner, Print, ROOT, path_up, sorted,
};

/// A tree in columns: some fifty bytes a path, and its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    pub(super) names: Strings,
    /// Folders above; the root has none.
    pub(super) depth: Vec<u16>,
    /// The folder of each; the root's is itself. It follows from the depths.
    pub(super) parent: Vec<u32>,
    pub(super) kind: Vec<Kind>,
    pub(super) marks: Vec<u8>,
    pub(super) mode: Vec<u16>,
    pub(super) owner: Vec<Owner>,
    pub(super) size: Vec<u64>,
    pub(super) mtime: Vec<i64>,
    pub(super) hash: Vec<u64>,
    /// The layer that brought it, from 0.
    pub(super) layer: Vec<u16>,
    pub(super) link: Vec<u32>,
    pub(super) links: Strings,
    /// What each layer of the image did, times apart; none for the snapshot of a single layer.
    pub(super) prints: Vec<Option<Print>>,
}

/// Facts of a path that are yes or no.
pub(super) mod mark {
    /// A folder that only exists because something lies below it.
    pub const IMPLICIT: u8 = 1;
    /// Has file capabilities.
    pub const CAPABILITY: u8 = 2;
    /// Has other extended attributes.
    pub const ATTRIBUTES: u8 = 4;
    /// Another name of a file whose bytes count elsewhere.
    pub const LINKED: u8 = 8;
    /// The hash is one that a table of contents claims.
    pub const CLAIMED: u8 = 16;
    /// Nothing is known of the contents.
    pub const UNKNOWN: u8 = 32;
}

/// One path that goes into a snapshot.
struct Row<'a> {
    name: &'a [u8],
    kind: Kind,
    facts: Option<Node>,
    link: Option<&'a [u8]>,
    linked: bool,
    layer: u32,
}

impl Snapshot {
    /// What the final tree of an image shows.
    pub fn of_image(shown: Shown<'_>) -> Snapshot {
        let (stack, tree) = (shown.stack, &shown.stack.tree);
        let mut finder = Finder::new(shown);
        let nodes = (0..tree.len() as u32).filter(|node| *node == ROOT || stack.is_visible(*node));
        let order = sorted(nodes.collect(), |n| tree.parent(n), |n| tree.name(n));
        let mut snapshot = Snapshot::default();
        for (node, depth) in order {
            let layer = stack.last_event(node).map_or(0, |event| event.layer);
            let row = match shown.live(node) {
                None => Row {
                    name: tree.name(node),
                    kind: Kind::Directory,
                    facts: None,
                    link: None,
                    linked: false,
                    layer,
                },
                Some((event, facts)) => {
                    let link = |layer: u32, entry| shown.layers.get(layer as usize)?.link(entry);
                    let own = (event.layer, event.entry, facts);
                    // What a hard link shows is the contents of another name.
                    let found = match facts.kind {
                        Kind::HardLink => {
                            let (layer, entry) = finder.file_of((event.layer, event.entry));
                            let listing = shown.layers.get(layer as usize);
                            let facts = listing.map_or(facts, |listing| listing.node(entry));
                            (layer, entry, facts)
                        }
                        _ => own,
                    };
                    Row {
                        name: tree.name(node),
                        kind: found.2.kind,
                        facts: Some(found.2),
                        link: link(found.0, found.1),
                        linked: facts.kind == Kind::HardLink && stack.lone_bytes(node).is_none(),
                        layer,
                    }
                }
            };
            snapshot.push(depth, &row);
        }
        let prints = shown.layers.iter().map(|layer| Print::of(layer));
        snapshot.prints = prints.collect();
        snapshot.planted()
    }

    /// What one layer brings, whiteouts as what they are.
    pub fn of_layer(listing: &Listing) -> Snapshot {
        let nodes = listing.nodes().filter(|node| {
            let kind = listing.node(*node).kind;
            *node == ROOT || kind.is_content() || kind.is_whiteout()
        });
        let parent = |node| listing.node(node).parent;
        let order = sorted(nodes.collect(), parent, |node| listing.name(node));
        let mut snapshot = Snapshot::default();
        for (node, depth) in order {
            let facts = listing.node(node);
            let row = Row {
                name: listing.name(node),
                kind: facts.kind,
                facts: (!facts.flags.implicit()).then_some(facts),
                link: listing.link(node),
                linked: facts.kind == Kind::HardLink,
                layer: 0,
            };
            snapshot.push(depth, &row);
        }
        snapshot.planted()
    }

    fn planted(mut self) -> Snapshot {
        // Of a tree the depths are a tree's.
        self.parent = self.parents().unwrap_or_default();
        self
    }

    fn push(&mut self, depth: usize, row: &Row<'_>) {
        let flags = row.facts.map_or(Flags::default(), |facts| facts.flags);
        let hash = row.facts.map_or(ContentHash::Unknown, |facts| facts.hash);
        let (hash, known) = match hash {
            ContentHash::Read(hash) => (hash, 0),
            ContentHash::Claimed(hash) => (hash, mark::CLAIMED),
            ContentHash::Unknown => (0, mark::UNKNOWN),
        };
        let bit = |on: bool, mark: u8| if on { mark } else { 0 };
        self.names.push(row.name);
        // Paths have a limited depth, and images a limited number of layers.
        self.depth.push(u16::try_from(depth).unwrap_or(u16::MAX));
        self.layer
            .push(u16::try_from(row.layer).unwrap_or(u16::MAX));
        self.kind.push(row.kind);
        self.marks.push(
            bit(row.facts.is_none(), mark::IMPLICIT)
                | bit(flags.capability(), mark::CAPABILITY)
                | bit(flags.attributes(), mark::ATTRIBUTES)
                | bit(row.linked, mark::LINKED)
                | known,
        );
        self.mode.push(row.facts.map_or(0, |facts| facts.mode));
        let owner = row.facts.map_or(Owner::default(), |facts| facts.owner);
        self.owner.push(owner);
        self.size.push(row.facts.map_or(0, |facts| facts.size));
        self.mtime.push(row.facts.map_or(0, |facts| facts.mtime));
        self.hash.push(hash);
        let link = row.link.filter(|_| row.kind != Kind::File);
        self.link
            .push(link.map_or(NONE, |link| self.links.push(link)));
    }

    /// Paths, the root included.
    pub fn len(&self) -> usize {
        self.depth.len()
    }

    /// Whether there is nothing but (at most) the root.
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// What it is at a path.
    pub fn kind(&self, at: u32) -> Kind {
        self.kind[at as usize]
    }

    /// Bytes of a file's contents.
    pub fn size(&self, at: u32) -> u64 {
        self.size[at as usize]
    }

    /// The same, each file's at one of its names only.
    pub fn bytes(&self, at: u32) -> u64 {
        match self.has(at, mark::LINKED) {
            true => 0,
            false => self.size(at),
        }
    }

    pub(super) fn has(&self, at: u32, mark: u8) -> bool {
        self.marks[at as usize] & mark != 0
    }

    pub(super) fn hash(&self, at: u32) -> ContentHash {
        let hash = self.hash[at as usize];
        match self.marks[at as usize] & (mark::CLAIMED | mark::UNKNOWN) {
            0 => ContentHash::Read(hash),
            mark::CLAIMED => ContentHash::Claimed(hash),
            _ => ContentHash::Unknown,
        }
    }

    pub(super) fn owner(&self, at: u32) -> Owner {
        self.owner[at as usize]
    }

    pub(super) fn link(&self, at: u32) -> Option<&[u8]> {
        match self.link[at as usize] {
            NONE => None,
            link => Some(self.links.get(link)),
        }
    }

    /// What each layer did.
    pub fn prints(&self) -> &[Option<Print>] {
        &self.prints
    }

    /// The path, without a leading slash; empty for the root.
    pub fn path(&self, at: u32) -> Vec<u8> {
        path_up(at, |at| self.parent[at as usize], |at| self.names.get(at))
    }

    /// The folder of every path, by the depths; `None` where these are not those of a tree.
    pub(super) fn parents(&self) -> Option<Vec<u32>> {
        let mut above: Vec<u32> = Vec::new();
        let mut parents = Vec::with_capacity(self.len());
        for (at, depth) in self.depth.iter().enumerate() {
            let depth = usize::from(*depth);
            // Only the root has no folder, and none goes down two at once.
            if depth > above.len() || (depth == 0) != (at == 0) {
                return None;
            }
            above.truncate(depth);
            parents.push(above.last().copied().unwrap_or(ROOT));
            above.push(at as u32);
        }
        Some(parents)
    }
}

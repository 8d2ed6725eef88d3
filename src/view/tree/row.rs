//! One row as the page draws it: every cell as text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::model::{Mark, Tree};
use crate::layer::{Kind, ROOT, WHITEOUT_PREFIX};
use crate::view::progress::share;
use crate::view::text::{self, Piece};

/// A row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The node, which is a key as long as the tree is the same.
    pub node: u32,
    /// From 0, over all rows.
    pub index: usize,
    /// How deep it stands, from 1.
    pub level: u32,
    /// Its place in its folder, from 1.
    pub place: u32,
    /// How many stand in its folder.
    pub siblings: u32,
    /// Whether a folder is open; absent for what has nothing below.
    pub open: Option<bool>,
    /// Whether it is one of several that are chosen.
    pub picked: bool,
    /// Its own name.
    pub name: Vec<Piece>,
    /// The path from the root.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// What the layer did to it.
    pub mark: Mark,
    /// Whether the layer did something below it.
    pub marked_below: bool,
    /// Bytes, with everything below.
    pub bytes: u64,
    /// The same as a share of the whole tree.
    pub share: f64,
    /// As `ls -l` writes it, with a `+` where there are extended attributes; empty where no tar says.
    pub mode: String,
    /// `0:0`; empty where no tar says.
    pub owner: String,
    /// When it was modified, in UTC; empty where no tar says.
    pub modified: String,
    /// The layer that has it, from 0; absent where no tar has an entry of it.
    pub layer: Option<u32>,
    /// A link's target.
    pub link: Option<Vec<Piece>>,
    /// What is odd about it, in words.
    pub notes: Vec<Cow<'static, str>>,
}

impl Row {
    /// Whether there are contents to be seen, or a link that may lead to some.
    pub fn is_file(&self) -> bool {
        self.open.is_none() && matches!(self.kind, Kind::File | Kind::HardLink | Kind::Symlink)
    }
}

/// What a node is, in a word.
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Directory => "folder",
        Kind::File => "file",
        Kind::HardLink => "hard link",
        Kind::Symlink => "symbolic link",
        Kind::CharDevice => "character device",
        Kind::BlockDevice => "block device",
        Kind::Fifo => "named pipe",
        Kind::Other => "entry of an unknown kind",
        Kind::Whiteout => "whiteout: removes this path of the layers below",
        Kind::Opaque => "opaque whiteout: removes everything in this folder of the layers below",
        Kind::Reserved => "reserved name: no part of the image",
    }
}

impl Row {
    pub(super) fn of(tree: &Tree, node: u32) -> Row {
        let facts = tree.facts(node);
        let kind = tree.kind(node);
        let own = facts.filter(|(facts, _)| !facts.flags.implicit() && !kind.is_whiteout());
        let flags = own.map(|(facts, _)| facts.flags);
        let has = |flag: bool, note| flag.then_some(note);
        let notes = flags.map_or([None; 7], |flags| {
            let nameless = tree.name(node) == WHITEOUT_PREFIX;
            [
                has(flags.capability(), "has file capabilities"),
                has(
                    flags.attributes(),
                    "has extended attributes, or an access control list",
                ),
                has(
                    kind == Kind::Reserved,
                    match nameless {
                        true => "a whiteout that names nothing: it is not applied",
                        false => "aufs's own record: it is not applied",
                    },
                ),
                has(
                    flags.overlay_whiteout(),
                    "a character device 0/0, overlayfs's own whiteout: image tools do not apply it",
                ),
                has(flags.sparse(), "stored as a sparse file"),
                has(
                    flags.escapes(),
                    "its path in the tar is absolute or goes up with ..",
                ),
                has(
                    flags.duplicate(),
                    "the tar has it more than once; the last counts",
                ),
            ]
        });
        Row {
            node,
            index: 0,
            level: 1,
            place: 1,
            siblings: 1,
            open: None,
            picked: false,
            name: text::name_pieces(tree.name(node)),
            path: text::path(&tree.path(node)),
            kind,
            mark: tree.mark(node),
            marked_below: tree.marked_below(node),
            bytes: tree.size(node),
            share: share(tree.size(node), tree.size(ROOT)),
            mode: own.map_or_else(String::new, |(facts, _)| {
                let more = if facts.flags.attributes() { "+" } else { "" };
                text::mode(kind, facts.mode) + more
            }),
            owner: own.map_or_else(String::new, |(facts, _)| {
                format!("{}:{}", facts.owner.uid, facts.owner.gid)
            }),
            modified: own.map_or_else(String::new, |(facts, _)| text::instant(facts.mtime)),
            layer: facts.map(|_| tree.layer(node)),
            link: own.and_then(|(_, link)| link).map(text::name_pieces),
            notes: notes.into_iter().flatten().map(Cow::Borrowed).collect(),
        }
    }

    /// What it is, in a word.
    pub fn kind_word(&self) -> &'static str {
        kind_word(self.kind)
    }

    /// For attributes.
    pub fn kind_id(&self) -> &'static str {
        match self.kind {
            Kind::Directory => "directory",
            Kind::File => "file",
            Kind::HardLink => "hardlink",
            Kind::Symlink => "symlink",
            Kind::CharDevice | Kind::BlockDevice => "device",
            Kind::Fifo => "fifo",
            Kind::Other => "other",
            Kind::Whiteout | Kind::Opaque => "whiteout",
            Kind::Reserved => "reserved",
        }
    }
}

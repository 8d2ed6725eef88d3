//! One row as the page draws it: every cell as text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::model::{Mark, Tree};
use crate::layer::{Kind, ROOT, WHITEOUT_PREFIX};
use crate::view::progress::share;
use crate::view::text::{self, Piece};
use crate::words::tree as say;

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
        Kind::Directory => say::folder(),
        Kind::File => say::file(),
        Kind::HardLink => say::hard_link(),
        Kind::Symlink => say::symbolic_link(),
        Kind::CharDevice => say::character_device(),
        Kind::BlockDevice => say::block_device(),
        Kind::Fifo => say::named_pipe(),
        Kind::Other => say::unknown_kind(),
        Kind::Whiteout => say::whiteout_word(),
        Kind::Opaque => say::opaque_word(),
        Kind::Reserved => say::reserved(),
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
                has(flags.capability(), say::has_capabilities()),
                has(flags.attributes(), say::has_attributes()),
                has(
                    kind == Kind::Reserved,
                    match nameless {
                        true => say::whiteout_of_nothing(),
                        false => say::record_of_aufs(),
                    },
                ),
                has(flags.overlay_whiteout(), say::whiteout_of_overlayfs()),
                has(flags.sparse(), say::sparse()),
                has(flags.escapes(), say::escapes()),
                has(flags.duplicate(), say::doubled()),
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

//! A layer's tree as JSON: a path a row, in the layer's own order.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::layer::{Flags, Kind, Listing, Owner, ROOT, Rebuild, Row, RowError, Superseded};
use crate::text;

/// The tree of a layer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct TreeReport {
    /// Entries of its tar.
    pub entries: u64,
    /// Whether it is what a table of contents says of the tar, which itself was not read.
    #[serde(default, skip_serializing_if = "is_false")]
    pub table: bool,
    /// Its paths, folders before what is in them; the first is the root.
    pub paths: Vec<PathReport>,
}

/// A path of a layer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct PathReport {
    /// The path, without a leading slash; empty for the root. What is not UTF-8 stands as `\xff`.
    pub path: String,
    /// What is there: `file`, `directory`, `symlink`, `hard-link`, `whiteout`, `opaque`, ….
    pub kind: String,
    /// Permission bits with setuid, setgid and sticky, in octal.
    pub mode: String,
    /// User.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub uid: u64,
    /// Group.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub gid: u64,
    /// Bytes of a file's contents, as stored.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub size: u64,
    /// Bytes that a reader of a sparse file sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logical_size: Option<u64>,
    /// Modification time, seconds since 1970.
    #[serde(default)]
    pub mtime: i64,
    /// Of a file's contents, XXH3 of 64 bits in hex; of a tree by table, the first eight bytes of the
    /// SHA-256 that the table claims.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// The target of a link, as the tar wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What else is to be said: `implicit`, `duplicate`, `escapes`, `sparse`, `capability`, `dropped`,
    /// `attributes`, `overlay-whiteout`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
    /// Bytes of earlier contents that the same tar replaced, each time that it did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<u64>,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

fn is_false(is: &bool) -> bool {
    !is
}

/// A listing as JSON.
pub(super) fn report(listing: &Listing) -> TreeReport {
    let mut replaced: HashMap<u32, Vec<u64>> = HashMap::new();
    for superseded in listing.superseded() {
        replaced
            .entry(superseded.node)
            .or_default()
            .push(superseded.size);
    }
    let nodes = 0..listing.len() as u32;
    TreeReport {
        entries: listing.entries(),
        table: !listing.is_whole(),
        paths: nodes
            .map(|node| {
                let row = listing.row(node);
                PathReport {
                    path: text::path(&listing.path(node)),
                    kind: listing.node(node).kind.name().to_owned(),
                    mode: format!("{:04o}", row.mode),
                    uid: row.owner.uid,
                    gid: row.owner.gid,
                    size: row.size,
                    logical_size: row.logical,
                    mtime: row.mtime,
                    hash: (row.hash != 0).then(|| format!("{:016x}", row.hash)),
                    link: row.link.map(|link| text::path(&link)),
                    marks: marks(row.flags),
                    replaced: replaced.remove(&node).unwrap_or_default(),
                }
            })
            .collect(),
    }
}

fn marks(flags: u8) -> Vec<String> {
    let names = Flags::NAMES.iter().enumerate();
    let set = names.filter(|(bit, _)| flags >> bit & 1 == 1);
    set.map(|(_, name)| (*name).to_owned()).collect()
}

/// A listing of JSON. What it does not know of kinds and marks is passed over.
pub(super) fn listing(tree: &TreeReport) -> Result<Listing, RowError> {
    let mut rebuild = Rebuild::new(tree.entries, tree.table);
    let mut folders: HashMap<&str, u32> = HashMap::new();
    for (i, path) in tree.paths.iter().enumerate() {
        let (folder, name) = match path.path.rsplit_once('/') {
            Some((folder, name)) => (folder, name),
            None => ("", path.path.as_str()),
        };
        let parent = match i {
            0 => ROOT,
            _ => *folders.get(folder).ok_or(RowError::Folder(i))?,
        };
        rebuild.push(row(path, parent, name))?;
        let node = i as u32;
        folders.insert(&path.path, node);
        for size in &path.replaced {
            rebuild.replaced(Superseded { node, size: *size })?;
        }
    }
    rebuild.finish()
}

fn row(path: &PathReport, parent: u32, name: &str) -> Row {
    let kind = Kind::ALL.iter().find(|kind| kind.name() == path.kind);
    let bit = |mark: &String| Flags::NAMES.iter().position(|name| name == mark);
    Row {
        parent,
        name: text::path_bytes(name),
        kind: *kind.unwrap_or(&Kind::Other) as u8,
        flags: path
            .marks
            .iter()
            .filter_map(bit)
            .fold(0, |set, bit| set | 1 << bit),
        mode: u16::from_str_radix(&path.mode, 8).unwrap_or(0),
        owner: Owner {
            uid: path.uid,
            gid: path.gid,
        },
        size: path.size,
        logical: path.logical_size,
        mtime: path.mtime,
        hash: path
            .hash
            .as_deref()
            .map_or(0, |hash| u64::from_str_radix(hash, 16).unwrap_or(0)),
        link: path.link.as_deref().map(text::path_bytes),
    }
}

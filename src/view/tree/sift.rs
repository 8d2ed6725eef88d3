//! Which nodes a filter leaves, and what they sum up to.

use super::model::{Mark, Tree};
use crate::layer::{NONE, ROOT};
use crate::pattern::{Pattern, PatternError, Subject};
use crate::view::filter::{Deed, Filter, KindGroup};

/// What a filter leaves of a tree.
pub(super) struct Kept {
    /// Which nodes are shown.
    pub(super) shown: Vec<bool>,
    /// Folders above what was asked for: they are opened where few things are looked for.
    pub(super) above: Vec<bool>,
    /// How many nodes the filter itself asked for, folders above them not counted.
    pub(super) hits: u64,
    /// Bytes of what was asked for, each with those below it.
    pub(super) size: Vec<u64>,
}

/// What `filter` leaves, whose text is `pattern`; `None` where it asks for nothing.
///
/// # Errors
/// The pattern made too much work.
pub(super) fn keep(
    tree: &Tree,
    filter: &Filter,
    pattern: Option<&Pattern>,
) -> Result<Option<Kept>, PatternError> {
    if pattern.is_none() && filter.with_text("").is_all() {
        return Ok(None);
    }
    let n = tree.len();
    let found = match pattern {
        None => vec![true; n],
        Some(pattern) => found(tree, pattern)?,
    };
    // What stands in a folder that was found is found with it.
    let mut within = found.clone();
    for i in 1..n {
        within[i] |= within[tree.parent(i as u32) as usize];
    }
    let mut kept = Kept {
        shown: vec![false; n],
        above: vec![false; n],
        hits: 0,
        size: own_sizes(tree),
    };
    let all_gone_count = filter.only_removed();
    for i in (1..n).rev() {
        let node = i as u32;
        let asked = within[i] && fits(tree, filter, node);
        let hit = found[i] && asked;
        kept.hits += u64::from(hit);
        // Everything below has been added by now: only the node's own bytes are in question.
        if !asked {
            kept.size[i] -= own_size(tree, node);
        }
        kept.shown[i] |= asked;
        let parent = tree.parent(node) as usize;
        kept.shown[parent] |= kept.shown[i];
        kept.above[parent] |= kept.above[i] || hit;
        if all_gone_count || tree.adds_up(node) {
            kept.size[parent] += kept.size[i];
        }
    }
    Ok(Some(kept))
}

/// Only files have bytes of their own.
fn own_size(tree: &Tree, node: u32) -> u64 {
    match tree.is_parent(node) {
        true => 0,
        false => tree.size(node),
    }
}

fn own_sizes(tree: &Tree) -> Vec<u64> {
    (0..tree.len() as u32)
        .map(|node| own_size(tree, node))
        .collect()
}

/// Whether a node has everything that is asked for but the text.
fn fits(tree: &Tree, filter: &Filter, node: u32) -> bool {
    let kind = KindGroup::of(tree.kind(node));
    let sized = match (filter.at_least, filter.at_most) {
        (None, None) => true,
        _ if kind == KindGroup::Folder && !filter.kinds.has(kind) => false,
        _ => filter.fits_size(tree.size(node)),
    };
    let of_layer = |layer| {
        let entry = tree.entry[node as usize];
        entry.layer == layer && entry.node != NONE
    };
    sized
        && (filter.kinds.is_empty() || filter.kinds.has(kind))
        && !filter.hidden.has(Deed::of(tree.mark(node)))
        && filter.layer.is_none_or(of_layer)
}

/// Which nodes a pattern fits.
fn found(tree: &Tree, pattern: &Pattern) -> Result<Vec<bool>, PatternError> {
    let subject = pattern.subject();
    let mut found = vec![false; tree.len()];
    // The path of the folder `above`, with a slash at both ends: neighbours mostly share it.
    let (mut path, mut above) = (b"/".to_vec(), ROOT);
    let mut way = Vec::new();
    for node in 1..tree.len() as u32 {
        let name = tree.name(node);
        if subject == Subject::Name {
            found[node as usize] = pattern.fits(name, name.len())?;
            continue;
        }
        let parent = tree.parent(node);
        if parent != above {
            way.clear();
            let mut at = parent;
            while at != ROOT {
                way.push(at);
                at = tree.parent(at);
            }
            path.truncate(1);
            for folder in way.iter().rev() {
                path.extend_from_slice(tree.name(*folder));
                path.push(b'/');
            }
            above = parent;
        }
        let folder = path.len();
        path.extend_from_slice(name);
        if subject == Subject::PathOfName {
            path.push(b'/');
        }
        found[node as usize] = pattern.fits(&path, path.len() - folder)?;
        path.truncate(folder);
    }
    Ok(found)
}

impl Tree {
    /// Whether a node's bytes count in its folder: what the layer removed counts only in folders that
    /// it removed.
    pub(super) fn adds_up(&self, node: u32) -> bool {
        self.mark(node) != Mark::Removed || self.mark(self.parent(node)) == Mark::Removed
    }
}

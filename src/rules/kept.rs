//! The few small files whose contents a scan keeps, as rules read them.

use std::borrow::Cow;

use super::Evidence;
use super::paths::Patterns;
use super::places::Place;
use crate::image::{Change, Image};
use crate::text;
use crate::words::rules::evidence as say;

/// One version of such a file.
pub(super) struct Kept<'a> {
    pub(super) place: Place,
    /// Whether the final tree shows this version.
    pub(super) shown: bool,
    pub(super) text: Cow<'a, str>,
}

/// Every version of the files that patterns tell, whole paths of files and of their folders: in the
/// order of the tree, the latest version first.
pub(super) fn versions<'a>(image: &'a Image, patterns: &[&'static str]) -> Vec<Kept<'a>> {
    let patterns = Patterns::all(patterns);
    let tree = &image.stack.tree;
    let wanted = |node: u32| {
        patterns.get(tree, node).is_some() || patterns.get(tree, tree.parent(node)).is_some()
    };
    let mut found = Vec::new();
    for node in (1..tree.len() as u32).filter(|node| wanted(*node)) {
        let mut latest = true;
        for event in image.stack.history(node) {
            let shown = std::mem::take(&mut latest) && event.change != Change::Removed;
            let listing = image.layers.get(event.layer as usize);
            let listing = listing.and_then(|layer| layer.listing());
            let kept = listing.and_then(|listing| listing.kept(event.entry));
            let Some(bytes) = kept else { continue };
            let (layer, text) = (event.layer, String::from_utf8_lossy(bytes));
            let bytes = bytes.len() as u64;
            found.push(Kept {
                place: Place { node, layer, bytes },
                shown,
                text,
            });
        }
    }
    found
}

/// The versions that the final tree shows.
pub(super) fn shown<'a>(image: &'a Image, patterns: &[&'static str]) -> Vec<Kept<'a>> {
    let mut versions = versions(image, patterns);
    versions.retain(|kept| kept.shown);
    versions
}

impl Kept<'_> {
    /// Its lines, each with its number from 1; without blank ones and comments.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate();
        let lines = lines.map(|(at, line)| (at + 1, line.trim()));
        lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    }

    /// Evidence that it gives.
    pub(super) fn says(&self, image: &Image, what: String) -> Evidence {
        Evidence {
            layer: Some(self.place.layer),
            path: Some(image.stack.tree.path_text(self.place.node)),
            text: what,
            ..Evidence::default()
        }
    }
}

/// A name in such a file, as it is shown.
pub(super) fn name(name: &str) -> String {
    /// Characters of a name that are shown. Linux's names have 32.
    const SHOWN: usize = 40;
    let name = name.trim();
    match name.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text::visible(&name[..end])),
        None => text::visible(name),
    }
}

/// A list of a few names for a title.
pub(super) fn names(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => say::two_names(first, second),
        [first, ..] => say::more_names(first, names.len() - 1),
    }
}

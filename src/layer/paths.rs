//! Many paths of one listing, found without walking it for each.

use super::listing::{Children, Listing, ROOT};
use crate::tarstream::clean;

/// Finds nodes of a listing by their paths.
pub struct Paths<'a> {
    listing: &'a Listing,
    children: Children,
}

impl<'a> Paths<'a> {
    /// Of all nodes of a listing.
    pub fn of(listing: &'a Listing) -> Paths<'a> {
        let mut children = Children::default();
        for node in listing.nodes().filter(|node| *node != ROOT) {
            children.insert(listing, node);
        }
        Paths { listing, children }
    }

    /// The node at a path as an archive writes it, as [`Listing::find`] finds it.
    pub fn find(&self, path: &[u8]) -> Option<u32> {
        let mut parts = clean(path).parts.into_iter();
        parts.try_fold(ROOT, |at, part| self.children.find(self.listing, at, part))
    }
}

//! Files that other rules report: whoever sums up what layers hide leaves them out, so that no
//! fault is told twice.

use super::caches::Caches;
use super::context_leftover::Leftovers;
use super::secret_file::Secrets;
use crate::image::{Hidden, Image};

pub(super) struct Claimed<'a> {
    caches: Caches,
    leftovers: Leftovers,
    secrets: Secrets<'a>,
}

impl Claimed<'_> {
    pub(super) fn of(image: &Image) -> Claimed<'_> {
        Claimed {
            caches: Caches::of(&image.stack.tree),
            leftovers: Leftovers::of(image),
            secrets: Secrets::of(image),
        }
    }

    pub(super) fn has(&self, hidden: &Hidden) -> bool {
        let node = hidden.node;
        self.caches.get(node).is_some()
            || self.leftovers.get(node, hidden.from).is_some()
            || self.secrets.has(node, hidden.from)
    }
}

//! Files that other rules report: whoever sums up what layers hide leaves them out, so that no
//! fault is told twice.

use super::caches::Caches;
use super::context_leftover::Leftovers;
use super::secret_file::SecretNames;
use crate::image::{Hidden, Image};

pub(super) struct Claimed<'a> {
    image: &'a Image,
    caches: Caches,
    leftovers: Leftovers,
    secrets: SecretNames,
}

impl Claimed<'_> {
    pub(super) fn of(image: &Image) -> Claimed<'_> {
        Claimed {
            image,
            caches: Caches::of(&image.stack.tree),
            leftovers: Leftovers::of(image),
            secrets: SecretNames::new(),
        }
    }

    pub(super) fn has(&self, hidden: &Hidden) -> bool {
        let node = hidden.node;
        self.caches.get(node).is_some()
            || self.leftovers.get(node, hidden.from).is_some()
            || self.secrets.weight(&self.image.stack.tree, node).is_some()
    }
}

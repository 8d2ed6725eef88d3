//! Walking paths through symbolic links, never out of the root.

use super::{Stacking, steps};
use crate::layer::{Kind, Listing, NONE, ROOT, clean};
use crate::limits;

impl Stacking {
    /// The folder to which a live symbolic link leads, within the root.
    pub(super) fn resolve(&self, link: u32) -> Option<u32> {
        let target = self.targets.get(&link)?;
        let folder = self.tree.tree.parent(link);
        let place = self.walk(folder, target)?;
        let live = self.live[place as usize]?;
        (live.kind == Kind::Directory).then_some(place)
    }

    /// The live path of a hard link's target; its last name is not followed.
    pub(super) fn find(&self, path: &[u8]) -> Option<u32> {
        let clean = clean(path);
        let (name, folder) = clean.parts.split_last()?;
        let folder = self.walk(ROOT, &folder.join(&b'/'))?;
        let node = self.tree.child(folder, name)?;
        self.live[node as usize].map(|_| node)
    }

    /// Walks `path` from `folder`, following links; an absolute path starts at the root, and
    /// `..` stops there.
    pub(super) fn walk(&self, folder: u32, path: &[u8]) -> Option<u32> {
        let mut hops = 0;
        // What is still to be walked, the next name last.
        let mut names: Vec<Vec<u8>> = Vec::new();
        // Every part costs a step, also those that lead nowhere.
        let add = |names: &mut Vec<Vec<u8>>, path: &[u8]| {
            let parts = path.iter().filter(|b| **b == b'/').count() as u64 + 1;
            let left = self.link_steps.get().checked_sub(parts);
            self.link_steps.set(left.unwrap_or(0));
            left?;
            names.extend(path.split(|b| *b == b'/').rev().map(<[u8]>::to_vec));
            Some(())
        };
        let start = |at: u32, path: &[u8]| {
            if path.first() == Some(&b'/') {
                ROOT
            } else {
                at
            }
        };
        let mut at = start(folder, path);
        add(&mut names, path)?;
        while let Some(name) = names.pop() {
            steps::count();
            match name.as_slice() {
                b"" | b"." => {}
                b".." => at = self.tree.tree.parent(at),
                name => {
                    let child = self.tree.child(at, name)?;
                    if self.live[child as usize]?.kind == Kind::Symlink {
                        hops += 1;
                        if hops > limits::LINK_HOPS {
                            return None;
                        }
                        let target = self.targets.get(&child)?;
                        at = start(at, target);
                        add(&mut names, target)?;
                    } else {
                        at = child;
                    }
                }
            }
        }
        Some(at)
    }

    /// The place of an entry that a later one of the same tar replaced.
    /// Every folder on the way is remembered, so that many of them in one deep folder stay cheap.
    pub(super) fn place_of_dropped(
        &mut self,
        listing: &Listing,
        places: &mut [u32],
        node: u32,
    ) -> u32 {
        let mut chain = Vec::new();
        let mut at = node;
        while places[at as usize] == NONE {
            steps::count();
            chain.push(at);
            at = listing.node(at).parent;
        }
        let mut place = places[at as usize];
        while let Some(next) = chain.pop() {
            place = self.node(place, listing.name(next));
            places[next as usize] = place;
        }
        place
    }
}

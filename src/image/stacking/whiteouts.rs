//! Whiteouts and removals (image-spec `layer.md`, "Whiteouts").

use super::{Gone, Live, Stacking, steps};
use crate::image::hidden::{Cause, Hidden};
use crate::image::stack::Change;
use crate::layer::{Kind, Listing, NONE, ROOT};

impl Stacking {
    pub(super) fn hide(&mut self, listing: &Listing) {
        let mut below: Vec<Option<Option<u32>>> = vec![None; listing.len()];
        below[ROOT as usize] = Some(Some(ROOT));
        for node in listing.nodes() {
            let kind = listing.node(node).kind;
            steps::count();
            if !kind.is_whiteout() {
                continue;
            }
            let Some(folder) = self.lower(listing, listing.node(node).parent, &mut below) else {
                continue;
            };
            if kind == Kind::Opaque {
                self.remove_children(folder, Cause::OpaqueFolder);
            } else if let Some(child) = self.tree.child(folder, listing.target_name(node))
                && let Some(live) = self.live[child as usize]
            {
                self.remove_children(child, Cause::DeletedFolder);
                let cause = match live.kind {
                    Kind::Directory => Cause::DeletedFolder,
                    _ => Cause::DeletedFile,
                };
                self.remove(child, cause);
            }
        }
    }

    /// The live lower folder in which a folder of the listing lies.
    pub(super) fn lower(
        &self,
        listing: &Listing,
        node: u32,
        below: &mut [Option<Option<u32>>],
    ) -> Option<u32> {
        // Down from the nearest folder that is known.
        let mut chain = Vec::new();
        let mut at = node;
        let mut found = loop {
            if let Some(known) = below[at as usize] {
                break known;
            }
            steps::count();
            chain.push(at);
            at = listing.node(at).parent;
        };
        while let Some(next) = chain.pop() {
            found = found.and_then(|folder| {
                let child = self.tree.child(folder, listing.name(next))?;
                match self.live[child as usize]?.kind {
                    Kind::Directory => Some(child),
                    // Without an entry of its own the path goes through the link.
                    Kind::Symlink if listing.node(next).flags.implicit() => self.resolve(child),
                    _ => None,
                }
            });
            below[next as usize] = Some(found);
        }
        found
    }

    pub(super) fn remove_children(&mut self, folder: u32, cause: Cause) {
        let mut todo = vec![folder];
        let mut doomed = Vec::new();
        while let Some(node) = todo.pop() {
            let mut child = self.links[node as usize].first_child;
            while child != NONE {
                steps::count();
                doomed.push(child);
                todo.push(child);
                child = self.links[child as usize].next;
            }
        }
        // Children first, so that a folder is empty when its turn comes.
        for node in doomed.into_iter().rev() {
            self.remove(node, cause);
        }
    }

    /// Takes one path away. Its children must be gone already.
    pub(super) fn remove(&mut self, node: u32, cause: Cause) {
        let Some(live) = self.live[node as usize] else {
            return;
        };
        let target = self.targets.get(&node).cloned();
        self.gone.insert(node, Gone { live, target });
        self.release(node, live, cause);
        match live.kind {
            Kind::Directory => self.sum.folders_removed += u64::from(live.entry != NONE),
            _ => self.sum.removed += 1,
        }
        self.unlink(node);
        self.note(node, Change::Removed, NONE);
    }

    /// Gives up what a path shows.
    pub(super) fn release(&mut self, node: u32, live: Live, cause: Cause) {
        self.live[node as usize] = None;
        self.targets.remove(&node);
        let Some(inode) = self.inodes.get_mut(live.inode as usize) else {
            return;
        };
        inode.names -= 1;
        if inode.names == 0 && inode.bytes > 0 {
            self.stack.hidden.push(Hidden {
                node,
                bytes: inode.bytes,
                cause,
                from: inode.layer,
                by: self.layer,
            });
        }
    }
}

//! Entries that come, and what they replace (image-spec `layer.md`, "Applying Changesets").

use super::{Gone, IMPLICIT_FOLDER, Inode, Live, Stacking};
use crate::image::hidden::Cause;
use crate::image::stack::Change;
use crate::layer::{ContentHash, Kind, Listing, NONE, ROOT};

impl Stacking {
    /// Puts every entry but hard links in its place; gives each listing node's place.
    pub(super) fn place(&mut self, listing: &Listing) -> Vec<u32> {
        let mut places = vec![NONE; listing.len()];
        places[ROOT as usize] = ROOT;
        let brings = brings(listing);
        for node in listing.nodes() {
            let facts = listing.node(node);
            if !facts.kind.is_content() {
                continue;
            }
            if node == ROOT {
                if !facts.flags.implicit() {
                    self.put(ROOT, listing, ROOT);
                }
                continue;
            }
            let Some(parent) = self.folder_of(listing, &mut places, facts.parent) else {
                continue;
            };
            let place = self.node(parent, listing.name(node));
            places[node as usize] = place;
            if facts.kind == Kind::Directory && facts.flags.implicit() {
                let live = self.live[place as usize];
                let other = live.is_some_and(|live| live.kind != Kind::Directory);
                if other && !brings[node as usize] && self.resolve(place).is_none() {
                    // Whiteouts below a file hide nothing, nor do they take its place.
                    places[node as usize] = NONE;
                    continue;
                }
                places[node as usize] = self.implicit_folder(place);
            } else if facts.kind != Kind::HardLink {
                self.put(place, listing, node);
            }
        }
        places
    }

    /// The folder into which children of a listing's node go.
    pub(super) fn folder_of(
        &mut self,
        listing: &Listing,
        places: &mut [u32],
        node: u32,
    ) -> Option<u32> {
        let facts = listing.node(node);
        if facts.kind.is_whiteout() && places[node as usize] == NONE {
            // Something below a whiteout: an extractor makes a folder of that very name for it.
            let parent = self.folder_of(listing, places, facts.parent)?;
            places[node as usize] = self.node(parent, listing.name(node));
        }
        let place = places[node as usize];
        if place == NONE {
            return None;
        }
        if facts.kind == Kind::Directory {
            return Some(place);
        }
        // The same tar has a link, or even a file, and something below it.
        Some(self.implicit_folder(place))
    }

    /// Makes sure that `place` is a folder to put something into, as an extractor does for a
    /// path whose folders have no entries: an existing folder stays as it is, a symbolic link
    /// is followed, anything else gives way.
    pub(super) fn implicit_folder(&mut self, place: u32) -> u32 {
        let before = self.live[place as usize];
        match before {
            Some(live) if live.kind == Kind::Directory => return place,
            Some(live) if live.kind == Kind::Symlink => {
                if let Some(folder) = self.resolve(place) {
                    return folder;
                }
            }
            _ => {}
        }
        self.replace(place, before, IMPLICIT_FOLDER, None);
        place
    }

    pub(super) fn put(&mut self, place: u32, listing: &Listing, node: u32) {
        let facts = listing.node(node);
        let before = self.live[place as usize];
        let inode = if facts.kind == Kind::File {
            self.inodes.push(Inode {
                bytes: facts.size,
                layer: self.layer,
                names: 1,
            });
            self.inodes.len() as u32 - 1
        } else {
            NONE
        };
        let now = Live {
            kind: facts.kind,
            entry: node,
            inode,
            own: inode != NONE,
            size: facts.size,
            hash: facts.hash,
        };
        self.replace(place, before, now, listing.link(node));
    }

    /// Makes folders of what stands above a place that is about to be filled: another name of the
    /// same tar, a hard link or one through a symbolic link, may have replaced them meanwhile.
    fn stand(&mut self, place: u32) {
        let tree = &self.tree.tree;
        let above = std::iter::successors(Some(place), |at| Some(tree.parent(*at))).skip(1);
        let folder = |at: &u32| {
            let live = self.live[*at as usize];
            live.is_some_and(|live| live.kind == Kind::Directory)
        };
        let fallen: Vec<u32> = above.take_while(|at| !folder(at) && *at != ROOT).collect();
        for folder in fallen.into_iter().rev() {
            self.replace(folder, self.live[folder as usize], IMPLICIT_FOLDER, None);
        }
    }

    /// Puts `now` where `before` stood.
    pub(super) fn replace(
        &mut self,
        place: u32,
        before: Option<Live>,
        now: Live,
        link: Option<&[u8]>,
    ) {
        self.stand(place);
        let change = match before {
            None => {
                self.link_in(place);
                match self.gone.remove(&place) {
                    None => Change::Added,
                    // Whited out and there again in one layer: replaced, not removed.
                    Some(Gone { live, target }) => {
                        match live.kind {
                            Kind::Directory => {
                                self.sum.folders_removed -= u64::from(live.entry != NONE);
                            }
                            _ => self.sum.removed -= 1,
                        }
                        self.change(&live, target.as_deref(), &now, link)
                    }
                }
            }
            Some(old) => {
                let target = self.targets.get(&place).cloned();
                let change = self.change(&old, target.as_deref(), &now, link);
                if old.kind == Kind::Directory && now.kind != Kind::Directory {
                    self.remove_children(place, Cause::TypeChange);
                }
                let cause = match (old.kind == now.kind, change) {
                    (false, _) => Cause::TypeChange,
                    (true, Change::Touched) => Cause::MetadataOnly,
                    (true, _) => Cause::Overwritten,
                };
                self.release(place, old, cause);
                change
            }
        };
        if now.kind == Kind::Directory {
            let counts = change == Change::Added && now.entry != NONE;
            self.sum.folders_added += u64::from(counts);
        } else {
            match change {
                Change::Added => self.sum.added += 1,
                Change::Modified => self.sum.modified += 1,
                Change::Touched => self.sum.touched += 1,
                Change::Removed => {}
            }
        }
        self.live[place as usize] = Some(now);
        if now.kind == Kind::Symlink {
            self.targets
                .insert(place, link.unwrap_or_default().to_vec());
        }
        self.note(place, change, now.entry);
    }

    fn change(
        &mut self,
        old: &Live,
        old_link: Option<&[u8]>,
        now: &Live,
        link: Option<&[u8]>,
    ) -> Change {
        let same = same_contents(old, now);
        self.stack.uncompared += u64::from(same.is_none());
        match same == Some(true) && old_link == link {
            true => Change::Touched,
            false => Change::Modified,
        }
    }

    /// Hard links come last, since their target may stand later in the tar.
    pub(super) fn link(&mut self, listing: &Listing, places: &[u32]) {
        for node in listing.nodes() {
            let facts = listing.node(node);
            let place = places[node as usize];
            if facts.kind != Kind::HardLink || place == NONE {
                continue;
            }
            let target = self.find(listing.link(node).unwrap_or_default());
            let shown = target.filter(|t| *t != place);
            let shown = shown.and_then(|target| self.live[target as usize]);
            // No system has hard links to folders: it leads nowhere.
            let shown = shown.filter(|live| live.kind != Kind::Directory);
            let inode = shown.map_or(NONE, |live| live.inode);
            if let Some(inode) = self.inodes.get_mut(inode as usize) {
                inode.names += 1;
            }
            let now = Live {
                // A hard link is a file with another name.
                kind: shown.map_or(Kind::HardLink, |live| live.kind),
                entry: node,
                inode,
                own: false,
                size: shown.map_or(0, |live| live.size),
                hash: shown.map_or(ContentHash::Unknown, |live| live.hash),
            };
            let link = shown.and_then(|_| self.targets.get(&target?).cloned());
            let before = self.live[place as usize];
            self.replace(place, before, now, link.as_deref());
        }
    }
}

/// Which nodes bring something of their own, or have something below that does.
fn brings(listing: &Listing) -> Vec<bool> {
    let mut brings = vec![false; listing.len()];
    for node in (0..listing.len() as u32).rev() {
        let facts = listing.node(node);
        let own = facts.kind.is_content() && !facts.flags.implicit() && !facts.flags.dropped();
        brings[node as usize] |= own;
        brings[facts.parent as usize] |= brings[node as usize];
    }
    brings
}

/// Whether both have the same contents, or none; `None` where that cannot be told.
fn same_contents(old: &Live, now: &Live) -> Option<bool> {
    match old.kind == now.kind && old.size == now.size {
        false => Some(false),
        true if now.size == 0 => Some(true),
        true => old.hash.same(now.hash),
    }
}

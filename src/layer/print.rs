//! What a layer does, as one number: equal for two layers that bring the same files, whatever their
//! times and the order of their entries.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3Default;

use super::{ContentHash, Kind, Listing, ROOT, sorted};

/// XXH3 over a layer's entries, sorted, without their times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Print(pub u64, pub u64);

impl Print {
    /// Of a layer; `None` where nothing is known of some contents.
    pub fn of(listing: &Listing) -> Option<Print> {
        let parent = |node| listing.node(node).parent;
        let nodes = listing.nodes().collect();
        let mut hash = Xxh3Default::new();
        for (node, depth) in sorted(nodes, parent, |node| listing.name(node)) {
            let facts = listing.node(node);
            // Its name is followed by numbers of fixed length, after their own count.
            hash.update(&(depth as u64).to_le_bytes());
            let name = listing.name(node);
            hash.update(&(name.len() as u64).to_le_bytes());
            hash.update(name);
            let explicit = node == ROOT || !facts.flags.implicit();
            hash.update(&[
                facts.kind as u8,
                u8::from(explicit),
                u8::from(facts.flags.capability()),
                u8::from(facts.flags.attributes()),
            ]);
            if explicit {
                hash.update(&facts.mode.to_le_bytes());
                hash.update(&facts.owner.uid.to_le_bytes());
                hash.update(&facts.owner.gid.to_le_bytes());
            }
            let link = listing.link(node).unwrap_or_default();
            hash.update(&(link.len() as u64).to_le_bytes());
            hash.update(link);
            if facts.kind == Kind::File {
                hash.update(&facts.size.to_le_bytes());
                let (known, contents) = match facts.hash {
                    _ if facts.size == 0 => (0, 0),
                    ContentHash::Read(hash) => (1, hash),
                    ContentHash::Claimed(hash) => (2, hash),
                    ContentHash::Unknown => return None,
                };
                hash.update(&[known]);
                hash.update(&contents.to_le_bytes());
            }
        }
        let digest = hash.digest128();
        Some(Print(digest as u64, (digest >> 64) as u64))
    }
}

//! Which files of an image are to be read.

use super::{PackageError, Role, Trouble};
use crate::image::{Change, Stack};
use crate::layer::{Contents, Kind, Listing, NONE};
use crate::{limits, text};

/// A file that is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Wanted {
    /// The node of its path in the stack.
    pub node: u32,
    /// The layer that has this version of it.
    pub layer: u32,
    /// What it tells.
    pub role: Role,
    /// Where its contents are in the layer.
    pub contents: Contents,
}

/// The files that tell of packages, in every version that a layer has: what was there once tells
/// which layer brought a package, and which took it away. Those that cannot be read are troubles.
pub fn wanted(stack: &Stack, layers: &[&Listing]) -> (Vec<Wanted>, Vec<Trouble>) {
    let (mut wanted, mut troubles) = (Vec::new(), Vec::new());
    for node in 0..stack.tree.len() as u32 {
        let mut path = None;
        for event in stack.history(node) {
            let bytes = matches!(event.change, Change::Added | Change::Modified);
            let listing = layers.get(event.layer as usize);
            let Some(listing) = listing.filter(|_| bytes && event.entry != NONE) else {
                continue;
            };
            let facts = listing.node(event.entry);
            if facts.kind != Kind::File || facts.size == 0 {
                continue;
            }
            let path = path.get_or_insert_with(|| stack.tree.path(node));
            let Some(role) = Role::of(path, facts.mode & 0o111 != 0) else {
                continue;
            };
            let trouble = |error| Trouble {
                path: text::path(path),
                layer: event.layer,
                error,
            };
            match listing.contents(event.entry) {
                _ if wanted.len() >= limits::PACKAGE_FILES => {
                    troubles.push(trouble(PackageError::TooMany("files to read".into())));
                    return (wanted, troubles);
                }
                // Anything may have the bit of a program, also what is no linker's.
                Some(contents) if role == Role::Program && contents.logical > role.limit() => {}
                Some(contents) if contents.logical > role.limit() => {
                    troubles.push(trouble(PackageError::TooLarge(contents.logical)));
                }
                Some(contents) => wanted.push(Wanted {
                    node,
                    layer: event.layer,
                    role,
                    contents,
                }),
                None => {
                    let table = "a layer of which only the table of contents is here";
                    troubles.push(trouble(PackageError::Unsupported(table.into())));
                }
            }
        }
    }
    (wanted, troubles)
}

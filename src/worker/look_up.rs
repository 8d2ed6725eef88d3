//! A path of the whole image, with symbolic links followed.

use crate::image::{Change, Stack};
use crate::layer::{Kind, NONE, ROOT, clean};
use crate::limits;
use crate::view::file::Which;

/// What the stacked image has at a path, symbolic links on the way and at its end followed;
/// `None` where it has nothing there, or only a folder without an entry of its own. `link` gives
/// what a node of a layer is, and the target of a link.
pub fn look_up<'a>(
    stack: &Stack,
    path: &[u8],
    link: impl Fn(Which) -> Option<(Kind, Option<&'a [u8]>)>,
) -> Option<Which> {
    which(stack, look_up_node(stack, path, link)?)
}

/// The node of the stack at a path, found in the same way.
pub fn look_up_node<'a>(
    stack: &Stack,
    path: &[u8],
    link: impl Fn(Which) -> Option<(Kind, Option<&'a [u8]>)>,
) -> Option<u32> {
    let mut path = path.to_vec();
    'hops: for _ in 0..=limits::LINK_HOPS {
        let parts = clean(&path).parts;
        let mut at = ROOT;
        for (i, part) in parts.iter().enumerate() {
            // A parent comes before its children.
            at = (at + 1..stack.tree.len() as u32)
                .find(|node| stack.tree.parent(*node) == at && stack.tree.name(*node) == *part)?;
            if stack.last_event(at)?.change == Change::Removed {
                return None;
            }
            if let Some((Kind::Symlink, Some(target))) = which(stack, at).and_then(&link) {
                let before: &[u8] = match target.first() {
                    Some(b'/') => b"",
                    _ => &parts[..i].join(&b'/'),
                };
                let after = parts[i + 1..].join(&b'/');
                path = [before, target, &after].join(&b'/');
                continue 'hops;
            }
        }
        return Some(at);
    }
    None
}

fn which(stack: &Stack, node: u32) -> Option<Which> {
    let event = stack.last_event(node)?;
    (event.entry != NONE).then_some(Which {
        layer: event.layer as usize,
        node: event.entry,
    })
}

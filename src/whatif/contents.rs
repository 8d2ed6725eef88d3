//! Contents in layers with all their names, and which of them go.

use std::collections::HashMap;

use super::marks::{Marks, listings};
use crate::image::{Event, Finder, Image, Shown};
use crate::layer::Kind;
use crate::limits;
use crate::rules::Gone;

/// A name in a layer: a node of the tree, and the layer that has it there.
type Name = (u32, u32);

/// The names of contents besides that of their own entry: hard links.
#[derive(Default)]
pub(super) struct Names {
    /// By the name of the entry that has the contents.
    others: HashMap<Name, Vec<Name>>,
    /// The contents of each hard link.
    of: HashMap<Name, Name>,
}

impl Names {
    pub(super) fn of(image: &Image) -> Names {
        let is_link = |(_, event): &(u32, Event)| kind(image, event) == Some(Kind::HardLink);
        let mut links = image.versions().filter(is_link).peekable();
        let mut names = Names::default();
        if links.peek().is_none() {
            return names;
        }
        let layers = listings(image);
        let mut finder = Finder::new(Shown {
            stack: &image.stack,
            layers: &layers,
        });
        for (node, event) in links {
            let name = (node, event.layer);
            if let Some(contents) = lead(image, &mut finder, &event) {
                names.others.entry(contents).or_default().push(name);
                names.of.insert(name, contents);
            }
        }
        names
    }

    /// The contents that a finding means: those of a name's own entry, or those that it is another
    /// name of, in that layer.
    fn meant(&self, image: &Image, gone: &Gone) -> Option<Name> {
        let name = (gone.node, gone.layer);
        let own = image
            .stack
            .history(gone.node)
            .find(|event| event.layer == gone.layer);
        if own.is_some_and(|event| kind(image, &event) == Some(Kind::File)) {
            return Some(name);
        }
        // The link may stand in a layer above the contents.
        let mut links = image.stack.history(gone.node);
        links.find_map(|event| {
            let contents = *self.of.get(&(gone.node, event.layer))?;
            (contents.1 == gone.layer).then_some(contents)
        })
    }
}

fn kind(image: &Image, event: &Event) -> Option<Kind> {
    image.facts(event).map(|facts| facts.kind)
}

/// The contents to which a hard link leads, over others where it leads to one.
fn lead(image: &Image, finder: &mut Finder<'_>, link: &Event) -> Option<Name> {
    let mut at = *link;
    for _ in 0..limits::LINK_HOPS {
        let listing = image.layers.get(at.layer as usize)?.listing()?;
        let node = finder.find(listing.link(at.entry)?)?;
        let event = image.stack.event_at(node, at.layer)?;
        match kind(image, &event)? {
            Kind::File => return Some((node, event.layer)),
            Kind::HardLink => at = event,
            _ => return None,
        }
    }
    None
}

/// Contents that go.
pub(super) struct Goes<'a> {
    /// The layer that has them.
    pub(super) layer: u32,
    pub(super) bytes: u64,
    /// Ticks that take all their names, each by itself.
    pub(super) alone: &'a [usize],
    /// Ticks that take one of their names.
    pub(super) any: &'a [usize],
}

/// Calls `take` for all contents of which every name is ticked.
pub(super) fn each_gone(
    image: &Image,
    marks: &Marks,
    names: &Names,
    mut take: impl FnMut(Goes<'_>),
) {
    let mut whole: HashMap<Name, Vec<usize>> = HashMap::new();
    for (gone, tick) in &marks.hidden {
        if let Some(contents) = names.meant(image, gone) {
            let ticks = whole.entry(contents).or_default();
            if !ticks.contains(tick) {
                ticks.push(*tick);
            }
        }
    }
    let (mut alone, mut any, mut more) = (Vec::new(), Vec::new(), Vec::new());
    for (node, event) in image.versions() {
        let facts = image.facts(&event);
        let Some(facts) = facts.filter(|facts| facts.kind == Kind::File && facts.size > 0) else {
            continue;
        };
        let name = (node, event.layer);
        let hidden = whole.get(&name);
        marks.takers(node, event.layer, &mut alone);
        if alone.is_empty() && hidden.is_none() {
            continue;
        }
        any.clone_from(&alone);
        let mut all_taken = !alone.is_empty();
        for (node, layer) in names.others.get(&name).into_iter().flatten() {
            marks.takers(*node, *layer, &mut more);
            all_taken &= !more.is_empty();
            alone.retain(|tick| more.contains(tick));
            any.extend(
                more.iter()
                    .filter(|tick| !any.contains(tick))
                    .copied()
                    .collect::<Vec<_>>(),
            );
        }
        for tick in hidden.into_iter().flatten() {
            if !alone.contains(tick) {
                alone.push(*tick);
            }
        }
        if all_taken || hidden.is_some() {
            take(Goes {
                layer: event.layer,
                bytes: facts.size,
                alone: &alone,
                any: &any,
            });
        }
    }
    // Earlier entries of a path in the same tar: they are no versions of it.
    for hidden in image
        .stack
        .hidden
        .iter()
        .filter(|hidden| hidden.from == hidden.by)
    {
        marks.takers(hidden.node, hidden.from, &mut alone);
        if !alone.is_empty() {
            take(Goes {
                layer: hidden.from,
                bytes: hidden.bytes,
                alone: &alone,
                any: &alone,
            });
        }
    }
}

//! Grows a plan, entry by entry.

use std::collections::HashMap;

use super::{Plan, TarballError};
use crate::layer::{Kind, Listing, NONE, Owner};
use crate::tarstream::BLOCK;

/// An entry as a layer has it.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) layer: u32,
    pub(super) node: u32,
    pub(super) listing: &'a Listing,
}

impl Found<'_> {
    pub(super) fn kind(&self) -> Kind {
        self.listing.node(self.node).kind
    }
}

/// Permission bits of a folder that no tar has an entry of.
const FOLDER: u16 = 0o755;

/// A plan that grows.
#[derive(Default)]
pub(super) struct Growing {
    plan: Plan,
    /// What each entry is: a layer, and a node of its listing.
    origin: Vec<(u32, u32)>,
    /// The first name of each file, once hard links are looked for.
    first: Option<HashMap<(u32, u32), u32>>,
}

impl Growing {
    /// Adds an entry below another; the first one is below none. `None` where no tar holds such.
    pub(super) fn push(
        &mut self,
        parent: u32,
        name: &[u8],
        found: Option<Found<'_>>,
    ) -> Result<Option<u32>, TarballError> {
        self.push_as(parent, name, found, found)
    }

    /// The same of an entry whose mode, owner and time `own` has.
    fn push_as(
        &mut self,
        parent: u32,
        name: &[u8],
        found: Option<Found<'_>>,
        own: Option<Found<'_>>,
    ) -> Result<Option<u32>, TarballError> {
        let kind = found.map_or(Kind::Directory, |found| found.kind());
        match kind {
            Kind::Whiteout | Kind::Opaque | Kind::Reserved => return Ok(None),
            Kind::Other | Kind::HardLink => {
                self.plan.left_out += 1;
                return Ok(None);
            }
            _ => {}
        }
        let at = self.add(parent, name, found, own)?;
        let Some(Found {
            layer,
            node,
            listing,
        }) = found
        else {
            return Ok(Some(at));
        };
        let (facts, i) = (listing.node(node), at as usize);
        let size = listing.logical_size(node);
        let marked = facts.flags.capability() || facts.flags.attributes();
        let wanted = match kind {
            Kind::File => size > 0,
            Kind::CharDevice | Kind::BlockDevice => true,
            _ => false,
        };
        // A table of contents does not tell where the tar has it.
        if wanted && listing.by_table() {
            return Err(TarballError::NotRead(layer));
        }
        if wanted || marked && !listing.by_table() {
            self.plan.layer[i] = layer;
            self.plan.offset[i] = facts.offset;
        }
        if kind == Kind::File {
            self.plan.size[i] = size;
        }
        if kind == Kind::Symlink {
            let target = listing.link(node).unwrap_or_default();
            room(self.plan.links.total_bytes(), target)?;
            self.plan.link[i] = self.plan.links.push(target);
        }
        Ok(Some(at))
    }

    /// Adds another name of a file, or its first where none stands in the tar so far. Mode, owner and
    /// time are the link's own, as whoever unpacks a layer gives them to the file.
    pub(super) fn link(
        &mut self,
        parent: u32,
        name: &[u8],
        link: Found<'_>,
        file: Option<Found<'_>>,
    ) -> Result<(), TarballError> {
        let origin = file.map(|file| (file.layer, file.node));
        let all = self.origin.iter().zip(0..);
        let first = self
            .first
            .get_or_insert_with(|| all.map(|(origin, at)| (*origin, at)).collect());
        let target = origin.and_then(|origin| first.get(&origin).copied());
        if let Some(target) = target {
            let at = self.add(parent, name, file, Some(link))? as usize;
            self.plan.kind[at] = Kind::HardLink;
            self.plan.link[at] = target;
            return Ok(());
        }
        // What leads to nothing is left out, and counted.
        let pushed = match file {
            Some(file) => self.push_as(parent, name, Some(file), Some(link))?,
            None => {
                self.plan.left_out += 1;
                None
            }
        };
        if let (Some(first), Some(origin), Some(at)) = (&mut self.first, origin, pushed) {
            first.insert(origin, at);
        }
        Ok(())
    }

    fn add(
        &mut self,
        parent: u32,
        name: &[u8],
        found: Option<Found<'_>>,
        own: Option<Found<'_>>,
    ) -> Result<u32, TarballError> {
        let plan = &mut self.plan;
        room(plan.names.total_bytes(), name)?;
        let own = own.map(|own| own.listing.node(own.node));
        let own = own.filter(|facts| !facts.flags.implicit());
        let at = plan.names.push(name);
        plan.parent.push(if parent == NONE { at } else { parent });
        plan.kind
            .push(found.map_or(Kind::Directory, |found| found.kind()));
        plan.mode.push(own.map_or(FOLDER, |facts| facts.mode));
        let owner = own.map_or(Owner::default(), |facts| facts.owner);
        plan.owner.push(owner);
        plan.mtime.push(own.map_or(0, |facts| facts.mtime));
        plan.size.push(0);
        plan.link.push(NONE);
        plan.layer.push(NONE);
        plan.offset.push(0);
        let origin = found.map(|found| (found.layer, found.node));
        self.origin.push(origin.unwrap_or((NONE, NONE)));
        Ok(at)
    }

    /// The plan; `listing` gives what a layer has.
    pub(super) fn finish<'a>(
        mut self,
        listing: impl Fn(u32) -> Option<&'a Listing>,
    ) -> Result<Plan, TarballError> {
        if self.plan.is_empty() {
            return Err(TarballError::Nothing);
        }
        let passes = self.plan.passes();
        let starts = passes.iter().filter_map(|pass| {
            let (_, first) = pass.entries.first()?;
            Some((pass.layer, start_before(listing(pass.layer)?, *first)))
        });
        self.plan.starts = starts.collect();
        Ok(self.plan)
    }
}

/// Where an entry's headers begin in a layer's tar, as near before the contents at `offset` as is sure: what
/// is known of all others is where the contents of files end.
fn start_before(listing: &Listing, offset: u64) -> u64 {
    let files = listing.nodes().map(|node| listing.node(node));
    let files = files.filter(|facts| facts.kind == Kind::File && facts.offset < offset);
    let ends = files.map(|facts| {
        let end = facts.offset.saturating_add(facts.size);
        end.div_ceil(BLOCK as u64).saturating_mul(BLOCK as u64)
    });
    ends.filter(|end| *end < offset).max().unwrap_or(0)
}

/// Columns of texts hold four gibibytes.
fn room(bytes: usize, more: &[u8]) -> Result<(), TarballError> {
    match u32::try_from(bytes.saturating_add(more.len())) {
        Ok(_) => Ok(()),
        Err(_) => Err(TarballError::TooManyNames),
    }
}

//! The bytes of the tar.

use std::ops::ControlFlow;

use tar::EntryType;

use super::Plan;
use super::header::{Facts, header};
use crate::layer::{Entry, Kind, NONE};
use crate::tarstream::BLOCK;

/// Takes the next bytes of the tar, and says whether more are wanted.
pub type Put<'a> = &'a mut dyn FnMut(&[u8]) -> ControlFlow<()>;

/// A tar that is being made of a plan: first [`Pack::begin`], then each entry that is read again, in any
/// order, then [`Pack::finish`].
pub struct Pack<'a> {
    plan: &'a Plan,
    /// Whether the entry at hand has contents, and how many of them came.
    at_hand: Option<u64>,
}

const ZEROS: &[u8] = &[0; 2 * BLOCK];

impl<'a> Pack<'a> {
    /// A tar of what a plan says.
    pub fn new(plan: &'a Plan) -> Pack<'a> {
        Pack {
            plan,
            at_hand: None,
        }
    }

    /// Everything for which no layer has to be read, folders before what is in them.
    pub fn begin(&mut self, put: Put<'_>) -> ControlFlow<()> {
        for at in 0..self.plan.len() as u32 {
            let here = self.plan.layer[at as usize] == NONE;
            if here && self.plan.kind[at as usize] != Kind::HardLink {
                put(&self.header(at, None))?;
            }
        }
        ControlFlow::Continue(())
    }

    /// An entry of the plan, as a layer has it.
    pub fn entry(&mut self, at: u32, entry: &Entry, put: Put<'_>) -> ControlFlow<()> {
        let is_file = self.plan.kind[at as usize] == Kind::File;
        self.at_hand = is_file.then_some(0);
        put(&self.header(at, Some(entry)))
    }

    /// The next bytes of its contents.
    pub fn bytes(&mut self, bytes: &[u8], put: Put<'_>) -> ControlFlow<()> {
        match &mut self.at_hand {
            Some(came) => {
                *came += bytes.len() as u64;
                put(bytes)
            }
            None => ControlFlow::Continue(()),
        }
    }

    /// All of its contents have come.
    pub fn end(&mut self, put: Put<'_>) -> ControlFlow<()> {
        let came = self.at_hand.take().unwrap_or(0);
        let over = (came % BLOCK as u64) as usize;
        match over {
            0 => ControlFlow::Continue(()),
            over => put(&ZEROS[..BLOCK - over]),
        }
    }

    /// Hard links, and the end of the tar.
    pub fn finish(self, put: Put<'_>) -> ControlFlow<()> {
        for at in 0..self.plan.len() as u32 {
            if self.plan.kind[at as usize] == Kind::HardLink {
                put(&self.header(at, None))?;
            }
        }
        put(ZEROS)
    }

    fn header(&self, at: u32, entry: Option<&Entry>) -> Vec<u8> {
        let (plan, i) = (self.plan, at as usize);
        let kind = plan.kind[i];
        header(&Facts {
            path: &plan.path(at),
            kind: kind_of(kind),
            link: &plan.target(at),
            mode: plan.mode[i],
            owner: plan.owner[i],
            mtime: plan.mtime[i],
            size: match (kind, entry) {
                (Kind::File, Some(entry)) => entry.logical,
                _ => 0,
            },
            device: entry.map_or((0, 0), |entry| entry.device),
            attributes: entry.map_or(&[], |entry| &entry.xattrs),
        })
    }
}

/// How a tar calls it; what has no name of its own is not in a plan.
fn kind_of(kind: Kind) -> EntryType {
    match kind {
        Kind::Directory => EntryType::Directory,
        Kind::HardLink => EntryType::Link,
        Kind::Symlink => EntryType::Symlink,
        Kind::CharDevice => EntryType::Char,
        Kind::BlockDevice => EntryType::Block,
        Kind::Fifo => EntryType::Fifo,
        Kind::File | Kind::Other | Kind::Whiteout | Kind::Opaque | Kind::Reserved => {
            EntryType::Regular
        }
    }
}

//! The packages of an image: the files that tell of them are read again, a layer at a time.

mod known;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

pub(super) use known::Known;

use super::contents::{LayerAt, contents};
use super::scan::{Progress, Step, compression_of};
use super::session::Session;
use crate::decompress::Compression;
use crate::image::{Shown, Stack};
use crate::layer::{Contents, Listing, Scanned};
use crate::limits;
use crate::packages::{Found, Owners, PackageError, Reading, Trouble, Wanted, wanted};
use crate::source::ByteSource;

/// What packages are read for: each has a reading of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To be looked at.
    Shown,
    /// To be compared.
    Compared,
}

/// How much more may be told of one image's packages: shared by whoever reads its layers.
#[derive(Debug)]
pub struct PackageRoom(AtomicUsize);

impl Default for PackageRoom {
    fn default() -> PackageRoom {
        PackageRoom(AtomicUsize::new(limits::PACKAGE_MEMORY))
    }
}

impl PackageRoom {
    fn take(&self, found: Found) -> Result<Found, PackageError> {
        let weight = found.weight();
        let left = |left: usize| left.checked_sub(weight);
        match self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, left)
        {
            Ok(_) => Ok(found),
            Err(_) => Err(PackageError::TooMany("packages and paths".into())),
        }
    }
}

/// The files of one layer that are to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerWork {
    /// Where the layer is.
    pub at: LayerAt,
    /// They, in the order in which they stand there.
    pub files: Vec<Wanted>,
}

/// What is to be read to know an image's packages, and what cannot be.
pub fn plan(
    session: &Session,
    image: usize,
    stack: &Stack,
    layers: &[Option<Arc<Scanned>>],
) -> (Vec<LayerWork>, Vec<Trouble>) {
    let listings = listings(layers);
    let (files, troubles) = wanted(stack, &listings);
    let mut work: Vec<LayerWork> = Vec::new();
    let mut at_layer = vec![Vec::new(); listings.len()];
    for file in files {
        if let Some(files) = at_layer.get_mut(file.layer as usize) {
            files.push(file);
        }
    }
    for (layer, mut files) in at_layer.into_iter().enumerate() {
        files.sort_by_key(|file| file.contents.offset);
        if let (false, Some(at)) = (files.is_empty(), session.layer_at(image, layer)) {
            work.push(LayerWork { at, files });
        }
    }
    (work, troubles)
}

/// Puts together what was read.
pub fn owners(
    stack: &Stack,
    layers: &[Option<Arc<Scanned>>],
    readings: Vec<Reading>,
    troubles: Vec<Trouble>,
) -> Owners {
    let layers = listings(layers);
    let shown = Shown {
        stack,
        layers: &layers,
    };
    Owners::of(shown, readings, troubles)
}

/// The listings of the layers that can be stacked.
pub(super) fn listings(layers: &[Option<Arc<Scanned>>]) -> Vec<&Listing> {
    let scanned = layers.iter().map_while(Option::as_deref);
    scanned.map(|scanned| &scanned.listing).collect()
}

/// Reads the files of one layer, each once, and keeps what they tell. Where the layer cannot be read
/// to the last of them, those that are missing say so.
pub fn read_packages(
    source: &dyn ByteSource,
    work: &LayerWork,
    room: &PackageRoom,
    progress: Progress<'_>,
) -> Vec<Reading> {
    let mut readings = Vec::with_capacity(work.files.len());
    let (sparse, plain): (Vec<&Wanted>, Vec<&Wanted>) =
        work.files.iter().partition(|file| file.contents.sparse);
    let stored = compression_of(source, work.at.blob);
    match stored {
        // They can be had without what stands before them.
        Ok(Compression::None) if !work.at.packed => {
            in_runs(source, work.at, &plain, room, progress, &mut readings);
        }
        _ => in_passing(source, work.at, &plain, room, progress, &mut readings),
    }
    one_by_one(source, work.at, &sparse, room, &mut readings);
    readings
}

/// Bytes between two files that are rather read than jumped over: to ask a browser for a piece of a
/// file takes as long.
const GAP: u64 = 512 << 10;

/// Reads files of a layer whose bytes can be had at any place: those that stand together in one go.
fn in_runs(
    source: &dyn ByteSource,
    at: LayerAt,
    files: &[&Wanted],
    room: &PackageRoom,
    progress: Progress<'_>,
    readings: &mut Vec<Reading>,
) {
    let together =
        |one: &&Wanted, next: &&Wanted| next.contents.offset <= end(one).saturating_add(GAP);
    let runs: Vec<&[&Wanted]> = files.chunk_by(together).collect();
    let span = |run: &&[&Wanted]| match run {
        [first, .., last] => end(last).saturating_sub(first.contents.offset),
        [one] => one.contents.stored,
        [] => 0,
    };
    let total = runs.iter().map(span).fold(0, u64::saturating_add);
    let mut before = 0_u64;
    for run in runs {
        let mut tell = |step: Step| {
            progress(Step {
                done: before.saturating_add(step.done),
                total,
                unpacked: before.saturating_add(step.unpacked),
            });
        };
        in_passing(source, at, run, room, &mut tell, readings);
        before = before.saturating_add(span(&run));
    }
}

/// Where a file's contents end in its layer.
fn end(file: &Wanted) -> u64 {
    file.contents.offset.saturating_add(file.contents.stored)
}

/// Reads files each by itself: sparse ones, whose maps stand before them.
fn one_by_one(
    source: &dyn ByteSource,
    at: LayerAt,
    files: &[&Wanted],
    room: &PackageRoom,
    readings: &mut Vec<Reading>,
) {
    for file in files {
        let mut kept = Kept::new(file);
        let read = contents(source, at, file.contents, &mut |_| {}, &mut |bytes| {
            kept.take(bytes)
        });
        readings.push(kept.reading(read.err().map(PackageError::from), room));
    }
}

/// Reads files as the layer passes by, from the first to the last.
fn in_passing(
    source: &dyn ByteSource,
    at: LayerAt,
    files: &[&Wanted],
    room: &PackageRoom,
    progress: Progress<'_>,
    readings: &mut Vec<Reading>,
) {
    let ends = files.iter().map(|file| end(file));
    let (Some(first), Some(last)) = (files.first(), ends.max()) else {
        return;
    };
    let start = first.contents.offset;
    let stored = last.saturating_sub(start);
    let stretch = Contents {
        offset: start,
        stored,
        logical: stored,
        sparse: false,
    };
    let mut left = files.iter().copied();
    let mut now = left.next().map(Kept::new);
    let mut here = start;
    let read = contents(source, at, stretch, progress, &mut |mut bytes| {
        while let Some(kept) = &mut now {
            let skip = kept.wanted.contents.offset.saturating_sub(here);
            let skip = usize::try_from(skip).map_or(bytes.len(), |skip| skip.min(bytes.len()));
            bytes = &bytes[skip..];
            here += skip as u64;
            let want = kept.left();
            let n = usize::try_from(want).map_or(bytes.len(), |want| want.min(bytes.len()));
            // It may want no more, and still has to pass by.
            let _ = kept.take(&bytes[..n]);
            bytes = &bytes[n..];
            here += n as u64;
            if kept.left() > 0 {
                return ControlFlow::Continue(());
            }
            readings.extend(now.take().map(|kept| kept.reading(None, room)));
            now = left.next().map(Kept::new);
        }
        ControlFlow::Break(())
    });
    let error = read.err().map(PackageError::from);
    for kept in now.into_iter().chain(left.map(Kept::new)) {
        let missing = (kept.left() > 0).then(|| error.clone()).flatten();
        readings.push(kept.reading(missing, room));
    }
}

/// A file as its bytes come.
struct Kept<'a> {
    wanted: &'a Wanted,
    bytes: Vec<u8>,
    passed: u64,
    nothing: bool,
}

/// Bytes of a file that say whether the rest is of use.
const START: usize = 4;

impl Kept<'_> {
    fn new(wanted: &Wanted) -> Kept<'_> {
        Kept {
            wanted,
            bytes: Vec::new(),
            passed: 0,
            nothing: false,
        }
    }

    fn left(&self) -> u64 {
        self.wanted.contents.stored.saturating_sub(self.passed)
    }

    fn take(&mut self, bytes: &[u8]) -> ControlFlow<()> {
        self.passed += bytes.len() as u64;
        if self.nothing {
            return ControlFlow::Break(());
        }
        let over = (self.bytes.len() + bytes.len()) as u64 > self.wanted.role.limit();
        if over || self.bytes.len() < START && self.is_nothing(bytes) {
            self.nothing = true;
            self.bytes = Vec::new();
            return ControlFlow::Break(());
        }
        self.bytes.extend_from_slice(bytes);
        ControlFlow::Continue(())
    }

    fn is_nothing(&self, bytes: &[u8]) -> bool {
        let start: Vec<u8> = self
            .bytes
            .iter()
            .chain(bytes)
            .copied()
            .take(START)
            .collect();
        start.len() == START && Found::is_nothing(self.wanted.role, &start)
    }

    fn reading(self, error: Option<PackageError>, room: &PackageRoom) -> Reading {
        let found = match (error, self.nothing) {
            (Some(error), false) => Err(error),
            (_, true) => Ok(Found::Nothing),
            (None, false) => {
                let found = Found::read(self.wanted.role, &self.bytes);
                found.and_then(|found| room.take(found))
            }
        };
        let Wanted {
            node, layer, role, ..
        } = *self.wanted;
        Reading {
            node,
            layer,
            role,
            found,
        }
    }
}

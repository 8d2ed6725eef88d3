//! A folder as a tar: what of which layer is to be read is found by the session; and then the layers are
//! read, and the tar's bytes are handed on as they come.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::Session;
use super::contents::LayerAt;
use super::entries::{LayerEntries, entries, packed_entries};
use super::packages::listings;
use super::scan::{Progress, Step};
use crate::image::{Shown, Stack};
use crate::layer::{ContentsProblem, Listing, Piece};
use crate::report::Problem;
use crate::source::ByteSource;
use crate::tarball::{Pack, Pass, Plan, Put, TarballError};
use crate::text;

/// Which folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Top {
    /// What an image shows at a node of its stack, with the layers up to this one.
    Image {
        /// The uppermost layer, from 0.
        layer: u32,
        /// The node.
        node: u32,
    },
    /// What one layer has at a node of its listing.
    Layer {
        /// The layer, from 0.
        layer: u32,
        /// The node.
        node: u32,
    },
}

/// Where a layer is that a plan wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedLayer {
    /// The layer, from 0.
    pub layer: u32,
    /// Its place.
    pub at: LayerAt,
}

/// What goes into the tar of a folder of an image, and where the layers are that have it. `path` names the
/// folder in what goes wrong.
///
/// # Errors
/// Why there is no such tar.
pub fn plan_tar(
    session: &Session,
    image: usize,
    stack: Option<&Stack>,
    top: Top,
    path: &str,
) -> Result<(Plan, Vec<PlannedLayer>), Problem> {
    let scanned = session.layers(image).unwrap_or_default();
    let plan = match (top, stack) {
        (Top::Image { layer, node }, Some(stack)) => {
            let layers = listings(&scanned);
            let layers = &layers[..layers.len().min(stack.layers())];
            Plan::of_image(Shown { stack, layers }, layer, node)
        }
        (Top::Image { .. }, None) => Err(TarballError::Nothing),
        (Top::Layer { layer, node }, _) => {
            let layers: Vec<Option<&Listing>> = scanned
                .iter()
                .map(|scanned| Some(&scanned.as_deref()?.listing))
                .collect();
            Plan::of_layer(&layers, layer, node)
        }
    };
    let plan = plan.map_err(|error| Problem::of_tarball(path, &error))?;
    let layers = plan.passes().into_iter().map(|pass| {
        let at = session.layer_at(image, pass.layer as usize);
        let layer = pass.layer;
        at.map(|at| PlannedLayer { layer, at })
            .ok_or_else(|| Problem::of_tarball(path, &TarballError::NotRead(layer)))
    });
    let layers = layers.collect::<Result<_, _>>()?;
    Ok((plan, layers))
}

/// Why a tar was not made to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The file that could not be read, or was about to be.
    pub path: String,
    /// Why.
    pub problem: ContentsProblem,
}

/// A tar that is being made. Whoever takes its bytes may break; then nothing more is read.
pub struct TarRun<'a> {
    plan: &'a Plan,
    pack: Pack<'a>,
    /// Bytes of the layers, as stored, that were read, and of all that are to be.
    done: u64,
    total: u64,
    stopped: bool,
}

impl<'a> TarRun<'a> {
    /// A tar of what was planned, of layers with so many bytes in all, as stored.
    pub fn new(plan: &'a Plan, total: u64) -> TarRun<'a> {
        TarRun {
            plan,
            pack: Pack::new(plan),
            done: 0,
            total,
            stopped: false,
        }
    }

    /// Begins the tar.
    pub fn begin(&mut self, put: Put<'_>) {
        self.stopped = self.pack.begin(put).is_break();
    }

    /// Reads what is wanted of one layer.
    ///
    /// # Errors
    /// [`Unread`].
    pub fn layer(
        &mut self,
        source: &dyn ByteSource,
        at: LayerAt,
        pass: &Pass,
        progress: Progress<'_>,
        put: Put<'_>,
    ) -> Result<(), Unread> {
        if self.stopped {
            return Ok(());
        }
        let (before, total, len) = (self.done, self.total, at.blob.len);
        let mut tell = |step: Step| {
            // Of a layer only a part may be read: all of it is what counts.
            let share = step.done as f64 / step.total.max(1) as f64;
            progress(Step {
                done: before.saturating_add((share * len as f64) as u64),
                total,
                unpacked: step.unpacked,
            });
        };
        let mut last = 0;
        let wanted = wanted(at, pass);
        let read = entries(source, &wanted, &mut tell, &mut |piece| {
            self.take(pass, piece, &mut last, put)
        });
        self.done = before.saturating_add(len);
        read.map_err(|problem| self.unread(pass, last, problem))
    }

    /// Reads what is wanted of several layers of a compressed archive.
    ///
    /// # Errors
    /// [`Unread`].
    pub fn packed(
        &mut self,
        source: &dyn ByteSource,
        mut layers: Vec<(LayerAt, Pass)>,
        progress: Progress<'_>,
        put: Put<'_>,
    ) -> Result<(), Unread> {
        layers.sort_by_key(|(at, _)| at.blob.offset);
        while !layers.is_empty() && !self.stopped {
            // Two layers may be the same bytes: those need a pass each.
            let (mut now, mut later, mut end) = (Vec::new(), Vec::new(), 0);
            for (at, pass) in layers {
                match at.blob.offset >= end {
                    true => {
                        end = at.blob.offset.saturating_add(at.blob.len);
                        now.push((at, pass));
                    }
                    false => later.push((at, pass)),
                }
            }
            layers = later;
            let wanted: Vec<LayerEntries> =
                now.iter().map(|(at, pass)| wanted(*at, pass)).collect();
            let (mut last, mut of) = (0, 0);
            let read = packed_entries(source, &wanted, progress, &mut |layer, piece| {
                of = layer;
                self.take(&now[layer].1, piece, &mut last, put)
            });
            read.map_err(|problem| self.unread(&now[of].1, last, problem))?;
        }
        Ok(())
    }

    /// Ends the tar.
    pub fn finish(self, put: Put<'_>) {
        if !self.stopped {
            // Whoever takes it knows whether they took all.
            let _ = self.pack.finish(put);
        }
    }

    fn take(
        &mut self,
        pass: &Pass,
        piece: Piece<'_>,
        last: &mut usize,
        put: Put<'_>,
    ) -> ControlFlow<()> {
        let taken = match piece {
            Piece::Entry(at, entry) => {
                *last = at;
                self.pack.entry(pass.entries[at].0, entry, put)
            }
            Piece::Bytes(bytes) => self.pack.bytes(bytes, put),
            Piece::End => {
                *last += 1;
                self.pack.end(put)
            }
        };
        self.stopped |= taken.is_break();
        taken
    }

    fn unread(&self, pass: &Pass, last: usize, problem: ContentsProblem) -> Unread {
        let entry = pass.entries.get(last).or(pass.entries.last());
        let path = entry.map_or_else(Vec::new, |(entry, _)| self.plan.path(*entry));
        Unread {
            path: text::path(&path),
            problem,
        }
    }
}

fn wanted(at: LayerAt, pass: &Pass) -> LayerEntries {
    LayerEntries {
        at,
        start: pass.start,
        end: pass.end,
        wanted: pass.entries.iter().map(|(_, offset)| *offset).collect(),
    }
}

/// Reads all that a plan wants of an archive, and hands on the tar.
///
/// # Errors
/// [`Unread`].
pub fn write_tar(
    source: &dyn ByteSource,
    plan: &Plan,
    layers: &[PlannedLayer],
    progress: Progress<'_>,
    put: Put<'_>,
) -> Result<(), Unread> {
    let at = |layer: u32| layers.iter().find(|one| one.layer == layer);
    let passes = plan.passes().into_iter();
    let passes: Vec<(LayerAt, Pass)> = passes
        .filter_map(|pass| Some((at(pass.layer)?.at, pass)))
        .collect();
    let bytes = passes.iter().map(|(at, _)| at.blob.len);
    let mut run = TarRun::new(plan, bytes.fold(0, u64::saturating_add));
    run.begin(put);
    if passes.iter().any(|(at, _)| at.packed) {
        run.packed(source, passes, progress, put)?;
    } else {
        for (at, pass) in &passes {
            run.layer(source, *at, pass, progress, put)?;
        }
    }
    run.finish(put);
    Ok(())
}

//! An image: its config, its history aligned with its layers, and the stack of their listings:
//! what each layer adds, changes and removes, and which bytes the final tree does not show.
//!
//! May depend on `limits`, `text`, `columns`, `digest`, `archive` (configs) and `layer` (listings).
//! Specs: image-spec `layer.md` (whiteouts, applying changesets) and `config.md` (history).

mod dive;
mod find;
mod hidden;
mod history;
mod instruction;
mod layer;
mod stack;
mod stacking;
mod tree;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use dive::DiveFigures;
pub use find::{Finder, Shown};
pub use hidden::{Cause, Hidden};
pub use history::{HistoryNote, HistoryRow};
pub use instruction::{Dialect, Instruction};
pub use layer::{ImageLayer, Verdict};
pub use stack::{Change, Event, LayerChanges, Stack};
pub use tree::PathTree;

use crate::archive::{ArchiveImage, Arguments, Config, Statement};
use crate::digest::Digest;
use crate::layer::{Listing, Scanned};

/// An image with whatever of its layers has been scanned.
#[derive(Clone, Debug)]
pub struct Image {
    /// Its references, `name:tag`; may be none.
    pub tags: Vec<String>,
    /// The image ID: the digest of its config.
    pub id: Option<Digest>,
    /// Its config.
    pub config: Config,
    /// Whether the config was read: only then do its silences mean anything.
    pub config_read: bool,
    /// What its manifest says of it, beside the config's labels.
    pub annotations: BTreeMap<String, String>,
    /// What went into its build, by its provenance: URI and digest.
    pub materials: Vec<(String, String)>,
    /// What its build was given, by its provenance.
    pub given: Arguments,
    /// One row for each history entry, the first instruction first.
    pub history: Vec<HistoryRow>,
    /// How the history had to be bent to fit the layers, where it had to.
    pub history_note: Option<HistoryNote>,
    /// Its layers, the lowest first.
    pub layers: Vec<ImageLayer>,
    /// The stack of the layers from the lowest up to the first that has not been scanned.
    pub stack: Stack,
    /// The day on which it is judged, `2027-01-31`: whoever knows one says it. Without one nothing is
    /// judged that depends on the day.
    pub today: Option<String>,
}

impl Image {
    /// Puts together what the archive says and what scanning found; `scanned` stands beside
    /// `archive.layers`, with `None` for what has not been scanned or is not there.
    pub fn new(archive: &ArchiveImage, scanned: &[Option<Arc<Scanned>>]) -> Image {
        let listings = scanned
            .iter()
            .map_while(|scanned| Some(&scanned.as_deref()?.listing));
        let listings: Vec<&Listing> = listings.collect();
        Image::stacked(archive, scanned, Stack::build(&listings))
    }

    /// The same with a stack that was made of these layers.
    pub fn stacked(
        archive: &ArchiveImage,
        scanned: &[Option<Arc<Scanned>>],
        stack: Stack,
    ) -> Image {
        let config = &archive.config;
        let (history, note) = history::align(&config.history, archive.layers.len());
        // A config that is not there says nothing, which is said already.
        let history_note = note.filter(|_| archive.config_read);
        let layers: Vec<ImageLayer> = archive
            .layers
            .iter()
            .enumerate()
            .map(|(i, blob)| ImageLayer::new(blob, scanned.get(i).cloned().flatten()))
            .collect();
        let statements = archive.attestations.iter();
        let built: Vec<&Statement> = statements
            .filter_map(|one| one.statement.as_ref())
            .collect();
        Image {
            tags: archive.tags.clone(),
            id: archive.id.digest().cloned(),
            config: config.clone(),
            config_read: archive.config_read,
            annotations: archive.annotations.clone(),
            materials: built
                .iter()
                .flat_map(|built| built.materials.clone())
                .collect(),
            given: Arguments::all(built.iter().map(|built| &built.arguments)),
            history,
            history_note,
            stack,
            layers,
            today: None,
        }
    }

    /// Bytes that a path shows by an event: those of its file, and of a hard link whose other
    /// names are all gone from the final tree. Other hard links show nothing of their own, so
    /// that sums count every file once.
    pub fn shown_bytes(&self, node: u32, event: &Event) -> u64 {
        let lone = self.stack.lone_bytes(node);
        lone.unwrap_or_else(|| self.facts(event).map_or(0, |facts| facts.size))
    }

    /// Whether every layer has been scanned and stacked.
    pub fn is_complete(&self) -> bool {
        self.stack.layers() == self.layers.len()
    }

    /// The instruction that made a layer, where the history tells.
    pub fn instruction(&self, layer: u32) -> Option<&Instruction> {
        let mut rows = self.history.iter();
        let row = rows.rfind(|row| row.layer == Some(layer as usize))?;
        Some(&row.instruction)
    }

    /// Every version of every path in the stacked layers: each node with each event that
    /// brought something (removals left out), the tree's order, the latest event first.
    pub fn versions(&self) -> impl Iterator<Item = (u32, Event)> + '_ {
        let nodes = 0..self.stack.tree.len() as u32;
        nodes.flat_map(|node| {
            let events = self.stack.history(node);
            let events = events.filter(|event| event.change != Change::Removed);
            events.map(move |event| (node, event))
        })
    }

    /// What the final tree shows: each visible node with its last event.
    pub fn visible(&self) -> impl Iterator<Item = (u32, Event)> + '_ {
        let nodes = 0..self.stack.tree.len() as u32;
        nodes.filter_map(|node| {
            let event = self.stack.last_event(node)?;
            (event.change != Change::Removed).then_some((node, event))
        })
    }

    /// The facts of what an event brought; `None` for a folder without an entry of its own.
    pub fn facts(&self, event: &Event) -> Option<crate::layer::Node> {
        let listing = self.layers.get(event.layer as usize)?.listing()?;
        (event.entry != crate::layer::NONE).then(|| listing.node(event.entry))
    }
}

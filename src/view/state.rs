//! Everything the page remembers.

use std::rc::Rc;

use crate::registry::{List, Listed};
use crate::report::{ImageReport, Problem, Report};
use crate::view::asks::{Asks, Request};
use crate::view::beside::Beside;
use crate::view::file::Viewed;
use crate::view::filter::{Filters, Set};
use crate::view::packages::PackagesView;
use crate::view::panel::Panel;
use crate::view::progress::{Progress, share};
use crate::view::stand::{Stand, ToCome};
use crate::view::tarball::TarView;
use crate::view::tree::{Ask, Column, Excerpt, Place, Sort};
use crate::view::treemap::MapView;
use crate::view::whatif::{WhatIfRequest, WhatIfView};

/// How far the page is with an archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing was opened.
    #[default]
    Idle,
    /// The archive is being opened: nothing can be shown yet.
    Opening,
    /// Images and history are there; layers are in a registry until a person wants them.
    Offered,
    /// Images and history are there; layers are being read.
    Scanning,
    /// Nothing more will come.
    Done,
    /// A person stopped the reading; what was read stays.
    Cancelled,
    /// The archive could not be opened.
    Failed,
}

impl Phase {
    /// For attributes.
    pub fn id(self) -> &'static str {
        match self {
            Phase::Idle => "idle",
            Phase::Opening => "opening",
            Phase::Offered => "offered",
            Phase::Scanning => "scanning",
            Phase::Done => "done",
            Phase::Cancelled => "cancelled",
            Phase::Failed => "failed",
        }
    }

    /// Whether work is going on.
    pub fn is_busy(self) -> bool {
        matches!(self, Phase::Opening | Phase::Scanning)
    }
}

/// What the tree shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Mode {
    /// The chosen layer's own changes.
    Layer,
    /// The image stacked up to the chosen layer.
    #[default]
    Image,
}

/// Which part a narrow page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The history.
    #[default]
    History,
    /// The tree.
    Tree,
    /// The panel.
    Details,
}

/// What is known of one layer's bytes. Layers that images share are one of these.
#[derive(Clone, Default)]
pub struct LayerFeed {
    /// Whether it was read.
    pub read: bool,
    /// Whether only its table of contents was.
    pub table: bool,
    /// Bytes done of all, while it is read.
    pub progress: Option<(u64, u64)>,
    /// Whether it could not be downloaded, the last time.
    pub failed: bool,
}

/// Everything the page remembers. Cloning is cheap.
#[derive(Clone, Default)]
pub struct State {
    /// How far it is.
    pub phase: Phase,
    /// The file's name, or the reference in its full form.
    pub file: String,
    /// The host that is asked for it, where it is elsewhere.
    pub host: Option<String>,
    /// What is written into the field for references.
    pub field: String,
    /// Whether another image is being chosen while one is open.
    pub opening: bool,
    /// Registries that know who asks, and the user's name at each.
    pub logins: Rc<Vec<(String, String)>>,
    /// How far the reading is.
    pub progress: Progress,
    /// Why nothing, or nothing more, can be shown.
    pub failure: Option<Rc<Problem>>,
    /// Why layers could not be downloaded, each reason once.
    pub not_downloaded: Rc<Vec<Problem>>,
    /// Bytes of the tables of contents that were fetched in the place of layers.
    pub tables_fetched: u64,
    /// What the registry listed, the last answer to each question.
    pub lists: Rc<Vec<(List, Result<Listed, Problem>)>>,
    /// What it was asked to list, and has not answered.
    pub listing: Rc<Vec<List>>,
    /// The analysis so far.
    pub report: Option<Rc<Report>>,
    /// For each image, from the lowest layer up, which of `feeds` is its; absent where the
    /// archive lacks it.
    pub layers: Rc<Vec<Vec<Option<usize>>>>,
    /// What is known of the layers' bytes.
    pub feeds: Rc<Vec<LayerFeed>>,
    /// The image at hand.
    pub image: usize,
    /// The row of the history at hand.
    pub row: Option<usize>,
    /// The layer at hand.
    pub layer: usize,
    /// Whether nobody has chosen a layer: then it is always the topmost that is stacked.
    pub follow: bool,
    /// What the tree shows.
    pub mode: Mode,
    /// What is drawn of the tree; absent until the layer at hand is read (or stacked). While
    /// another tree is grown it is still that of the one before.
    pub tree: Option<Excerpt>,
    /// What is asked of the trees.
    pub(super) asks: Asks,
    /// The filter that is wanted of the tree, and those before it.
    pub filters: Filters,
    /// The columns that are shown beside the names.
    pub columns: Set<Column>,
    /// What the address leads to, until something is open.
    pub(super) awaited: Option<Stand>,
    /// The path that is to be at hand, until there is a tree.
    pub(super) way: Option<String>,
    /// The order that the tree is to have, until there is one.
    pub(super) sort_to_come: Sort,
    /// What else the address leads to, until it is there.
    pub(super) to_come: ToCome,
    /// The map of the tree, and how it is looked at.
    pub map: MapView,
    /// What stands beside the tree.
    pub panel: Panel,
    /// Which part a narrow page shows.
    pub pane: Pane,
    /// Whether the keys are shown.
    pub help: bool,
    /// Whether the palette of commands is shown.
    pub palette: bool,
    /// The comparison that is looked at.
    pub compare: super::compare::CompareView,
    /// The dialog with the link to what is looked at.
    pub share: super::share::ShareView,
    /// The packages of the image at hand.
    pub packages: PackagesView,
    /// What is ticked, and the image without it.
    pub whatif: WhatIfView,
    /// The folder that is saved as a tar.
    pub tarball: TarView,
    /// The Dockerfile beside the image.
    pub beside: Option<Rc<Beside>>,
    /// The file that is looked at.
    pub viewed: Option<Viewed>,
    /// How many files were looked at.
    pub(super) views: u64,
}

impl State {
    /// The image at hand.
    pub fn image_report(&self) -> Option<&ImageReport> {
        self.report
            .as_deref()
            .and_then(|report| report.images.get(self.image))
    }

    /// Whether what is open is in a registry, or in a layout on a web server.
    pub fn is_remote(&self) -> bool {
        let report = self.report.as_ref();
        report.is_some_and(|report| report.source.remote.is_some())
    }

    /// Whether what is open is a report.
    pub fn is_reopened(&self) -> bool {
        let report = self.report.as_ref();
        report.is_some_and(|report| report.source.reopened.is_some())
    }

    /// What is known of a layer's bytes, of the image at hand.
    pub fn feed(&self, layer: usize) -> Option<&LayerFeed> {
        let slot = self.layers.get(self.image)?.get(layer).copied().flatten()?;
        self.feeds.get(slot)
    }

    /// Layers of the image at hand that are stacked, from the lowest up.
    pub fn stacked_layers(&self) -> usize {
        let layers = self.image_report().map(|image| image.layers.iter());
        let stacked = layers.map(|layers| layers.take_while(|layer| layer.changes.is_some()));
        stacked.map_or(0, Iterator::count)
    }

    /// What is to be asked of the worker that holds the trees, and not yet answered.
    pub fn request(&self) -> Option<&Request> {
        self.asks.under_way()
    }

    /// What is to be asked of the image without what is ticked. What is chosen in the tree is known
    /// only once the worker has done what was done there.
    pub fn what_if_request(&self) -> Option<&WhatIfRequest> {
        let settled = self.request().is_none();
        self.whatif
            .request()
            .filter(|asked| settled || !asked.chosen)
    }

    /// How much of a layer is read, of 1, while it is being read.
    pub fn reading(&self, layer: usize) -> Option<f64> {
        if self.phase != Phase::Scanning {
            return None;
        }
        let feed = self.feed(layer).filter(|feed| !feed.read || feed.table)?;
        let (done, total) = feed.progress.unwrap_or((0, 1));
        Some(share(done, total))
    }

    pub(super) fn row_of_layer(&self, layer: usize) -> Option<usize> {
        let history = &self.image_report()?.history;
        history.iter().position(|row| row.layer == Some(layer))
    }

    /// Asks for the tree of what is at hand, as far as that is read by now.
    pub(super) fn grow_tree(&mut self) {
        let there = match self.mode {
            Mode::Layer => self.feed(self.layer).is_some_and(|feed| feed.read),
            Mode::Image => self.stacked_layers() > self.layer,
        };
        if !there {
            self.tree = None;
        }
        self.asks.ask(Ask::Look(Place {
            image: self.image,
            layer: self.layer,
            mode: self.mode,
        }));
    }
}

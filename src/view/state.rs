//! Everything the page remembers, and everything that can happen to it.

use std::rc::Rc;

use crate::registry::{List, Listed};
use crate::report::{ImageReport, Problem, Report};
use crate::view::asks::{Asks, Request};
use crate::view::file::{FileAction, Viewed};
use crate::view::filter::{FilterAction, Filters, Set};
use crate::view::packages::{PackagesAction, PackagesView};
use crate::view::panel::Panel;
use crate::view::progress::{Progress, share};
use crate::view::sizes::Target;
use crate::view::stand::{Stand, ToCome};
use crate::view::tarball::{TarAction, TarView};
use crate::view::tree::{Answer, Ask, Column, Excerpt, Place, Sight, Sort, TreeAction};
use crate::view::treemap::{MapAction, MapView};
use crate::view::whatif::{WhatIfAction, WhatIfRequest, WhatIfView};

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
    /// The file that is looked at.
    pub viewed: Option<Viewed>,
    /// How many files were looked at.
    pub(super) views: u64,
}

/// Everything that can happen.
pub enum Action {
    /// Something was chosen to be opened.
    Begin {
        /// For [`State::file`].
        file: String,
        /// For [`State::host`].
        host: Option<String>,
        /// When, in milliseconds.
        now: f64,
    },
    /// What is in the field for references now.
    Write(String),
    /// Choose another image, or do not.
    Choose(bool),
    /// What was open is closed, or its failure put away; the field stays.
    Close,
    /// A person told a registry who asks: the registry, and the user's name.
    LoggedIn(String, String),
    /// A registry is not told any more who asks.
    LoggedOut(String),
    /// A registry is asked for a list.
    List(List),
    /// Bytes were read.
    Progress {
        /// Bytes done.
        done: u64,
        /// Bytes in all.
        total: u64,
        /// Bytes unpacked for one byte as stored, in the layer that unpacks to most.
        ratio: u64,
        /// When, in milliseconds.
        now: f64,
    },
    /// Bytes of one layer were read.
    LayerProgress(usize, u64, u64),
    /// The archive is open.
    Opened {
        /// What it says.
        report: Rc<Report>,
        /// For [`State::layers`].
        layers: Vec<Vec<Option<usize>>>,
    },
    /// A layer was read.
    Layer(usize),
    /// A layer could not be downloaded.
    NotDownloaded(usize, Problem),
    /// A layer's tree is read from its table of contents, for which so many bytes were fetched.
    Table(usize, u64),
    /// A layer's table of contents could not be used.
    NoTable(Problem),
    /// Layers are in a registry, and nothing is being downloaded.
    Waiting,
    /// A person wants the layers, at this time (in milliseconds).
    Download(f64),
    /// A registry listed what it keeps.
    Listed(List, Result<Listed, Problem>),
    /// An image was analysed with the layers so far.
    Analyzed {
        /// The image.
        image: usize,
        /// The report, made anew.
        report: Rc<Report>,
    },
    /// The report was said again, in the language that is spoken now.
    SaidAgain(Rc<Report>),
    /// What was asked of the trees is answered.
    Answered(Answer),
    /// It cannot be opened, or not be read on.
    Failed {
        /// Why.
        problem: Problem,
        /// Whether the trees of what was read are lost too.
        lost: bool,
    },
    /// Everything was read.
    Done,
    /// A person stopped the reading.
    Cancel,
    /// Look at an image.
    ChooseImage(usize),
    /// Look at a row of the history, and its layer where it has one.
    ChooseRow(usize),
    /// Look at the row so many above or below.
    MoveRow(isize),
    /// Look at a layer.
    ChooseLayer(usize),
    /// Look at the layer so many above or below.
    MoveLayer(isize),
    /// Show a layer, or the image up to it.
    SetMode(Mode),
    /// The other mode.
    SwitchMode,
    /// Something in the tree.
    Tree(TreeAction),
    /// Something with the filter of the tree.
    Filter(FilterAction),
    /// Let go of what is chosen together, or else of the filter.
    LetGo,
    /// Show or hide a column of the tree.
    SwitchColumn(Column),
    /// Show or hide what `ls -l` tells of a file, but for its size.
    SwitchAttributes,
    /// The address leads nowhere any more.
    Forget,
    /// The columns that were shown the last time.
    Columns(Set<Column>),
    /// Look at what the address leads to: now, or when something is open.
    GoTo(Box<Stand>),
    /// Something with the map.
    Map(MapAction),
    /// Other rows of the tree came into sight.
    Scrolled(Sight),
    /// Show a path in the tree.
    Reveal(Target),
    /// Show a panel.
    ChoosePanel(Panel),
    /// Show a panel, and on a narrow page the part with it.
    ShowPanel(Panel),
    /// Show a part of a narrow page.
    ChoosePane(Pane),
    /// Something with the packages.
    Packages(PackagesAction),
    /// Something with the comparison.
    Compare(super::compare::CompareAction),
    /// Something with what is ticked.
    WhatIf(WhatIfAction),
    /// Something with the folder that is saved as a tar.
    Tarball(TarAction),
    /// Something with the link to what is looked at.
    Share(super::share::ShareAction),
    /// Something with the file that is looked at.
    File(FileAction),
    /// Show the keys.
    Help(bool),
    /// Show the palette of commands, or do not.
    Palette(bool),
    /// Show or hide the keys.
    SwitchHelp,
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

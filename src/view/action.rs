//! Everything that can happen to what the page remembers.

use std::rc::Rc;

use super::file::FileAction;
use super::filter::{FilterAction, Set};
use super::packages::PackagesAction;
use super::panel::Panel;
use super::sizes::Target;
use super::stand::Stand;
use super::state::{Mode, Pane};
use super::tarball::TarAction;
use super::tree::{Answer, Column, Sight, TreeAction};
use super::treemap::MapAction;
use super::whatif::WhatIfAction;
use crate::registry::{List, Listed};
use crate::report::{Problem, Report};

/// Everything that can happen.
pub enum Action {
    /// Something was chosen to be opened.
    Begin {
        /// For [`super::State::file`].
        file: String,
        /// For [`super::State::host`].
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
        /// For [`super::State::layers`].
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
    /// A Dockerfile of this name and text is put beside the image, or taken away.
    Beside(Option<(String, String)>),
    /// Something with the file that is looked at.
    File(FileAction),
    /// Show the keys.
    Help(bool),
    /// Show the palette of commands, or do not.
    Palette(bool),
    /// Show or hide the keys.
    SwitchHelp,
}

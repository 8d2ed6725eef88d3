//! What the pool tells the page while it works.

use std::rc::Rc;

use super::{ComparedRows, Purpose};
use crate::archive::BlobRef;
use crate::compare::Comparison;
use crate::packages::{PackageFiles, Packages};
use crate::registry::{List, Listed};
use crate::report::{Problem, Report};
use crate::view::file::{Contents, FileAt};
use crate::view::tarball::TarPlanned;
use crate::view::tree::Answer;
use crate::whatif::Without;

/// What the page is told.
pub enum PoolEvent {
    /// How far everything is, in bytes as stored.
    Progress {
        /// Bytes done.
        done: u64,
        /// Bytes in all.
        total: u64,
        /// Bytes unpacked for one byte as stored, in the layer that unpacks to most.
        ratio: u64,
        /// Whether the archive is still being opened.
        opening: bool,
    },
    /// How far one layer is, in bytes as stored.
    LayerProgress {
        /// The layer.
        blob: BlobRef,
        /// Bytes done.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// The archive is open: images, history and configs; what scanning finds comes later.
    Opened {
        /// The report so far.
        report: Rc<Report>,
        /// The layers' places, for each image from the lowest up.
        layers: Vec<Vec<Option<BlobRef>>>,
    },
    /// A layer's tree was read from its table of contents.
    Table {
        /// The layer.
        blob: BlobRef,
        /// Bytes that were fetched for it.
        fetched: u64,
    },
    /// A layer's table of contents could not be used: it must be downloaded.
    NoTable {
        /// Why.
        problem: Problem,
    },
    /// A layer could not be downloaded.
    NotDownloaded {
        /// The layer.
        blob: BlobRef,
        /// Why.
        problem: Problem,
    },
    /// Nothing is being downloaded, and layers are missing still.
    Waiting,
    /// What a registry keeps.
    Listed {
        /// What was asked for.
        list: List,
        /// What there is.
        listed: Result<Listed, Problem>,
    },
    /// A layer was read.
    Layer {
        /// The layer.
        blob: BlobRef,
    },
    /// An image was stacked and judged with the layers so far.
    Analyzed {
        /// The image, from 0.
        image: usize,
        /// The report, with that image's part made anew.
        report: Rc<Report>,
    },
    /// The report was said again, in the language of the page.
    SaidAgain {
        /// It.
        report: Rc<Report>,
    },
    /// What was asked of the trees is answered.
    Explored {
        /// The answer.
        answer: Answer,
    },
    /// A file was found.
    FileFound {
        /// The number of what was asked.
        number: u64,
        /// What is known of it, or why it was not found.
        file: Result<FileAt, Problem>,
    },
    /// How far the reading of a file is, in bytes as stored.
    FileProgress {
        /// The number of what was asked.
        number: u64,
        /// Bytes done.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// A file's first bytes were read.
    FileRead {
        /// The number of what was asked.
        number: u64,
        /// They.
        contents: Contents,
    },
    /// All of a file was read, to be saved.
    FileWhole {
        /// The number of what was asked.
        number: u64,
        /// An address of it within the page, or why there is none.
        url: Result<String, Problem>,
    },
    /// How far the reading of what tells of packages is, in bytes as stored.
    PackagesProgress {
        /// The number of what was asked.
        number: u64,
        /// What for.
        purpose: Purpose,
        /// Bytes done.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// The packages of an image.
    Packages {
        /// The number of what was asked.
        number: u64,
        /// What for.
        purpose: Purpose,
        /// They, or why there are none.
        packages: Result<Packages, Problem>,
    },
    /// The files of a package.
    PackageFiles {
        /// The number of what was asked.
        number: u64,
        /// The package, from 0.
        package: usize,
        /// They.
        files: PackageFiles,
    },
    /// What goes into the tar of a folder is known.
    TarPlanned {
        /// The number of what was asked.
        number: u64,
        /// What is known of it, or why there is none.
        planned: Result<TarPlanned, Problem>,
    },
    /// How far the tar is, in bytes as stored.
    TarProgress {
        /// The number of what was asked.
        number: u64,
        /// Bytes done.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// The tar was made.
    TarMade {
        /// The number of what was asked.
        number: u64,
        /// An address of it within the page, or why there is none.
        made: Result<String, Problem>,
    },
    /// What differs between two images.
    Compared {
        /// The number of what was asked.
        number: u64,
        /// It, without files, or why it is not known.
        compared: Result<Box<Comparison>, Problem>,
    },
    /// Files that differ.
    ComparedRows {
        /// The number of what was asked.
        number: u64,
        /// They.
        rows: ComparedRows,
    },
    /// An image without what is ticked.
    WhatIf {
        /// The number of what was asked.
        number: u64,
        /// It; absent where the image was not stacked.
        without: Option<Box<Without>>,
    },
    /// The file could not be opened at all, or Peel itself failed.
    Failed {
        /// Why.
        problem: Problem,
        /// Whether what was read is lost too.
        lost: bool,
    },
    /// Everything was scanned and analysed.
    Done,
}

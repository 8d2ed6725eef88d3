//! The messages. A message is some bytes ([`super::wire`]); files and buffers travel beside it, as they
//! are, so that a `File` is posted by reference and a buffer is transferred. A listing passes
//! through the page so without ever being in its memory.

use serde::{Deserialize, Serialize};

use super::{
    CompareAsk, ComparedRows, LayerWork, PlannedLayer, Purpose, Read, RemoteAsk, SaveWish,
};
use crate::archive::BlobRef;
use crate::compare::{Comparison, ListWish};
use crate::layer::Scanned;
use crate::packages::{PackageFiles, Packages};
use crate::registry::{KeptFile, List, Listed, RemoteBlob, Route};
use crate::report::{ImageReport, Problem, Report};
use crate::reuse::Reuse;
use crate::source::FolderFile;
use crate::view::file::{FileAsk, FileAt};
use crate::view::tarball::{TarAsk, TarPlanned};
use crate::view::tree::{Answer, Ask, Sight};
use crate::view::treemap::Wish;
use crate::whatif::{Tick, Without};

/// What the page asks of a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
// Messages are few, and become bytes at once: their size in memory does not matter.
#[allow(clippy::large_enum_variant)]
pub enum Request {
    /// Open the file that comes with the message, or the folder whose files do, and keep a
    /// session of it.
    Open {
        /// Its name, for the report.
        name: String,
        /// Of a folder, what its files are, in the order in which they come.
        folder: Option<Vec<FolderFile>>,
    },
    /// Fetch a report, and keep a session of it.
    OpenReport {
        /// Its name, for people.
        name: String,
        /// Where it is.
        address: String,
        /// The way there.
        route: Route,
    },
    /// Ask for the documents of an image that is elsewhere, and keep a session of it.
    Pull {
        /// The image.
        ask: RemoteAsk,
    },
    /// Download one layer of an image that is elsewhere, and scan it.
    Download {
        /// Where it stands in the session.
        blob: BlobRef,
        /// What it is.
        remote: RemoteBlob,
        /// The image.
        ask: RemoteAsk,
    },
    /// Fetch the table of contents of one layer of an image that is elsewhere, and no more of it.
    Table {
        /// Where it stands in the session.
        blob: BlobRef,
        /// What it is.
        remote: RemoteBlob,
        /// The image.
        ask: RemoteAsk,
    },
    /// List something that the registry keeps.
    List {
        /// What.
        list: List,
        /// The image.
        ask: RemoteAsk,
    },
    /// Forget what the browser keeps under these names, and tell what is left.
    Kept {
        /// Names of files.
        forget: Vec<String>,
    },
    /// Scan one layer of the files that come with the message.
    Scan {
        /// Where the layer is.
        blob: BlobRef,
        /// Whether it was unpacked before, for its headers: then some of its progress was told.
        again: bool,
    },
    /// Read the headers of one layer of the files that come with the message.
    Skim {
        /// Where the layer is.
        blob: BlobRef,
    },
    /// Take a listing that another worker scanned (the buffer that comes with the message)
    /// into the session. No answer.
    Insert {
        /// Where the layer is.
        blob: BlobRef,
        /// The scan, but for its listing.
        scanned: Scanned,
    },
    /// Stack and judge one image of the session with the layers that it has so far.
    Analyze {
        /// The image, from 0.
        image: usize,
    },
    /// Say the whole report again, in the language of this message.
    SayAgain,
    /// Do something with the tree that is looked at, and tell what is to be seen of it.
    Explore {
        /// The request's number, larger than all before.
        number: u64,
        /// What to do, in this order.
        asks: Vec<Ask>,
        /// The rows in sight.
        sight: Sight,
        /// The map that is in sight.
        wish: Option<Wish>,
    },
    /// Find a file of the session.
    Find {
        /// The request's number.
        number: u64,
        /// Which.
        ask: FileAsk,
    },
    /// Read a file's contents, from the files that come with the message.
    Read {
        /// Where they are.
        read: Read,
        /// Whether all of them are wanted, to be saved, and not only the first to be looked at.
        whole: bool,
        /// Of an image that is elsewhere, the layer: then its copy is read that the browser keeps.
        remote: Option<RemoteBlob>,
        /// The file's path, to name it in what goes wrong.
        path: String,
    },
    /// Find what is to be read to know an image's packages.
    PlanPackages {
        /// The request's number.
        number: u64,
        /// What for.
        purpose: Purpose,
        /// The image, from 0.
        image: usize,
    },
    /// Read it, from the files that come with the message.
    ReadPackages {
        /// What, and of a layer that is elsewhere which: then its copy is read that the browser keeps.
        work: Vec<(LayerWork, Option<RemoteBlob>)>,
    },
    /// Put together what was read: the buffer that comes with the message.
    TakePackages {
        /// The number of what was planned.
        number: u64,
        /// What for.
        purpose: Purpose,
    },
    /// List the files of a package.
    PackageFiles {
        /// The number of what was planned.
        number: u64,
        /// The package, from 0.
        package: usize,
    },
    /// Find what goes into the tar of a folder.
    PlanTar {
        /// The request's number.
        number: u64,
        /// Which folder.
        ask: TarAsk,
    },
    /// Make the tar, of the files and the plan that come with the message.
    MakeTar {
        /// Where its layers are, and of one that is elsewhere which: then its copy is read that the
        /// browser keeps.
        layers: Vec<(PlannedLayer, Option<RemoteBlob>)>,
        /// The folder's path, to name it in what goes wrong.
        path: String,
    },
    /// Hand out the files of an image, to be compared with others.
    Snapshot {
        /// The image, from 0.
        image: usize,
        /// Of a single layer which, from 0.
        layer: Option<usize>,
    },
    /// Compare with the snapshot that comes with the message.
    Compare {
        /// What.
        ask: Box<CompareAsk>,
    },
    /// List files that differ.
    ComparedRows {
        /// The number of what was compared.
        number: u64,
        /// Which.
        wish: ListWish,
    },
    /// Write a report, to be handed on.
    Save {
        /// The request's number.
        number: u64,
        /// What of it, and how.
        wish: SaveWish,
    },
    /// Tell what an image is without what is ticked.
    WhatIf {
        /// The request's number.
        number: u64,
        /// The image, from 0.
        image: usize,
        /// What is ticked.
        ticks: Vec<Tick>,
        /// Whether what is chosen in the tree is ticked too.
        chosen: bool,
    },
}

/// What a worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
// Messages are few, and become bytes at once: their size in memory does not matter.
#[allow(clippy::large_enum_variant)]
pub enum Reply {
    /// How far the work at hand is, in bytes as stored.
    Progress {
        /// The layer; absent while an archive is being opened.
        blob: Option<BlobRef>,
        /// Bytes done.
        done: u64,
        /// Bytes in all.
        total: u64,
        /// Bytes that those done were unpacked to.
        unpacked: u64,
    },
    /// The archive is open: its images, without what scanning finds. `scans` lists each layer
    /// that is still to be scanned once, in the order in which they are wanted; it is empty
    /// for a compressed archive, whose layers were scanned on the way.
    Opened {
        /// The images.
        report: Report,
        /// Layers to scan.
        scans: Vec<BlobRef>,
        /// The layers' places, for each image from the lowest up; absent where there are no
        /// bytes.
        layers: Vec<Vec<Option<BlobRef>>>,
        /// Layers that are elsewhere, and can be downloaded.
        remote: Vec<(BlobRef, RemoteBlob)>,
    },
    /// A layer's tree was read from its table of contents, or its headers. Its listing is the buffer that comes with
    /// the message.
    Table {
        /// Where it stands in the session.
        blob: BlobRef,
        /// The layer, but for its listing.
        scanned: Scanned,
        /// Bytes that were fetched.
        fetched: u64,
    },
    /// A layer has no table of contents that can be used, or its headers do not tell its tree.
    NoTable {
        /// Why; absent where it never said that it has one.
        problem: Option<Problem>,
    },
    /// A layer could not be downloaded.
    NotDownloaded {
        /// Where it stands in the session.
        blob: BlobRef,
        /// Why.
        problem: Problem,
    },
    /// What the browser keeps of what was downloaded.
    Kept {
        /// The files, the one that was written last first.
        files: Vec<KeptFile>,
    },
    /// What a registry keeps.
    Listed {
        /// What was asked for.
        list: List,
        /// The names, or what refers to the image.
        listed: Result<Listed, Problem>,
    },
    /// A layer has been scanned. From a worker that does not hold the session, its listing is the
    /// buffer that comes with the message.
    Scanned {
        /// Where the layer is.
        blob: BlobRef,
        /// The scan, but for its listing.
        scanned: Scanned,
    },
    /// An image has been analysed.
    Analyzed {
        /// The image, from 0.
        image: usize,
        /// That image's part of the report, made anew.
        report: Box<ImageReport>,
        /// Of an archive whose images are all read: what they could share, and do not.
        reuse: Vec<Reuse>,
    },
    /// The whole report, said again.
    SaidAgain {
        /// It.
        report: Report,
    },
    /// What is to be seen of the tree that is looked at.
    Explored {
        /// The answer.
        answer: Answer,
    },
    /// A file was found.
    Found {
        /// The request's number.
        number: u64,
        /// What is known of it, or why it was not found.
        file: Result<FileAt, Problem>,
        /// Where its contents are, where they can be read.
        read: Option<Read>,
    },
    /// What goes into the tar of a folder: the plan is the buffer that comes with the message.
    TarPlanned {
        /// The request's number.
        number: u64,
        /// What is known of it, and where its layers are; or why there is none.
        planned: Result<(TarPlanned, Vec<PlannedLayer>), Problem>,
    },
    /// A file's contents were read: the buffer that comes with the message, or the blob where all
    /// were wanted; or the blob is the tar that was made.
    Read {
        /// Why some are missing, where some are.
        problem: Option<Problem>,
    },
    /// What is to be read to know an image's packages.
    PackagesPlanned {
        /// The request's number.
        number: u64,
        /// What for.
        purpose: Purpose,
        /// It.
        work: Vec<LayerWork>,
    },
    /// It was read: the buffer that comes with the message.
    PackagesRead,
    /// The packages of an image.
    Packages {
        /// The request's number.
        number: u64,
        /// What for.
        purpose: Purpose,
        /// They; absent where they are to be read anew.
        packages: Option<Packages>,
    },
    /// The files of a package.
    PackageFiles {
        /// The number of what was planned.
        number: u64,
        /// The package, from 0.
        package: usize,
        /// They.
        files: PackageFiles,
    },
    /// The files of an image: the buffer that comes with the message; none where they were not read.
    Snapshot,
    /// A report was written: the buffer that comes with the message.
    Saved {
        /// The request's number.
        number: u64,
    },
    /// What differs.
    Compared {
        /// The request's number.
        number: u64,
        /// It, without files, or why it is not known.
        compared: Result<Box<Comparison>, Problem>,
    },
    /// Files that differ.
    ComparedRows {
        /// The number of what was compared.
        number: u64,
        /// They.
        rows: ComparedRows,
    },
    /// An image without what is ticked.
    WhatIf {
        /// The request's number.
        number: u64,
        /// It; absent where the image was not stacked.
        without: Option<Without>,
    },
    /// The work could not be done at all.
    Failed {
        /// Why.
        problem: Problem,
    },
}

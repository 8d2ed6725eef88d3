//! What the pool knows of its workers and their work.

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use js_sys::ArrayBuffer;
use web_sys::Worker;

use super::compare::TakeSnapshot;
use super::file::Reader;
use super::hand::Hand;
use super::packages::PackageReaders;
use super::saved::Waiting;
use super::tarball::TarMaker;
use super::{Given, PoolEvent, SESSION};
use crate::archive::BlobRef;
use crate::registry::RemoteBlob;
use crate::report::Report;
use crate::worker::browser::envelope;
use crate::worker::looks::Looks;
use crate::worker::protocol::Request;
use crate::worker::schedule::Schedule;

/// The pool, behind its handle.
pub(super) struct Inner {
    pub(super) given: Given,
    pub(super) on_event: Rc<dyn Fn(PoolEvent)>,
    pub(super) workers: Vec<Hand>,
    /// Those of them that wait for the archive to be open.
    pub(super) ready: VecDeque<usize>,
    pub(super) queue: VecDeque<BlobRef>,
    /// Layers whose headers are to be read before any is scanned, so that there are trees soon.
    pub(super) skims: VecDeque<BlobRef>,
    /// What is known of those.
    pub(super) looks: Looks,
    /// Layers that are elsewhere.
    pub(super) wanted: HashMap<BlobRef, RemoteBlob>,
    /// Those of them that were downloaded.
    pub(super) whole: HashSet<BlobRef>,
    /// Those that were downloaded, or scanned, since their images were analysed with their tables.
    pub(super) fresh: HashSet<BlobRef>,
    /// Whether only tables of contents are fetched now.
    pub(super) tables: bool,
    /// Bytes done of each layer that is to be scanned.
    pub(super) sizes: HashMap<BlobRef, u64>,
    /// Those of them that got further since it was told, with bytes done and in all; and when that was, in
    /// milliseconds.
    pub(super) moved: (HashMap<BlobRef, (u64, u64)>, f64),
    /// Bytes unpacked for one byte as stored, in the layer that unpacks to most.
    pub(super) ratio: u64,
    pub(super) report: Rc<Report>,
    pub(super) schedule: Schedule,
    /// Who reads the file that is looked at.
    pub(super) reader: Option<Reader>,
    /// Who reads what tells of packages.
    pub(super) packages: PackageReaders,
    /// Who makes the tar of a folder.
    pub(super) tarball: Option<TarMaker>,
    /// Who takes the files that are handed out.
    pub(super) snapshot: Option<TakeSnapshot>,
    /// Who waits for reports that are written.
    pub(super) saved: Waiting,
    /// Whether the archive is open.
    pub(super) opened: bool,
    /// Whether nothing more is to be read or analysed.
    pub(super) complete: bool,
    /// Whether nothing more is to be told.
    pub(super) ended: bool,
}

impl Inner {
    /// Nothing opened.
    pub(super) fn new(given: Given, on_event: Rc<dyn Fn(PoolEvent)>) -> Inner {
        Inner {
            given,
            on_event,
            workers: Vec::new(),
            ready: VecDeque::new(),
            queue: VecDeque::new(),
            skims: VecDeque::new(),
            looks: Looks::default(),
            wanted: HashMap::new(),
            whole: HashSet::new(),
            fresh: HashSet::new(),
            tables: false,
            sizes: HashMap::new(),
            moved: (HashMap::new(), 0.0),
            ratio: 0,
            report: Rc::default(),
            schedule: Schedule::default(),
            reader: None,
            packages: PackageReaders::default(),
            snapshot: None,
            saved: Waiting::default(),
            tarball: None,
            opened: false,
            complete: false,
            ended: false,
        }
    }

    pub(super) fn worker(&self, number: usize) -> Option<&Worker> {
        self.workers.get(number)?.worker.as_ref()
    }

    pub(super) fn send(
        &mut self,
        number: usize,
        request: &Request,
        files: bool,
        buffer: Option<&ArrayBuffer>,
    ) {
        let files = if files { self.given.files() } else { &[] };
        let (message, transfer) = envelope(request, files, buffer);
        if let Some(worker) = self.worker(number) {
            // Cannot fail: everything in the message can be cloned, and the buffer is our own.
            let _ = worker.post_message_with_transfer(&message, &transfer);
        }
    }

    pub(super) fn progress(&self) -> (u64, u64) {
        let sum = |n: u64, more: u64| n.saturating_add(more);
        let done = self.sizes.values().copied().fold(0, sum);
        let total = self.sizes.keys().map(|blob| blob.len).fold(0, sum);
        (done, total)
    }

    pub(super) fn terminate(&mut self, number: usize) {
        let hand = self.workers.get_mut(number);
        if let Some(worker) = hand.and_then(|hand| hand.worker.take()) {
            worker.terminate();
        }
    }

    /// Layers that are elsewhere still, but perhaps for their tables of contents.
    pub(super) fn missing(&self) -> Vec<BlobRef> {
        let wanted = self.wanted.keys().copied();
        wanted.filter(|at| !self.whole.contains(at)).collect()
    }

    /// Whether every layer was read whole, and every image analysed with them.
    pub(super) fn is_done(&self) -> bool {
        self.schedule.is_done() && self.missing().is_empty() && self.looks.is_done()
    }

    /// Whether a worker is at work, but for the one with the session.
    pub(super) fn is_busy(&self) -> bool {
        (0..self.workers.len()).any(|n| n != SESSION && self.worker(n).is_some())
    }

    /// Nothing more is read; the worker with the session stays.
    pub(super) fn complete(&mut self) {
        self.complete = true;
        self.stop();
    }

    /// Nothing more is read for now.
    pub(super) fn stop(&mut self) {
        self.queue.clear();
        self.skims.clear();
        for number in (0..self.workers.len()).filter(|number| *number != SESSION) {
            self.terminate(number);
        }
    }

    pub(super) fn end(&mut self) {
        self.complete();
        self.ended = true;
        self.reader = None;
        self.packages = PackageReaders::default();
        self.tarball = None;
        self.terminate(SESSION);
    }
}

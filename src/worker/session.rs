//! One archive, from opening it to its report. Pure: whoever calls it brings the bytes, and the
//! threads or workers if it wants any.

mod judged;
mod languages;
mod report;
mod reuse;
mod saved;

pub use saved::SaveWish;

use std::collections::HashMap;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::budget::TreeBudget;
use super::contents::LayerAt;
use super::scan::{Progress, ScanEverything, compression_of, finish, read_pieces};
use crate::archive::{
    ArchiveError, ArchiveImage, BlobRef, Index, IndexStream, Opened, SourceDocuments, Whole,
};
use crate::decompress::Compression;
use crate::image::{Image, Stack};
use crate::layer::{LayerScan, Scanned};
use crate::limits;
use crate::registry::{Place, Pulled, RemoteBlob};
use crate::report::{ImageReport, Problem, Report, SourceReport, image_report, remote_report};
use crate::source::{ByteSource, FolderFile, MemorySource, SourceError, Spans};

/// One open archive.
#[derive(Default)]
pub struct Session {
    source: SourceReport,
    archive: Opened,
    reports: Vec<ImageReport>,
    scanned: HashMap<BlobRef, Arc<Scanned>>,
    trees: TreeBudget,
    /// Why not all of it can be read. Kept as errors: a person may want them in another language.
    errors: Vec<ArchiveError>,
    /// Bytes that an archive which is a stream unpacked to.
    unpacked: Option<u64>,
    /// Of an image that could not be asked for, where from and when it was pulled, in milliseconds.
    kept: Option<(Place, f64)>,
    /// What went wrong when a report was saved, as it was said then, where this is of one.
    problems: Vec<Problem>,
    /// The report that was saved, where this is of one: what of it stands in none of the others.
    recorded: Option<Box<Report>>,
    /// The day on which its images are judged.
    today: Option<String>,
}

impl Session {
    /// Opens an archive, or a report of one that was saved. A compressed archive is read to its end, and its layers are scanned on the
    /// way, since its bytes can only be had from the start; of any other only headers and
    /// documents are read.
    pub fn open(source: &dyn ByteSource, name: &str, progress: Progress<'_>) -> Session {
        if let Some(session) = Session::of_saved(source, name) {
            return session;
        }
        let mut session = Session::of(name, source.len());
        let filled = session.fill(source, progress);
        session.opened(filled)
    }

    /// Opens a folder, whose files `source` gives one after the other, like an archive of them.
    pub fn open_folder(source: &dyn ByteSource, files: &[FolderFile], name: &str) -> Session {
        let mut session = Session::of(name, source.len());
        let index = Index::of_folder(files.iter());
        let opened = crate::archive::open(&index, &SourceDocuments(source), None);
        let filled = session.take(opened, None);
        session.opened(filled)
    }

    /// Opens an image that was pulled: its documents are here, and its layers still to be had.
    pub fn open_pulled(place: &Place, pulled: &Pulled) -> Session {
        let documents = MemorySource(pulled.documents.clone());
        let mut session = Session::open_folder(&documents, &pulled.files, &place.to_string());
        session.source.stored_size = Spans::of(&pulled.files).len();
        session.source.remote = Some(remote_report(place, pulled));
        session.kept = pulled.kept_at.map(|at| (place.clone(), at));
        session
    }

    /// Opens an archive of which only the next bytes can be had, ever: everything in it that may
    /// be a layer is scanned as it passes.
    pub fn open_stream(read: &mut dyn std::io::Read, name: &str) -> Session {
        let start = match saved::start(read, name) {
            Ok(start) => start,
            Err(session) => return *session,
        };
        let mut session = Session::of(name, 0);
        let filled = session.fill_from(&mut start.chain(read));
        session.opened(filled)
    }

    fn of(name: &str, stored_size: u64) -> Session {
        Session {
            source: SourceReport {
                name: name.to_owned(),
                stored_size,
                compression: None,
                remote: None,
                reopened: None,
            },
            ..Session::default()
        }
    }

    fn opened(mut self, filled: Result<(), ArchiveError>) -> Session {
        if let Err(error) = filled {
            self.errors.push(error);
        }
        let images = self.archive.images.iter();
        let reports = images.map(|archive| image_report(archive, &Image::new(archive, &[])));
        self.reports = reports.collect();
        self
    }

    fn whole(&self) -> Whole {
        Whole {
            name: self.source.name.clone(),
            len: self.source.stored_size,
        }
    }

    fn fill(
        &mut self,
        source: &dyn ByteSource,
        progress: Progress<'_>,
    ) -> Result<(), ArchiveError> {
        let compression = compression_of(source, BlobRef::whole(source))?;
        self.source.compression = Some(compression);
        if compression == Compression::None {
            let (index, damage) = Index::read(source);
            let documents = SourceDocuments(source);
            let opened = crate::archive::open(&index, &documents, Some(&self.whole()));
            return self.take(opened, damage);
        }
        let mut stream = IndexStream::new(ScanEverything::default());
        let read = read_pieces(source, 0, source.len(), progress, |piece| {
            stream.push(piece);
            match stream.is_file_system() {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(stream.unpacked()),
            }
        });
        self.take_stream(stream, read.err())
    }

    fn fill_from(&mut self, read: &mut dyn std::io::Read) -> Result<(), ArchiveError> {
        let mut stream = IndexStream::new(ScanEverything::default());
        // What may be a file system is a layer itself, and cannot be read a second time.
        let mut layer = Some(LayerScan::default());
        let mut piece = vec![0; limits::READ_PIECE];
        let mut failed = None;
        loop {
            let n = match read.read(&mut piece) {
                Ok(0) => break,
                Ok(n) => n,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    failed = Some(SourceError::Unreadable {
                        offset: self.source.stored_size,
                        reason: error.to_string(),
                    });
                    break;
                }
            };
            if self.source.stored_size == 0 {
                self.source.compression = Some(Compression::detect(&piece[..n]));
            }
            self.source.stored_size += n as u64;
            stream.push(&piece[..n]);
            layer = layer.filter(|_| !stream.has_documents());
            if let Some(layer) = &mut layer {
                layer.push(&piece[..n]);
            }
        }
        let taken = self.take_stream(stream, failed);
        if let (true, Some(layer)) = (self.archive.is_file_system(), layer) {
            let len = self.source.stored_size;
            let blob = BlobRef { offset: 0, len };
            self.insert(blob, finish(layer, blob));
        }
        taken
    }

    fn take_stream(
        &mut self,
        stream: IndexStream<ScanEverything>,
        failed: Option<SourceError>,
    ) -> Result<(), ArchiveError> {
        // Of a file system in a stream only the beginning was read: its ratio is its layer's.
        if !stream.is_file_system() {
            self.unpacked = Some(stream.unpacked());
        }
        let indexed = stream.finish();
        let opened = crate::archive::open(&indexed.index, &indexed.documents, Some(&self.whole()));
        if let Ok(opened) = &opened
            && !opened.is_file_system()
        {
            self.keep(&opened.images, indexed.content.scanned);
        }
        let damage = failed.map(ArchiveError::from).or(indexed.problem);
        self.take(opened, damage)
    }

    /// Damage explains why images are missing; it comes first, and what was read is kept.
    fn take(
        &mut self,
        opened: Result<Opened, ArchiveError>,
        damage: Option<ArchiveError>,
    ) -> Result<(), ArchiveError> {
        match (opened, damage) {
            // Reading it as a layer finds the damage again, and what came before it.
            (Ok(opened), _) if opened.is_file_system() => {
                self.archive = opened;
                Ok(())
            }
            (Ok(opened), damage) => {
                self.archive = opened;
                damage.map_or(Ok(()), Err)
            }
            (Err(error), Some(damage)) => match damage {
                ArchiveError::NotTar | ArchiveError::Empty => Err(damage),
                damage => {
                    self.errors.push(damage);
                    Err(error)
                }
            },
            (Err(error), None) => Err(error),
        }
    }

    /// Of everything that was scanned in a stream, keeps what an image names. What the stream did
    /// not bring will not come.
    fn keep(&mut self, images: &[ArchiveImage], mut scanned: HashMap<BlobRef, Scanned>) {
        for layer in images.iter().flat_map(|image| &image.layers) {
            let Some(blob) = layer.blob else { continue };
            if !self.scanned.contains_key(&blob) {
                let found = scanned.remove(&blob);
                let found = found.unwrap_or_else(|| finish(LayerScan::default(), blob));
                self.insert(blob, found);
            }
        }
    }

    /// The images, as the archive describes them.
    pub fn images(&self) -> &[ArchiveImage] {
        &self.archive.images
    }

    /// Layers that are still to be scanned, each once, in the order of the images.
    pub fn pending(&self) -> Vec<BlobRef> {
        let mut pending: Vec<BlobRef> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for layer in self.archive.images.iter().flat_map(|image| &image.layers) {
            if let Some(blob) = layer.blob
                && !self.scanned.contains_key(&blob)
                && seen.insert(blob)
            {
                pending.push(blob);
            }
        }
        pending
    }

    /// Whether its image is elsewhere: its layers are to be downloaded before they can be read.
    pub fn is_remote(&self) -> bool {
        self.source.remote.is_some()
    }

    /// Layers that are still to be downloaded, each once, in the order of the images, with where
    /// they stand in the session.
    pub fn remote(&self, pulled: &Pulled) -> Vec<(BlobRef, RemoteBlob)> {
        let names = |blob: &RemoteBlob| blob.digest.replacen(':', "/", 1);
        let mut places: HashMap<String, &RemoteBlob> = HashMap::new();
        places.extend(pulled.blobs.iter().map(|blob| (names(blob), blob)));
        let images = self.archive.images.iter();
        let mut seen = std::collections::HashSet::new();
        let layers = images.flat_map(|image| &image.layers).filter_map(|layer| {
            let at = layer.blob.filter(|at| !self.scanned.contains_key(at))?;
            let blob = places.get(layer.name.strip_prefix("blobs/")?)?;
            let blob = RemoteBlob {
                toc: layer.toc.clone(),
                ..(*blob).clone()
            };
            seen.insert(at).then_some((at, blob))
        });
        layers.collect()
    }

    /// Layers that were scanned so far.
    pub fn scanned(&self) -> impl Iterator<Item = (BlobRef, &Arc<Scanned>)> {
        self.scanned.iter().map(|(blob, scanned)| (*blob, scanned))
    }

    /// Takes what scanning a layer found; without its tree where the archive's trees together are
    /// over the limit.
    pub fn insert(&mut self, blob: BlobRef, scanned: Scanned) {
        let scanned = self
            .trees
            .admit(scanned, self.scanned.get(&blob).map(Arc::as_ref));
        self.scanned.insert(blob, Arc::new(scanned));
    }

    /// What scanning found of an image's layers so far, from the lowest up; `None` past the last
    /// image.
    pub fn layers(&self, index: usize) -> Option<Vec<Option<Arc<Scanned>>>> {
        let layers = self.archive.images.get(index)?.layers.iter();
        let scanned = layers.map(|layer| self.scanned.get(&layer.blob?).cloned());
        Some(scanned.collect())
    }

    /// Where the bytes of an image's layer are, to be read again; `None` where they are not in the
    /// archive.
    pub fn layer_at(&self, image: usize, layer: usize) -> Option<LayerAt> {
        let blob = self.archive.images.get(image)?.layers.get(layer)?.blob?;
        if self.is_saved() {
            return None;
        }
        let packed = (self.source.compression).is_some_and(|found| found != Compression::None);
        // A file system is a layer itself, compression and all.
        let packed = packed && !self.archive.is_file_system();
        Some(LayerAt { blob, packed })
    }

    /// Stacks and judges an image with the layers that have been scanned so far, and keeps its
    /// part of the report; `None` past the last image.
    pub fn analyze(&mut self, index: usize) -> Option<(ImageReport, Stack)> {
        let image = self.image(index)?;
        if self.is_saved() {
            return Some((self.reports.get(index)?.clone(), image.stack));
        }
        let report = image_report(&self.archive.images[index], &image);
        self.reports[index] = report.clone();
        Some((report, image.stack))
    }

    /// Says an image's part of the report again, in the language that is spoken now, and gives its stack
    /// back: the one that is given, or else a new one where it was analysed. `None` past the last image.
    pub fn say_again(
        &mut self,
        index: usize,
        stack: Option<Stack>,
        analyzed: bool,
    ) -> Option<Stack> {
        if self.is_saved() {
            self.reports.get_mut(index)?.say_again();
            return stack;
        }
        let image = match stack {
            Some(stack) => self.image_of(index, stack)?,
            None if analyzed => self.image(index)?,
            None => Image::new(self.archive.images.get(index)?, &[]),
        };
        self.reports[index] = image_report(&self.archive.images[index], &image);
        Some(image.stack)
    }
}

#[cfg(test)]
mod tests;

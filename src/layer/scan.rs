//! The scanner of one layer: bytes as stored go in, a listing and digests come out.

use std::collections::{BTreeMap, HashMap};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::listing::{Children, Flag, Flags, Kind, Listing, NONE, Owner, ROOT, Superseded};
use super::path::clean;
use super::{OPAQUE_NAME, WHITEOUT_PREFIX};
use crate::decompress::{Compression, DETECT_BYTES, Decoder, DecompressError};
use crate::digest::{Algorithm, Digest, Hasher};
use crate::limits;
use crate::tarstream::{Entry, EntryKind, TarError, TarErrorKind, TarStream, Visit};

/// Why a layer could not be read to its end. What was read before is in [`Scanned`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum LayerProblem {
    /// It could not be decompressed.
    #[error(transparent)]
    Decompress(#[from] DecompressError),
    /// Its tar is broken.
    #[error(transparent)]
    Tar(#[from] TarError),
    /// Its bytes could not be read from the source.
    #[error(transparent)]
    Source(#[from] crate::source::SourceError),
    /// Its tar seems to be whole, and the archive ends before its blob does.
    #[error("only {there} of its {len} bytes are there")]
    Cut {
        /// Bytes that are there.
        there: u64,
        /// Bytes that the archive claims.
        len: u64,
    },
    /// Its bytes are no tar at all.
    #[error("the blob is not a tar archive")]
    NotTar,
    /// It has more entries or longer names than the limits allow; the listing is partial.
    #[error("more than {0} entries, or names beyond the limit; the listing is partial")]
    TooLarge(u64),
}

/// Everything that one pass over a layer found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Scanned {
    /// The tree; partial where there is a problem. It crosses between workers as columns, apart
    /// from the rest.
    #[serde(skip)]
    pub listing: Listing,
    /// How the blob is compressed, by its bytes.
    pub compression: Compression,
    /// Bytes of the blob as stored.
    pub stored_size: u64,
    /// Bytes of the uncompressed tar.
    pub tar_size: u64,
    /// Digest of the blob as stored.
    pub digest: Digest,
    /// Digest of the uncompressed tar (image-spec `config.md`, "DiffID").
    pub diff_id: Digest,
    /// Bytes after the compressed stream that belong to no part of it.
    pub trailing: u64,
    /// Why the pass could not be completed.
    pub problem: Option<LayerProblem>,
}

impl Scanned {
    /// Everything but the listing, which is empty.
    pub fn without_listing(&self) -> Scanned {
        Scanned {
            listing: Listing::default(),
            compression: self.compression,
            stored_size: self.stored_size,
            tar_size: self.tar_size,
            digest: self.digest.clone(),
            diff_id: self.diff_id.clone(),
            trailing: self.trailing,
            problem: self.problem.clone(),
        }
    }
}

/// A layer that is being scanned.
pub struct LayerScan {
    start: Vec<u8>,
    unpack: Option<Unpack>,
    stored_size: u64,
    digest: Hasher,
    problem: Option<LayerProblem>,
}

/// What can be set up once the compression is known.
struct Unpack {
    compression: Compression,
    decoder: Decoder,
    contents: Contents,
}

/// The uncompressed side.
struct Contents {
    tar: TarStream,
    lister: Lister,
    /// `None` where the blob is not compressed: then its digest is the diff ID.
    diff_id: Option<Hasher>,
    size: u64,
    problem: Option<TarError>,
}

impl Default for LayerScan {
    fn default() -> LayerScan {
        LayerScan {
            start: Vec::new(),
            unpack: None,
            stored_size: 0,
            digest: Hasher::new(Algorithm::Sha256),
            problem: None,
        }
    }
}

impl LayerScan {
    /// Takes the next bytes of the blob as stored. Damage is remembered, and hashing goes on.
    pub fn push(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.stored_size += bytes.len() as u64;
        if self.unpack.is_some() {
            self.unpack(bytes);
            return;
        }
        self.start.extend_from_slice(bytes);
        if self.start.len() >= DETECT_BYTES {
            self.begin();
        }
    }

    /// Bytes of the uncompressed tar so far.
    pub fn tar_size(&self) -> u64 {
        self.unpack.as_ref().map_or(0, |u| u.contents.size)
    }

    /// Entries listed so far.
    pub fn entries(&self) -> u64 {
        let lister = self.unpack.as_ref().map(|u| &u.contents.lister);
        lister.map_or(0, |l| l.listing.entries)
    }

    /// Remembers that no more bytes can be had.
    pub fn fail(&mut self, error: crate::source::SourceError) {
        self.problem = self.problem.take().or(Some(error.into()));
    }

    /// Ends the blob.
    pub fn finish(mut self) -> Scanned {
        if self.unpack.is_none() {
            self.begin();
        }
        let digest = self.digest.finish();
        let Some(unpack) = self.unpack else {
            return Scanned {
                listing: Lister::default().listing,
                compression: Compression::detect(&self.start),
                stored_size: self.stored_size,
                tar_size: 0,
                diff_id: digest.clone(),
                digest,
                trailing: 0,
                problem: self.problem,
            };
        };
        let Contents {
            tar,
            lister,
            diff_id,
            size,
            problem,
        } = unpack.contents;
        let (trailing, decode_end) = match unpack.decoder.finish() {
            Ok(trailing) => (trailing, None),
            Err(error) => (0, Some(error.into())),
        };
        let tar_end = tar.finish().err();
        // The first thing that went wrong is the cause of the rest.
        let problem = self
            .problem
            .or_else(|| problem.map(|error| tar_problem(error, lister.listing.entries)))
            .or(decode_end)
            .or_else(|| tar_end.map(LayerProblem::Tar))
            .or_else(|| {
                lister
                    .full
                    .then_some(LayerProblem::TooLarge(lister.listing.entries))
            });
        Scanned {
            listing: lister.finish(),
            compression: unpack.compression,
            stored_size: self.stored_size,
            tar_size: size,
            diff_id: diff_id.map_or_else(|| digest.clone(), Hasher::finish),
            digest,
            trailing,
            problem,
        }
    }

    fn begin(&mut self) {
        let compression = Compression::detect(&self.start);
        match Decoder::new(compression) {
            Ok(decoder) => {
                self.unpack = Some(Unpack {
                    compression,
                    decoder,
                    contents: Contents {
                        tar: TarStream::default(),
                        lister: Lister::default(),
                        diff_id: (compression != Compression::None)
                            .then(|| Hasher::new(Algorithm::Sha256)),
                        size: 0,
                        problem: None,
                    },
                });
                let start = std::mem::take(&mut self.start);
                self.unpack(&start);
            }
            Err(error) => self.problem = self.problem.take().or(Some(error.into())),
        }
    }

    fn unpack(&mut self, bytes: &[u8]) {
        let Some(unpack) = &mut self.unpack else {
            return;
        };
        if self.problem.is_some() {
            return;
        }
        let contents = &mut unpack.contents;
        let pushed = unpack.decoder.push(bytes, |out| {
            contents.push(out);
            Ok::<(), std::convert::Infallible>(())
        });
        if let Err(error) = pushed {
            self.problem = Some(error.into());
        }
    }
}

impl Contents {
    fn push(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        if let Some(diff_id) = &mut self.diff_id {
            diff_id.update(bytes);
        }
        if let Err(error) = self.tar.push(bytes, &mut self.lister) {
            self.problem = Some(error);
        }
    }
}

fn tar_problem(error: TarError, entries: u64) -> LayerProblem {
    match error.kind {
        TarErrorKind::Checksum if error.offset == 0 && entries == 0 => LayerProblem::NotTar,
        _ => LayerProblem::Tar(error),
    }
}

/// Builds a listing from entries.
struct Lister {
    listing: Listing,
    children: Children,
    owners: HashMap<Owner, u32>,
    /// The folder of the last entry: most entries lie beside the one before them.
    last_folder: Option<(Vec<u8>, u32)>,
    /// The file whose contents are arriving, how many are still to come, and their hash so far.
    current: Option<(u32, u64)>,
    hash: Xxh3,
    logical: BTreeMap<u32, u64>,
    any_dropped: bool,
    full: bool,
}

impl Default for Lister {
    fn default() -> Lister {
        let mut lister = Lister {
            listing: Listing::default(),
            children: Children::default(),
            owners: HashMap::new(),
            last_folder: None,
            current: None,
            hash: Xxh3::new(),
            logical: BTreeMap::new(),
            any_dropped: false,
            full: false,
        };
        lister.add(ROOT, b"");
        lister
    }
}

impl Lister {
    /// A new implicit folder; its entry, if it comes, says more.
    fn add(&mut self, parent: u32, name: &[u8]) -> u32 {
        let owner = self.owner(Owner::default());
        let listing = &mut self.listing;
        let node = listing.names.push(name);
        listing.parent.push(parent);
        listing.kind.push(Kind::Directory);
        listing
            .flags
            .push(Flags::default().with(Flag::Implicit, true));
        listing.mode.push(0o755);
        listing.owner.push(owner);
        listing.size.push(0);
        listing.mtime.push(0);
        listing.hash.push(0);
        listing.offset.push(0);
        listing.link.push(NONE);
        if node != ROOT {
            self.children.insert(&self.listing, node);
        }
        node
    }

    fn owner(&mut self, owner: Owner) -> u32 {
        *self.owners.entry(owner).or_insert_with(|| {
            self.listing.owners.push(owner);
            self.listing.owners.len() as u32 - 1
        })
    }

    fn folder(&mut self, parts: &[&[u8]]) -> u32 {
        let path = parts.join(&b'/');
        if let Some((last, node)) = &self.last_folder
            && *last == path
        {
            return *node;
        }
        let mut at = ROOT;
        for part in parts {
            at = match self.children.find(&self.listing, at, part) {
                Some(node) => node,
                None => self.add(at, part),
            };
        }
        self.last_folder = Some((path, at));
        at
    }

    fn over_limit(&self, path: &[u8], depth: usize) -> bool {
        let listing = &self.listing;
        listing.len() + depth > limits::LAYER_ENTRIES
            || listing.names.total_bytes() + path.len() > limits::LAYER_NAME_BYTES
            || listing.links.total_bytes() + limits::PATH_BYTES > limits::LAYER_NAME_BYTES
            || depth > limits::PATH_DEPTH
    }

    /// Takes back what an earlier entry of the same path said; gives the node that now stands
    /// for the path. A folder that becomes something else gets a new node, so that what was in
    /// it can be dropped in one pass at the end: replacing one path a million times stays linear.
    fn supersede(&mut self, node: u32, kind: Kind) -> u32 {
        let i = node as usize;
        if self.listing.kind[i] == Kind::Directory && kind != Kind::Directory {
            self.children.remove(&self.listing, node);
            self.drop(node);
            self.last_folder = None;
            let name = self.listing.name(node).to_vec();
            return self.add(self.listing.parent[i], &name);
        }
        if self.listing.size[i] > 0 {
            let size = self.listing.size[i];
            self.listing.superseded.push(Superseded { node, size });
        }
        self.logical.remove(&node);
        node
    }

    fn drop(&mut self, node: u32) {
        let i = node as usize;
        self.listing.flags[i] = self.listing.flags[i].with(Flag::Dropped, true);
        self.any_dropped = true;
        if self.listing.size[i] > 0 {
            let size = std::mem::take(&mut self.listing.size[i]);
            self.listing.superseded.push(Superseded { node, size });
        }
    }

    fn finish(mut self) -> Listing {
        // A file that was cut short has the bytes that came, not those that it claimed.
        if let Some((node, left)) = self.current.take() {
            self.listing.size[node as usize] -= left;
        }
        if self.any_dropped {
            // Parents come before children, so one pass forward finds every subtree.
            for node in 1..self.listing.len() as u32 {
                let parent = self.listing.parent[node as usize] as usize;
                let dropped = self.listing.flags[node as usize].dropped();
                if !dropped && self.listing.flags[parent].dropped() {
                    self.drop(node);
                }
            }
        }
        self.listing.logical = self.logical.into_iter().collect();
        self.listing
    }
}

impl Visit for Lister {
    fn entry(&mut self, entry: Entry) -> bool {
        let path = clean(&entry.path);
        self.full |= self.over_limit(&entry.path, path.parts.len());
        if self.full {
            return false;
        }
        let name = path.parts.last().copied().unwrap_or_default();
        let kind = kind(&entry, name);
        let (node, known) = match path.parts.split_last() {
            None => (ROOT, true),
            Some((name, folder)) => {
                let folder = self.folder(folder);
                match self.children.find(&self.listing, folder, name) {
                    Some(node) => (node, true),
                    None => (self.add(folder, name), false),
                }
            }
        };
        // The root stays a folder, whatever its entry claims.
        let kind = if node == ROOT { Kind::Directory } else { kind };
        let duplicate = known && !self.listing.flags[node as usize].implicit();
        let node = if known {
            self.supersede(node, kind)
        } else {
            node
        };
        let i = node as usize;
        let owner = self.owner(Owner {
            uid: entry.uid,
            gid: entry.gid,
        });
        let is_file = kind == Kind::File;
        let capability = entry
            .xattrs
            .iter()
            .any(|(n, _)| n == b"security.capability");
        let listing = &mut self.listing;
        listing.entries += 1;
        listing.kind[i] = kind;
        listing.flags[i] = Flags::default()
            .with(Flag::Duplicate, duplicate)
            .with(Flag::Escapes, path.escapes)
            .with(Flag::Sparse, entry.sparse)
            .with(Flag::Capability, capability);
        listing.mode[i] = entry.mode;
        listing.owner[i] = owner;
        listing.size[i] = if is_file { entry.stored } else { 0 };
        listing.mtime[i] = entry.mtime;
        listing.hash[i] = 0;
        listing.offset[i] = entry.content_offset;
        listing.link[i] = match kind {
            Kind::HardLink | Kind::Symlink => listing.links.push(&entry.link),
            _ => NONE,
        };
        if entry.sparse && is_file {
            self.logical.insert(node, entry.logical);
        }
        self.current = (is_file && entry.stored > 0).then_some((node, entry.stored));
        self.current.is_some()
    }

    fn data(&mut self, bytes: &[u8]) {
        let Some((node, left)) = &mut self.current else {
            return;
        };
        let i = *node as usize;
        if *left == self.listing.size[i] {
            if bytes.len() as u64 == *left {
                self.listing.hash[i] = xxh3_64(bytes);
                self.current = None;
                return;
            }
            self.hash.reset();
        }
        self.hash.update(bytes);
        *left -= bytes.len() as u64;
    }

    fn entry_end(&mut self) {
        if let Some((node, _)) = self.current.take() {
            self.listing.hash[node as usize] = self.hash.digest();
        }
    }
}

fn kind(entry: &Entry, name: &[u8]) -> Kind {
    match entry.kind {
        EntryKind::File | EntryKind::HardLink if name == OPAQUE_NAME => Kind::Opaque,
        EntryKind::File | EntryKind::HardLink
            if name.len() > WHITEOUT_PREFIX.len() && name.starts_with(WHITEOUT_PREFIX) =>
        {
            Kind::Whiteout
        }
        EntryKind::File => Kind::File,
        EntryKind::HardLink => Kind::HardLink,
        EntryKind::Symlink => Kind::Symlink,
        EntryKind::CharDevice => Kind::CharDevice,
        EntryKind::BlockDevice => Kind::BlockDevice,
        EntryKind::Directory => Kind::Directory,
        EntryKind::Fifo => Kind::Fifo,
        EntryKind::Other(_) => Kind::Other,
    }
}

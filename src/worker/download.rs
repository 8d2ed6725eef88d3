//! Layers that are still in a registry: scanned as their bytes come.

use std::ops::ControlFlow;

use super::Step;
use super::scan::{finish, read_pieces};
use crate::archive::BlobRef;
use crate::digest::{Algorithm, Digest, Hasher};
use crate::layer::toc::{TocError, TocPlan, TocStep};
use crate::layer::{LayerScan, Scanned};
use crate::limits;
use crate::registry::{Client, Place, RegistryError, RemoteBlob, Transport, fetch, fetch_range};
use crate::source::ByteSource;

/// Downloads a layer, scanning it on the way, but for the first bytes that are here already: those
/// of `had`. `keep` gets the bytes that were not, in their order.
///
/// # Errors
/// [`RegistryError`]. What came is then thrown away: bytes that do not have the digest that was
/// asked for are somebody else's, and no tree is made of them.
pub async fn download<T: Transport>(
    client: &Client<T>,
    place: &Place,
    blob: &RemoteBlob,
    had: &dyn ByteSource,
    progress: &mut dyn FnMut(Step),
    keep: &mut dyn FnMut(&[u8]),
) -> Result<Scanned, RegistryError> {
    let claimed: Option<Digest> = blob.digest.parse().ok();
    let other = claimed.as_ref().map(Digest::algorithm);
    // The scan has the usual one.
    let other = other.filter(|algorithm| *algorithm != Algorithm::Sha256);
    let mut hasher = other.map(Hasher::new);
    let mut layer = LayerScan::default();
    let mut step = Step {
        total: blob.size,
        ..Step::default()
    };
    let mut take = |bytes: &[u8]| {
        if let Some(hasher) = &mut hasher {
            hasher.update(bytes);
        }
        for piece in bytes.chunks(limits::PUSH_PIECE) {
            layer.push(piece);
            step.done += piece.len() as u64;
            step.unpacked = layer.tar_size();
            progress(step);
        }
    };
    let mut from = 0;
    let had_all = read_pieces(had, 0, had.len().min(blob.size), &mut |_| {}, |piece| {
        take(piece);
        from += piece.len() as u64;
        ControlFlow::Continue(0)
    });
    // Where the rest of them cannot be read, it is downloaded: they were only a copy.
    let fresh = had_all.is_ok();
    fetch(client, place, blob, from, &mut |bytes| {
        take(bytes);
        if fresh {
            keep(bytes);
        }
    })
    .await?;
    let at = BlobRef {
        offset: 0,
        len: blob.size,
    };
    let scanned = finish(layer, at);
    let found = hasher.map(Hasher::finish);
    let found = found.or_else(|| scanned.digest.clone());
    match claimed.is_some() && claimed == found {
        true => Ok(scanned),
        false => Err(RegistryError::WrongDigest {
            host: place.host(),
            what: blob.digest.clone(),
            // Whoever scans has one.
            found: found.unwrap_or_else(|| Digest::of(Algorithm::Sha256, b"")),
        }),
    }
}

/// Why a layer's table of contents was not read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It could not be fetched.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// It is not what the manifest says.
    #[error(transparent)]
    Toc(#[from] TocError),
}

/// Reads a layer's tree from its table of contents, and tells how many bytes were fetched for that;
/// `None` where it has no table that the manifest vouches for.
///
/// # Errors
/// [`TableError`]: the layer is to be read whole.
pub async fn table<T: Transport>(
    client: &Client<T>,
    place: &Place,
    blob: &RemoteBlob,
) -> Result<Option<(Scanned, u64)>, TableError> {
    let Some(mut plan) = TocPlan::of(&blob.toc, blob.size)? else {
        return Ok(None);
    };
    let mut fetched = 0;
    loop {
        let bytes = fetch_range(client, place, blob, plan.range()).await?;
        fetched += bytes.len() as u64;
        match plan.take(&bytes)? {
            TocStep::More(next) => plan = next,
            TocStep::Done(scanned) => return Ok(Some((*scanned, fetched))),
        }
    }
}

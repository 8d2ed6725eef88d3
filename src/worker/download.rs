//! Layers that are still in a registry: scanned as their bytes come.

use super::Step;
use super::scan::finish;
use crate::archive::BlobRef;
use crate::digest::{Algorithm, Digest, Hasher};
use crate::layer::{LayerScan, Scanned};
use crate::limits;
use crate::registry::{Client, Place, RegistryError, RemoteBlob, Transport, fetch};

/// Downloads a layer, scanning it on the way. `keep` gets the bytes too, in their order.
///
/// # Errors
/// [`RegistryError`]. What came is then thrown away: bytes that do not have the digest that was
/// asked for are somebody else's, and no tree is made of them.
pub async fn download<T: Transport>(
    client: &Client<T>,
    place: &Place,
    blob: &RemoteBlob,
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
        keep(bytes);
    };
    fetch(client, place, blob, 0, &mut take).await?;
    let at = BlobRef {
        offset: 0,
        len: blob.size,
    };
    let scanned = finish(layer, at);
    let found = hasher.map_or_else(|| scanned.digest.clone(), Hasher::finish);
    match claimed.as_ref() == Some(&found) {
        true => Ok(scanned),
        false => Err(RegistryError::WrongDigest {
            host: place.host(),
            what: blob.digest.clone(),
            found,
        }),
    }
}

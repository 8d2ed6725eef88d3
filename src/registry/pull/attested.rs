//! What the index lists as attestations of the image (buildkit
//! `docs/attestations/attestation-storage.md`), had with its statements where these are small: a
//! person waits for them before anything is shown.

use super::super::client::Client;
use super::super::error::RegistryError;
use super::super::http::Transport;
use super::super::place::Place;
use super::document::{self, Fetched};
use crate::archive::oci::Descriptor;
use crate::limits;

/// One manifest of attestations, with all that it lists.
#[derive(Debug)]
pub(super) struct Attested {
    /// How the index lists it.
    pub(super) descriptor: Descriptor,
    pub(super) manifest: Fetched,
    /// The statements, each once.
    pub(super) statements: Vec<Fetched>,
}

/// Those of an index, and the digests of those that are too large, or could not be had: an image
/// is shown without them.
pub(super) async fn attested<T: Transport>(
    client: &Client<T>,
    place: &Place,
    listed: Vec<Descriptor>,
) -> (Vec<Attested>, Vec<String>) {
    let (mut had, mut left) = (Vec::new(), Vec::new());
    let mut room = limits::ATTESTED_BYTES;
    for descriptor in listed {
        let digest = descriptor.digest.clone();
        let known = |other: &Attested| other.descriptor.digest == digest;
        if had.iter().any(known) || left.contains(&digest) {
            continue;
        }
        let asked = match had.len() < limits::ATTESTED {
            true => one(client, place, descriptor, &mut room).await,
            false => Ok(None),
        };
        match asked {
            Ok(Some(attested)) => had.push(attested),
            Ok(None) | Err(_) => left.push(digest),
        }
    }
    (had, left)
}

/// One of them; none where its statements have no room.
async fn one<T: Transport>(
    client: &Client<T>,
    place: &Place,
    descriptor: Descriptor,
    room: &mut u64,
) -> Result<Option<Attested>, RegistryError> {
    let manifest = document::manifest(client, place, &descriptor.digest).await?;
    let mut layers: Vec<&Descriptor> = Vec::new();
    for layer in manifest.document.layers.iter().flatten() {
        if layers.iter().all(|known| known.digest != layer.digest) {
            layers.push(layer);
        }
    }
    let sizes = layers.iter().map(|layer| layer.claimed_size());
    let all = sizes.sum::<Option<u64>>();
    let Some(rest) = all.and_then(|all| room.checked_sub(all)) else {
        return Ok(None);
    };
    if layers.len() > limits::STATEMENTS {
        return Ok(None);
    }
    let mut statements = Vec::new();
    for layer in layers {
        statements.push(document::blob(client, place, layer).await?);
    }
    *room = rest;
    Ok(Some(Attested {
        descriptor,
        manifest,
        statements,
    }))
}

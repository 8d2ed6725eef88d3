//! Manifests, indexes and configs: had, and held against their digests (distribution-spec,
//! "Pulling manifests").

use std::collections::BTreeMap;

use super::super::client::Client;
use super::super::error::RegistryError;
use super::super::http::{Request, Response, Transport};
use super::super::place::Place;
use super::RateLimit;
use crate::archive::Platform;
use crate::archive::oci::{Descriptor, Document};
use crate::digest::{Algorithm, Digest};
use crate::limits;

/// A document, as it came.
#[derive(Debug, Default)]
pub(super) struct Fetched {
    pub(super) bytes: Vec<u8>,
    /// Its digest, computed.
    pub(super) digest: String,
    pub(super) document: Document,
    pub(super) rate: Option<RateLimit>,
    /// What an index says that it runs on.
    pub(super) platform: Option<Platform>,
    /// What an index says of it beside that.
    pub(super) annotations: BTreeMap<String, String>,
}

/// The kinds that Peel reads, in two halves: a browser asks the server first where `Accept` is
/// longer than 128 bytes.
const OCI: &str =
    "application/vnd.oci.image.index.v1+json,application/vnd.oci.image.manifest.v1+json";
const DOCKER: &str = "application/vnd.docker.distribution.manifest.list.v2+json,\
                      application/vnd.docker.distribution.manifest.v2+json";

/// A manifest or an index, by tag or digest.
///
/// # Errors
/// [`RegistryError`]; [`RegistryError::WrongDigest`] where it is not what was asked for.
pub(super) async fn manifest<T: Transport>(
    client: &Client<T>,
    place: &Place,
    tag_or_digest: &str,
) -> Result<Fetched, RegistryError> {
    let what = match place {
        Place::Registry { .. } if tag_or_digest.contains(':') => tag_or_digest.to_owned(),
        _ => place.to_string(),
    };
    if tag_or_digest.contains(':') && tag_or_digest.parse::<Digest>().is_err() {
        return Err(RegistryError::NotARegistry {
            host: place.host(),
            reason: format!("its index has \"{tag_or_digest}\" for a digest"),
        });
    }
    let both = format!("{OCI},{DOCKER}");
    let (scope, limit) = (place.scope(), limits::REGISTRY_JSON_BYTES);
    let layout = matches!(place, Place::Layout { .. });
    let accepts: &[&str] = match client.is_simple(place, &scope) {
        _ if layout => &["application/json"],
        true => &[OCI, DOCKER],
        false => &[&both],
    };
    let mut failed = None;
    for (i, accept) in accepts.iter().enumerate() {
        // The first request may have ended in a login: then one says all.
        let accept = match client.is_simple(place, &scope) {
            false if !layout => &both,
            _ => *accept,
        };
        let request = Request::get(place.manifest(tag_or_digest)).with("accept", accept);
        let asked = client.document(place, &scope, &what, request, limit).await;
        let last = i + 1 == accepts.len();
        match asked {
            Ok((head, bytes)) => match read(place, &what, tag_or_digest, &head, bytes) {
                // What a registry makes of an image for those who do not ask for its kind.
                Err(error @ RegistryError::Schema1 { .. }) if !last => failed = Some(error),
                read => return read,
            },
            // Distribution 3 refuses with 400 to give a kind that was not asked for.
            Err(
                error @ (RegistryError::NotFound { .. }
                | RegistryError::Status {
                    status: 400 | 406 | 415,
                    ..
                }),
            ) if !last => failed = Some(error),
            Err(RegistryError::NotFound { .. }) if failed.is_some() => break,
            Err(error) => return Err(error),
        }
    }
    Err(failed.unwrap_or(RegistryError::NoImage { what }))
}

fn read(
    place: &Place,
    what: &str,
    tag_or_digest: &str,
    head: &Response<()>,
    bytes: Option<Vec<u8>>,
) -> Result<Fetched, RegistryError> {
    let rate = rate(head);
    let exposed = head.header("docker-content-digest").map(str::to_owned);
    let bytes = bytes.ok_or_else(|| too_large(place, what))?;
    // Its digest is that of a part of it: what it is, is said first.
    let document = Document::parse(&bytes);
    let old = |document: &Document| document.fs_layers.is_some();
    if document.as_ref().is_ok_and(old) {
        return Err(RegistryError::Schema1 {
            host: place.host(),
            what: what.to_owned(),
        });
    }
    let asked: Option<Digest> = tag_or_digest.parse().ok();
    let promised = exposed.and_then(|digest| digest.parse().ok());
    let found = check(place, what, &bytes, asked.as_ref())?;
    check(place, what, &bytes, promised.as_ref())?;
    let html = bytes.trim_ascii_start().starts_with(b"<");
    let not = |reason: &str| RegistryError::NotARegistry {
        host: place.host(),
        reason: reason.to_owned(),
    };
    if html {
        return Err(not("it answers with a web page"));
    }
    let document = document.map_err(|error| not(&format!("its manifest is no JSON: {error}")))?;
    let is_image = document.config.is_some() || document.layers.is_some();
    if is_image == document.manifests.is_some() {
        return Err(not(match is_image {
            // CVE-2021-41190: it means different things to different tools.
            true => "its manifest is an index too",
            false => "its answer is neither a manifest nor an index",
        }));
    }
    Ok(Fetched {
        bytes,
        digest: found.to_string(),
        document,
        rate,
        ..Fetched::default()
    })
}

/// A blob that is a document: a config.
///
/// # Errors
/// [`RegistryError`]; [`RegistryError::TooLarge`] before anything is asked, where its descriptor
/// says so.
pub(super) async fn blob<T: Transport>(
    client: &Client<T>,
    place: &Place,
    descriptor: &Descriptor,
) -> Result<Fetched, RegistryError> {
    let what = descriptor.digest.clone();
    let digest: Result<Digest, _> = descriptor.digest.parse();
    let digest = digest.map_err(|error| RegistryError::NotARegistry {
        host: place.host(),
        reason: format!("its manifest has \"{what}\" for a digest: {error}"),
    })?;
    let limit = limits::REGISTRY_JSON_BYTES as u64;
    if descriptor.claimed_size().is_some_and(|size| size > limit) {
        return Err(too_large(place, &what));
    }
    let request = Request::get(place.blob(&digest));
    let (scope, limit) = (place.scope(), limits::REGISTRY_JSON_BYTES);
    let asked = client.document(place, &scope, &what, request, limit);
    let (_, bytes) = asked.await?;
    let bytes = bytes.ok_or_else(|| too_large(place, &what))?;
    check(place, &what, &bytes, Some(&digest))?;
    Ok(Fetched {
        bytes,
        digest: what,
        ..Fetched::default()
    })
}

fn too_large(place: &Place, what: &str) -> RegistryError {
    RegistryError::TooLarge {
        host: place.host(),
        what: what.to_owned(),
        limit: limits::REGISTRY_JSON_BYTES,
    }
}

/// The digest of what came, which must be the one that is claimed.
fn check(
    place: &Place,
    what: &str,
    bytes: &[u8],
    claimed: Option<&Digest>,
) -> Result<Digest, RegistryError> {
    let algorithm = claimed.map_or(Algorithm::Sha256, Digest::algorithm);
    let found = Digest::of(algorithm, bytes);
    match claimed.is_none_or(|claimed| *claimed == found) {
        true => Ok(found),
        false => Err(RegistryError::WrongDigest {
            host: place.host(),
            what: what.to_owned(),
            found,
        }),
    }
}

fn rate<B>(response: &Response<B>) -> Option<RateLimit> {
    let header = |name| response.header(name).map(str::to_owned);
    Some(RateLimit {
        limit: header("ratelimit-limit")?,
        remaining: header("ratelimit-remaining")?,
    })
}

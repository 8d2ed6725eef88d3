//! The bytes of blobs: streamed, and resumed where the connection breaks (distribution-spec,
//! "Pulling blobs").

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::client::Client;
use super::error::RegistryError;
use super::http::{Body, Request, Transport, TransportError, whole};
use super::place::Place;
use crate::digest::Digest;

/// A blob that is still where it was: its digest, and the bytes that its descriptor says it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteBlob {
    /// Its digest, as written: it has been checked against the grammar.
    pub digest: String,
    /// Its bytes, compressed where it is.
    pub size: u64,
    /// What its manifest says of its table of contents; empty where it says nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub toc: BTreeMap<String, String>,
}

/// Times that a blob is resumed without a byte more than before.
const RESUMES: u32 = 4;

/// Milliseconds before a blob is resumed; each time the double.
const PAUSE: u32 = 300;

/// Streams a blob from byte `from` to `take`, in pieces as they come. Where the connection breaks
/// it goes on from there. Whoever takes the bytes compares their digest.
///
/// # Errors
/// [`RegistryError`], after what came before it was handed over.
pub async fn fetch<T: Transport>(
    client: &Client<T>,
    place: &Place,
    blob: &RemoteBlob,
    from: u64,
    take: &mut dyn FnMut(&[u8]),
) -> Result<(), RegistryError> {
    let (mut at, mut fruitless) = (from, 0);
    while at < blob.size {
        let before = at;
        let broken = match attempt(client, place, blob, &mut at, take).await {
            Ok(()) if at >= blob.size => return Ok(()),
            Ok(()) => None,
            Err(RegistryError::Transport {
                error: TransportError::Cut { reason },
                ..
            }) => Some(reason),
            Err(error) => return Err(error),
        };
        fruitless = if at > before { 0 } else { fruitless + 1 };
        if fruitless > RESUMES {
            let (host, what) = (place.host(), blob.digest.clone());
            return Err(match broken {
                Some(reason) => RegistryError::lost(host)(TransportError::Cut { reason }),
                None => RegistryError::Short {
                    host,
                    what,
                    there: at,
                    size: blob.size,
                },
            });
        }
        client.transport().pause(PAUSE << fruitless).await;
    }
    Ok(())
}

fn address(place: &Place, blob: &RemoteBlob) -> Result<String, RegistryError> {
    let digest: Result<Digest, _> = blob.digest.parse();
    let digest = digest.map_err(|error| RegistryError::NotARegistry {
        host: place.host(),
        reason: format!("\"{}\" is no digest: {error}", blob.digest),
    })?;
    Ok(place.blob(&digest))
}

async fn attempt<T: Transport>(
    client: &Client<T>,
    place: &Place,
    blob: &RemoteBlob,
    at: &mut u64,
    take: &mut dyn FnMut(&[u8]),
) -> Result<(), RegistryError> {
    let mut request = Request::get(address(place, blob)?);
    if *at > 0 {
        request = request.with("range", format!("bytes={at}-{}", blob.size - 1));
    }
    let scope = place.scope();
    let asked = client.ask(place, &scope, &blob.digest, request);
    let mut response = asked.await?;
    // A server may give the whole where a part was asked for.
    let mut skip = match response.status {
        206 => match response.header("content-range").and_then(range_start) {
            Some(start) if start != *at => return Err(no_ranges(place, blob)),
            _ => 0,
        },
        _ => *at,
    };
    let broken = |error| RegistryError::lost(place.host())(error);
    while let Some(chunk) = response.body.chunk().await.map_err(broken)? {
        let passed = skip.min(chunk.len() as u64);
        skip -= passed;
        let chunk = &chunk[passed as usize..];
        if chunk.len() as u64 > blob.size - *at {
            return Err(RegistryError::TooLong {
                host: place.host(),
                what: blob.digest.clone(),
                size: blob.size,
            });
        }
        take(chunk);
        *at += chunk.len() as u64;
    }
    Ok(())
}

fn no_ranges(place: &Place, blob: &RemoteBlob) -> RegistryError {
    RegistryError::NoRanges {
        host: place.host(),
        what: blob.digest.clone(),
    }
}

/// The first byte in `Content-Range: bytes 0-15/16`.
fn range_start(header: &str) -> Option<u64> {
    let range = header.trim().strip_prefix("bytes")?.trim_start();
    range.split('-').next()?.trim().parse().ok()
}

/// The bytes of a part of a blob, at most some megabytes.
///
/// # Errors
/// [`RegistryError::NoRanges`] where the server gives no parts, and the others.
pub async fn fetch_range<T: Transport>(
    client: &Client<T>,
    place: &Place,
    blob: &RemoteBlob,
    range: Range<u64>,
) -> Result<Vec<u8>, RegistryError> {
    if range.start >= range.end || range.end > blob.size {
        return Err(no_ranges(place, blob));
    }
    let len = range.end - range.start;
    // Closed: a browser asks the server before it sends an open one.
    let request = Request::get(address(place, blob)?)
        .with("range", format!("bytes={}-{}", range.start, range.end - 1));
    let scope = place.scope();
    let asked = client.ask(place, &scope, &blob.digest, request);
    let mut response = asked.await?;
    let start = response.header("content-range").and_then(range_start);
    if response.status != 206 || start.is_some_and(|start| start != range.start) {
        return Err(no_ranges(place, blob));
    }
    let limit = usize::try_from(len).map_err(|_| no_ranges(place, blob))?;
    let bytes = whole(&mut response.body, limit).await;
    match bytes.map_err(RegistryError::lost(place.host()))? {
        Some(bytes) if bytes.len() == limit => Ok(bytes),
        Some(bytes) => Err(RegistryError::Short {
            host: place.host(),
            what: blob.digest.clone(),
            there: bytes.len() as u64,
            size: len,
        }),
        None => Err(RegistryError::TooLong {
            host: place.host(),
            what: blob.digest.clone(),
            size: len,
        }),
    }
}

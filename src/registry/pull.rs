//! An image without its layers: its index, manifest and config, as a layout whose layers are
//! still where they were.

mod attested;
mod document;
mod layout;

use serde::{Deserialize, Serialize};

use super::blob::RemoteBlob;
use super::client::Client;
use super::error::RegistryError;
use super::http::Transport;
use super::near;
use super::place::Place;
use crate::archive::Platform;
use crate::archive::media_type::is_image_config;
use crate::archive::oci::{Descriptor, Document};
use crate::limits;
use crate::source::FolderFile;
use document::Fetched;
use layout::Layout;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Where it is.
    pub place: Place,
    /// Of several images, the one for this platform; where none is asked for, Linux on amd64, or
    /// else the first.
    pub platform: Option<Platform>,
    /// Of several images, the one with this manifest: it goes before the platform.
    pub manifest: Option<String>,
}

/// An image without its layers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pulled {
    /// Digest of the document that the reference names: an index's, or the manifest's own.
    pub digest: String,
    /// The images to choose from, where an index lists several.
    pub choices: Vec<Choice>,
    /// Files of the layout: first its documents, then its layers.
    pub files: Vec<FolderFile>,
    /// The documents' bytes, in that order, without a gap.
    #[serde(with = "base64")]
    pub documents: Vec<u8>,
    /// The layers, which are the last of the files.
    pub blobs: Vec<RemoteBlob>,
    /// What the registry says about how often one may ask.
    pub rate: Option<RateLimit>,
    /// Manifests that the index lists as attestations of the image, and that are not in the layout:
    /// they are large, or could not be had.
    pub attestations: Vec<String>,
    /// Where the registry could not be asked: when what was kept was pulled, in milliseconds
    /// since 1970.
    #[serde(default)]
    pub kept_at: Option<f64>,
}

/// Bytes as text, for what is kept.
mod base64 {
    use data_encoding::BASE64;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        BASE64.decode(text.as_bytes()).map_err(D::Error::custom)
    }
}

/// One image of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Digest of its manifest.
    pub manifest: String,
    /// What it runs on, as the index says; may be empty.
    pub platform: Platform,
    /// Its name in a layout.
    pub name: Option<String>,
    /// Whether it is the one that was pulled.
    pub chosen: bool,
}

/// How often one may ask a registry (`RateLimit-Limit`, `RateLimit-Remaining`), as it writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateLimit {
    /// Requests in a time.
    pub limit: String,
    /// Those that are left.
    pub remaining: String,
}

/// Pulls an image's documents.
///
/// # Errors
/// [`RegistryError`]: without manifest and config there is nothing to show.
pub async fn pull<T: Transport>(
    client: &Client<T>,
    asked: &Asked,
) -> Result<Pulled, RegistryError> {
    let place = &asked.place;
    let mut found = match document::manifest(client, place, &tag_or_digest(place)).await {
        Err(error @ RegistryError::NotFound { .. }) => {
            return Err(match client.no_registry(place).await {
                Some(status) => RegistryError::NotARegistry {
                    host: place.host(),
                    reason: format!("it answers /v2/ with status {status}"),
                },
                None => near::with_tags(client, place, error).await,
            });
        }
        found => found?,
    };
    let mut pulled = Pulled {
        digest: found.digest.clone(),
        rate: found.rate.take(),
        ..Pulled::default()
    };
    let mut name = None;
    let mut attesting = Vec::new();
    let mut depth = 0;
    while let Some(manifests) = found.document.manifests.take() {
        if depth >= limits::INDEX_DEPTH {
            return Err(no_image(place));
        }
        let (listed, chosen) = choose(place, asked, &manifests)?;
        // Of indexes within an index, the upper one's are those that a person can choose from.
        if pulled.choices.len() <= 1 {
            pulled.choices = listed;
        }
        let attests = |d: &&Descriptor| d.attested() == Some(chosen.digest.as_str());
        let listed = manifests.iter().take(limits::DESCRIPTORS);
        attesting.extend(listed.filter(attests).cloned());
        name = chosen.reference().map(str::to_owned).or(name);
        let (platform, annotations) = (chosen.platform.clone(), chosen.annotations.clone());
        found = document::manifest(client, place, &chosen.digest).await?;
        found.platform = platform;
        found.annotations = annotations;
        depth += 1;
    }
    if depth == 0 {
        pulled.choices.clear();
    }
    let config = config(client, place, &found.document).await?;
    let name = match place {
        Place::Registry { .. } => Some(place.to_string()),
        Place::Layout { .. } => name,
    };
    let (attested, left) = attested::attested(client, place, attesting).await;
    pulled.attestations = left;
    let layout = Layout::of(place, &found, config, name, &attested)?;
    pulled.files = layout.files;
    pulled.documents = layout.documents;
    pulled.blobs = layout.blobs;
    Ok(pulled)
}

/// What a reference names: its digest says more than its tag.
fn tag_or_digest(place: &Place) -> String {
    match place {
        Place::Registry { reference, .. } => match (reference.digest(), reference.tag()) {
            (Some(digest), _) => digest.to_string(),
            (None, tag) => tag.unwrap_or("latest").to_owned(),
        },
        Place::Layout { .. } => "index.json".to_owned(),
    }
}

fn no_image(place: &Place) -> RegistryError {
    RegistryError::NoImage {
        what: place.to_string(),
    }
}

/// The images of an index, and the one that is wanted.
fn choose(
    place: &Place,
    asked: &Asked,
    manifests: &[Descriptor],
) -> Result<(Vec<Choice>, Descriptor), RegistryError> {
    let images = || {
        let all = manifests.iter().take(limits::DESCRIPTORS);
        all.filter(|descriptor| !descriptor.is_attestation())
    };
    let by_manifest = asked.manifest.as_ref();
    let by_manifest = by_manifest.and_then(|digest| images().find(|d| d.digest == *digest));
    let chosen = match (by_manifest, &asked.platform) {
        (Some(chosen), _) => Some(chosen),
        // A manifest alone, or an index within: what it runs on shows further down.
        (None, Some(wanted)) => images()
            .filter(|d| d.platform.as_ref().is_some_and(|p| runs_on(wanted, p)))
            // `arm` alone is any of its variants; the plainest fits best.
            .min_by_key(|d| d.platform.as_ref().is_some_and(|p| p != wanted))
            .or_else(|| images().find(|d| d.platform.is_none())),
        (None, None) => {
            let usual = Platform {
                os: "linux".to_owned(),
                architecture: "amd64".to_owned(),
                ..Platform::default()
            };
            let fits = |d: &&Descriptor| d.platform.as_ref().is_some_and(|p| runs_on(&usual, p));
            images().find(fits).or_else(|| images().next())
        }
    };
    let chosen = match (chosen, &asked.platform) {
        (Some(chosen), _) => chosen.clone(),
        (None, Some(platform)) if images().next().is_some() => {
            let there = images().filter_map(|d| d.platform.as_ref().map(ToString::to_string));
            return Err(RegistryError::NoPlatform {
                what: place.to_string(),
                platform: platform.to_string(),
                there: there.collect(),
            });
        }
        _ => return Err(no_image(place)),
    };
    let listed = images().map(|descriptor| Choice {
        manifest: descriptor.digest.clone(),
        platform: descriptor.platform.clone().unwrap_or_default(),
        name: descriptor.reference().map(str::to_owned),
        chosen: descriptor.digest == chosen.digest,
    });
    Ok((listed.collect(), chosen))
}

/// Whether an image for `there` is what was wanted: what is not said fits anything.
fn runs_on(wanted: &Platform, there: &Platform) -> bool {
    let fits = |wanted: &str, there: &str| wanted.is_empty() || wanted == there;
    let (wanted, there) = (plainly(wanted), plainly(there));
    fits(wanted.0, there.0) && fits(wanted.1, there.1) && fits(wanted.2, there.2)
}

/// Operating system, architecture and variant, by one name where they have several (containerd's
/// `platforms`, "normalizeArch").
fn plainly(platform: &Platform) -> (&str, &str, &str) {
    let (architecture, variant) = match (platform.architecture.as_str(), platform.variant.as_str())
    {
        ("aarch64" | "arm64", "8" | "v8") => ("arm64", ""),
        ("aarch64", variant) => ("arm64", variant),
        ("x86_64" | "x86-64" | "amd64", "v1") => ("amd64", ""),
        ("x86_64" | "x86-64", variant) => ("amd64", variant),
        ("i386" | "i486" | "i586" | "i686", variant) => ("386", variant),
        ("armhf", _) => ("arm", "v7"),
        ("armel", _) => ("arm", "v6"),
        other => other,
    };
    (&platform.os, architecture, variant)
}

/// The config of an image; of anything else, only where it is small enough.
async fn config<T: Transport>(
    client: &Client<T>,
    place: &Place,
    document: &Document,
) -> Result<Option<Fetched>, RegistryError> {
    let Some(descriptor) = &document.config else {
        return Ok(None);
    };
    let fetched = document::blob(client, place, descriptor).await;
    match fetched {
        Err(RegistryError::TooLarge { .. }) if !is_image_config(&descriptor.media_type) => Ok(None),
        fetched => fetched.map(Some),
    }
}

//! What refers to an image: signatures, SBOMs, attestations that are not in its index.

use serde::{Deserialize, Serialize};

use super::client::Client;
use super::error::RegistryError;
use super::http::{Request, Transport};
use super::list::{next_link, resolved};
use super::place::Place;
use crate::archive::oci::{Descriptor, Document};
use crate::digest::Digest;
use crate::limits;

/// Something that says of itself that it is about an image: a signature, an SBOM.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referrer {
    /// Digest of its manifest, as written.
    pub digest: String,
    /// What it is, as its maker calls it; may be empty.
    pub artifact_type: String,
    /// Bytes of its manifest.
    pub size: Option<u64>,
}

const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";

/// What cosign puts beside an image under a tag made of its digest (cosign's
/// `specs/SIGNATURE_SPEC.md`), by the end of the tag.
const COSIGN: [&str; 3] = ["sig", "att", "sbom"];

/// What refers to a manifest (distribution-spec, "Listing Referrers"), by the API, or where a
/// registry lacks it by the tag that stands in for it; and what cosign tags, which is in neither.
///
/// # Errors
/// [`RegistryError`]; a registry that has none of them has no referrers.
pub async fn referrers<T: Transport>(
    client: &Client<T>,
    place: &Place,
    manifest: &Digest,
) -> Result<Vec<Referrer>, RegistryError> {
    let Place::Registry { reference, .. } = place else {
        return Ok(Vec::new());
    };
    let path = reference.path();
    let tag = format!("{}-{}", manifest.algorithm().name(), manifest.hex());
    let mut found = Vec::new();
    for path in [
        format!("{path}/referrers/{manifest}"),
        format!("{path}/manifests/{tag}"),
    ] {
        if let Some(listed) = listed(client, place, &path).await? {
            found = listed;
            break;
        }
    }
    for end in COSIGN {
        let url = place.address(&format!("{path}/manifests/{tag}.{end}"));
        if let Some((bytes, _)) = document(client, place, url, MANIFEST).await? {
            found.extend(tagged(&bytes));
        }
    }
    Ok(found)
}

/// The descriptors of an index, in however many pages; none where the registry has no such index.
async fn listed<T: Transport>(
    client: &Client<T>,
    place: &Place,
    path: &str,
) -> Result<Option<Vec<Referrer>>, RegistryError> {
    let mut found: Vec<Descriptor> = Vec::new();
    let mut url = place.address(path);
    loop {
        let answer = document(client, place, url.clone(), INDEX).await?;
        let parsed = answer.and_then(|(bytes, next)| Some((Document::parse(&bytes).ok()?, next)));
        let Some((page, next)) = parsed else {
            // The first page says whether there is a list; a later one that is lost ends it.
            return Ok((!found.is_empty()).then(|| found.into_iter().map(Into::into).collect()));
        };
        let page = page.manifests.unwrap_or_default();
        let more = !page.is_empty();
        found.extend(page);
        found.truncate(limits::DESCRIPTORS);
        let next = next.filter(|next| *next != url);
        match next {
            Some(next) if more && found.len() < limits::DESCRIPTORS => url = next,
            _ => return Ok(Some(found.into_iter().map(Into::into).collect())),
        }
    }
}

impl From<Descriptor> for Referrer {
    fn from(descriptor: Descriptor) -> Referrer {
        Referrer {
            size: descriptor.claimed_size(),
            artifact_type: match descriptor.artifact_type.is_empty() {
                true => descriptor.media_type,
                false => descriptor.artifact_type,
            },
            digest: descriptor.digest,
        }
    }
}

/// What cosign tagged: it is what its layers are.
fn tagged(bytes: &[u8]) -> Option<Referrer> {
    let document = Document::parse(bytes).ok()?;
    let layers = document.layers?;
    Some(Referrer {
        digest: Digest::of(crate::digest::Algorithm::Sha256, bytes).to_string(),
        artifact_type: layers.into_iter().next()?.media_type,
        size: Some(bytes.len() as u64),
    })
}

/// A document, and the address of the page after it; none where the registry has none.
async fn document<T: Transport>(
    client: &Client<T>,
    place: &Place,
    url: String,
    accept: &'static str,
) -> Result<Option<(Vec<u8>, Option<String>)>, RegistryError> {
    let request = Request::get(url.clone()).with("accept", accept);
    let (scope, limit) = (place.scope(), limits::REGISTRY_JSON_BYTES);
    match client
        .document(place, &scope, "referrers", request, limit)
        .await
    {
        Ok((head, bytes)) => {
            let next = head.header("link").and_then(next_link);
            let next = next.and_then(|next| resolved(&url, next));
            Ok(bytes.map(|bytes| (bytes, next)))
        }
        Err(RegistryError::NotFound { .. } | RegistryError::Status { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

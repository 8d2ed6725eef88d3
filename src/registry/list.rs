//! Lists that a registry keeps, in pages: tags, repositories.

use serde::Deserialize;

use super::client::Client;
use super::error::RegistryError;
use super::http::{Request, Transport};
use super::place::{Origin, Place, resolve};
use super::referrers::Referrer;
use crate::limits;

/// What a registry can list.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum List {
    /// The tags of the image's repository.
    Tags,
    /// The registry's repositories.
    Catalogue,
    /// What refers to a manifest of this digest: signatures, SBOMs.
    Referrers(String),
}

/// What a registry listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, Deserialize)]
pub struct Listed {
    /// Tags or repositories, in the registry's order.
    pub names: Vec<String>,
    /// Whether there are more than Peel takes.
    pub more: bool,
    /// What refers to a manifest.
    pub referrers: Vec<Referrer>,
}

#[derive(Deserialize)]
struct Names {
    #[serde(default)]
    tags: Option<Vec<String>>,
    #[serde(default)]
    repositories: Option<Vec<String>>,
}

/// The tags of a reference's repository (distribution-spec, "Listing tags"), in the registry's
/// order, and whether there are more than Peel takes.
///
/// # Errors
/// [`RegistryError`].
pub async fn tags<T: Transport>(
    client: &Client<T>,
    place: &Place,
) -> Result<(Vec<String>, bool), RegistryError> {
    let Place::Registry { reference, .. } = place else {
        return Ok((Vec::new(), false));
    };
    let path = format!("{}/tags/list?n=1000", reference.path());
    names(client, place, &place.scope(), path, |names| names.tags).await
}

/// The repositories of a registry (distribution's `_catalog`), where it tells them.
///
/// # Errors
/// [`RegistryError`].
pub async fn catalogue<T: Transport>(
    client: &Client<T>,
    place: &Place,
) -> Result<(Vec<String>, bool), RegistryError> {
    let path = "_catalog?n=1000".to_owned();
    let scope = "registry:catalog:*";
    names(client, place, scope, path, |names| names.repositories).await
}

async fn names<T: Transport>(
    client: &Client<T>,
    place: &Place,
    scope: &str,
    path: String,
    of: impl Fn(Names) -> Option<Vec<String>>,
) -> Result<(Vec<String>, bool), RegistryError> {
    let (mut found, mut url): (Vec<String>, String) = (Vec::new(), place.address(&path));
    let paged = url.clone();
    loop {
        let request = Request::get(&url);
        let limit = limits::LIST_BYTES;
        let asked = client.document(place, scope, "a list", request, limit);
        let (head, bytes) = asked.await?;
        let next = head.header("link").and_then(next_link).map(str::to_owned);
        let parsed = bytes.as_deref().map(serde_json::from_slice);
        let Some(Ok(page)) = parsed else {
            return Err(RegistryError::NotARegistry {
                host: place.host(),
                reason: "its list is no list".to_owned(),
            });
        };
        let page = of(page).unwrap_or_default();
        let full = page.len() >= 1000;
        let last = page.last().cloned();
        let news = page.len();
        found.extend(page);
        if found.len() >= limits::LIST_NAMES {
            found.truncate(limits::LIST_NAMES);
            return Ok((found, true));
        }
        // A page may not read `Link` where the registry does not expose it.
        let linked = next.is_some();
        let next = match (next, last) {
            _ if news == 0 => None,
            (Some(next), _) => resolved(&url, &next),
            (None, Some(last)) if full => Some(format!("{paged}&last={last}")),
            (None, _) => None,
        };
        match next {
            Some(next) if next != url => url = next,
            // A page that cannot be followed is one that is missing.
            _ => return Ok((found, linked && news > 0)),
        }
    }
}

/// The address in `Link: <…>; rel="next"` (RFC 8288).
pub(super) fn next_link(header: &str) -> Option<&str> {
    let links = header.split(',').filter(|link| link.contains("next"));
    let link = links.into_iter().next()?;
    Some(link.split_once('<')?.1.split_once('>')?.0)
}

/// A link's address, where it stays at the host that gave it.
pub(super) fn resolved(url: &str, link: &str) -> Option<String> {
    let next = resolve(url, link)?;
    (Origin::of(&next) == Origin::of(url)).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stays_at_its_host() {
        let url = "https://a.b/v2/c/tags/list?n=1000";
        let header = r#"</v2/c/tags/list?last=x&n=1000>; rel="next""#;
        let link = next_link(header).expect("there");
        assert_eq!(
            resolved(url, link).as_deref(),
            Some("https://a.b/v2/c/tags/list?last=x&n=1000")
        );
        assert_eq!(
            resolved(url, "?last=x").as_deref(),
            Some("https://a.b/v2/c/tags/list?last=x")
        );
        for evil in ["//evil.example/x", "https://evil.example/x", "http://a.b/x"] {
            assert_eq!(resolved(url, evil), None, "{evil}");
        }
    }
}

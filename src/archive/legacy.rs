//! Archives without a `manifest.json`: what Docker wrote before 1.10 (a folder for each layer with
//! `VERSION`, `json` and `layer.tar`; `repositories` names the tops of the chains), and what is
//! left of an archive that was cut before its manifest.
//!
//! Facts: moby `docker-image-spec`, version 1.0 ("Image JSON", "Combined Image JSON + Filesystem
//! Changeset Format"). Docker 1.10 to 24 still wrote these folders beside the manifest.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use super::json::{self, or_default};
use super::layers::{self, Listed};
use super::{ArchiveImage, Config, ContainerConfig, Documents, HistoryEntry, Index, Note};
use crate::limits;
use crate::tarstream::EntryKind;

/// One folder's `json`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct V1 {
    #[serde(deserialize_with = "or_default")]
    parent: String,
    created: Option<String>,
    author: Option<String>,
    comment: Option<String>,
    #[serde(deserialize_with = "or_default")]
    architecture: String,
    #[serde(deserialize_with = "or_default")]
    os: String,
    #[serde(deserialize_with = "or_default")]
    config: ContainerConfig,
    #[serde(deserialize_with = "or_default")]
    container_config: ContainerConfig,
}

/// The images of chains of folders, the longest chain first; none where there are no folders.
pub(super) fn chains(index: &Index, documents: &dyn Documents) -> Vec<ArchiveImage> {
    let links = links(index, documents);
    let tags = tags(index, documents);
    let parents: HashSet<&str> = links.values().map(|link| link.parent.as_str()).collect();
    let tops = links
        .keys()
        .filter(|id| tags.contains_key(*id) || !parents.contains(id.as_str()));
    let mut images: Vec<ArchiveImage> = tops
        .take(limits::IMAGES)
        .map(|top| image(top, &links, tags.get(top), index))
        .collect();
    images.sort_by_key(|image| std::cmp::Reverse(image.layers.len()));
    images
}

fn links(index: &Index, documents: &dyn Documents) -> BTreeMap<String, V1> {
    let mut links = BTreeMap::new();
    for entry in index.entries() {
        let folder = entry.path.strip_suffix("/json");
        let Some(id) = folder.filter(|id| !id.contains('/')) else {
            continue;
        };
        if entry.kind != EntryKind::File || entry.size > limits::JSON_BYTES {
            continue;
        }
        let bytes = documents.document(entry).unwrap_or_default();
        if let Ok(link) = json::parse_object::<V1>(&bytes, 2) {
            links.insert(id.to_owned(), link);
        }
    }
    links
}

/// The references of each top: `repositories` is `{"name": {"tag": "id"}}`.
fn tags(index: &Index, documents: &dyn Documents) -> HashMap<String, Vec<String>> {
    let mut tags: HashMap<String, Vec<String>> = HashMap::new();
    let entry = index.file("repositories");
    let Some(entry) = entry.filter(|entry| entry.size <= limits::JSON_BYTES) else {
        return tags;
    };
    let bytes = documents.document(entry).unwrap_or_default();
    let names: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_slice(&bytes).unwrap_or_default();
    for (name, versions) in names {
        for (tag, id) in versions {
            tags.entry(id).or_default().push(format!("{name}:{tag}"));
        }
    }
    tags
}

fn image(
    top: &str,
    links: &BTreeMap<String, V1>,
    tags: Option<&Vec<String>>,
    index: &Index,
) -> ArchiveImage {
    let mut chain: Vec<(&str, &V1)> = Vec::new();
    let mut notes = vec![Note::WithoutManifest {
        whole: index.end_mark,
    }];
    let mut at = top;
    while let Some((id, link)) = links.get_key_value(at) {
        if chain.len() == limits::LAYERS || chain.iter().any(|(known, _)| known == id) {
            break;
        }
        chain.push((id, link));
        at = &link.parent;
    }
    if !at.is_empty() {
        notes.push(Note::LowerLayersMissing(at.to_owned()));
    }
    chain.reverse();
    let listed = chain.iter().map(|(id, _)| {
        let name = format!("{id}/layer.tar");
        Listed {
            blob: index.file(&name).map(Into::into),
            name,
            by: format!("{id}/json"),
            ..Listed::default()
        }
    });
    // These configs have no diff IDs: there is nothing to compare with.
    let found = layers::find(listed.collect(), None, index);
    let history = chain.iter().map(|(_, link)| HistoryEntry {
        created: link.created.clone(),
        created_by: link.container_config.cmd.join(" "),
        author: link.author.clone(),
        comment: link.comment.clone(),
        empty_layer: false,
    });
    let last = chain.last().map(|(_, link)| *link);
    let config = last.map(|link| Config {
        created: link.created.clone(),
        author: link.author.clone(),
        architecture: link.architecture.clone(),
        os: link.os.clone(),
        config: link.config.clone(),
        history: history.collect(),
        ..Config::default()
    });
    let config_read = config.is_some();
    let config = config.unwrap_or_default();
    ArchiveImage {
        tags: tags.cloned().unwrap_or_default(),
        platform: config.platform(),
        config_read,
        config,
        layers: found.layers,
        problems: found.problems,
        notes,
        ..ArchiveImage::default()
    }
}

//! What a report says of an archive, as if it had been opened: the images with their configs, and what
//! scanning found of their layers.

use std::sync::Arc;

use super::Saved;
use crate::archive::{
    ArchiveImage, BlobRef, Checked, Config, ContainerConfig, Healthcheck, HistoryEntry, LayerBlob,
    Opened, Platform, RootFs,
};
use crate::decompress::Compression;
use crate::digest::Digest;
use crate::layer::{Listing, Odd, Scanned};
use crate::report::{ConfigReport, ImageReport, LayerReport, Report};

/// What scanning found of the layers that have trees.
pub(super) fn scanned(report: &Report, trees: Vec<Listing>) -> Vec<Arc<Scanned>> {
    let mut layers: Vec<Option<&LayerReport>> = vec![None; trees.len()];
    for layer in report.images.iter().flat_map(|image| &image.layers) {
        if let Some(slot) = layer.tree.and_then(|tree| layers.get_mut(tree)) {
            slot.get_or_insert(layer);
        }
    }
    let trees = trees.into_iter().zip(layers);
    let trees = trees.map(|(listing, layer)| {
        let layer = layer.cloned().unwrap_or_default();
        let digest = digest(layer.digest.as_ref());
        Arc::new(Scanned {
            listing,
            compression: layer.compression.unwrap_or(Compression::None),
            stored_size: layer.stored_size.unwrap_or(0),
            tar_size: layer.tar_size,
            diff_id: digest
                .is_some()
                .then(|| self::digest(layer.diff_id.as_ref()))
                .flatten(),
            digest,
            trailing: 0,
            odd: Odd::default(),
            problem: None,
        })
    });
    trees.collect()
}

impl Saved {
    /// The images, as if their archive had been opened. A layer's place is the number of its tree.
    pub fn opened(&self) -> Opened {
        let images = self.report.images.iter().map(image);
        Opened {
            images: images.collect(),
            ..Opened::default()
        }
    }

    /// The tree at a place that [`opened`](Saved::opened) gave.
    pub fn tree_at(&self, blob: BlobRef) -> Option<&Arc<Scanned>> {
        self.trees.get(usize::try_from(blob.offset).ok()?)
    }
}

fn digest(text: Option<&String>) -> Option<Digest> {
    text.and_then(|text| text.parse().ok())
}

fn checked(text: Option<&String>) -> Checked {
    let found = digest(text);
    Checked {
        claimed: found.clone(),
        found,
    }
}

fn image(image: &ImageReport) -> ArchiveImage {
    let platform = Platform {
        os: image.platform.os.clone(),
        architecture: image.platform.architecture.clone(),
        variant: image.platform.variant.clone().unwrap_or_default(),
        os_version: image.platform.os_version.clone().unwrap_or_default(),
    };
    ArchiveImage {
        manifest: image.manifest.as_ref().map(|text| checked(Some(text))),
        index: image.index.clone(),
        tags: image.tags.clone(),
        config: config(image, &platform),
        platform,
        config_read: image.config_read,
        id: checked(image.id.as_ref()),
        layers: image.layers.iter().map(layer).collect(),
        ..ArchiveImage::default()
    }
}

fn config(image: &ImageReport, platform: &Platform) -> Config {
    let history = image.history.iter().map(|row| HistoryEntry {
        created: row.created.clone(),
        created_by: row.raw.clone(),
        author: row.author.clone(),
        comment: row.comment.clone(),
        empty_layer: row.layer.is_none(),
    });
    let layers = image.layers.iter();
    let diff_ids = layers.filter_map(|layer| digest(layer.diff_id.as_ref()));
    Config {
        created: image.created.clone(),
        author: image.author.clone(),
        architecture: platform.architecture.clone(),
        os: platform.os.clone(),
        variant: image.platform.variant.clone(),
        os_version: image.platform.os_version.clone(),
        config: container(&image.config),
        rootfs: RootFs {
            diff_ids: diff_ids.collect(),
        },
        history: history.collect(),
    }
}

fn container(config: &ConfigReport) -> ContainerConfig {
    let config = config.clone();
    ContainerConfig {
        user: config.user,
        exposed_ports: config.exposed_ports,
        env: config.env,
        entrypoint: config.entrypoint,
        cmd: config.cmd,
        volumes: config.volumes,
        working_dir: config.working_dir,
        labels: config.labels,
        stop_signal: config.stop_signal,
        healthcheck: config.healthcheck.map(|test| Healthcheck { test }),
        on_build: config.on_build,
        shell: config.shell,
    }
}

fn layer(layer: &LayerReport) -> LayerBlob {
    let blob = layer.tree.map(|tree| BlobRef {
        offset: tree as u64,
        len: layer.stored_size.unwrap_or(0),
    });
    LayerBlob {
        name: layer.name.clone(),
        blob,
        diff_id: digest(layer.diff_id.as_ref()),
        digest: digest(layer.digest.as_ref()),
        media_type: layer.media_type.clone(),
        urls: layer.urls.clone(),
        ..LayerBlob::default()
    }
}

//! Builds a report from an image.

use super::problem::Problem;
use super::schema::{
    ConfigReport, HistoryReport, ImageReport, LayerReport, Platform, Report, SCHEMA, SourceReport,
};
use super::{others, sizes};
use crate::archive::{ArchiveImage, Checked, Config, Opened, media_type};
use crate::image::{HistoryRow, Image, ImageLayer, Verdict};
use crate::layer::Scanned;
use crate::rules;

/// The report of an archive: what it says, and `images` as far as they were analysed.
/// `problems` are those of reading it.
pub fn archive_report(
    source: SourceReport,
    archive: &Opened,
    images: Vec<ImageReport>,
    mut problems: Vec<Problem>,
) -> Report {
    problems.extend(archive.problems.iter().map(Problem::from));
    problems.extend(archive.notes.iter().map(Problem::from));
    // Where there is no image at all, it was said what there is.
    if !archive.images.is_empty() {
        problems.extend(archive.artifacts.iter().map(Problem::from));
    }
    Report {
        schema: SCHEMA,
        generator: concat!("peel ", env!("CARGO_PKG_VERSION")).to_owned(),
        source,
        layers: others::shared(&archive.images),
        images,
        reuse: Vec::new(),
        artifacts: archive.artifacts.iter().map(others::artifact).collect(),
        problems,
    }
}

/// The report of one image, with whatever of it has been scanned.
pub fn image_report(archive: &ArchiveImage, image: &Image) -> ImageReport {
    let config = &image.config;
    let hidden = hidden_by_layer(image);
    let mut layers = Vec::with_capacity(image.layers.len());
    let mut problems: Vec<Problem> = archive.problems.iter().map(Problem::from).collect();
    problems.extend(archive.notes.iter().map(Problem::from));
    for (i, layer) in image.layers.iter().enumerate() {
        let of_layer = Problem::of_layer(layer, i);
        layers.push(layer_report(image, i, hidden[i], of_layer.first()));
        problems.extend(of_layer);
    }
    problems.extend(image.history_note.as_ref().map(Problem::from));
    problems.extend(Problem::uncompared(image.stack.uncompared));
    problems.extend(image.stack.partial.then(Problem::partial_stack));
    ImageReport {
        packages: None,
        tags: image.tags.clone(),
        id: image.id.as_ref().map(ToString::to_string),
        id_verdict: image.id.is_some().then(|| Verdict::from(&archive.id)),
        manifest: archive
            .manifest
            .as_ref()
            .and_then(Checked::digest)
            .map(ToString::to_string),
        manifest_verdict: archive.manifest.as_ref().map(Verdict::from),
        index: archive.index.clone(),
        platform: platform(archive),
        created: config.created.clone(),
        author: config.author.clone().filter(|author| !author.is_empty()),
        config: config_report(config),
        config_read: image.config_read,
        complete: image.is_complete(),
        stored_size: others::blobs(archive)
            .iter()
            .fold(0, |sum, blob| sum.saturating_add(blob.len)),
        history: image.history.iter().map(history_report).collect(),
        history_note: image.history_note,
        attestations: archive
            .attestations
            .iter()
            .map(others::attestation)
            .collect(),
        sizes: sizes::sizes(image),
        base: rules::base(image.history.iter().map(Into::into)),
        findings: rules::check(image),
        problems,
        layers,
    }
}

fn platform(archive: &ArchiveImage) -> Platform {
    let platform = archive.platform.clone();
    let said = |text: String| (!text.is_empty()).then_some(text);
    Platform {
        os: platform.os,
        architecture: platform.architecture,
        variant: said(platform.variant),
        os_version: said(platform.os_version),
    }
}

fn config_report(config: &Config) -> ConfigReport {
    let container = config.config.clone();
    ConfigReport {
        user: container.user,
        entrypoint: container.entrypoint,
        cmd: container.cmd,
        working_dir: container.working_dir,
        env: container.env,
        exposed_ports: container.exposed_ports,
        volumes: container.volumes,
        labels: container.labels,
        stop_signal: container.stop_signal,
        healthcheck: container.healthcheck.map(|check| check.test),
        on_build: container.on_build,
        shell: container.shell,
    }
}

/// Bytes of each layer that the final tree does not show.
fn hidden_by_layer(image: &Image) -> Vec<u64> {
    let mut sums = vec![0; image.layers.len()];
    for hidden in &image.stack.hidden {
        sums[hidden.from as usize] += hidden.bytes;
    }
    sums
}

fn layer_report(
    image: &Image,
    index: usize,
    hidden: u64,
    problem: Option<&Problem>,
) -> LayerReport {
    let layer: &ImageLayer = &image.layers[index];
    let scanned = layer.scanned.as_deref();
    let computed = scanned.filter(|scanned| scanned.problem.is_none());
    let diff_id = computed.and_then(|s| s.diff_id.as_ref());
    let diff_id = diff_id.or(layer.blob.diff_id.as_ref());
    LayerReport {
        name: layer.blob.name.clone(),
        scanned: scanned.is_some(),
        table: scanned.is_some_and(Scanned::is_by_table),
        digest: computed.and_then(|scanned| Some(scanned.digest.as_ref()?.to_string())),
        digest_verdict: scanned.map(|_| layer.digest_verdict()),
        diff_id: diff_id.map(ToString::to_string),
        diff_id_verdict: scanned.map(|_| layer.diff_id_verdict()),
        media_type: layer.blob.media_type.clone(),
        foreign: layer
            .blob
            .media_type
            .as_deref()
            .is_some_and(media_type::is_foreign),
        urls: layer.blob.urls.clone(),
        compression: scanned.map(|scanned| scanned.compression),
        stored_size: layer.blob.blob.map(|blob| blob.len),
        tar_size: scanned.map_or(0, |scanned| scanned.tar_size),
        size: layer.content_bytes(),
        entries: scanned.map_or(0, |scanned| scanned.listing.entries()),
        changes: image.stack.changes.get(index).copied(),
        hidden,
        history: image
            .history
            .iter()
            .position(|row| row.layer == Some(index)),
        tree: None,
        problem: problem.cloned(),
    }
}

fn history_report(row: &HistoryRow) -> HistoryReport {
    HistoryReport {
        keyword: row.instruction.keyword.clone(),
        arguments: row.instruction.arguments.clone(),
        raw: row.instruction.raw.clone(),
        layer: row.layer,
        created: row.created.clone(),
        comment: row.comment.clone(),
        author: row.author.clone(),
    }
}

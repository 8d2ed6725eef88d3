//! What stands beside an archive's images: attestations, artifacts, and the layers that images
//! share.

use std::collections::HashMap;

use super::schema::{
    ArtifactFileReport, ArtifactReport, AttestationReport, ChoiceReport, FactReport,
    MaterialReport, PackageReport, RemoteReport, SharedReport,
};
use crate::archive::{ArchiveImage, Artifact, Attestation, BlobRef, Package};
use crate::image::Verdict;
use crate::registry::{Place, Pulled};

/// What was attested of an image.
pub(super) fn attestation(attestation: &Attestation) -> AttestationReport {
    let digest = &attestation.digest;
    let mut report = AttestationReport {
        kind: attestation.words().to_owned(),
        predicate_type: attestation.predicate_type.clone(),
        name: attestation.name.clone(),
        digest: digest.digest().map(ToString::to_string),
        digest_verdict: Some(Verdict::from(digest)),
        stored_size: attestation.blob.map(|blob| blob.len),
        ..AttestationReport::default()
    };
    let Some(statement) = &attestation.statement else {
        return report;
    };
    let facts = statement.facts.iter().map(|(label, value)| FactReport {
        label: (*label).to_owned(),
        value: value.clone(),
    });
    let materials = statement.materials.iter();
    let materials = materials.map(|(uri, digest)| MaterialReport {
        uri: uri.clone(),
        digest: digest.clone(),
    });
    report.facts = facts.collect();
    report.materials = materials.collect();
    report.packages = statement.packages.iter().map(package).collect();
    report.left_out = statement.left_out;
    report
}

fn package(package: &Package) -> PackageReport {
    let Package {
        name,
        version,
        license,
        purl,
    } = package.clone();
    PackageReport {
        name,
        version,
        license,
        purl,
    }
}

/// Something that is no image.
pub(super) fn artifact(artifact: &Artifact) -> ArtifactReport {
    let artifact = artifact.clone();
    let files = artifact.files.into_iter().map(|file| ArtifactFileReport {
        name: file.name,
        media_type: file.media_type,
        size: file.size,
    });
    ArtifactReport {
        kind: artifact.kind,
        artifact_type: artifact.artifact_type,
        manifest: artifact.manifest,
        tags: artifact.tags,
        title: artifact.title,
        version: artifact.version,
        subject: artifact.subject,
        files: files.collect(),
    }
}

/// The layers of all images, each counted once.
pub(super) fn shared(images: &[ArchiveImage]) -> SharedReport {
    let mut users: HashMap<BlobRef, u64> = HashMap::new();
    for image in images {
        for blob in blobs(image) {
            *users.entry(blob).or_default() += 1;
        }
    }
    let mut report = SharedReport::default();
    for (blob, users) in users {
        report.distinct += 1;
        report.shared += u64::from(users > 1);
        report.stored_size = report.stored_size.saturating_add(blob.len);
        let saved = blob.len.saturating_mul(users - 1);
        report.saved_size = report.saved_size.saturating_add(saved);
    }
    report
}

/// The blobs of an image's layers, each once: some list one layer many times.
pub(super) fn blobs(image: &ArchiveImage) -> Vec<BlobRef> {
    let mut blobs: Vec<BlobRef> = image.layers.iter().filter_map(|layer| layer.blob).collect();
    blobs.sort_by_key(|blob| (blob.offset, blob.len));
    blobs.dedup();
    blobs
}

/// Where an image is that was pulled.
pub fn remote_report(place: &Place, pulled: &Pulled) -> RemoteReport {
    let choices = pulled.choices.iter().map(|choice| ChoiceReport {
        manifest: choice.manifest.clone(),
        platform: choice.platform.to_string(),
        name: choice.name.clone(),
        chosen: choice.chosen,
    });
    let rate = pulled.rate.clone();
    RemoteReport {
        reference: place.to_string(),
        host: place.host(),
        digest: pulled.digest.clone(),
        choices: choices.collect(),
        rate_limit: rate.map(|rate| (rate.limit, rate.remaining)),
        attestations: pulled.attestations.clone(),
        kept_at: pulled.kept_at,
    }
}

//! One image in every form that tools give it (`tests/images/recipes/formats.sh`), against what the
//! archive that it was made of holds.

mod archive;

use std::collections::BTreeSet;
use std::process::Command;

use archive::command::{peel, text};
use archive::{oracle, path, unescape};
use peel::image::Verdict;
use peel::report::{ImageReport, Report};

/// What the command says of a file, and how it ends.
fn analyze(file: &str) -> (Option<i32>, Report) {
    let file = path(file);
    let file = file.to_str().expect("the path is UTF-8");
    let output = peel(&["analyze", "--format", "json", file]);
    let report = serde_json::from_slice(&output.stdout);
    let report = report.unwrap_or_else(|e| panic!("{file}: {e}: {}", text(output.stderr)));
    (output.status.code(), report)
}

/// The report of a file that is whole, and holds what the recipe's image is made of.
fn whole(file: &str) -> Report {
    let (code, report) = analyze(&format!("formats/{file}"));
    assert_eq!(code, Some(0), "{file}: {:?}", report.problems);
    report
}

fn codes(report: &Report) -> Vec<&str> {
    let of_images = report.images.iter().flat_map(|image| &image.problems);
    let all = report.problems.iter().chain(of_images);
    all.map(|problem| problem.code.as_str()).collect()
}

fn diff_ids(image: &ImageReport) -> Vec<Option<String>> {
    let layers = image.layers.iter();
    layers.map(|layer| layer.diff_id.clone()).collect()
}

/// The image that all others were made of.
fn clean() -> ImageReport {
    let (code, mut report) = analyze("clean/image.tar");
    assert_eq!(code, Some(0));
    report.images.swap_remove(0)
}

/// Everything but where it came from is the same.
fn assert_same(image: &ImageReport, file: &str) {
    let clean = clean();
    assert_eq!(diff_ids(image), diff_ids(&clean), "{file}");
    assert_eq!(image.sizes, clean.sizes, "{file}");
    assert_eq!(image.history, clean.history, "{file}");
    for layer in &image.layers {
        assert_eq!(layer.diff_id_verdict, Some(Verdict::Verified), "{file}");
    }
}

#[test]
fn the_same_image_in_every_form() {
    for file in [
        "attested",
        "absent",
        "out-of-order",
        "mislabelled",
        "platforms",
    ] {
        let report = whole(&format!("{file}.tar"));
        let image = &report.images[0];
        assert_same(image, file);
        assert_eq!(image.id_verdict, Some(Verdict::Verified), "{file}");
        assert_eq!(image.manifest_verdict, Some(Verdict::Verified), "{file}");
    }
}

#[test]
fn provenance_and_packages_stand_with_their_image() {
    let report = whole("attested.tar");
    assert_eq!(report.images.len(), 1, "an attestation is no platform");
    let [provenance, sbom] = &report.images[0].attestations[..] else {
        panic!("{:?}", report.images[0].attestations);
    };
    assert_eq!(provenance.kind, "SLSA provenance");
    assert_eq!(provenance.digest_verdict, Some(Verdict::Verified));
    let builder = provenance.facts.iter().find(|fact| fact.label == "Builder");
    assert_eq!(
        builder.expect("it is there").value,
        "https://builder.example/42"
    );
    assert_eq!(provenance.materials[0].uri, "pkg:docker/debian@bookworm");
    assert_eq!(sbom.kind, "SPDX SBOM");
    let names: Vec<&str> = sbom.packages.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["busybox", "<b>musl</b>"]);
}

#[test]
fn platforms_that_are_absent_are_told_once() {
    let report = whole("absent.tar");
    assert_eq!(
        report.images.len(),
        1,
        "manifest.json and the index mean one image"
    );
    assert_eq!(codes(&report), ["manifests-absent"]);
    let message = &report.problems[0].message;
    assert!(message.starts_with("2 of the 3 images"), "{message}");
    assert!(message.contains("linux/arm64, linux/arm/v7"), "{message}");
}

#[test]
fn manifest_json_is_believed() {
    assert_eq!(codes(&whole("out-of-order.tar")), ["manifests-disagree"]);
}

#[test]
fn a_media_type_that_is_wrong_is_noted() {
    let report = whole("mislabelled.tar");
    let layers = report.images[0].layers.len();
    assert_eq!(codes(&report), vec!["media-type-mismatch"; layers]);
}

#[test]
fn a_document_that_is_two_things_is_refused() {
    let (code, report) = analyze("formats/ambiguous.tar");
    assert_eq!((code, codes(&report)), (Some(2), vec!["ambiguous"]));
}

#[test]
fn a_chart_is_named() {
    let (code, report) = analyze("formats/helm.tar");
    assert_eq!((code, codes(&report)), (Some(2), vec!["no-image"]));
    let message = &report.problems[0].message;
    assert!(message.contains("a Helm chart (web 1.2.0)"), "{message}");
    assert_eq!(report.artifacts[0].title, "web");
}

#[test]
fn a_foreign_layer_is_absent_and_no_error() {
    let report = whole("foreign.tar");
    assert_eq!(codes(&report), ["foreign-layer"]);
    let base = &report.images[0].layers[0];
    assert!(base.foreign && !base.scanned);
    assert_eq!(base.urls, ["https://mcr.example/layers/base"]);
    let clean = clean();
    assert_eq!(diff_ids(&report.images[0])[1..], diff_ids(&clean));
}

#[test]
fn the_oldest_form_is_put_together_from_its_folders() {
    let report = whole("legacy.tar");
    let (image, clean) = (&report.images[0], clean());
    assert_eq!(diff_ids(image), diff_ids(&clean));
    assert_eq!(image.sizes, clean.sizes);
    assert_eq!(image.tags, clean.tags);
    assert_eq!(codes(&report), ["without-manifest"]);
}

#[test]
fn platforms_of_one_index_stand_side_by_side() {
    for file in ["platforms.tar", "packed.tar.gz"] {
        let report = whole(file);
        let platforms = report
            .images
            .iter()
            .map(|i| i.platform.architecture.as_str());
        assert_eq!(platforms.collect::<Vec<_>>(), ["amd64", "arm64"], "{file}");
        assert_eq!(report.images[0].index, report.images[1].index, "{file}");
        assert_eq!(report.images[0].tags, report.images[1].tags, "{file}");
        // Both have the same layers, which are stored once.
        let layers = report.images[0].layers.len() as u64;
        assert_eq!(report.layers.distinct, layers, "{file}");
        assert_eq!(report.layers.shared, layers, "{file}");
        assert_eq!(
            report.layers.saved_size, report.layers.stored_size,
            "{file}"
        );
    }
}

/// The layers of both are really many streams in one, as their writers make them.
#[test]
fn lazy_layers_have_many_streams() {
    for (name, magic) in [
        ("estargz", &b"\x1f\x8b\x08"[..]),
        ("zstd-chunked", &b"\x28\xb5\x2f\xfd"[..]),
    ] {
        let (code, report) = analyze(&format!("{name}/image.tar"));
        assert_eq!(code, Some(0));
        let bytes = std::fs::read(path(&format!("{name}/image.tar"))).expect("it is there");
        let streams = bytes.windows(magic.len()).filter(|bytes| *bytes == magic);
        let layers = report.images[0].layers.len();
        assert!(
            streams.count() > layers * 3,
            "{name} has one stream a layer"
        );
        for layer in &report.images[0].layers {
            assert_eq!(layer.diff_id_verdict, Some(Verdict::Verified), "{name}");
            assert_eq!(layer.digest_verdict, Some(Verdict::Verified), "{name}");
        }
    }
}

/// Docker exports what a container sees: the image, and what the daemon puts into it.
#[test]
fn docker_export_is_one_layer() {
    for file in ["export.tar", "export.tar.gz"] {
        let report = whole(file);
        assert_eq!(codes(&report), ["file-system"], "{file}");
        let image = &report.images[0];
        assert_eq!((image.layers.len(), image.history.len()), (1, 1), "{file}");
        assert!(!image.config_read, "{file}");
        let mut tar = Command::new("tar");
        let listed = tar
            .args(["--list", "--file"])
            .arg(path(&format!("formats/{file}")))
            .output();
        let listed = text(listed.expect("tar runs").stdout);
        assert_eq!(
            image.layers[0].entries,
            listed.lines().count() as u64,
            "{file}"
        );
        let unpacked = oracle("clean", 0, "rootfs.tsv");
        let unpacked = unpacked.lines().filter_map(|line| line.split('\t').next());
        let unpacked: BTreeSet<Vec<u8>> = unpacked.map(unescape).collect();
        let exported: BTreeSet<Vec<u8>> = listed
            .lines()
            .map(|line| line.trim_end_matches('/').as_bytes().to_vec())
            .collect();
        let lost: Vec<_> = unpacked.difference(&exported).collect();
        assert!(lost.is_empty(), "the oracle itself: {lost:?}");
    }
}

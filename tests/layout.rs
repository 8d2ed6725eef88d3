//! `peel layout`: what it writes is the same image, to Peel and to skopeo.

use std::path::Path;
use std::process::{Command, Output};

use peel::report::Report;
use serde_json::Value;

#[path = "registry/lab.rs"]
#[expect(
    dead_code,
    reason = "what the registries were asked is for others to know"
)]
mod lab;

fn peel(arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_peel"))
        .args(arguments)
        .output();
    output.expect("peel runs")
}

fn analyze(image: &str) -> Report {
    let output = peel(&["analyze", "--format", "json", image]);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{image}: {output:?}"))
}

/// What of each image stays the same however it is stored.
fn contents(report: &Report) -> Vec<Value> {
    let images = report.images.iter().map(|image| {
        let layers = image.layers.iter();
        let layers: Vec<_> = layers
            .map(|l| (&l.diff_id, l.size, l.entries, l.changes))
            .collect();
        serde_json::json!([image.id, layers, image.sizes, image.history, image.platform])
    });
    images.collect()
}

fn written(image: &str, folder: &Path) -> Output {
    peel(&["layout", image, folder.to_str().expect("UTF-8")])
}

#[test]
fn every_form_becomes_a_layout() {
    let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/images");
    for name in [
        "sample/image.tar",
        "blobs25/image.tar",
        "buildkit/image.tar",
        "oci-archive/image.tar",
        "oci-zstd/image.tar",
        "outer-gzip/image.tar.gz",
        "two-images/image.tar",
        "formats/platforms.tar",
        "formats/legacy.tar",
        "formats/export.tar",
    ] {
        let path = images.join(name);
        let path = path.to_str().expect("UTF-8");
        let folder = tempfile::tempdir().expect("a folder");
        let output = written(path, folder.path());
        assert!(output.status.success(), "{name}: {output:?}");
        let layout = folder.path().to_str().expect("UTF-8");
        let (before, after) = (analyze(path), analyze(layout));
        assert!(
            after.problems.iter().all(|problem| !problem.error),
            "{name}: {after:?}"
        );
        let same = |(a, b): (&Value, &Value)| {
            // An image without a config gets one.
            let from = usize::from(a[0].is_null());
            a.as_array()
                .zip(b.as_array())
                .is_some_and(|(a, b)| a[from..4] == b[from..4])
        };
        let (before, after) = (contents(&before), contents(&after));
        assert_eq!(before.len(), after.len(), "{name}");
        assert!(
            before.iter().zip(&after).all(same),
            "{name}\n{before:#?}\n{after:#?}"
        );
        // skopeo reads every blob, and holds it against its digest.
        let index = std::fs::read(folder.path().join("index.json")).expect("an index");
        let index: Value = serde_json::from_slice(&index).expect("JSON");
        let first = &index["manifests"][0]["annotations"]["org.opencontainers.image.ref.name"];
        let named = first
            .as_str()
            .map_or(String::new(), |name| format!(":{name}"));
        let copied = tempfile::tempdir().expect("a folder");
        if index["manifests"].as_array().map(Vec::len) == Some(1) {
            let copy = Command::new("skopeo")
                .args(["copy", "--quiet"])
                .arg(format!("oci:{layout}{named}"))
                .arg(format!("dir:{}", copied.path().display()))
                .output()
                .expect("skopeo runs");
            assert!(copy.status.success(), "{name}: {copy:?}");
        }
    }
}

#[test]
fn a_registry_s_image_becomes_a_layout_with_its_digest() {
    let lab = lab::Lab::start();
    let image = format!("docker://{}/public/platforms:1", lab.at("open"));
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = ["layout", "--platform", "linux/arm64", &image];
    let output = peel(&[&arguments[..], &[folder.path().to_str().expect("UTF-8")]].concat());
    assert!(output.status.success(), "{output:?}");
    let from_registry = peel(&[
        "analyze",
        "--format",
        "json",
        "--platform",
        "linux/arm64",
        &image,
    ]);
    let from_registry: Report = serde_json::from_slice(&from_registry.stdout).expect("a report");
    let layout = analyze(folder.path().to_str().expect("UTF-8"));
    assert_eq!(contents(&layout), contents(&from_registry));
    assert_eq!(layout.images[0].manifest, from_registry.images[0].manifest);
    // What is there is never written over.
    let again = written(&image, folder.path());
    assert_eq!(again.status.code(), Some(2));
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(said.contains("is not empty"), "{said}");
}

#[test]
fn what_is_broken_becomes_no_layout() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("broken.tar");
    std::fs::write(&broken, b"no archive").expect("written");
    let output = written(
        broken.to_str().expect("UTF-8"),
        &folder.path().join("layout"),
    );
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let output = written("/nowhere", &folder.path().join("other"));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}

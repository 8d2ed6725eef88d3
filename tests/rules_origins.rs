//! The rules on what an image says of what it was made of, on the real images of
//! `tests/images/recipes/origins.sh`.

mod archive;

use std::collections::BTreeMap;

use archive::{open_file, path};
use peel::rules::{Finding, Severity, check};

fn findings(file: &str) -> Vec<Finding> {
    let mut images = open_file(&path(&format!("origins/{file}.tar")), file).images;
    assert_eq!(images.len(), 1, "{file} is one image");
    check(&images.remove(0))
}

fn of<'a>(findings: &'a [Finding], rule: &str) -> Vec<&'a Finding> {
    let found = findings.iter().filter(|finding| finding.rule == rule);
    found.collect()
}

fn texts(finding: &Finding) -> Vec<&str> {
    let evidence = finding.evidence.iter();
    evidence.map(|evidence| evidence.text.as_str()).collect()
}

/// What skopeo says of the manifest's annotations.
fn annotations(file: &str) -> BTreeMap<String, String> {
    let file = path(&format!("origins/{file}.json"));
    let text = std::fs::read_to_string(file).expect("the recipe wrote it");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn a_base_that_buildah_annotates() {
    let said = annotations("annotated");
    let [digest, name] = ["digest", "name"].map(|what| {
        let key = format!("org.opencontainers.image.base.{what}");
        said[&key].as_str()
    });
    let findings = findings("annotated");
    let floating = of(&findings, "floating-base");
    assert_eq!(floating.len(), 1);
    assert_eq!(
        floating[0].severity,
        Severity::Info,
        "its digest is recorded"
    );
    let text = texts(floating[0])[0];
    assert!(text.contains(name) && text.ends_with(digest), "{text}");
    assert!(floating[0].fix.ends_with(digest), "{}", floating[0].fix);
}

#[test]
fn what_a_dockerfile_has_for_nothing() {
    let findings = findings("added");
    let [added] = of(&findings, "add-of-address")[..] else {
        panic!("{findings:#?}");
    };
    assert_eq!(added.evidence[0].bytes, 20_000);
    let replaced = of(&findings, "overridden-instruction");
    let said: Vec<&str> = replaced.iter().flat_map(|finding| texts(finding)).collect();
    assert_eq!(said, ["CMD [\"sh\"]", "HEALTHCHECK CMD [\"true\"]"]);
}

#[test]
fn a_base_with_a_version() {
    let name = &annotations("pinned")["org.opencontainers.image.base.name"];
    assert!(name.ends_with(":1.35"), "{name}");
    let findings = findings("pinned");
    for rule in ["floating-base", "add-of-address", "overridden-instruction"] {
        assert_eq!(of(&findings, rule), Vec::<&Finding>::new(), "{rule}");
    }
}

#[test]
fn provenance_of_both_ages() {
    let found = findings("provenance");
    let ids: Vec<&str> = found.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(
        ids,
        ["secret-in-provenance", "floating-base"],
        "the image itself is clean"
    );
    assert_eq!(
        texts(&found[0]),
        [
            "the value of build argument GITHUB_TOKEN",
            "the value of ENV DATABASE_PASSWORD"
        ]
    );
    let base = texts(&found[1]);
    assert_eq!(base.len(), 1, "{base:?}");
    assert!(base[0].starts_with("golang:latest, by the provenance, sha256:abab"));
    let all = format!("{found:?}");
    assert!(!all.contains("ghp_") && !all.contains("change-me"), "{all}");
    assert_eq!(findings("provenance-v1"), []);
}

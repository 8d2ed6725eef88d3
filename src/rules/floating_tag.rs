//! Flags: an image known only as `latest`, or without a tag, or without any name.
//!
//! Why: `latest` is another image tomorrow, so that nobody can tell which one runs, nor go
//! back. An image that has a fixed tag beside `latest` is fine.
//!
//! Fix: a tag that stays, a version or a commit; and a digest where the image is used.
//!
//! References: Docker, "Building best practices", "Pin base image versions"; Kubernetes,
//! "Images".

use super::{Evidence, Finding, Rule, Severity, Topic, places};
use crate::image::Image;
use crate::words::rules::floating_tag as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "floating-tag",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
        "https://kubernetes.io/docs/concepts/containers/images/#image-names",
    ],
    topic: Topic::Build,
    severities: &[Severity::Low, Severity::Info],
    peers: &["dockle DKL-DI-0006", "trivy DS-0001", "hadolint DL3007"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let tags = &image.tags;
    if tags.is_empty() {
        let finding = RULE.finding(Severity::Info, say::no_name());
        let when = say::when_built_or_saved();
        return vec![finding.fix(format!("# {when}\n# docker build --tag NAME:1.0.0 ."))];
    }
    if tags.iter().any(|tag| is_fixed(tag)) {
        return Vec::new();
    }
    let name = without_tag(&tags[0]);
    let when = say::when_built();
    let fix = format!("# {when}\n# docker build --tag {name}:1.0.0 .");
    let evidence: Vec<Evidence> = tags
        .iter()
        .map(|tag| places::row(None, tag.clone()))
        .collect();
    RULE.found_as(Severity::Low, say::only_floating(), evidence, fix)
}

/// Whether a reference names one image for good.
pub(super) fn is_fixed(reference: &str) -> bool {
    if reference.contains('@') {
        return true;
    }
    let name = without_tag(reference);
    match reference[name.len()..].strip_prefix(':') {
        Some(tag) => tag != "latest",
        // An OCI layout may name an image by its tag alone.
        None => name.starts_with(|c: char| c.is_ascii_digit()) && !name.contains('/'),
    }
}

/// The reference up to its tag; a colon before a slash is that of a registry's port.
pub(super) fn without_tag(reference: &str) -> &str {
    let last = reference.rfind('/').map_or(0, |slash| slash + 1);
    match reference[last..].find(':') {
        Some(colon) => &reference[..last + colon],
        None => reference,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    #[test]
    fn tags() {
        for tags in [
            &["app:1.0", "app:latest"][..],
            &["a.test:5000/app:2"],
            &["a@sha256:00"],
            &["1.4"],
        ] {
            Fixture::new().tags(tags).silent(&RULE);
        }
        for tag in [
            "app:latest",
            "app",
            "a.test:5000/app",
            "a.test:5000/app:latest",
        ] {
            let finding = Fixture::new().tags(&[tag]).finding(&RULE);
            assert_eq!(finding.severity, Severity::Low, "{tag}");
            assert!(finding.fix.contains("app:1.0.0 "), "{tag}");
        }
        let finding = Fixture::new().tags(&[]).finding(&RULE);
        assert_eq!(finding.severity, Severity::Info);
    }
}

//! Flags: images that the build began with, named without a digest and without a tag that stays: by the
//! image's labels or annotations, or by BuildKit's provenance.
//!
//! Why: the next build stands on another base, and where no digest is recorded, nobody can tell on which
//! this one stands.
//!
//! Fix: `FROM` with a version, or with a digest, the recorded one where there is one.
//!
//! Most images do not say what they were made on: then nothing is said.
//!
//! References: buildkit, `docs/attestations/slsa-definitions.md`; image-spec `annotations.md`, `org.opencontainers.image.base.name`; Docker, "Building best
//! practices", "Pin base image versions".

use super::floating_tag::{is_fixed, without_tag};
use super::{Finding, Rule, Severity, Topic, based_on, places, told};
use crate::image::Image;
use crate::words::rules::floating_base as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "floating-base",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
        "https://github.com/opencontainers/image-spec/blob/main/annotations.md",
        "https://docs.docker.com/build/metadata/attestations/slsa-provenance/",
    ],
    topic: Topic::Build,
    severities: &[Severity::Low, Severity::Info],
    peers: &[
        "hadolint DL3006",
        "hadolint DL3007",
        "trivy DS-0001",
        "Docker Scout",
    ],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let mut floating = based_on::images(image);
    floating.retain(|base| !is_fixed(&base.name));
    // Those of which nothing else tells what they were stand first.
    floating.sort_by_key(|base| base.digest.is_some());
    let Some(first) = floating.first() else {
        return Vec::new();
    };
    let plain = told::hidden(image, without_tag(&first.name));
    let (severity, exactly) = match &first.digest {
        Some(digest) => (
            Severity::Info,
            format!(
                "# {}\nFROM {plain}@{}",
                say::as_built(),
                told::hidden(image, digest)
            ),
        ),
        None => (
            Severity::Low,
            format!(
                "# {}\nFROM {plain}:VERSION@sha256:DIGEST",
                say::or_exactly()
            ),
        ),
    };
    let fix = format!("FROM {plain}:VERSION\n{exactly}");
    let evidence = floating.iter().map(|base| {
        let digest = base.digest.as_deref();
        let text = digest.map_or_else(
            || base.text.clone(),
            |digest| format!("{}, {digest}", base.text),
        );
        places::row(None, told::hidden(image, &text))
    });
    RULE.found_as(severity, (RULE.title)(), evidence.collect(), fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    fn on(name: &str, digest: &str) -> Fixture {
        let pairs = [("name", name), ("digest", digest)];
        Fixture::new().config(|config| {
            let pairs = pairs.map(|(key, value)| {
                (
                    format!("org.opencontainers.image.base.{key}"),
                    value.to_owned(),
                )
            });
            config.labels.extend(pairs);
        })
    }

    #[test]
    fn bases() {
        for name in [
            "debian",
            "docker.io/library/debian:latest",
            "peel.test:5000/base",
        ] {
            let finding = on(name, "").finding(&RULE);
            assert_eq!(finding.severity, Severity::Low);
            assert!(finding.evidence[0].text.ends_with(name));
            let fixed = format!("FROM {}:VERSION\n", without_tag(name));
            assert!(finding.fix.starts_with(&fixed), "{}", finding.fix);
        }
        for name in ["debian:12", "debian@sha256:00", "scratch", ""] {
            on(name, "").silent(&RULE);
        }
        Fixture::new().silent(&RULE);
    }

    #[test]
    fn a_recorded_digest() {
        let finding = on("debian:latest", "sha256:00").finding(&RULE);
        assert_eq!(finding.severity, Severity::Info);
        assert!(
            finding.fix.ends_with("FROM debian@sha256:00"),
            "{}",
            finding.fix
        );
        on("debian:12", "sha256:00").silent(&RULE);
    }

    #[test]
    fn by_provenance() {
        let material = |name: &str| (format!("pkg:docker/{name}"), "sha256:ab".to_owned());
        let image = Fixture::new()
            .material(material("golang@latest?platform=linux%2Famd64"))
            .material(material("debian@12"))
            .material(material("alpine?digest=sha256%3Aab"))
            .material(material("docker/dockerfile@latest"));
        let finding = image.finding(&RULE);
        assert_eq!(finding.evidence.len(), 1);
        let text = &finding.evidence[0].text;
        assert!(
            text.contains("golang:latest") && text.ends_with("sha256:ab"),
            "{text}"
        );
    }
}

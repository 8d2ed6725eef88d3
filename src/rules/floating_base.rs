//! Flags: a base image that the image's own labels name without a digest and without a tag that stays.
//!
//! Why: the next build stands on another base, and nobody can tell on which this one stands.
//!
//! Fix: `FROM` with a version, or with a digest; and the digest as a label.
//!
//! Most images do not say what they were made on: then nothing is said.
//!
//! References: image-spec `annotations.md`, `org.opencontainers.image.base.name`; Docker, "Building best
//! practices", "Pin base image versions".

use super::floating_tag::{is_fixed, without_tag};
use super::{Finding, Rule, Severity, Topic, places, told};
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
    ],
    topic: Topic::Build,
    severities: &[Severity::Low],
    peers: &[
        "hadolint DL3006",
        "hadolint DL3007",
        "trivy DS-0001",
        "Docker Scout",
    ],
    check,
    takes: super::takes::nothing,
};

const NAME: &str = "org.opencontainers.image.base.name";
const DIGEST: &str = "org.opencontainers.image.base.digest";

fn check(image: &Image) -> Vec<Finding> {
    let label = |key: &str| {
        let value = image.config.config.labels.get(key)?.trim();
        (!value.is_empty()).then_some(value)
    };
    let Some(name) = label(NAME) else {
        return Vec::new();
    };
    if label(DIGEST).is_some() || is_fixed(name) || name == "scratch" {
        return Vec::new();
    }
    let name = told::hidden(image, name);
    let evidence = vec![places::row(None, format!("{NAME}={name}"))];
    let plain = without_tag(&name);
    let fix = format!(
        "FROM {plain}:VERSION\n# {}\nFROM {plain}:VERSION@sha256:DIGEST",
        say::or_exactly()
    );
    RULE.found(evidence, fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    fn on(name: &str, digest: &str) -> Fixture {
        Fixture::new().config(|config| {
            config.labels.insert(NAME.to_owned(), name.to_owned());
            config.labels.insert(DIGEST.to_owned(), digest.to_owned());
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
            assert!(finding.evidence[0].text.ends_with(name));
            let fixed = format!("FROM {}:VERSION\n", without_tag(name));
            assert!(finding.fix.starts_with(&fixed), "{}", finding.fix);
        }
        for name in ["debian:12", "debian@sha256:00", "scratch", ""] {
            on(name, "").silent(&RULE);
        }
        on("debian:latest", "sha256:00").silent(&RULE);
        Fixture::new().silent(&RULE);
    }
}

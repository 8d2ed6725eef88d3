//! Flags: an image without the labels that tell what it is, of which version, and where its source
//! and license are.
//!
//! Why: an image outlives the page that told of it; scanners, registries and people then have only
//! its labels to find its source by.
//!
//! Fix: the OCI names as labels; builders in CI set most of them.
//!
//! The names of Label Schema, which came before, count as the same. An image that runs nothing, or
//! whose config is not there, is let pass.
//!
//! References: image-spec `annotations.md`, "Pre-Defined Annotation Keys".

use super::{Finding, Rule, Severity, Topic, places};
use crate::image::Image;
use crate::words::rules::missing_labels as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "missing-labels",
    title: say::title,
    why: say::why,
    references: &[
        "https://github.com/opencontainers/image-spec/blob/main/annotations.md",
        "https://docs.docker.com/build/metadata/annotations/",
    ],
    topic: Topic::Build,
    severities: &[Severity::Info],
    peers: &["hadolint DL3049"],
    check,
    takes: super::takes::nothing,
};

/// What an image should tell, and the labels by which it does: the last parts of their names.
const WANTED: &[(&str, &[&str])] = &[
    ("title", &["title", "name"]),
    ("version", &["version", "ref.name"]),
    ("source", &["source", "url", "vcs-url"]),
    ("revision", &["revision", "vcs-ref"]),
    ("licenses", &["licenses", "license"]),
];

const PREFIXES: &[&str] = &["org.opencontainers.image.", "org.label-schema."];

const REF_NAME: &str = "org.opencontainers.image.ref.name";

/// As many may be missing.
const LEAST: usize = 2;

fn check(image: &Image) -> Vec<Finding> {
    let config = &image.config.config;
    if !image.config_read || (config.entrypoint.is_empty() && config.cmd.is_empty()) {
        return Vec::new();
    }
    let has = |name: &&str| {
        let label = |prefix: &&str| {
            let name = format!("{prefix}{name}");
            // An annotation of the manifest tells it as well. One is only the archive's name for it.
            let annotation = image.annotations.get(&name);
            let label = config.labels.get(&name);
            label.or(annotation.filter(|_| name != REF_NAME))
        };
        let mut values = PREFIXES.iter().filter_map(label);
        values.any(|value| !value.trim().is_empty())
    };
    let missing = WANTED.iter().filter(|(_, names)| !names.iter().any(&has));
    let missing: Vec<&str> = missing.map(|(what, _)| *what).collect();
    if missing.len() < LEAST {
        return Vec::new();
    }
    let title = match missing.len() == WANTED.len() {
        true => say::none().to_owned(),
        false => say::some(&missing.join(", ")),
    };
    let names = missing.iter().map(|what| format!("{}{what}", PREFIXES[0]));
    let evidence = names.map(|name| places::row(None, name)).collect();
    RULE.found_as(Severity::Info, title, evidence, fix(&missing))
}

fn fix(missing: &[&str]) -> String {
    let value = |what: &str| match what {
        "title" => "The app",
        "version" => "1.0.0",
        "source" => "https://example.org/app",
        "revision" => "$REVISION",
        _ => "MIT",
    };
    let lines = missing
        .iter()
        .map(|what| format!("{}{what}=\"{}\"", PREFIXES[0], value(what)));
    let lines: Vec<String> = lines.collect();
    let label = format!("LABEL {}", lines.join(" \\\n      "));
    match missing.contains(&"revision") {
        true => format!(
            "ARG REVISION\n{label}\n# docker build --build-arg REVISION=$(git rev-parse HEAD) ."
        ),
        false => label,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    fn labels(names: &[&str]) -> Fixture {
        let labels = names
            .iter()
            .map(|name| ((*name).to_owned(), "x".to_owned()));
        let labels = labels.collect();
        Fixture::new().config(|config| config.labels = labels)
    }

    #[test]
    fn none_or_some() {
        let finding = labels(&["maintainer"]).finding(&RULE);
        assert_eq!(finding.title, "No label tells what the image is");
        assert_eq!(finding.evidence.len(), 5);
        assert!(finding.fix.contains("git rev-parse HEAD"));
        let finding = labels(&[
            "org.opencontainers.image.title",
            "org.label-schema.vcs-url",
            "org.opencontainers.image.revision",
        ])
        .finding(&RULE);
        assert_eq!(
            finding.title,
            "No label tells the image's version, licenses"
        );
    }

    #[test]
    fn annotations_tell_it_too() {
        let names = ["title", "source", "licenses", "ref.name"];
        let annotated = |image: Fixture, name: &&str| {
            image.annotation(&format!("org.opencontainers.image.{name}"), "x")
        };
        let finding = names.iter().fold(labels(&[]), annotated).finding(&RULE);
        assert_eq!(
            finding.title,
            "No label tells the image's version, revision"
        );
    }

    #[test]
    fn enough_or_nothing_to_run() {
        labels(&[
            "org.opencontainers.image.title",
            "org.opencontainers.image.version",
            "org.opencontainers.image.source",
            "org.opencontainers.image.licenses",
        ])
        .silent(&RULE);
        labels(&[])
            .config(|config| config.cmd.clear())
            .silent(&RULE);
    }
}

//! Flags: a base of a general distribution that weighs more than 60 MB.
//!
//! Why: most of it is there for people at a shell, not for one program, and each package has
//! faults to keep up with.
//!
//! Fix: the slim variant of the same image, another distribution, or none. What the slim variant
//! leaves out for certain (manuals, translations) is measured; what else a smaller base would
//! save depends on what the program needs, and is not guessed.
//!
//! References: Docker, "Building best practices", "Choose the right base image"; distroless.

use super::distribution::{self, Distribution};
use super::paths::{self, Patterns};
use super::places::row;
use super::{Finding, Gone, Rule, Severity, Topic, base, static_only_program, told};
use crate::image::{Event, Image};
use crate::layer::NONE;
use crate::text;
use crate::words::rules::large_base as say;

/// Slim variants of distributions weigh up to some 75 MB, most of it the C library and tools.
const LEAST: u64 = 60_000_000;

/// One without manuals and translations is slim already, up to this.
const SLIM: u64 = 80_000_000;

/// What slim variants leave out.
const FOR_PEOPLE: &[&str] = &[
    "/usr/share/doc",
    "/usr/share/groff",
    "/usr/share/info",
    "/usr/share/lintian",
    "/usr/share/locale",
    "/usr/share/man",
];

/// What official images of languages call their version, and their name.
const LANGUAGES: &[(&str, &str)] = &[
    ("NODE_VERSION", "node"),
    ("PYTHON_VERSION", "python"),
    ("GOLANG_VERSION", "golang"),
    ("RUBY_VERSION", "ruby"),
    ("RUST_VERSION", "rust"),
    ("PHP_VERSION", "php"),
];

/// The rule.
pub static RULE: Rule = Rule {
    id: "large-base",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image",
        "https://github.com/GoogleContainerTools/distroless",
    ],
    topic: Topic::Size,
    severities: &[Severity::Medium, Severity::Low],
    peers: &[],
    check,
    takes,
};

fn check(image: &Image) -> Vec<Finding> {
    let layers = base::layers(image).max(1);
    let count = image.layers.len().min(layers as usize);
    let base = &image.layers[..count];
    let bytes: u64 = base.iter().map(|layer| layer.content_bytes()).sum();
    if bytes < LEAST || static_only_program::tells(image) {
        return Vec::new();
    }
    let Some(distribution) = distribution::of(image, layers) else {
        return Vec::new();
    };
    let for_people = for_people(image, layers);
    if for_people == 0 && bytes < SLIM {
        return Vec::new();
    }
    let language = language(image);
    if distribution == Distribution::Alpine && language.is_none() {
        // There is no smaller one to go to.
        return Vec::new();
    }
    let severity = match bytes {
        300_000_000.. => Severity::Medium,
        _ => Severity::Low,
    };
    let name = distribution.name();
    let title = say::has(name, &text::size(bytes));
    let evidence = (0..count as u32).map(|layer| {
        let mut row = row(Some(layer as usize), told::layer(image, layer));
        row.bytes = image.layers[layer as usize].content_bytes();
        row
    });
    let finding = RULE.finding(severity, title).with(evidence.collect());
    vec![
        finding
            .saves(for_people)
            .fix(fix(distribution, language.as_deref(), for_people, layers)),
    ]
}

/// The official image of a language that the environment tells of, with its version.
fn language(image: &Image) -> Option<String> {
    let env = image.config.config.env.iter();
    let mut pairs = env.filter_map(|pair| pair.split_once('='));
    pairs.find_map(|(name, version)| {
        let (_, image) = LANGUAGES.iter().find(|(variable, _)| *variable == name)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
        (!version.is_empty() && version.chars().all(plain)).then(|| format!("{image}:{version}"))
    })
}

/// Bytes of manuals and translations that the base brings.
fn for_people(image: &Image, layers: u32) -> u64 {
    let bytes: u64 = manuals(image, layers)
        .filter_map(|(_, event)| image.facts(&event))
        .map(|facts| facts.size)
        .sum();
    // A slim one keeps some copyright files.
    if bytes < 1_000_000 { 0 } else { bytes }
}

/// How many of the lowest layers have manuals and translations that this rule reports, or the one that
/// tells that they are not needed at all.
pub(super) fn manuals_told(image: &Image) -> u32 {
    if static_only_program::tells(image) {
        return base::layers(image);
    }
    match check(image).first().map(|finding| finding.bytes) {
        None | Some(0) => 0,
        Some(_) => base::layers(image).max(1),
    }
}

/// Every version of a manual or a translation in the base's layers.
fn manuals(image: &Image, layers: u32) -> impl Iterator<Item = (u32, Event)> + '_ {
    let tree = &image.stack.tree;
    let patterns = Patterns::all(FOR_PEOPLE);
    let tops = paths::tops(tree, |node| patterns.get(tree, node).is_some());
    let versions = image.versions();
    versions.filter(move |(node, event)| event.layer < layers && tops[*node as usize] != NONE)
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    let findings = check(image);
    let layers = base::layers(image).max(1);
    let of = |finding: &Finding| match finding.bytes {
        0 => Vec::new(),
        _ => manuals(image, layers)
            .map(|(node, event)| Gone::name(node, event.layer))
            .collect(),
    };
    findings.iter().map(of).collect()
}

fn fix(distribution: Distribution, language: Option<&str>, for_people: u64, layers: u32) -> String {
    let slim = match (language, distribution) {
        (Some(language), _) => format!("FROM {language}-slim\n"),
        // A slim one has no manuals left to leave out, and one of several layers is somebody's own.
        (None, Distribution::Debian) if for_people > 0 && layers == 1 => {
            "FROM debian:stable-slim\n".to_owned()
        }
        (None, Distribution::Fedora) => "FROM fedora-minimal\n".to_owned(),
        (None, Distribution::RedHat) => "FROM registry.access.redhat.com/ubi9-minimal\n".to_owned(),
        (None, Distribution::Amazon) => "FROM amazonlinux:2023-minimal\n".to_owned(),
        _ => String::new(),
    };
    let same = match slim.is_empty() {
        true => String::new(),
        false => format!("# {}\n{slim}", say::same_with_less()),
    };
    format!(
        "{same}\
         # {}\n\
         FROM alpine\n\
         # {}\n\
         FROM gcr.io/distroless/base-debian12\n\
         # {}\n\
         FROM scratch",
        say::musl(),
        say::distroless(),
        say::scratch()
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn large() {
        let items = [
            file("etc/debian_version", 5),
            file("usr/lib/x.so", 58_000_000),
            file("usr/share/locale/de/x.mo", 3_000_000),
        ];
        let image = Fixture::new().layer("/bin/sh -c #(nop) ADD file:0 in / ", &items);
        let finding = image.finding(&RULE);
        assert_eq!(finding.title, "The base, Debian, has 61MB");
        assert_eq!(
            (finding.bytes, finding.evidence[0].bytes),
            (3_000_000, 61_000_005)
        );
        assert!(finding.fix.contains("debian:stable-slim"));
        let nginx = Fixture::new()
            .layer("/bin/sh -c #(nop) ADD file:0 in / ", &items)
            .layer(
                "RUN /bin/sh -c apt-get install nginx # buildkit",
                &[file("usr/sbin/nginx", 9)],
            )
            .metadata("CMD [\"nginx\"]")
            .layer("COPY site / # buildkit", &[file("srv/index.html", 9)]);
        assert!(!nginx.finding(&RULE).fix.contains("debian:stable"));
        let node = image.env(&["NODE_VERSION=20.1.0"]).finding(&RULE);
        assert!(node.fix.contains("FROM node:20.1.0-slim"));
    }

    #[test]
    fn small_or_no_distribution() {
        let small = [
            file("etc/debian_version", 5),
            file("usr/lib/x.so", 50_000_000),
        ];
        Fixture::new().layer("ADD x /", &small).silent(&RULE);
        let program = [file("app", 80_000_000)];
        Fixture::new()
            .layer("COPY app /app", &program)
            .silent(&RULE);
        Fixture::new().silent(&RULE);
    }

    #[test]
    fn slim_already() {
        let of = |bytes| {
            let items = [file("etc/debian_version", 5), file("usr/lib/x.so", bytes)];
            Fixture::new().layer("ADD x /", &items)
        };
        of(75_000_000).silent(&RULE);
        assert_eq!(of(85_000_000).finding(&RULE).bytes, 0);
    }
}

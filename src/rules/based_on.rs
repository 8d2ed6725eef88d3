//! The images that an image was made of, as its labels, its annotations and its provenance name them.
//!
//! Specs: image-spec `annotations.md`, `org.opencontainers.image.base.name`; package URLs of type
//! `docker`, as BuildKit's `util/purl` writes them.

use crate::image::Image;
use crate::words::rules::based_on as say;

/// An image that went into the build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BasedOn {
    /// Its name as a Dockerfile has it.
    pub(super) name: String,
    /// The digest that it had, where one is recorded.
    pub(super) digest: Option<String>,
    /// What tells it, for people.
    pub(super) text: String,
}

const NAME: &str = "org.opencontainers.image.base.name";
const DIGEST: &str = "org.opencontainers.image.base.digest";

/// Images that belong to the builder, and not to what is built.
const BUILDERS: &[&str] = &[
    "docker/buildkit-",
    "docker/dockerfile",
    "docker/scout-sbom-indexer",
];

/// Whatever is named, each once; the base that the image itself names stands first.
pub(super) fn images(image: &Image) -> Vec<BasedOn> {
    let labels = &image.config.config.labels;
    let by_label = |key: &str| written(labels.get(key));
    let by_annotation = |key: &str| written(image.annotations.get(key));
    let mut found = Vec::new();
    let digest = by_label(DIGEST).or_else(|| by_annotation(DIGEST));
    let told = |name: &str, text: String| BasedOn {
        name: name.to_owned(),
        digest: digest.map(str::to_owned),
        text,
    };
    if let Some(name) = by_label(NAME) {
        found.push(told(name, format!("{NAME}={name}")));
    } else if let Some(name) = by_annotation(NAME) {
        found.push(told(name, say::annotation(&format!("{NAME}={name}"))));
    }
    found.retain(|base| base.name != "scratch");
    for (uri, digest) in &image.materials {
        let Some(name) = name_of(uri) else { continue };
        let plain = familiar(&name);
        if BUILDERS.iter().any(|start| plain.starts_with(start)) {
            continue;
        }
        let digest = Some(digest).filter(|digest| !digest.is_empty()).cloned();
        match found
            .iter_mut()
            .find(|known| familiar(&known.name) == plain)
        {
            Some(known) => known.digest = known.digest.take().or(digest),
            None => {
                let text = say::provenance(&name);
                found.push(BasedOn { name, digest, text });
            }
        }
    }
    found
}

fn written(value: Option<&String>) -> Option<&str> {
    value
        .map(|value| value.trim())
        .filter(|value| !value.is_empty())
}

/// `pkg:docker/ghcr.io/a/b@1?platform=linux%2Famd64` as `ghcr.io/a/b:1`, and what was asked for by a
/// digest with it.
fn name_of(uri: &str) -> Option<String> {
    let rest = uri.strip_prefix("pkg:docker/")?;
    let (rest, qualifiers) = rest.split_once('?').unwrap_or((rest, ""));
    let (name, version) = rest.split_once('@').unwrap_or((rest, ""));
    let mut qualifiers = qualifiers.split('&');
    let digest = qualifiers.find_map(|pair| pair.strip_prefix("digest="));
    let mut whole = decoded(name);
    if !version.is_empty() {
        whole = format!("{whole}:{}", decoded(version));
    }
    if let Some(digest) = digest {
        whole = format!("{whole}@{}", decoded(digest));
    }
    (!name.is_empty()).then_some(whole)
}

/// A part of an address without its percent signs; what is wrong in it stays.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| first == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => (bytes.push(byte), rest = &after[2..]),
            None => (bytes.push(first), rest = after),
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The name without what it may as well not have: Docker Hub's address, and `latest`.
fn familiar(name: &str) -> &str {
    let short = name.strip_prefix("docker.io/").unwrap_or(name);
    let short = short.strip_prefix("library/").unwrap_or(short);
    short.strip_suffix(":latest").unwrap_or(short)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    #[test]
    fn names_of_package_addresses() {
        for (uri, name) in [
            (
                "pkg:docker/alpine@3.20?platform=linux%2Famd64",
                Some("alpine:3.20"),
            ),
            ("pkg:docker/a.test%3A5000/b/c@1", Some("a.test:5000/b/c:1")),
            (
                "pkg:docker/alpine?digest=sha256%3Aab&platform=linux%2Famd64",
                Some("alpine@sha256:ab"),
            ),
            (
                "pkg:docker/alpine@3?digest=sha256:ab",
                Some("alpine:3@sha256:ab"),
            ),
            ("pkg:docker/100%@x%zz%2", Some("100%:x%zz%2")),
            ("pkg:docker/", None),
            ("https://git.example/x.git#main", None),
            ("", None),
        ] {
            assert_eq!(name_of(uri).as_deref(), name, "{uri}");
        }
    }

    #[test]
    fn each_once() {
        let material = |name: &str| (format!("pkg:docker/{name}"), "sha256:ab".to_owned());
        let image = Fixture::new()
            .annotation(NAME, "docker.io/library/debian:latest")
            .material(material("debian@latest?platform=linux%2Famd64"))
            .material(material("golang@1.23"))
            .material(material("docker/dockerfile@1"))
            .material(("https://a.test/x".to_owned(), String::new()))
            .build();
        let found = images(&image);
        let names: Vec<_> = found
            .iter()
            .map(|base| (base.name.as_str(), base.digest.as_deref()))
            .collect();
        assert_eq!(
            names,
            [
                ("docker.io/library/debian:latest", Some("sha256:ab")),
                ("golang:1.23", Some("sha256:ab"))
            ]
        );
        assert!(
            found[0].text.ends_with("an annotation"),
            "{}",
            found[0].text
        );
        // A label says the same of the config, and counts before it.
        let image = Fixture::new()
            .config(|config| {
                config.labels.insert(NAME.to_owned(), "scratch".to_owned());
            })
            .annotation(NAME, "debian");
        assert_eq!(images(&image.build()), []);
    }
}

//! Flags: a language that was installed onto a general base, for the program that the image runs.
//!
//! Why: whoever makes the language makes an image of it too, with the version in its name, and mends it;
//! and its layers are shared by all images that are built on it.
//!
//! Fix: that image, in the version that is installed now.
//!
//! Told by the program that the image starts, and by the language's own program in a layer above the
//! base: one that is only used for building starts nothing. Whoever needs the distribution's own modules
//! of the language is well served as it is, hence information only.
//!
//! References: Docker, "Building best practices", "Choose the right base image"; Docker's official images.

use super::places::Place;
use super::{Finding, Rule, Severity, Topic, base, distribution, start, told};
use crate::image::Image;
use crate::layer::Kind;
use crate::words::rules::specialised_base as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "specialised-base",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image",
        "https://hub.docker.com/search?badges=official",
    ],
    topic: Topic::Build,
    severities: &[Severity::Info],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

/// A language that has an image of its own.
struct Language {
    name: &'static str,
    /// What the program of an image is called that is written in it; versions may follow.
    starts: &'static [&'static str],
    /// What its own program is called; a version may follow.
    program: &'static str,
    /// Its image, and what stands around the version in the tag.
    image: &'static str,
    tag: &'static str,
    /// The tag where no version is told.
    any: &'static str,
}

const LANGUAGES: &[Language] = &[
    Language {
        name: "Python",
        starts: &[
            "python",
            "celery",
            "daphne",
            "flask",
            "gunicorn",
            "hypercorn",
            "uvicorn",
            "uwsgi",
        ],
        program: "python",
        image: "python",
        tag: "-slim",
        any: "3-slim",
    },
    Language {
        name: "Node.js",
        starts: &["node", "nodejs", "npm", "npx", "pnpm", "yarn"],
        program: "node",
        image: "node",
        tag: "-slim",
        any: "lts-slim",
    },
    Language {
        name: "Java",
        starts: &["java"],
        program: "java",
        image: "eclipse-temurin",
        tag: "-jre",
        any: "21-jre",
    },
    Language {
        name: "PHP",
        starts: &["php", "php-fpm"],
        program: "php",
        image: "php",
        tag: "-cli",
        any: "8-cli",
    },
    Language {
        name: "Ruby",
        starts: &[
            "ruby", "bundle", "irb", "puma", "rackup", "rails", "unicorn",
        ],
        program: "ruby",
        image: "ruby",
        tag: "-slim",
        any: "3-slim",
    },
];

fn check(image: &Image) -> Vec<Finding> {
    let started = start::names(image).into_iter();
    let language = started
        .filter_map(|name| {
            let is = |known: &&&str| without_version(&name, known).is_some();
            LANGUAGES
                .iter()
                .find(|language| language.starts.iter().any(|known| is(&known)))
        })
        .next();
    let base = base::layers(image);
    let (Some(language), true) = (language, base > 0) else {
        return Vec::new();
    };
    let Some(distribution) = distribution::of(image, base) else {
        return Vec::new();
    };
    let Some((place, version)) = installed(image, language, base) else {
        return Vec::new();
    };
    let title = say::on_a_general_base(language.name, distribution.name());
    let fix = match version {
        Some(version) => format!("FROM {}:{version}{}", language.image, language.tag),
        None => format!("FROM {}:{}", language.image, language.any),
    };
    let text = |place: &Place, (): &()| told::layer(image, place.layer);
    let finding = RULE.finding(Severity::Info, title);
    vec![finding.at(image, vec![(place, ())], text).fix(fix)]
}

/// The language's own program, where it stands in a layer above the base and in none below; with the
/// version that its name, or its folder's, tells.
fn installed(image: &Image, language: &Language, base: u32) -> Option<(Place, Option<String>)> {
    let tree = &image.stack.tree;
    let mut found: Option<(Place, Option<String>)> = None;
    for node in 1..tree.len() as u32 {
        let name = tree.name(node);
        if tree.name(tree.parent(node)) != b"bin" || !name.starts_with(language.program.as_bytes())
        {
            continue;
        }
        let Ok(name) = str::from_utf8(name) else {
            continue;
        };
        let Some(version) = without_version(name, language.program) else {
            continue;
        };
        let mut events = image.stack.history(node);
        if events.any(|event| event.layer < base) {
            return None;
        }
        let Some(event) = image.stack.last_event(node) else {
            continue;
        };
        let facts = image.facts(&event);
        if !image.stack.is_visible(node) || facts.is_none_or(|facts| facts.kind != Kind::File) {
            continue;
        }
        let place = Place {
            node,
            layer: event.layer,
            bytes: image.shown_bytes(node, &event),
        };
        let version = match version {
            "" => folders_version(image, node),
            version => Some(version.to_owned()),
        };
        if found
            .as_ref()
            .is_none_or(|(_, known)| known.is_none() && version.is_some())
        {
            found = Some((place, version));
        }
    }
    found
}

/// The version of a name that is another one with a version: `3.11` of `python3.11`, nothing of `node`.
fn without_version<'a>(name: &'a str, known: &str) -> Option<&'a str> {
    let version = name.strip_prefix(known)?;
    let plain = version.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    plain.then_some(version)
}

/// The version in the name of the folder of a Java: `/usr/lib/jvm/java-17-openjdk-amd64/bin/java`.
fn folders_version(image: &Image, node: u32) -> Option<String> {
    let path = image.stack.tree.path_text(node);
    let (_, folder) = path.split_once("/jvm/")?;
    let mut parts = folder.split(['-', '/', '.']);
    let number = parts.find(|part| part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty())?;
    // Before 9 they were called 1.8.
    Some(match number {
        "1" => parts.next()?.to_owned(),
        number => number.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, Item, file};
    use super::*;

    fn on_debian(below: &[Item], above: &[Item], start: &[&str]) -> Fixture {
        let mut base = vec![file("etc/debian_version", 5)];
        base.extend_from_slice(below);
        Fixture::new()
            .layer("/bin/sh -c #(nop) ADD file:0 in / ", &base)
            .metadata("CMD [\"bash\"]")
            .layer("RUN /bin/sh -c apt-get install -y it # buildkit", above)
            .config(|config| config.cmd = start.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn languages_and_versions() {
        for (program, start, fix) in [
            (
                "usr/bin/python3.11",
                &["python3", "x.py"][..],
                "FROM python:3.11-slim",
            ),
            (
                "usr/bin/python3.11",
                &["/bin/sh", "-c", "exec gunicorn x"],
                "FROM python:3.11-slim",
            ),
            ("usr/bin/node", &["node", "x.js"], "FROM node:lts-slim"),
            (
                "usr/lib/jvm/java-17-openjdk-amd64/bin/java",
                &["java", "-jar", "x"],
                "FROM eclipse-temurin:17-jre",
            ),
            (
                "usr/lib/jvm/java-1.8-openjdk/bin/java",
                &["java"],
                "FROM eclipse-temurin:8-jre",
            ),
            ("usr/bin/php8.2", &["php", "x"], "FROM php:8.2-cli"),
            (
                "usr/bin/ruby3.1",
                &["bundle", "exec", "x"],
                "FROM ruby:3.1-slim",
            ),
        ] {
            let finding = on_debian(&[], &[file(program, 9)], start).finding(&RULE);
            assert_eq!(finding.fix, fix);
            assert_eq!(finding.evidence[0].path.as_deref(), Some(program));
            assert!(finding.evidence[0].text.contains("apt-get install"));
        }
    }

    #[test]
    fn not_for_what_runs_or_not_above() {
        let python = || [file("usr/bin/python3.11", 9)];
        on_debian(&[], &python(), &["nginx"]).silent(&RULE);
        on_debian(&[], &python(), &["/start.sh"]).silent(&RULE);
        on_debian(&[], &python(), &["pythonic"]).silent(&RULE);
        on_debian(&[], &[file("srv/x", 9)], &["python3"]).silent(&RULE);
        // An official image, with Debian's beside it.
        let official = [file("usr/local/bin/python3.13", 9)];
        on_debian(&official, &python(), &["python3"]).silent(&RULE);
        let alone = Fixture::new().layer("COPY x / # buildkit", &python());
        alone
            .config(|config| config.cmd = vec!["python3".to_owned()])
            .silent(&RULE);
    }
}

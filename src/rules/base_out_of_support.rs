//! Flags: a distribution, or a language's official image, whose version gets no fixes any more.
//!
//! Why: faults that become known stay in the image, and its package repositories go away.
//!
//! Fix: a newer version of the same image.
//!
//! The distribution's own `os-release` tells the version; of a language the variable that its
//! official image sets, where the program stands where that image puts it. Of what has paid support
//! that goes on longer, the free one counts. Judged on the day that the image is told; without one
//! nothing is.
//!
//! References: the data in `dates.txt`, with its sources; trivy and Docker Scout look online.

mod dates;

use dates::Product;

use super::paths::Patterns;
use super::{Evidence, Finding, Rule, Severity, Topic, kept, places, told};
use crate::image::Image;
use crate::words::rules::base_out_of_support as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "base-out-of-support",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image",
        "https://endoflife.date/",
    ],
    topic: Topic::Security,
    severities: &[Severity::High, Severity::Medium],
    peers: &["Docker Scout"],
    check,
    takes: super::takes::nothing,
};

/// Where a distribution says what it is.
const RELEASE: &[&str] = &["/etc/os-release", "/usr/lib/os-release"];

/// Variables of official images, with the product, and where they put its program.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("PYTHON_VERSION", "python", "/usr/local/bin/python3"),
    ("NODE_VERSION", "node", "/usr/local/bin/node"),
    ("PHP_VERSION", "php", "/usr/local/bin/php"),
    ("RUBY_VERSION", "ruby", "/usr/local/bin/ruby"),
];

fn check(image: &Image) -> Vec<Finding> {
    let Some(today) = image.today.as_deref() else {
        return Vec::new();
    };
    let judged = |(product, version, evidence): (Product, String, Evidence)| {
        let end = product.end(&version).filter(|end| *end < today)?;
        Some(finding(&product, &version, end, today, evidence))
    };
    let found = distribution(image).into_iter().chain(languages(image));
    found.filter_map(judged).collect()
}

fn finding(
    product: &Product,
    version: &str,
    end: &str,
    today: &str,
    evidence: Evidence,
) -> Finding {
    let title = say::since(product.name, version, end);
    // The same day a year later is the later text.
    let year = |day: &str| {
        day.get(..4)
            .and_then(|year| year.parse::<u32>().ok())
            .unwrap_or(0)
    };
    let long = (year(end) + 1, end.get(4..)) <= (year(today), today.get(4..));
    let severity = match long {
        true => Severity::High,
        false => Severity::Medium,
    };
    let fix = match product.newest() {
        Some(newest) if !product.image.is_empty() => {
            format!("# {}\nFROM {}", say::newer(), product.reference(newest))
        }
        _ => String::new(),
    };
    RULE.finding(severity, title).with(vec![evidence]).fix(fix)
}

/// The distribution of the final tree, with its version and the file that says so.
fn distribution(image: &Image) -> Option<(Product, String, Evidence)> {
    let files = kept::shown(image, RELEASE);
    let file = files
        .iter()
        .find(|file| value(&file.text, "ID").is_some())?;
    let version = value(&file.text, "VERSION_ID")?;
    let stream = value(&file.text, "NAME").is_some_and(|name| name.contains("Stream"));
    let id = match value(&file.text, "ID")? {
        "centos" if stream => "centos-stream",
        id => id,
    };
    let product = Product::of(id)?;
    let evidence = file.says(image, format!("VERSION_ID={version}"));
    Some((product, version.to_owned(), evidence))
}

/// A value of an `os-release`.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = text.lines();
    let value = lines.find_map(|line| line.trim().strip_prefix(name)?.strip_prefix('='))?;
    Some(value.trim().trim_matches(['"', '\''])).filter(|value| !value.is_empty())
}

/// The languages whose official images are below, with their versions.
fn languages(image: &Image) -> Vec<(Product, String, Evidence)> {
    let tree = &image.stack.tree;
    let programs = Patterns::new(
        LANGUAGES
            .iter()
            .enumerate()
            .map(|(i, (.., path))| (*path, i)),
    );
    let mut there = [false; LANGUAGES.len()];
    for (node, _) in image.visible() {
        if let Some(at) = programs.get(tree, node) {
            there[at] = true;
        }
    }
    let known = LANGUAGES.iter().zip(there).filter(|(_, there)| *there);
    let env = &image.config.config.env;
    let found = known.filter_map(|((name, id, _), _)| {
        let mut pairs = env.iter().filter_map(|pair| pair.split_once('='));
        let (_, version) = pairs.find(|(known, _)| known == name)?;
        let plain = version.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let evidence = places::row(None, told::line(&format!("ENV {name}={version}")));
        plain.then_some((Product::of(id)?, version.to_owned(), evidence))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, text};
    use super::*;

    fn on(day: Option<&str>, image: &Fixture) -> Vec<Finding> {
        let mut image = image.build();
        image.today = day.map(str::to_owned);
        check(&image)
    }

    fn release(said: &str) -> Fixture {
        Fixture::new().layer(
            "ADD rootfs.tar / # buildkit",
            &[text("etc/os-release", said)],
        )
    }

    #[test]
    fn a_day_later() {
        let buster = release("PRETTY_NAME=\"Debian\"\nID=debian\nVERSION_ID=\"10\"\n");
        assert_eq!(on(Some("2024-06-30"), &buster), []);
        let found = on(Some("2024-07-01"), &buster);
        assert_eq!(
            found[0].title,
            "Debian 10 has had no fixes since 2024-06-30"
        );
        assert_eq!(found[0].severity, Severity::Medium);
        assert!(found[0].fix.ends_with("\nFROM debian:13"));
        assert_eq!(on(Some("2025-06-30"), &buster)[0].severity, Severity::High);
        assert_eq!(on(None, &buster), [], "nobody says what day it is");
    }

    #[test]
    fn versions_with_more_parts() {
        for (said, found) in [
            ("ID=alpine\nVERSION_ID=3.18.4", 1),
            ("ID=\"alpine\"\nVERSION_ID=3.23_alpha20250612", 0),
            ("ID=\"rhel\"\nVERSION_ID=\"7.9\"", 1),
            ("ID=\"rhel\"\nVERSION_ID=\"9.4\"", 0),
            ("NAME=\"CentOS Stream\"\nID=\"centos\"\nVERSION_ID=\"9\"", 0),
            ("NAME=\"CentOS Linux\"\nID=\"centos\"\nVERSION_ID=\"8\"", 1),
            ("ID=ubuntu\nVERSION_ID=\"20.04\"", 1),
            ("ID=debian", 0),
            ("ID=unknown\nVERSION_ID=1", 0),
        ] {
            assert_eq!(
                on(Some("2026-01-01"), &release(said)).len(),
                found,
                "{said}"
            );
        }
    }

    #[test]
    fn languages_of_official_images() {
        let image = Fixture::new().env(&["NODE_VERSION=16.20.2"]);
        let image = image.layer(
            "ADD rootfs.tar / # buildkit",
            &[file("usr/local/bin/node", 9)],
        );
        let found = on(Some("2024-01-01"), &image);
        assert_eq!(
            found[0].title,
            "Node.js 16.20.2 has had no fixes since 2023-09-11"
        );
        let other = Fixture::new().env(&["NODE_VERSION=16.20.2"]);
        assert_eq!(
            on(Some("2024-01-01"), &other),
            [],
            "the variable alone tells nothing"
        );
    }
}

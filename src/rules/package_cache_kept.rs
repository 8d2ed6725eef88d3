//! Flags: bytes of a package manager's cache that a layer carries, measured, also where a later
//! layer deletes them.
//!
//! Why: nothing reads them again, and everybody downloads them.
//!
//! Fix: clean up in the same `RUN`, or a BuildKit cache mount.
//!
//! References: Docker, "Building best practices", `apt-get`; "Optimize cache usage".

use std::collections::BTreeMap;

use super::caches::{Caches, MANAGERS};
use super::places::{Place, Sum, WEIGHTS, files_by, weight};
use super::{Finding, Gone, Rule, Severity, Topic, base};
use crate::image::Image;
use crate::text;
use crate::words::rules::package_cache_kept as say;

/// Fewer bytes than this are left by a clean-up, not by the lack of one.
const LEAST: u64 = 10_000;

/// The rule.
pub static RULE: Rule = Rule {
    id: "package-cache-kept",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#apt-get",
        "https://docs.docker.com/build/cache/optimize/#use-cache-mounts",
    ],
    topic: Topic::Size,
    severities: WEIGHTS,
    peers: &[
        "dockle DKL-DI-0004",
        "dockle DKL-DI-0005",
        "hadolint DL3009",
        "hadolint DL3019",
        "hadolint DL3032",
        "hadolint DL3036",
        "hadolint DL3040",
        "hadolint DL3042",
        "hadolint DL3060",
        "trivy DS-0015",
        "trivy DS-0019",
        "trivy DS-0020",
        "trivy DS-0025",
        "trivy DS-0027",
    ],
    check,
    takes,
};

fn check(image: &Image) -> Vec<Finding> {
    let caches = Caches::of(&image.stack.tree);
    let mut sums: BTreeMap<(usize, u32, u32), Sum> = BTreeMap::new();
    for (place, cache, manager) in kept(image, &caches) {
        sums.entry((manager, cache, place.layer))
            .or_default()
            .add(place.bytes);
    }
    let base = base::layers(image);
    let mut findings = Vec::new();
    for (number, manager) in MANAGERS.iter().enumerate() {
        let of_manager = sums.range((number, 0, 0)..(number + 1, 0, 0));
        let places: Vec<(Place, Sum)> = of_manager
            .map(|((_, node, layer), sum)| {
                let (node, layer, bytes) = (*node, *layer, sum.bytes);
                (Place { node, layer, bytes }, *sum)
            })
            .collect();
        let bytes: u64 = places.iter().map(|(place, _)| place.bytes).sum();
        if bytes < LEAST {
            continue;
        }
        let of_base = places.iter().all(|(place, _)| place.layer < base);
        let severity = match of_base {
            // Only its maker can change it.
            true => Severity::Info,
            false => weight(bytes).min(Severity::Low),
        };
        let (name, what, size) = (manager.name, (manager.what)(), text::size(bytes));
        let title = match of_base {
            true => say::kept_by_base(&size, name, what),
            false => say::kept(&size, name, what),
        };
        let finding = RULE.finding(severity, title);
        let finding = finding.saves(bytes).fix(manager.fix());
        findings.push(finding.at(image, places, |place, sum| files_by(image, place, sum)));
    }
    findings
}

/// Every version of a file in a cache, with the cache's node and its manager's number.
fn kept<'a>(
    image: &'a Image,
    caches: &'a Caches,
) -> impl Iterator<Item = (Place, u32, usize)> + 'a {
    image.versions().filter_map(|(node, event)| {
        let (cache, manager) = caches.get(node)?;
        let bytes = image.facts(&event).map_or(0, |facts| facts.size);
        let layer = event.layer;
        (bytes > 0).then_some((Place { node, layer, bytes }, cache, manager))
    })
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    let caches = Caches::of(&image.stack.tree);
    let mut all: BTreeMap<usize, (u64, Vec<Gone>)> = BTreeMap::new();
    for (place, _, manager) in kept(image, &caches) {
        let (bytes, taken) = all.entry(manager).or_default();
        *bytes += place.bytes;
        taken.push(Gone::name(place.node, place.layer));
    }
    let told = all.into_values().filter(|(bytes, _)| *bytes >= LEAST);
    told.map(|(_, taken)| taken).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, folder, gone};
    use super::*;

    #[test]
    fn one_finding_a_manager() {
        let image = Fixture::new()
            .layer(
                "RUN /bin/sh -c apt-get update # buildkit",
                &[
                    file("var/lib/apt/lists/a_Packages", 20_000),
                    file("var/lib/apt/lists/b_Packages", 10_000),
                    file("var/cache/apt/pkgcache.bin", 5_000),
                    file("var/lib/dpkg/status", 70_000),
                ],
            )
            .layer(
                "RUN /bin/sh -c pip install x # buildkit",
                &[
                    file("root/.cache/pip/http/a", 1_000_000),
                    gone("var/lib/apt/lists/a_Packages"),
                ],
            );
        let findings = image.findings(&RULE);
        let bytes: Vec<u64> = findings.iter().map(|finding| finding.bytes).collect();
        assert_eq!(bytes, [35_000, 1_000_000]);
        let evidence = &findings[0].evidence[0];
        assert_eq!(evidence.path.as_deref(), Some("var/lib/apt/lists"));
        assert_eq!(evidence.text, "2 files by RUN apt-get update");
        assert_eq!((evidence.layer, evidence.bytes), (Some(0), 30_000));
    }

    #[test]
    fn cleaned_up() {
        let items = [
            folder("var/lib/apt/lists"),
            file("var/lib/apt/lists/lock", 0),
            file("home/me/var/lib/apt/lists/a", 20_000),
            file("root/.npm/config", 20_000),
        ];
        Fixture::new().layer("RUN x", &items).silent(&RULE);
    }

    #[test]
    fn of_the_base() {
        let image = Fixture::new()
            .layer("ADD x /", &[file("var/cache/dnf/a", 200_000_000 / 100)])
            .metadata("CMD [\"sh\"]")
            .layer("COPY a /a", &[file("a", 1)]);
        assert_eq!(image.finding(&RULE).severity, Severity::Info);
    }
}

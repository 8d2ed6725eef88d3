//! Flags: a file that is a tenth of the final tree and more, and 10 MB at least.
//!
//! Why: one file decides how large the image is; it is worth to know whether it must be there.
//!
//! Fix: depends on what it is: an archive is unpacked and deleted in one `RUN`, data are mounted.
//!
//! Programs and libraries are what an image is for, and are let pass, as are the databases of
//! package managers, and what other rules report: caches, leftovers, temporary files, build tools, documentation.
//!
//! References: Docker, "Building best practices".

use super::build_tools_kept;
use super::caches::Caches;
use super::context_leftover::Leftovers;
use super::development_files_kept::Development;
use super::documentation_kept::Documentation;
use super::paths;
use super::places::Place;
use super::temporary_file_kept::Temporary;
use super::{Finding, Rule, Severity, Topic, base, files};
use crate::image::Image;
use crate::layer::Node;
use crate::text;
use crate::words::counts;
use crate::words::rules::large_file as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "large-file",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#create-ephemeral-containers",
        "https://docs.docker.com/engine/storage/volumes/",
    ],
    topic: Topic::Size,
    severities: &[Severity::Low, Severity::Info],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

/// Smaller files weigh little, however small the rest is.
const LEAST: u64 = 10_000_000;

/// Ends of names of what is there to be unpacked or installed.
const ARCHIVES: &[&str] = &[
    ".7z", ".apk", ".bz2", ".deb", ".gz", ".iso", ".rar", ".rpm", ".tar", ".tbz2", ".tgz", ".txz",
    ".whl", ".xz", ".zip", ".zst",
];

/// Databases that package managers need.
const DATABASES: &[&str] = &[
    "/var/lib/rpm",
    "/usr/lib/sysimage/rpm",
    "/usr/share/rpm",
    "/var/lib/dpkg",
];

fn check(image: &Image) -> Vec<Finding> {
    let least = LEAST.max(image.stack.visible / 10);
    let large = files::shown(image).filter(|(place, _)| place.bytes >= least);
    let large: Vec<(Place, Node)> = large.collect();
    if large.is_empty() {
        return Vec::new();
    }
    let tree = &image.stack.tree;
    let temporary = Temporary::of(tree);
    let told = (
        Caches::of(tree),
        Leftovers::of(image),
        Documentation::of(image),
        Development::of(image),
        build_tools_kept::told(image),
    );
    let base = base::layers(image);
    let (mut places, mut archive) = (Vec::new(), false);
    for (place, facts) in large {
        let node = place.node;
        let elsewhere = told.0.get(node).is_some()
            || told.1.get(node, place.layer).is_some()
            || told.2.get(tree, &place).is_some()
            || told.3.get(node).is_some()
            || told
                .4
                .as_ref()
                .is_some_and(|tools| tools.get(node).is_some())
            || temporary.get(tree, &place).is_some()
            || paths::is_below(tree, node, DATABASES);
        let name = tree.name(node);
        if elsewhere || facts.mode & 0o111 != 0 || is_library(name) || place.layer < base {
            continue;
        }
        archive |= is_archive(name);
        places.push((place, share(place.bytes, image.stack.visible)));
    }
    let bytes: u64 = places.iter().map(|(place, _)| place.bytes).sum();
    let title = match places.len() {
        0 => return Vec::new(),
        1 => say::one(&text::size(bytes)),
        n => say::several(&counts::files(n as u64), &text::size(bytes)),
    };
    let (severity, fix) = match archive {
        true => (Severity::Low, archive_fix()),
        false => (Severity::Info, data_fix()),
    };
    let finding = RULE.finding(severity, title).fix(fix);
    vec![finding.at(image, places, |_, share| say::share(*share))]
}

fn is_archive(name: &[u8]) -> bool {
    ARCHIVES.iter().any(|end| name.ends_with(end.as_bytes()))
}

/// `libx.so.1`, `x.jar`, `x.node`: what programs load.
fn is_library(name: &[u8]) -> bool {
    const ENDS: &[&[u8]] = &[b".so", b".jar", b".war", b".dll", b".node", b".wasm"];
    let versioned = name.windows(4).any(|part| part == b".so.");
    versioned || ENDS.iter().any(|end| name.ends_with(end))
}

/// In percent, rounded down.
fn share(bytes: u64, of: u64) -> u64 {
    (u128::from(bytes) * 100 / u128::from(of.max(1))) as u64
}

fn archive_fix() -> String {
    format!(
        "# {}\n\
         ADD data.tar.gz /srv/\n\
         # {}\n\
         RUN curl -fsSLo /tmp/a.tar.gz https://… && tar -xzf /tmp/a.tar.gz -C /srv && rm /tmp/a.tar.gz",
        say::unpack(),
        say::delete()
    )
}

fn data_fix() -> String {
    format!(
        "# {}\n# docker run --mount type=bind,src=DATA,dst=/srv/data,readonly IMAGE",
        say::mount()
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn data_and_archives() {
        let image = Fixture::new().layer(
            "COPY x /",
            &[
                file("srv/model.bin", 30_000_000),
                file("srv/small.bin", 9_000_000),
                file("usr/bin/app", 20_000_000).mode(0o755),
                file("usr/lib/libx.so.1", 20_000_000),
            ],
        );
        let finding = image.finding(&RULE);
        assert_eq!(finding.title, "One file has 30MB of the image");
        assert_eq!(finding.evidence[0].text, "37 % of the final image");
        assert_eq!(finding.severity, Severity::Info);
        let image = image.layer("COPY y /", &[file("srv/y.tar.gz", 40_000_000)]);
        assert_eq!(image.finding(&RULE).severity, Severity::Low);
    }

    #[test]
    fn small_or_told_elsewhere() {
        let rest: Vec<_> = (0..11)
            .map(|n| file(&format!("x/{n}"), 10_000_001))
            .collect();
        Fixture::new().layer("COPY x /", &rest).silent(&RULE);
        let items = [
            file("small", 9_999_999),
            file("root/.cache/pip/a", 20_000_000),
            file("var/lib/rpm/Packages", 20_000_000),
            file("usr/lib/libx.a", 20_000_000),
        ];
        Fixture::new().layer("COPY x /", &items).silent(&RULE);
        Fixture::new()
            .layer("ADD x /", &[file("big", 20_000_000)])
            .metadata("CMD [\"sh\"]")
            .layer("COPY a /a", &[file("a", 1)])
            .silent(&RULE);
    }
}

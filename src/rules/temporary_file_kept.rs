//! Flags: files of the final tree that a build or a crash left behind: in `/tmp` and `/var/tmp`,
//! logs below `/var/log`, core dumps.
//!
//! Why: bytes that nothing reads, and a core dump has all that the program had in memory.
//!
//! Fix: delete them in the `RUN` that makes them.
//!
//! Less than 100 kB in all is let pass, as is what the base image alone brings of less than a
//! megabyte: every installation writes a line of log. Logs that `COPY` took along are leftovers
//! of the build context, and told as such.
//!
//! References: Filesystem Hierarchy Standard, `/tmp`, `/var/log`, `/var/tmp`; core(5).

use super::context_leftover::Leftovers;
use super::heaps::{self, Heaps};
use super::paths::{Areas, Patterns};
use super::places::{Place, WEIGHTS, files_by};
use super::{Finding, Gone, Rule, Topic, base, files};
use crate::image::{Image, PathTree};
use crate::text;
use crate::words::counts;
use crate::words::rules::temporary_file_kept as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "temporary-file-kept",
    title: say::title,
    why: say::why,
    references: &[
        "https://refspecs.linuxfoundation.org/FHS_3.0/fhs/ch03s18.html",
        "https://man7.org/linux/man-pages/man5/core.5.html",
    ],
    topic: Topic::Size,
    severities: WEIGHTS,
    peers: &[],
    check,
    takes,
};

/// Fewer bytes than this are in every image.
const LEAST: u64 = 100_000;

/// Fewer bytes than this a base image's maker need not care for.
const BASE: u64 = 1_000_000;

/// A dump of a small program.
const DUMP: u64 = 100_000;

const FOLDERS: &[&str] = &["/tmp", "/var/tmp", "/usr/tmp", "/var/log", "/var/crash"];

/// What is left behind.
pub(super) struct Temporary(Areas);

impl Temporary {
    pub(super) fn of(tree: &PathTree) -> Temporary {
        Temporary(Areas::of(tree, &Patterns::all(FOLDERS)))
    }

    /// What stands for a file as evidence: its folder, or itself.
    pub(super) fn get(&self, tree: &PathTree, place: &Place) -> Option<u32> {
        let folder = self.0.get(place.node).map(|(folder, _)| folder);
        let dump = || is_dump(tree.name(place.node)) && place.bytes >= DUMP;
        folder.or_else(|| dump().then_some(place.node))
    }
}

/// `core`, `core.1234`: what Linux calls a dump where nobody told it otherwise.
fn is_dump(name: &[u8]) -> bool {
    match name.strip_prefix(b"core") {
        Some([]) => true,
        Some([b'.', rest @ ..]) => !rest.is_empty() && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// The files by what stands for them and layer.
fn kept(image: &Image) -> Heaps<(u32, u32)> {
    let tree = &image.stack.tree;
    let temporary = Temporary::of(tree);
    let found = files::shown(image).filter(|(place, _)| place.bytes > 0);
    let found = found.filter_map(|(place, _)| Some((place, temporary.get(tree, &place)?)));
    let found: Vec<(Place, u32)> = found.collect();
    let mut kept = Heaps::default();
    if found.iter().map(|(place, _)| place.bytes).sum::<u64>() < LEAST {
        return kept;
    }
    let leftovers = Leftovers::of(image);
    for (place, folder) in found {
        if leftovers.get(place.node, place.layer).is_none() {
            kept.put((folder, place.layer), &place);
        }
    }
    let base = base::layers(image);
    let least = match kept.0.keys().all(|(_, layer)| *layer < base) {
        true => BASE,
        false => LEAST,
    };
    if kept.bytes() < least {
        kept.0.clear();
    }
    kept
}

fn check(image: &Image) -> Vec<Finding> {
    let kept = kept(image);
    if kept.0.is_empty() {
        return Vec::new();
    }
    let places = kept.places();
    let (bytes, files) = places.iter().fold((0, 0), |(bytes, files), (_, sum)| {
        (bytes + sum.bytes, files + sum.files)
    });
    let severity = heaps::severity(image, &places, bytes);
    let title = say::kept(&text::size(bytes), &counts::files(files));
    let finding = RULE.finding(severity, title).saves(bytes).fix(fix());
    vec![finding.at(image, places, |place, sum| files_by(image, place, sum))]
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    kept(image).taken()
}

fn fix() -> String {
    format!(
        "# {}\n\
         RUN make install \\\n \
         && rm -rf /tmp/* /var/tmp/* && find /var/log -type f -delete\n\
         # {}\n\
         RUN --mount=type=tmpfs,target=/tmp --mount=type=tmpfs,target=/var/log make install",
        say::in_that_run(),
        say::tmpfs()
    )
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::super::fixture::{Fixture, file, folder, gone};
    use super::*;

    #[test]
    fn by_folder_and_layer() {
        let image = Fixture::new().layer(
            "RUN /bin/sh -c make # buildkit",
            &[
                file("tmp/build/a.o", 300_000),
                file("tmp/build/b.o", 100_000),
                file("var/log/build.log", 50_000),
                file("srv/core.4711", 400_000),
                file("srv/core/x", 900_000),
                file("srv/core.py", 900_000),
            ],
        );
        let finding = image.finding(&RULE);
        assert_eq!((finding.bytes, finding.severity), (850_000, Severity::Low));
        let evidence: Vec<_> = finding
            .evidence
            .iter()
            .map(|e| (e.path.as_deref().unwrap_or_default(), e.text.as_str()))
            .collect();
        let expected = [
            ("tmp", "2 files by RUN make"),
            ("srv/core.4711", "1 file by RUN make"),
            ("var/log", "1 file by RUN make"),
        ];
        assert_eq!(evidence, expected);
        assert_eq!((RULE.takes)(&image.build())[0].len(), 4);
    }

    #[test]
    fn small_gone_or_copied() {
        let items = [
            folder("tmp").mode(0o1777),
            file("var/log/dpkg.log", 90_000),
            file("srv/core", 50_000),
            file("app/tmp/x", 500_000),
        ];
        Fixture::new().layer("RUN x", &items).silent(&RULE);
        Fixture::new()
            .layer("RUN make", &[file("tmp/x", 500_000)])
            .layer("RUN rm", &[gone("tmp/x")])
            .silent(&RULE);
        Fixture::new()
            .layer("ADD x /", &[file("var/log/dpkg.log", 900_000)])
            .metadata("CMD [\"sh\"]")
            .layer("COPY a /a", &[file("a", 1)])
            .silent(&RULE);
    }
}

//! What goes, on small images made by the real scanner and stack.

use std::sync::Arc;

use super::*;
use crate::archive::{ArchiveImage, HistoryEntry, LayerBlob};
use crate::image::Image;
use crate::layer::LayerScan;
use crate::rules::RULES;

/// A file of so many bytes, a hard link to a path, or a whiteout.
enum Entry {
    File(&'static str, usize),
    Link(&'static str, &'static str),
}
use Entry::{File as F, Link as L};

fn image(layers: &[(&str, &[Entry])]) -> Image {
    let mut archive = ArchiveImage::default();
    let mut scanned = Vec::new();
    for (created_by, entries) in layers {
        archive.config.history.push(HistoryEntry {
            created_by: (*created_by).to_owned(),
            ..HistoryEntry::default()
        });
        archive.layers.push(LayerBlob::default());
        let mut tar = tar::Builder::new(Vec::new());
        for entry in *entries {
            let mut header = tar::Header::new_gnu();
            header.set_mode(0o644);
            match entry {
                F(path, size) => {
                    header.set_size(*size as u64);
                    tar.append_data(&mut header, path, vec![b'a'; *size].as_slice())
                }
                L(path, target) => {
                    header.set_entry_type(tar::EntryType::Link);
                    header.set_size(0);
                    tar.append_link(&mut header, path, target)
                }
            }
            .expect("memory takes all");
        }
        let mut scan = LayerScan::default();
        scan.push(&tar.into_inner().expect("memory takes all"));
        scanned.push(Some(Arc::new(scan.finish())));
    }
    Image::new(&archive, &scanned)
}

fn path(path: &str) -> Tick {
    Tick::Path(path.to_owned())
}

fn finding(rule: &str) -> Tick {
    Tick::Finding {
        rule: rule.to_owned(),
        number: None,
    }
}

fn gone(image: &Image, ticks: &[Tick]) -> (u64, Vec<u64>) {
    let without = without(image, ticks);
    let layers: u64 = without.layers.iter().map(|layer| layer.gone).sum();
    assert_eq!(layers, without.gone);
    let ticks = without.ticks.iter().map(|tick| tick.bytes);
    (without.gone, ticks.collect())
}

#[test]
fn every_version_once() {
    let image = image(&[
        (
            "COPY . /app",
            &[F("app/a", 10), F("app/b/c", 200), F("x", 1)],
        ),
        ("RUN y", &[F("app/a", 3000), F("app/b/.wh.c", 0)]),
    ]);
    assert_eq!(gone(&image, &[path("app/a")]), (3010, vec![3010]));
    assert_eq!(gone(&image, &[path("app/b")]), (200, vec![200]));
    let all = [path("app/b/c"), path("app"), path("/app/"), path("app/a")];
    let sums = vec![200, 3210, 3210, 3010];
    assert_eq!(gone(&image, &all), (3210, sums));
    assert_eq!(gone(&image, &[path("")]), (3211, vec![3211]));
    assert_eq!(gone(&image, &[]), (0, vec![]));
    let stale = without(&image, &[path("app/none"), finding("none")]);
    let stale: Vec<_> = stale.ticks.iter().map(|tick| tick.stale).collect();
    assert_eq!(stale, [Some(Stale::NoSuchPath), Some(Stale::NoSuchFinding)]);
}

#[test]
fn an_entry_that_its_own_tar_replaced() {
    let image = image(&[("RUN x", &[F("a", 10), F("a", 300), F("b", 1)])]);
    assert_eq!(gone(&image, &[path("a")]), (310, vec![310]));
}

#[test]
fn the_last_name_takes_the_contents() {
    let image = image(&[
        ("RUN x", &[F("a", 10), L("b", "a"), L("d/c", "a")]),
        ("RUN y", &[L("later", "a"), F("z", 1)]),
    ]);
    for some in [vec!["a"], vec!["a", "b", "d"], vec!["b", "d", "later"]] {
        let ticks: Vec<Tick> = some.iter().map(|name| path(name)).collect();
        assert_eq!(gone(&image, &ticks).0, 0, "{some:?}");
    }
    let all = ["a", "b", "d", "later"].map(path);
    assert_eq!(gone(&image, &all), (10, vec![0; 4]));
    assert_eq!(gone(&image, &[path("")]), (11, vec![11]));
}

#[test]
fn findings_and_paths_overlap() {
    let image = image(&[
        (
            "RUN a",
            &[
                F("var/lib/apt/lists/p", 500_000),
                F("big", 400_000),
                L("too", "big"),
            ],
        ),
        ("RUN b", &[F(".wh.big", 0), F(".wh.too", 0)]),
    ]);
    let cache = finding("package-cache-kept");
    let removed = finding("file-removed-later");
    assert_eq!(
        gone(&image, std::slice::from_ref(&cache)),
        (500_000, vec![500_000])
    );
    // Its contents have two names, and both are gone.
    assert_eq!(
        gone(&image, std::slice::from_ref(&removed)),
        (400_000, vec![400_000])
    );
    let all = [cache, path("var"), removed, path("big")];
    let (sum, ticks) = gone(&image, &all);
    assert_eq!(sum, 900_000);
    assert_eq!(ticks, [500_000, 500_000, 400_000, 0]);
    assert!(without(&image, &all).overlaps());
}

/// What a rule says that its fix saves is what goes.
#[test]
fn findings_take_what_they_say() {
    let image = image(&[
        (
            "COPY . /app # buildkit",
            &[
                F("app/.git/objects/a", 70_000),
                F("app/id_rsa", 600),
                F("usr/bin/gcc", 0),
                F("root/.cache/pip/x", 30_000),
                F("app/data", 150_000),
                F("app/old", 160_000),
            ],
        ),
        (
            "RUN b",
            &[
                F("app/data", 150_001),
                F("app/.wh.old", 0),
                F("root/.npm/_cacache/x", 20_000),
            ],
        ),
    ]);
    let mut seen = 0;
    for rule in RULES {
        let findings = (rule.check)(&image);
        for (number, finding) in findings.iter().enumerate() {
            let tick = Tick::Finding {
                rule: rule.id.to_owned(),
                number: Some(number),
            };
            let (bytes, _) = gone(&image, &[tick]);
            match finding.bytes {
                0 => {}
                told => assert_eq!(bytes, told, "{}", finding.title),
            }
            seen += usize::from(bytes > 0);
        }
    }
    assert_eq!(seen, 6, "leftover, secret, two caches, deleted, rewritten");
}

fn told(image: &Image, ticks: &[Tick]) -> Vec<(File, String)> {
    let lines = without(image, ticks).lines.into_iter();
    lines.map(|lines| (lines.file, lines.text)).collect()
}

#[test]
fn lines_of_each_origin() {
    let image = image(&[
        (
            "/bin/sh -c #(nop) ADD file:0 in / ",
            &[F("usr/share/doc/x", 10), F("bin/sh", 5)],
        ),
        ("WORKDIR /srv", &[]),
        ("COPY src . # buildkit", &[F("srv/a b", 10), F("srv/c", 10)]),
        (
            "RUN /bin/sh -c make # buildkit",
            &[F("srv/out", 10), F("srv/c", 1)],
        ),
        ("RUN /bin/sh -c make # all", &[F("srv/more", 10)]),
    ]);
    let base = without(&image, &[path("usr/share/doc")]);
    assert_eq!(base.lines[0].text, "");
    assert!(
        base.lines[0].told.contains("/usr/share/doc the base image"),
        "{base:?}"
    );
    assert_eq!(
        told(&image, &[path("srv/a b")]),
        [(File::Dockerignore, "src/a b".to_owned())]
    );
    assert_eq!(
        told(&image, &[path("srv/c"), path("srv/out")]),
        [
            (File::Dockerignore, "src/c".to_owned()),
            (
                File::Dockerfile,
                "RUN make \\\n && rm -rf /srv/c /srv/out".to_owned()
            ),
        ]
    );
    // A comment would swallow what is put behind it.
    assert_eq!(
        told(&image, &[path("srv/more")]),
        [(File::Dockerfile, "# && rm -rf /srv/more".to_owned())]
    );
    let all = without(&image, &[path("srv/a b"), path("srv/c")]);
    assert!(
        all.lines[0].told.ends_with("leave the instruction out."),
        "{all:?}"
    );
}

#[test]
fn findings_bring_their_fix_once() {
    let image = image(&[("RUN a", &[F("root/.cache/pip/x", 30_000)])]);
    let ticks = [finding("package-cache-kept"), finding("package-cache-kept")];
    let lines = without(&image, &ticks).lines;
    assert_eq!(lines.len(), 1);
    assert!(lines[0].text.contains("--no-cache-dir"));
    assert!(lines[0].commented().starts_with("# 30kB of pip's"));
}

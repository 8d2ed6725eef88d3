//! Flags: the same contents in several files of the final tree, 100 kB of them and more.
//!
//! Why: each copy is stored and downloaded; a link is not.
//!
//! Fix: a symbolic link, or `COPY` once.
//!
//! Told by size and hash of what was read. Files of less than 10 kB are left out: package
//! managers bring many that are alike; so are copies that the base image alone brings, compiled
//! files of Python beside each other, what packages bring twice, which nobody mends in a Dockerfile
//! (Debian's `perl` has files of `perl-base`), and what has rules of its own: caches, leftovers,
//! documentation, temporary files, a base that is not needed.
//!
//! References: Docker, "Building best practices"; slim, "xray" (duplicates).

use hashbrown::HashMap;

use super::caches::Caches;
use super::context_leftover::Leftovers;
use super::documentation_kept::Documentation;
use super::places::{Place, WEIGHTS, weight};
use super::temporary_file_kept::Temporary;
use super::{Finding, Gone, Rule, Severity, Topic, base, files, paths, static_only_program};
use crate::image::{Image, PathTree};
use crate::layer::{ContentHash, Kind, NONE, ROOT};
use crate::text;
use crate::words::counts;
use crate::words::rules::duplicate_contents as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "duplicate-contents",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/",
        "https://github.com/opencontainers/image-spec/blob/main/layer.md#hardlinks",
    ],
    topic: Topic::Size,
    severities: WEIGHTS,
    peers: &["slim xray"],
    check,
    takes,
};

/// Smaller files are alike in many packages.
const FILE: u64 = 10_000;

/// Fewer bytes than this are not worth a change.
const LEAST: u64 = 100_000;

/// Folders of packages, with whatever is in them.
const PACKAGED: &[&[u8]] = &[b"dist-packages", b"gems", b"node_modules", b"site-packages"];

/// Folders below the root that are a distribution's, with what its packages keep there: settings and
/// their defaults, a database and its templates. So are those of `/usr` but for these, and two of `/var`.
const SYSTEM: &[&[u8]] = &[
    b"bin", b"etc", b"lib", b"lib32", b"lib64", b"libx32", b"sbin",
];
const NOT_SYSTEM: &[&[u8]] = &[b"local", b"src"];
const OF_VAR: &[&[u8]] = &[b"cache", b"lib"];

/// Which of the areas of packages a node lies in.
struct Packages(Vec<u32>);

impl Packages {
    fn of(tree: &PathTree) -> Packages {
        let is_top = |node: u32| {
            let (name, parent) = (tree.name(node), tree.parent(node));
            PACKAGED.contains(&name) || is_system(tree, node, parent)
        };
        Packages(paths::tops(tree, is_top))
    }

    /// Whether two files came out of one area, or one of them with the distribution and the other with
    /// packages of a language.
    fn bring_both(&self, tree: &PathTree, one: u32, other: u32) -> bool {
        let (one, other) = (self.0[one as usize], self.0[other as usize]);
        let system = |top: u32| is_system(tree, top, tree.parent(top));
        let packaged = one != NONE && other != NONE;
        packaged && (one == other || system(one) || system(other))
    }
}

fn is_system(tree: &PathTree, node: u32, parent: u32) -> bool {
    let name = tree.name(node);
    if parent == ROOT {
        return SYSTEM.contains(&name);
    }
    match tree.name(parent) {
        b"usr" => tree.parent(parent) == ROOT && !NOT_SYSTEM.contains(&name),
        b"var" => tree.parent(parent) == ROOT && OF_VAR.contains(&name),
        _ => false,
    }
}

/// A file that has what another has, which stays.
struct Copy {
    place: Place,
    first: u32,
}

/// Every copy but one of each contents.
fn copies(image: &Image) -> Vec<Copy> {
    let base = base::layers(image);
    let tree = &image.stack.tree;
    let mut same: HashMap<(u64, ContentHash), Vec<Place>> = HashMap::new();
    for (place, facts) in files::shown(image) {
        let comparable = facts.kind == Kind::File && facts.hash != ContentHash::Unknown;
        let whole = facts.size >= FILE && !facts.flags.sparse();
        if comparable && whole && !tree.name(place.node).ends_with(b".pyc") {
            same.entry((facts.size, facts.hash))
                .or_default()
                .push(place);
        }
    }
    same.retain(|_, places| places.len() > 1);
    if same.is_empty() {
        return Vec::new();
    }
    let packages = Packages::of(tree);
    let (caches, leftovers) = (Caches::of(tree), Leftovers::of(image));
    let (temporary, documentation) = (Temporary::of(tree), Documentation::of(image));
    // Where nothing of the base is needed, all of it goes, and with it one of two that are alike.
    let goes = match static_only_program::tells(image) {
        true => base,
        false => 0,
    };
    let here = |place: &Place| {
        place.layer >= goes
            && caches.get(place.node).is_none()
            && leftovers.get(place.node, place.layer).is_none()
            && temporary.get(tree, place).is_none()
            && documentation.get(tree, place).is_none()
    };
    let mut copies = Vec::new();
    for mut places in same.into_values() {
        places.retain(here);
        places.sort_by_key(|place| (place.layer, place.node));
        // The lowest stays: a link can only lead to what is there.
        let Some((first, others)) = places.split_first() else {
            continue;
        };
        let own = others.iter().filter(|place| {
            place.layer >= base && !packages.bring_both(tree, first.node, place.node)
        });
        copies.extend(own.map(|place| Copy {
            place: *place,
            first: first.node,
        }));
    }
    copies.sort_by_key(|copy| (copy.place.layer, copy.place.node));
    let bytes: u64 = copies.iter().map(|copy| copy.place.bytes).sum();
    if bytes < LEAST {
        copies.clear();
    }
    copies
}

fn check(image: &Image) -> Vec<Finding> {
    let copies = copies(image);
    let Some(largest) = copies.iter().max_by_key(|copy| copy.place.bytes) else {
        return Vec::new();
    };
    let bytes: u64 = copies.iter().map(|copy| copy.place.bytes).sum();
    let size = text::size(bytes);
    let title = match copies.len() {
        1 => say::twice(&size),
        several => say::several(&counts::files(several as u64), &size),
    };
    let tree = &image.stack.tree;
    let fix = format!(
        "# {}\nRUN ln -sf /{} /{}\n# {}",
        say::a_link(),
        tree.path_text(largest.first),
        tree.path_text(largest.place.node),
        say::copy_once()
    );
    let severity = weight(bytes).min(Severity::Low);
    let finding = RULE.finding(severity, title).saves(bytes).fix(fix);
    let places = copies.into_iter().map(|copy| (copy.place, copy.first));
    vec![finding.at(image, places.collect(), |_, first| {
        say::same_as(&format!("/{}", tree.path_text(*first)))
    })]
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    let copies = copies(image);
    let taken: Vec<Gone> = copies
        .iter()
        .map(|copy| Gone::name(copy.place.node, copy.place.layer))
        .collect();
    (!taken.is_empty()).then_some(taken).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, gone, link};
    use super::*;

    #[test]
    fn all_but_one_of_each() {
        let image = Fixture::new()
            .layer("COPY a /a", &[file("a/x", 200_000), file("a/y", 50_000)])
            .layer(
                "COPY a /b",
                &[
                    file("b/x", 200_000),
                    file("b/y", 50_000),
                    file("b/z", 50_000).changed(),
                ],
            );
        let finding = image.finding(&RULE);
        assert_eq!((finding.bytes, finding.severity), (250_000, Severity::Low));
        let evidence = &finding.evidence[0];
        assert_eq!(evidence.path.as_deref(), Some("b/x"));
        assert_eq!(
            (evidence.layer, evidence.text.as_str()),
            (Some(1), "the same as /a/x")
        );
        assert!(finding.fix.contains("ln -sf /a/x /b/x"));
        assert_eq!((RULE.takes)(&image.build())[0].len(), 2);
    }

    #[test]
    fn near_misses() {
        let items = [
            file("a", 200_000),
            file("b", 200_000).changed(),
            file("c", 200_001),
            link("d", "a"),
            file("e", 9_000),
            file("f", 9_000),
            file("root/.cache/pip/a", 200_000),
            file("x/__pycache__/y.opt-1.pyc", 200_000),
        ];
        let image = Fixture::new().layer("COPY x /", &items);
        image.silent(&RULE);
        image
            .layer("COPY g /g", &[file("g", 200_000)])
            .layer("RUN rm /g", &[gone("g")])
            .silent(&RULE);
        Fixture::new()
            .layer("ADD x /", &[file("a", 200_000), file("b", 200_000)])
            .metadata("CMD [\"sh\"]")
            .layer("COPY c /c", &[file("c", 1)])
            .silent(&RULE);
    }

    #[test]
    fn what_packages_bring_twice() {
        let two = |one: &str, other: &str| {
            let items = [file(one, 200_000), file(other, 200_000)];
            Fixture::new().layer("RUN apt-get install x", &items)
        };
        for (one, other) in [
            ("usr/bin/git", "usr/lib/git-core/git"),
            (
                "etc/php/8.2/cli/php.ini",
                "usr/lib/php/8.2/php.ini-production.cli",
            ),
            (
                "var/lib/postgresql/base/1/1255",
                "var/lib/postgresql/base/4/1255",
            ),
            (
                "usr/share/nodejs/mime-db/db.json",
                "srv/node_modules/mime-db/db.json",
            ),
            ("srv/node_modules/a/x.js", "srv/node_modules/a/dist/x.js"),
        ] {
            two(one, other).silent(&RULE);
        }
        for (one, other) in [
            ("srv/a/node_modules/x.js", "srv/b/node_modules/x.js"),
            ("srv/model", "usr/local/share/model"),
            ("usr/bin/app", "srv/app"),
        ] {
            assert_eq!(two(one, other).findings(&RULE).len(), 1, "{one}");
        }
    }
}

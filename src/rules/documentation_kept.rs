//! Flags: manuals, documentation and translations in the final tree, a megabyte and more of them.
//!
//! Why: nobody reads them in a container.
//!
//! Fix: tell the package manager to leave them out before the first package is installed.
//!
//! What the base image brings is told by `large-base` where that speaks, and is information
//! here, since only its maker can change it. Licenses and copyright files are not counted: they
//! must stay. Compiled locales are counted only where they are so many that nobody chose them.
//!
//! References: dpkg.cfg, `path-exclude`; dnf.conf, `tsflags`.

use super::distribution::{self, Distribution};
use super::heaps::{self, Heaps};
use super::paths::{Areas, Patterns};
use super::places::{Place, WEIGHTS};
use super::{Finding, Gone, Rule, Topic, files, large_base};
use crate::image::{Image, PathTree};
use crate::text;
use crate::words::rules::documentation_kept as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "documentation-kept",
    title: say::title,
    why: say::why,
    references: &[
        "https://man7.org/linux/man-pages/man5/dpkg.cfg.5.html",
        "https://dnf.readthedocs.io/en/latest/conf_ref.html",
    ],
    topic: Topic::Size,
    severities: WEIGHTS,
    peers: &[],
    check,
    takes,
};

/// Fewer bytes than this are what packages must bring.
const LEAST: u64 = 1_000_000;

/// Compiled locales that somebody chose take some megabytes each.
const LOCALES: u64 = 20_000_000;

/// Folders, and the bytes from which each counts.
const FOLDERS: &[(&str, u64)] = &[
    ("/usr/share/doc", 0),
    ("/usr/share/man", 0),
    ("/usr/share/info", 0),
    ("/usr/share/groff", 0),
    ("/usr/share/gtk-doc", 0),
    ("/usr/share/help", 0),
    ("/usr/share/lintian", 0),
    ("/usr/share/locale", 0),
    ("/usr/local/share/doc", 0),
    ("/usr/local/share/man", 0),
    ("/usr/local/man", 0),
    ("/usr/lib/locale", LOCALES),
];

/// The documentation that this rule counts.
pub(super) struct Documentation {
    areas: Areas,
    /// The layers of the base whose manuals another rule reports.
    told: u32,
}

impl Documentation {
    pub(super) fn of(image: &Image) -> Documentation {
        let patterns = FOLDERS.iter().enumerate();
        let patterns = Patterns::new(patterns.map(|(i, (folder, _))| (*folder, i)));
        Documentation {
            areas: Areas::of(&image.stack.tree, &patterns),
            told: large_base::manuals_told(image),
        }
    }

    /// The folder that a file of a layer lies in, and its number.
    pub(super) fn get(&self, tree: &PathTree, place: &Place) -> Option<(u32, usize)> {
        let found = self.areas.get(place.node)?;
        (place.layer >= self.told && !is_license(tree.name(place.node))).then_some(found)
    }
}

/// Whether a file tells under which conditions its package may be passed on.
fn is_license(name: &[u8]) -> bool {
    const NAMES: &[&[u8]] = &[
        b"copyright",
        b"copying",
        b"licen",
        b"notice",
        b"locale.alias",
    ];
    let lower = name.to_ascii_lowercase();
    NAMES.iter().any(|start| lower.starts_with(start))
}

/// The files by their folder and layer, in folders that have enough to count.
fn kept(image: &Image) -> Heaps<(u32, u32)> {
    let documentation = Documentation::of(image);
    let tree = &image.stack.tree;
    let mut kept = Heaps::default();
    let mut sums = [0; FOLDERS.len()];
    let mut numbers = std::collections::BTreeMap::new();
    for (place, _) in files::shown(image).filter(|(place, _)| place.bytes > 0) {
        let Some((folder, number)) = documentation.get(tree, &place) else {
            continue;
        };
        sums[number] += place.bytes;
        numbers.insert(folder, number);
        kept.put((folder, place.layer), &place);
    }
    let enough = |folder: &u32| {
        let number = numbers[folder];
        sums[number] >= FOLDERS[number].1
    };
    kept.0.retain(|(folder, _), _| enough(folder));
    if kept.bytes() < LEAST {
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
    let bytes: u64 = places.iter().map(|(place, _)| place.bytes).sum();
    let severity = heaps::severity(image, &places, bytes);
    let title = say::kept(&text::size(bytes));
    let layers = image.layers.len() as u32;
    let fix = fix(distribution::of(image, layers));
    let finding = RULE.finding(severity, title).saves(bytes).fix(fix);
    vec![finding.at(image, places, |_, sum| sum.files())]
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    kept(image).taken()
}

fn fix(distribution: Option<Distribution>) -> String {
    let (remark, line) = match distribution {
        Some(Distribution::Debian | Distribution::Ubuntu) => (
            say::before_apt(),
            "RUN printf '%s\\n' \\\n    \
             'path-exclude /usr/share/doc/*' 'path-include /usr/share/doc/*/copyright' \\\n    \
             'path-exclude /usr/share/man/*' 'path-exclude /usr/share/info/*' \\\n    \
             'path-exclude /usr/share/locale/*' 'path-include /usr/share/locale/locale.alias' \\\n    \
             > /etc/dpkg/dpkg.cfg.d/01-no-documentation",
        ),
        Some(Distribution::Alpine) => (say::without_packages(), "RUN apk add --no-cache PACKAGES"),
        Some(Distribution::Fedora | Distribution::RedHat | Distribution::Amazon) => {
            return "RUN dnf install -y --nodocs --setopt=install_weak_deps=False PACKAGES".into();
        }
        Some(Distribution::Suse) => (
            say::before_zypper(),
            "RUN sed -i 's/^# *rpm.install.excludedocs.*/rpm.install.excludedocs = yes/' /etc/zypp/zypp.conf",
        ),
        Some(Distribution::Arch) => (
            say::before_pacman(),
            "RUN sed -i '/^\\[options\\]/a NoExtract = usr/share/doc/* usr/share/man/* usr/share/info/*' /etc/pacman.conf",
        ),
        None => (
            say::in_the_run(),
            "RUN make install && rm -rf /usr/local/share/man /usr/local/share/doc",
        ),
    };
    format!("# {remark}\n{line}")
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::super::fixture::{Fixture, file, gone};
    use super::*;

    #[test]
    fn counted_by_folder() {
        let image = Fixture::new().layer(
            "RUN apt-get install x",
            &[
                file("etc/debian_version", 5),
                file("usr/share/doc/x/README", 600_000),
                file("usr/share/doc/x/copyright", 5_000),
                file("usr/share/man/man1/x.1.gz", 300_000),
                file("usr/share/locale/de/LC_MESSAGES/x.mo", 400_000),
                file("usr/share/locale/locale.alias", 3_000),
                file("usr/lib/locale/locale-archive", 3_000_000),
            ],
        );
        let finding = image.finding(&RULE);
        assert_eq!(
            (finding.bytes, finding.severity),
            (1_300_000, Severity::Low)
        );
        let paths: Vec<_> = finding
            .evidence
            .iter()
            .filter_map(|e| Some((e.path.as_deref()?, e.bytes)))
            .collect();
        let expected = [
            ("usr/share/doc", 600_000),
            ("usr/share/locale", 400_000),
            ("usr/share/man", 300_000),
        ];
        assert_eq!(paths, expected);
        assert!(finding.fix.contains("dpkg.cfg.d"), "{}", finding.fix);
        assert_eq!((RULE.takes)(&image.build())[0].len(), 3);
    }

    #[test]
    fn few_or_gone() {
        let docs = [
            file("usr/share/doc/x/README", 900_000),
            file("usr/share/doc/x/copyright", 900_000),
            file("srv/usr/share/doc/y", 2_000_000),
            file("usr/share/man/man1/x", 900_000),
        ];
        Fixture::new()
            .layer("RUN apt-get install x", &docs)
            .layer("RUN rm -r /usr/share/man", &[gone("usr/share/man")])
            .silent(&RULE);
    }

    #[test]
    fn what_another_rule_says_of_the_base() {
        let base = |size| {
            Fixture::new()
                .layer(
                    "/bin/sh -c #(nop) ADD file:0 in / ",
                    &[
                        file("etc/debian_version", 5),
                        file("usr/share/doc/x/README", 2_000_000),
                        file("usr/lib/x.so", size),
                    ],
                )
                .metadata("CMD [\"sh\"]")
        };
        base(60_000_000).silent(&RULE);
        assert_eq!(base(9).finding(&RULE).severity, Severity::Info);
        let own = [file("usr/share/doc/y/README", 1_500_000)];
        let image = base(60_000_000).layer("RUN apt-get install y", &own);
        assert_eq!(image.finding(&RULE).bytes, 1_500_000);
    }
}

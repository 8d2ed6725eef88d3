//! Names of what belongs to the people who work on a program.

use hashbrown::{HashMap, HashSet};

use super::super::paths::{self, Areas, Sieve};
use crate::image::PathTree;

/// A kind of leftover.
pub(super) struct Leftover {
    names: &'static [&'static str],
    ends: &'static [&'static str],
    /// What one of must stand in the same folder, or for a kind without names in the folder itself; none
    /// where the name tells enough.
    signs: &'static [&'static str],
    /// Its line in a `.dockerignore`; empty where the folder may have any name.
    pub(super) pattern: &'static str,
    /// Whether it holds the program's whole past.
    pub(super) tells_all: bool,
}

const fn leftover(names: &'static [&'static str], pattern: &'static str) -> Leftover {
    Leftover {
        names,
        ends: &[],
        signs: &[],
        pattern,
        tells_all: false,
    }
}

const fn repository(names: &'static [&'static str], pattern: &'static str) -> Leftover {
    let mut kind = leftover(names, pattern);
    kind.tells_all = true;
    kind
}

const fn beside(
    names: &'static [&'static str],
    signs: &'static [&'static str],
    pattern: &'static str,
) -> Leftover {
    let mut kind = leftover(names, pattern);
    kind.signs = signs;
    kind
}

const fn ending(ends: &'static [&'static str], pattern: &'static str) -> Leftover {
    let mut kind = leftover(&[], pattern);
    kind.ends = ends;
    kind
}

/// What a project's own folder has, and hardly any other: folders beside it are the project's.
const PROJECT: &[&str] = &[
    "Cargo.toml",
    "Gemfile",
    "build.gradle",
    "composer.json",
    "go.mod",
    "package.json",
    "pom.xml",
    "pyproject.toml",
    "requirements.txt",
    "setup.py",
];

pub(super) const KINDS: &[Leftover] = &[
    repository(&[".git"], "**/.git"),
    repository(&[".svn"], "**/.svn"),
    repository(&[".hg"], "**/.hg"),
    beside(&["node_modules"], &["package.json"], "**/node_modules"),
    beside(&[], &["pyvenv.cfg"], ""),
    beside(&["__tests__"], PROJECT, "**/__tests__"),
    beside(&["spec"], PROJECT, "**/spec"),
    beside(&["test"], PROJECT, "**/test"),
    beside(&["tests"], PROJECT, "**/tests"),
    leftover(&["__pycache__"], "**/__pycache__"),
    leftover(&[".pytest_cache"], "**/.pytest_cache"),
    leftover(&[".mypy_cache"], "**/.mypy_cache"),
    leftover(&[".ruff_cache"], "**/.ruff_cache"),
    leftover(&[".ipynb_checkpoints"], "**/.ipynb_checkpoints"),
    leftover(&[".tox"], "**/.tox"),
    leftover(&[".nox"], "**/.nox"),
    leftover(&[".coverage"], "**/.coverage"),
    leftover(&[".nyc_output"], "**/.nyc_output"),
    leftover(&["htmlcov"], "**/htmlcov"),
    leftover(&[".idea"], "**/.idea"),
    leftover(&[".vscode"], "**/.vscode"),
    leftover(&[".vs"], "**/.vs"),
    leftover(&[".fleet"], "**/.fleet"),
    leftover(&[".github"], "**/.github"),
    leftover(&[".circleci"], "**/.circleci"),
    leftover(&[".terraform"], "**/.terraform"),
    leftover(&[".vagrant"], "**/.vagrant"),
    leftover(&[".DS_Store"], "**/.DS_Store"),
    leftover(&["Thumbs.db"], "**/Thumbs.db"),
    leftover(&["Dockerfile", "Containerfile"], "**/Dockerfile*"),
    leftover(
        &[
            "docker-compose.yml",
            "docker-compose.yaml",
            "compose.yml",
            "compose.yaml",
        ],
        "**/*compose.y*ml",
    ),
    leftover(&[".dockerignore"], "**/.dockerignore"),
    ending(&[".swp", ".swo"], "**/*.sw[op]"),
    ending(&[".log"], "**/*.log"),
];

/// Folders whose contents packages brought.
const PACKAGED: &[&str] = &[
    "/usr/lib",
    "/usr/local/lib",
    "/usr/share",
    "/var/log",
    ".npm",
    "dist-packages",
    "node_modules",
    "site-packages",
];

/// The leftovers of a tree, each with the number of its kind.
pub(super) fn areas(tree: &PathTree) -> Areas {
    let numbered = || KINDS.iter().enumerate();
    let names = numbered().flat_map(|(i, kind)| kind.names.iter().map(move |n| (n.as_bytes(), i)));
    let names: HashMap<&[u8], usize> = names.collect();
    let sieve = Sieve::of(names.keys().copied());
    let ends = numbered().flat_map(|(i, kind)| kind.ends.iter().map(move |end| (*end, i)));
    let ends: Vec<(&str, usize)> = ends.collect();
    let whole = numbered().find(|(_, kind)| kind.names.is_empty() && !kind.signs.is_empty());
    let signed = signed(tree);
    let has = |folder: u32, kind: usize| signed[kind].contains(&folder);
    Areas::that(tree, |node| {
        let name = tree.name(node);
        let ended =
            |(end, _): &&(&str, usize)| name.len() > end.len() && name.ends_with(end.as_bytes());
        let may = sieve.may_hold(name);
        let by_name = may.then(|| names.get(name).copied()).flatten();
        let kind = by_name.or_else(|| ends.iter().find(ended).map(|(_, kind)| *kind));
        let kind =
            kind.filter(|kind| KINDS[*kind].signs.is_empty() || has(tree.parent(node), *kind));
        let whole = || whole.filter(|(kind, _)| has(node, *kind));
        let kind = kind.or_else(|| whole().map(|(kind, _)| kind))?;
        (!paths::is_below(tree, node, PACKAGED)).then_some(kind)
    })
}

/// Of each kind the folders that have one of its signs.
fn signed(tree: &PathTree) -> Vec<HashSet<u32>> {
    let mut signed = vec![HashSet::new(); KINDS.len()];
    let sieve = Sieve::of(
        KINDS
            .iter()
            .flat_map(|kind| kind.signs)
            .map(|sign| sign.as_bytes()),
    );
    for node in 1..tree.len() as u32 {
        let name = tree.name(node);
        if !sieve.may_hold(name) {
            continue;
        }
        for (kind, folders) in KINDS.iter().zip(&mut signed) {
            if kind.signs.iter().any(|sign| sign.as_bytes() == name) {
                folders.insert(tree.parent(node));
            }
        }
    }
    signed
}

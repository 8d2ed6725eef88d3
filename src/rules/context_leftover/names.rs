//! Names of what belongs to the people who work on a program.

use super::super::paths;
use crate::image::PathTree;

/// A kind of leftover.
pub(super) struct Leftover {
    names: &'static [&'static str],
    /// Its line in a `.dockerignore`.
    pub(super) pattern: &'static str,
    /// Whether it holds the program's whole past.
    pub(super) tells_all: bool,
}

const fn leftover(names: &'static [&'static str], pattern: &'static str) -> Leftover {
    Leftover {
        names,
        pattern,
        tells_all: false,
    }
}

const fn repository(names: &'static [&'static str], pattern: &'static str) -> Leftover {
    Leftover {
        names,
        pattern,
        tells_all: true,
    }
}

/// The kind that has no names of its own: files that end with `.log`.
const LOG: &str = "**/*.log";

pub(super) const KINDS: &[Leftover] = &[
    repository(&[".git"], "**/.git"),
    repository(&[".svn"], "**/.svn"),
    repository(&[".hg"], "**/.hg"),
    leftover(&["node_modules"], "**/node_modules"),
    leftover(&["__pycache__"], "**/__pycache__"),
    leftover(&[".pytest_cache"], "**/.pytest_cache"),
    leftover(&[".mypy_cache"], "**/.mypy_cache"),
    leftover(&[".tox"], "**/.tox"),
    leftover(&[".idea"], "**/.idea"),
    leftover(&[".vscode"], "**/.vscode"),
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
    leftover(&[], LOG),
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

/// The number of the kind of leftover that a node's name tells.
pub(super) fn kind(tree: &PathTree, node: u32) -> Option<usize> {
    let name = tree.name(node);
    let kind = KINDS.iter().position(|kind| match kind.pattern {
        LOG => name.len() > 4 && name.ends_with(b".log"),
        _ => kind.names.iter().any(|n| n.as_bytes() == name),
    })?;
    (!paths::is_below(tree, node, PACKAGED)).then_some(kind)
}

//! A `COPY` or `ADD` that brings the application, as its layer tells.

use super::installers::{Install, Manifests};
use crate::image::{HistoryRow, Image};
use crate::layer::{Kind, Listing};
use crate::rules::commands::Command;
use crate::rules::places::SHOWN;

/// What the names of source files end with.
const SOURCES: &[&str] = &[
    "c", "cc", "cjs", "cpp", "cs", "css", "ex", "exs", "go", "h", "htm", "html", "java", "js",
    "jsx", "kt", "mjs", "php", "pl", "py", "rb", "rs", "scala", "sql", "svelte", "swift", "ts",
    "tsx", "vue",
];

/// Folders whose files an installation may read, or has brought.
const NOT_OWN: &[&str] = &[
    ".mvn",
    ".yarn",
    "buildSrc",
    "dist-packages",
    "node_modules",
    "patches",
    "scripts",
    "site-packages",
    "vendor",
    "wrapper",
];

/// A copy of the application, above the base image.
pub(in crate::rules) struct Copied<'a> {
    pub(in crate::rules) row: &'a HistoryRow,
    pub(in crate::rules) layer: usize,
    /// Where it was copied to, as written.
    target: String,
    /// Whether all of the build context was meant.
    whole: bool,
    /// Names of files in it that name dependencies.
    manifests: Vec<String>,
}

impl<'a> Copied<'a> {
    /// A row that copies source files; `None` for any other, and where nobody read its layer and the
    /// words do not tell.
    pub(in crate::rules) fn of(image: &Image, row: &'a HistoryRow) -> Option<Copied<'a>> {
        if !row.instruction.is("COPY") && !row.instruction.is("ADD") {
            return None;
        }
        let layer = row.layer?;
        let words = words(&row.instruction.arguments);
        let (target, sources) = words.split_last()?;
        let all = |source: &String| matches!(source.as_str(), "." | "./" | "*" | "./*");
        let whole = !sources.is_empty() && sources.iter().all(all);
        let manifests = match image.layers.get(layer)?.listing() {
            Some(listing) => manifests(listing)?,
            None if whole => Vec::new(),
            None => return None,
        };
        Some(Copied {
            row,
            layer,
            target: target.clone(),
            whole,
            manifests,
        })
    }

    /// Whether an installation could stand before it, but for the files that name what it installs.
    pub(super) fn precedes(&self, install: &Install, commands: &[Command]) -> bool {
        if !install.manifests.is_empty() {
            return !self.manifests(install).is_empty();
        }
        // What is copied to the root may be the package manager's own settings.
        let application = self.whole || !self.manifests.is_empty();
        let named = |word: &String| {
            let path = self.target.trim_end_matches('/');
            word.starts_with("./") || (path.len() > 1 && word.contains(path))
        };
        let uses = commands
            .iter()
            .any(|command| command.words.iter().any(named));
        application && self.target != "/" && !uses
    }

    /// Those of its files that tell an installation what to install.
    pub(super) fn manifests(&self, install: &Install) -> Vec<&str> {
        let known = self.manifests.iter().map(String::as_str);
        known.filter(|name| install.reads(name)).collect()
    }
}

/// The words of a `COPY` without its flags: in brackets, or apart by spaces.
fn words(arguments: &str) -> Vec<String> {
    let mut rest = arguments.trim_start();
    while rest.starts_with("--") {
        rest = match rest.split_once(char::is_whitespace) {
            Some((_, after)) => after.trim_start(),
            None => "",
        };
    }
    if rest.starts_with('[')
        && let Ok(words) = serde_json::from_str(rest)
    {
        return words;
    }
    rest.split_whitespace().map(str::to_owned).collect()
}

/// Names of the files that name dependencies, at most a screenful; `None` where the layer has no
/// source files.
fn manifests(listing: &Listing) -> Option<Vec<String>> {
    let mut foreign = vec![false; listing.len()];
    let (mut names, mut sources) = (Vec::new(), false);
    let known = Manifests::new();
    // A parent comes before its children.
    for node in listing.nodes().skip(1) {
        let kind = listing.kind(node);
        let above = foreign[listing.parent(node) as usize];
        let not_own = || {
            let name = std::str::from_utf8(listing.name(node)).unwrap_or_default();
            kind == Kind::Directory && NOT_OWN.contains(&name)
        };
        foreign[node as usize] = above || not_own();
        if foreign[node as usize] || kind != Kind::File {
            continue;
        }
        let name = std::str::from_utf8(listing.name(node)).unwrap_or_default();
        if known.holds(name) {
            if names.len() < SHOWN && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        } else if let Some((stem, end)) = name.rsplit_once('.') {
            sources = sources || (!stem.is_empty() && SOURCES.contains(&end));
        }
    }
    sources.then_some(names)
}

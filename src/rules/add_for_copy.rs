//! Flags: `ADD` of files or folders of the build context, where `COPY` does the same.
//!
//! Why: `ADD` unpacks what looks like an archive and downloads what looks like an address.
//!
//! Fix: `COPY`.
//!
//! Archives are told by their names, and by the layer: what was unpacked does not stand there
//! under its own name. `ADD` of an address is left alone, since no history tells whether it had
//! the `--checksum` that makes it the right way to download.
//!
//! References: Docker, "Building best practices", `ADD or COPY`; hadolint DL3020.

use super::{Finding, Rule, Severity, Topic, base, paths, places, told};
use crate::image::{HistoryRow, Image};
use crate::layer::Kind;
use crate::words::rules::add_for_copy as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "add-for-copy",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#add-or-copy",
        "https://github.com/hadolint/hadolint/wiki/DL3020",
    ],
    topic: Topic::Build,
    severities: &[Severity::Info],
    peers: &["hadolint DL3020", "dockle CIS-DI-0009", "trivy DS-0005"],
    check,
    takes: super::takes::nothing,
};

/// Ends of names of what `ADD` unpacks.
const ARCHIVES: &[&str] = &[
    ".bz2", ".gz", ".lz", ".lzma", ".tar", ".tbz", ".tbz2", ".tgz", ".tlz", ".txz", ".tzst", ".xz",
    ".z", ".zst",
];

/// As many are looked at: each may need a look through all names.
const LOOKED_AT: usize = 50;

fn check(image: &Image) -> Vec<Finding> {
    let rows = base::own(image).iter();
    let rows = rows.filter(|row| row.instruction.is("ADD"));
    let rows = rows.take(LOOKED_AT).filter(|row| is_copy(image, row));
    let evidence =
        rows.map(|row| places::row(row.layer, told::instruction(image, &row.instruction)));
    RULE.found(evidence.collect(), "COPY SOURCE TARGET")
}

fn is_copy(image: &Image, row: &HistoryRow) -> bool {
    let words: Vec<&str> = row.instruction.arguments.split_whitespace().collect();
    let words: Vec<&str> = words
        .into_iter()
        .skip_while(|word| word.starts_with("--"))
        .collect();
    let Some((target, sources)) = words.split_last() else {
        return false;
    };
    let Some(layer) = row.layer else {
        return false;
    };
    !sources.is_empty()
        && sources
            .iter()
            .all(|source| match source.strip_prefix("file:") {
                // The classic builder tells no names: a file that stands where it was put was copied.
                Some(_) => stands(image, layer, target),
                None => is_plain(source) && !(is_unpacked_at_root(source, target)),
            })
}

/// Whether a source is one of the context, and no archive by its name.
fn is_plain(source: &str) -> bool {
    let lower = source.to_ascii_lowercase();
    let remote = lower.contains("://") || lower.starts_with("git@") || lower.contains(".git");
    let unknown = lower.contains(['$', '[', '"']) || lower.starts_with("multi:");
    let archive = ARCHIVES.iter().any(|end| lower.ends_with(end));
    let any = lower.ends_with('*');
    !(remote || unknown || archive || any)
}

/// A root file system by whatever name.
fn is_unpacked_at_root(source: &str, target: &str) -> bool {
    target == "/" && !source.starts_with("dir:")
}

/// Whether the layer has a file at the path. Looks through all names.
fn stands(image: &Image, layer: usize, path: &str) -> bool {
    let tree = &image.stack.tree;
    let path = format!("/{}", path.trim_matches('/'));
    let mut nodes = 1..tree.len() as u32;
    let Some(node) = nodes.find(|node| paths::matches(tree, *node, &path)) else {
        return false;
    };
    let mut events = image.stack.history(node);
    let event = events.find(|event| event.layer as usize == layer);
    let facts = event.and_then(|event| image.facts(&event));
    facts.is_some_and(|facts| facts.kind == Kind::File)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    fn add(arguments: &str) -> Fixture {
        let items = [file("app/notes.txt", 1)];
        Fixture::new()
            .layer("COPY a /", &[file("a", 1)])
            .layer(&format!("ADD {arguments} # buildkit"), &items)
    }

    #[test]
    fn copies() {
        for arguments in [
            "notes.txt /app/notes.txt",
            ". /app",
            "--chown=1:1 notes.txt src/ /app/",
            "*.txt /app/",
        ] {
            let finding = add(arguments).finding(&RULE);
            assert_eq!(finding.evidence[0].text, format!("ADD {arguments}"));
        }
        let classic = "/bin/sh -c #(nop) ADD file:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef in /app/notes.txt ";
        let image = Fixture::new()
            .layer("COPY a /", &[file("a", 1)])
            .layer(classic, &[file("app/notes.txt", 1)]);
        assert_eq!(image.finding(&RULE).evidence[0].layer, Some(1));
    }

    #[test]
    fn near_misses() {
        for arguments in [
            "rootfs.tar /",
            "app.tar.gz /app/",
            "APP.TGZ /app/",
            "https://peel.test/notes.txt /app/",
            "https://peel.test/x.git#v1 /app",
            "git@peel.test:x.git /app",
            "$FILE /app/",
            "rootfs /",
            "dist/* /app/",
        ] {
            add(arguments).silent(&RULE);
        }
        let classic = "/bin/sh -c #(nop) ADD file:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef in /app ";
        let image = Fixture::new()
            .layer("COPY a /", &[file("a", 1)])
            .layer(classic, &[file("app/notes.txt", 1)]);
        image.silent(&RULE);
        let base = Fixture::new()
            .layer("ADD a /app/a # buildkit", &[file("app/a", 1)])
            .metadata("CMD [\"a\"]");
        base.layer("COPY b /b # buildkit", &[file("b", 1)])
            .silent(&RULE);
    }
}

//! Flags: files whose names say that they hold keys, passwords or tokens, in any layer, also
//! where a later one deletes them.
//!
//! Why: whoever pulls the image can read them; deleting them in a later layer hides them from
//! the container, not from a reader of the layers.
//!
//! Fix: replace the secret, keep the file out by `.dockerignore`, and hand it over by
//! `RUN --mount=type=secret`.
//!
//! Told by name, place and size, since no contents are kept: empty files, public certificates
//! (`etc/ssl/certs`), and what packages bring as examples and tests (below `usr/share`,
//! `usr/lib`, `node_modules`, `site-packages`, `testdata` and their like) are let pass.
//!
//! References: Docker, "Build secrets"; OWASP, "Secrets Management Cheat Sheet".

mod names;

use std::collections::BTreeMap;

use super::places::{Place, count};
use super::{Finding, Gone, Rule, Severity, Topic};
use crate::image::{Image, PathTree};
use crate::layer::Kind;

pub(super) use names::SecretNames;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-file",
    title: "A file that holds secrets is in a layer",
    why: "Whoever pulls the image can read it. Deleting it in a later layer only hides it from \
          the container. Consider the secret known, and replace it.",
    references: &[
        "https://docs.docker.com/build/building/secrets/",
        "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    ],
    topic: Topic::Security,
    severities: &[Severity::Critical, Severity::High],
    peers: &["dockle CIS-DI-0010", "trivy", "slim xray"],
    check,
    takes,
};

/// What became of a secret file after the layer that brought it.
#[derive(Clone, Copy)]
struct Fate {
    visible: bool,
    layers: u64,
}

fn check(image: &Image) -> Vec<Finding> {
    // By severity and node: the lowest layer that has it.
    let mut found: BTreeMap<(Severity, u32), (Place, Fate)> = BTreeMap::new();
    for (severity, place) in secrets(image) {
        let node = place.node;
        let visible = image.stack.is_visible(node);
        let entry = found
            .entry((severity, node))
            .or_insert((place, Fate { visible, layers: 0 }));
        // The latest event comes first, so the last is the lowest layer.
        entry.0 = place;
        entry.1.layers += 1;
    }
    let mut findings = Vec::new();
    for severity in [Severity::Critical, Severity::High] {
        let places = found.iter().filter(|((s, _), _)| *s == severity);
        let places: Vec<(Place, Fate)> = places.map(|(_, place)| *place).collect();
        if !places.is_empty() {
            findings.push(finding(image, severity, places));
        }
    }
    findings
}

/// Every version of such a file, and how grave it is.
fn secrets(image: &Image) -> impl Iterator<Item = (Severity, Place)> + '_ {
    let names = SecretNames::new();
    image.versions().filter_map(move |(node, event)| {
        let severity = names.weight(&image.stack.tree, node)?;
        let facts = image.facts(&event)?;
        let (layer, bytes) = (event.layer, facts.size);
        let there = facts.kind == Kind::File && bytes > 0;
        there.then_some((severity, Place { node, layer, bytes }))
    })
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    let mut all: BTreeMap<Severity, Vec<Gone>> = BTreeMap::new();
    for (severity, place) in secrets(image) {
        let taken = Gone::name(place.node, place.layer);
        all.entry(severity).or_default().push(taken);
    }
    all.into_values().collect()
}

fn finding(image: &Image, severity: Severity, places: Vec<(Place, Fate)>) -> Finding {
    let number = places.len() as u64;
    let what = match severity {
        Severity::Critical => "with keys or credentials",
        _ => "that often holds secrets",
    };
    let title = match number {
        1 => format!("1 file {what}"),
        _ => format!(
            "{} {}",
            count(number, "file"),
            what.replace("holds", "hold")
        ),
    };
    let fix = fix(&image.stack.tree, &places);
    let finding = RULE.finding(severity, title).fix(fix);
    finding.at(image, places, |_, fate| {
        let again = match fate.layers {
            1 => "",
            _ => "stored again by a later layer; ",
        };
        match fate.visible {
            true => again.trim_end_matches("; ").to_owned(),
            false => format!("{again}deleted later, but can still be read from this layer"),
        }
    })
}

fn fix(tree: &PathTree, places: &[(Place, Fate)]) -> String {
    let mut names: Vec<String> = places.iter().map(|(p, _)| name(tree, p.node)).collect();
    names.sort();
    names.dedup();
    names.truncate(10);
    let first = names.first().map_or("", String::as_str);
    let id = first.rsplit('/').next().unwrap_or(first);
    let id = id.trim_start_matches('.');
    let ignored: Vec<String> = names.iter().map(|name| format!("**/{name}")).collect();
    format!(
        "# Lines of .dockerignore:\n{}\n\
         # In the Dockerfile, for the one step that needs it:\n\
         RUN --mount=type=secret,id={id},target=/run/secrets/{id} make\n\
         # docker build --secret id={id},src={first} .",
        ignored.join("\n")
    )
}

/// The file's name, after that of a folder which tells what it is: `.aws/credentials`.
fn name(tree: &PathTree, node: u32) -> String {
    let text = |node| crate::text::path(tree.name(node));
    let folder = text(tree.parent(node));
    match folder.starts_with('.') {
        true => format!("{folder}/{}", text(node)),
        false => text(node),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, folder, gone};
    use super::*;

    #[test]
    fn in_any_layer() {
        let image = Fixture::new()
            .layer(
                "COPY home /root",
                &[
                    file("root/.ssh/id_rsa", 598),
                    file("app/.env", 100),
                    file("app/ok", 9),
                ],
            )
            .layer(
                "RUN chmod 600 x",
                &[file("root/.ssh/id_rsa", 598).mode(0o600)],
            )
            .layer("RUN rm x", &[gone("app/.env")]);
        let findings = image.findings(&RULE);
        assert_eq!(findings.len(), 2);
        let (keys, env) = (&findings[0].evidence, &findings[1].evidence);
        assert_eq!((keys.len(), env.len()), (1, 1));
        assert_eq!(keys[0].layer, Some(0));
        assert_eq!(keys[0].text, "stored again by a later layer");
        assert!(env[0].text.contains("still be read"));
        assert!(findings[1].fix.contains("**/.env"));
    }

    #[test]
    fn false_alarms() {
        Fixture::new()
            .layer(
                "ADD x /",
                &[
                    folder("app/.env"),
                    file("app/.env/bin/python", 9),
                    file("a/.npmrc", 0),
                    file("etc/ssl/certs/Some_Root.pem", 9),
                    file("usr/share/doc/x/id_rsa", 9),
                    file("usr/lib/python3/dist-packages/certifi/cacert.pem", 9),
                    file("app/node_modules/x/test/server.key", 9),
                ],
            )
            .silent(&RULE);
    }
}

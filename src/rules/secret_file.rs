//! Flags: files whose names say that they hold keys, passwords or tokens, in any layer, also
//! where a later one deletes them.
//!
//! Why: whoever pulls the image can read them; deleting them in a later layer hides them from
//! the container, not from a reader of the layers.
//!
//! Fix: replace the secret, keep the file out by `.dockerignore`, and hand it over by
//! `RUN --mount=type=secret`.
//!
//! Told by name, place and size, and by contents that have the form of an issuer's token or of a
//! private key, in texts of up to a mebibyte. Empty files, public certificates (`etc/ssl/certs`), and
//! what packages bring as examples and tests (below `usr/share`, `usr/lib`, `node_modules`,
//! `site-packages`, `testdata` and their like) are let pass.
//!
//! References: Docker, "Build secrets"; OWASP, "Secrets Management Cheat Sheet".

mod known;
mod names;

use std::collections::BTreeMap;

use super::places::Place;
use super::{Finding, Gone, Rule, Severity, Topic};
use crate::image::{Image, PathTree};
use crate::words::rules::{evidence, secret_file as say};

pub(super) use known::Secrets;

/// The rule.
pub static RULE: Rule = Rule {
    id: "secret-file",
    title: say::title,
    why: say::why,
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
struct Fate {
    visible: bool,
    layers: u64,
    /// What is in it, where its contents tell.
    holds: String,
}

/// A secret file: how grave it is, its lowest version, and every version.
struct Secret {
    severity: Severity,
    place: Place,
    holds: String,
    layers: Vec<u32>,
}

fn check(image: &Image) -> Vec<Finding> {
    let secrets = secrets(image);
    let of = |severity: Severity| {
        let places = secrets.iter().filter(|secret| secret.severity == severity);
        let places: Vec<(Place, Fate)> = places
            .map(|secret| {
                let fate = Fate {
                    visible: image.stack.is_visible(secret.place.node),
                    layers: secret.layers.len() as u64,
                    holds: secret.holds.clone(),
                };
                (secret.place, fate)
            })
            .collect();
        (!places.is_empty()).then(|| finding(image, severity, places))
    };
    [Severity::Critical, Severity::High]
        .into_iter()
        .filter_map(of)
        .collect()
}

/// Every secret file, with all its versions.
fn secrets(image: &Image) -> Vec<Secret> {
    let known = Secrets::of(image);
    let mut secrets: Vec<Secret> = Vec::new();
    for (node, event) in image.versions() {
        let Some(severity) = known.weight(node, &event) else {
            continue;
        };
        let bytes = image.facts(&event).map_or(0, |facts| facts.size);
        let layer = event.layer;
        let place = Place { node, layer, bytes };
        let holds = known.holds(node, &event);
        // The latest event comes first, so the last is the lowest layer.
        match secrets
            .last_mut()
            .filter(|secret| secret.place.node == node)
        {
            Some(secret) => {
                secret.severity = secret.severity.min(severity);
                secret.place = place;
                secret.layers.push(layer);
                if !holds.is_empty() {
                    secret.holds = holds;
                }
            }
            None => secrets.push(Secret {
                severity,
                place,
                holds,
                layers: vec![layer],
            }),
        }
    }
    secrets
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    let mut all: BTreeMap<Severity, Vec<Gone>> = BTreeMap::new();
    for secret in secrets(image) {
        let taken = secret.layers.iter();
        let taken = taken.map(|layer| Gone::name(secret.place.node, *layer));
        all.entry(secret.severity).or_default().extend(taken);
    }
    all.into_values().collect()
}

fn finding(image: &Image, severity: Severity, places: Vec<(Place, Fate)>) -> Finding {
    let number = places.len() as u64;
    let title = match severity {
        Severity::Critical => say::sure(number),
        _ => say::often(number),
    };
    let fix = fix(&image.stack.tree, &places);
    let finding = RULE.finding(severity, title).fix(fix);
    finding.at(image, places, |_, fate| {
        let again = (fate.layers > 1).then(say::stored_again);
        let gone = (!fate.visible).then(say::still_read);
        let holds = Some(fate.holds.as_str()).filter(|holds| !holds.is_empty());
        let said: Vec<&str> = [holds, again, gone].into_iter().flatten().collect();
        said.join("; ")
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
        "# {}\n{}\n\
         # {}\n\
         RUN --mount=type=secret,id={id},target=/run/secrets/{id} make\n\
         # docker build --secret id={id},src={first} .",
        evidence::dockerignore(),
        ignored.join("\n"),
        say::one_step()
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
    use super::super::fixture::{Fixture, file, folder, gone, text};
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

    fn github() -> String {
        format!("gh{}_{}", "p", "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5")
    }

    fn key(kind: &str) -> String {
        let line = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5aB3dE5gH7jK9mN1pQ3sT5vW7yZ9b";
        format!("-----BEGIN {kind} KEY-----\n{line}\n{line}\n-----END {kind} KEY-----\n")
    }

    #[test]
    fn by_contents() {
        let config = format!("[github]\ntoken = {}\n", github());
        let image = Fixture::new()
            .layer(
                "COPY app /app",
                &[
                    text("app/settings.ini", &config),
                    text("app/tls", &key("PRIVATE")),
                    text("app/locked", &key("ENCRYPTED PRIVATE")),
                    text("app/.npmrc", &config),
                ],
            )
            .layer("RUN rm x", &[gone("app/settings.ini")]);
        let findings = image.findings(&RULE);
        let said: Vec<Vec<(&str, &str)>> = findings
            .iter()
            .map(|finding| {
                let evidence = finding.evidence.iter();
                evidence
                    .map(|e| (e.path.as_deref().unwrap_or_default(), e.text.as_str()))
                    .collect()
            })
            .collect();
        let deleted =
            "a GitHub token in line 2; deleted later, but can still be read from this layer";
        let expected = [
            vec![
                ("app/tls", "a private key in line 1"),
                ("app/settings.ini", deleted),
                ("app/.npmrc", "a GitHub token in line 2"),
            ],
            vec![("app/locked", "a private key behind a passphrase in line 1")],
        ];
        assert_eq!(said, expected);
        let shown = format!("{findings:?}");
        assert!(!shown.contains("aB3dE5"), "{shown}");
        let taken: Vec<usize> = (RULE.takes)(&image.build()).iter().map(Vec::len).collect();
        assert_eq!(taken, [3, 1]);
    }

    #[test]
    fn contents_of_packages() {
        let token = github();
        let items = [
            text(
                "usr/lib/python3/dist-packages/x/test_keys.py",
                &key("PRIVATE"),
            ),
            text("usr/share/doc/x/README", &token),
            text("app/node_modules/x/index.js", &token),
            text("app/tests/data.txt", &token),
            text("app/public", &key("PUBLIC")),
            text("app/certificate", &key("CERTIFICATE")),
        ];
        Fixture::new().layer("COPY x /", &items).silent(&RULE);
        // A token is no test of a library.
        let own = [text("usr/share/nginx/html/app.js", &token)];
        let finding = Fixture::new().layer("COPY x /", &own).finding(&RULE);
        assert_eq!(finding.severity, Severity::Critical);
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

    #[test]
    fn a_key_that_debian_makes_for_tests() {
        let path = "etc/ssl/private/ssl-cert-snakeoil.key";
        let key = format!(
            "-----BEGIN {} KEY-----\n{}\n",
            "PRIVATE", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"
        );
        Fixture::new()
            .layer("RUN apt-get install apache2", &[text(path, &key)])
            .silent(&RULE);
    }
}

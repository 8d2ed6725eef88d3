//! Flags: files that a later layer has again, with other contents, or with the same contents and
//! another mode, owner or time.
//!
//! Why: a layer stores whole files. `chmod -R` and `chown -R` on what an earlier layer brought
//! store all of it twice.
//!
//! Fix: `COPY --chmod` and `--chown`; changes in the `RUN` that makes the file.
//!
//! What a package manager must rewrite (its own lists, caches of the linker, logs, accounts) is
//! not counted, nor are package caches, secrets and leftovers, which have rules of their own.
//! Fewer than 100 kB in all are let pass.
//!
//! References: Dockerfile reference, `COPY --chown --chmod`; image-spec `layer.md`.

use super::hidden::{self, Group};
use super::paths::{self, Patterns};
use super::places::{Place, WEIGHTS, weight};
use super::{Finding, Gone, Rule, Severity, Topic};
use crate::image::{Cause, Hidden, Image};
use crate::layer::NONE;
use crate::text;
use crate::words::rules::file_rewritten_later as say;

/// Fewer bytes than this are not worth a change.
const LEAST: u64 = 100_000;

/// Folders and files that every installation rewrites.
const DATABASES: &[&str] = &[
    "/etc",
    "/var/lib/dpkg",
    "/var/lib/apt",
    "/var/lib/rpm",
    "/usr/lib/sysimage/rpm",
    "/usr/share/rpm",
    "/var/lib/dnf",
    "/lib/apk/db",
    "/usr/lib/apk/db",
    "/var/cache",
    "/var/log",
    "/usr/share/info",
    "/usr/share/mime",
];

/// The rule.
pub static RULE: Rule = Rule {
    id: "file-rewritten-later",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
        "https://github.com/opencontainers/image-spec/blob/main/layer.md#change-types",
    ],
    topic: Topic::Size,
    severities: WEIGHTS,
    peers: &["dive"],
    check,
    takes,
};

fn check(image: &Image) -> Vec<Finding> {
    let groups = hidden::groups(image, rewritten(image));
    let is_same = |(_, group): &(Place, Group)| group.cause == Cause::MetadataOnly;
    let (same, other): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_same);
    let same = finding(image, same, say::same, same_fix());
    let other = finding(image, other, say::other, other_fix());
    same.into_iter().chain(other).collect()
}

/// Whether something hidden is a file that was written again, and no database.
fn rewritten(image: &Image) -> impl Fn(&Hidden) -> bool {
    let tree = &image.stack.tree;
    let patterns = Patterns::all(DATABASES);
    let databases = paths::tops(tree, |node| patterns.get(tree, node).is_some());
    move |hidden| {
        let wanted = matches!(
            hidden.cause,
            Cause::MetadataOnly | Cause::Overwritten | Cause::TypeChange
        );
        wanted && databases[hidden.node as usize] == NONE
    }
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    let wanted = rewritten(image);
    let of = |same: bool| {
        let of = |hidden: &Hidden| (hidden.cause == Cause::MetadataOnly) == same && wanted(hidden);
        let (bytes, taken) = hidden::taken(image, of);
        (bytes >= LEAST).then_some(taken)
    };
    [of(true), of(false)].into_iter().flatten().collect()
}

fn finding(
    image: &Image,
    groups: Vec<(Place, Group)>,
    title: fn(&str) -> String,
    fix: String,
) -> Option<Finding> {
    let bytes: u64 = groups.iter().map(|(place, _)| place.bytes).sum();
    if bytes < LEAST {
        return None;
    }
    let severity = match hidden::is_base(image, &groups) {
        true => Severity::Info,
        false => weight(bytes).min(Severity::Low),
    };
    let title = title(&text::size(bytes));
    let finding = RULE.finding(severity, title).saves(bytes).fix(fix);
    Some(finding.at(image, groups, |place, group| {
        let how = match group.cause {
            Cause::MetadataOnly => change(image, place, group),
            Cause::TypeChange => say::another_kind(),
            _ => say::overwritten(),
        };
        hidden::told(image, group, how)
    }))
}

/// What a layer changed of the largest file, where the contents are the same.
fn change(image: &Image, place: &Place, group: &Group) -> &'static str {
    let facts = |layer| {
        let event = image.stack.event_at(place.node, layer)?;
        image.facts(&event)
    };
    match (facts(place.layer), facts(group.by)) {
        (Some(a), Some(b)) if a.owner != b.owner => say::owner(),
        (Some(a), Some(b)) if a.mode != b.mode => say::mode(),
        _ => say::again(),
    }
}

fn same_fix() -> String {
    format!(
        "# {}\n\
         COPY --chown=app:app --chmod=755 app /app\n\
         # {}\n\
         RUN make install && chown -R app:app /app",
        say::where_they_come_in(),
        say::in_that_run()
    )
}

fn other_fix() -> String {
    format!(
        "# {}\n\
         FROM base AS build\n\
         RUN make && strip app\n\
         FROM base\n\
         COPY --from=build /app /app",
        say::last_version()
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn mode_only() {
        let image = Fixture::new()
            .layer("COPY app /app", &[file("app/a", 200_000)])
            .layer(
                "RUN /bin/sh -c chmod -R 755 /app # buildkit",
                &[file("app/a", 200_000).mode(0o755)],
            );
        let finding = image.finding(&RULE);
        assert_eq!(finding.bytes, 200_000);
        assert_eq!(
            finding.evidence[0].text,
            "mode changed by RUN chmod -R 755 /app"
        );
        assert!(finding.fix.contains("--chmod"));
    }

    #[test]
    fn contents() {
        let image = Fixture::new()
            .layer("COPY app /app", &[file("app/a", 200_000)])
            .layer(
                "RUN /bin/sh -c strip /app/a # buildkit",
                &[file("app/a", 9).changed()],
            );
        let finding = image.finding(&RULE);
        assert_eq!(finding.evidence[0].text, "overwritten by RUN strip /app/a");
    }

    #[test]
    fn what_installing_rewrites() {
        let items = |size| {
            [
                file("var/lib/dpkg/status", size),
                file("etc/ld.so.cache", size),
            ]
        };
        Fixture::new()
            .layer("ADD x /", &items(900_000))
            .layer("RUN apt-get install x", &items(900_001))
            .silent(&RULE);
    }
}

//! Flags: files that one layer brings and a later one deletes, by the bytes that stay.
//!
//! Why: a layer only adds. The deleted bytes are still stored, pulled, and can be read.
//!
//! Fix: delete in the `RUN` that makes them; do not copy them in, or mount them for one step.
//!
//! Package caches, secrets and leftovers of the build context have rules of their own, and are
//! not counted here. Fewer than 100 kB in all are let pass.
//!
//! References: image-spec `layer.md`, "Whiteouts"; Dockerfile reference, `RUN --mount`.

use super::places::{WEIGHTS, weight};
use super::{Finding, Gone, Rule, Severity, Topic, hidden};
use crate::image::{Cause, Hidden, Image};
use crate::text;
use crate::words::rules::file_removed_later as say;

/// Fewer bytes than this are not worth a change.
const LEAST: u64 = 100_000;

/// The rule.
pub static RULE: Rule = Rule {
    id: "file-removed-later",
    title: say::title,
    why: say::why,
    references: &[
        "https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts",
        "https://docs.docker.com/reference/dockerfile/#run---mount",
    ],
    topic: Topic::Size,
    severities: WEIGHTS,
    peers: &["dive", "slim ID.20021"],
    check,
    takes,
};

fn check(image: &Image) -> Vec<Finding> {
    let groups = hidden::groups(image, wanted);
    let bytes: u64 = groups.iter().map(|(place, _)| place.bytes).sum();
    if bytes < LEAST {
        return Vec::new();
    }
    let severity = match hidden::is_base(image, &groups) {
        true => Severity::Info,
        false => weight(bytes).min(Severity::Low),
    };
    let title = say::stay(&text::size(bytes));
    let finding = RULE.finding(severity, title).saves(bytes).fix(fix());
    vec![finding.at(image, groups, |_, group| {
        let how = match group.cause {
            Cause::OpaqueFolder => say::with_folder(),
            _ => say::deleted(),
        };
        hidden::told(image, group, how)
    })]
}

fn wanted(hidden: &Hidden) -> bool {
    matches!(
        hidden.cause,
        Cause::DeletedFile | Cause::DeletedFolder | Cause::OpaqueFolder
    )
}

fn takes(image: &Image) -> Vec<Vec<Gone>> {
    let (bytes, taken) = hidden::taken(image, wanted);
    (bytes >= LEAST).then_some(taken).into_iter().collect()
}

fn fix() -> String {
    format!(
        "# {}\n\
         RUN curl -fsSLO https://example.com/x.tar.gz \\\n && tar -xf x.tar.gz \\\n && rm x.tar.gz\n\
         # {}\n\
         RUN --mount=type=bind,source=x,target=/tmp/x make -C /tmp/x install\n\
         # {}",
        say::made_by_run(),
        say::for_one_step(),
        say::not_needed()
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, gone};
    use super::*;

    #[test]
    fn deleted() {
        let image = Fixture::new()
            .layer(
                "COPY app /app",
                &[file("app/a", 90_000), file("app/b", 60_000), file("c", 9)],
            )
            .layer("RUN /bin/sh -c rm -r /app # buildkit", &[gone("app")]);
        let finding = image.finding(&RULE);
        assert_eq!(finding.bytes, 150_000);
        let evidence = &finding.evidence[0];
        assert_eq!(evidence.path.as_deref(), Some("app/a"));
        assert_eq!(evidence.text, "and 1 more file: deleted by RUN rm -r /app");
        assert_eq!(evidence.layer, Some(0));
    }

    #[test]
    fn small_or_reported_elsewhere() {
        Fixture::new()
            .layer(
                "RUN x",
                &[file("a", 90_000), file("root/.cache/pip/a", 900_000)],
            )
            .layer("RUN y", &[gone("a"), gone("root/.cache/pip")])
            .silent(&RULE);
    }
}

//! Flags: `WORKDIR` with a relative path, where the builder recorded it as written.
//!
//! Why: it depends on the `WORKDIR` before it, which may be the base image's and change with it.
//!
//! Fix: the whole path.
//!
//! Docker's builders record the path that came out, so that this is seen in the images of others.
//!
//! References: Dockerfile reference, `WORKDIR`; hadolint DL3000.

use super::{Finding, Rule, Severity, Topic, base, places, told};
use crate::image::{HistoryRow, Image};
use crate::words::rules::relative_workdir as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "relative-workdir",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/reference/build-checks/workdir-relative-path/",
        "https://github.com/hadolint/hadolint/wiki/DL3000",
    ],
    topic: Topic::Build,
    severities: &[Severity::Low],
    peers: &[
        "hadolint DL3000",
        "trivy DS-0009",
        "slim ID.20015",
        "BuildKit WorkdirRelativePath",
    ],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    if image.config.os == "windows" {
        return Vec::new();
    }
    let rows = base::own(image);
    let relative = rows.iter().enumerate().filter(|(at, row)| {
        // Behind a whole path of the same person it means one thing only.
        let is_known = rows[..*at]
            .iter()
            .any(|row| workdir(row).is_some_and(|path| path.starts_with('/')));
        workdir(row).is_some_and(is_relative) && !is_known
    });
    let evidence =
        relative.map(|(_, row)| places::row(row.layer, told::instruction(image, &row.instruction)));
    let path = image.config.config.working_dir.as_str();
    let path = if path.starts_with('/') { path } else { "/app" };
    let fix = told::hidden(image, &format!("WORKDIR {path}"));
    RULE.found(evidence.collect(), fix)
}

fn workdir(row: &HistoryRow) -> Option<&str> {
    let path = row.instruction.arguments.trim().trim_matches(['"', '\'']);
    (row.instruction.is("WORKDIR") && !path.is_empty()).then_some(path)
}

/// A variable may hold a whole path, and so may a drive's letter begin one.
pub(super) fn is_relative(path: &str) -> bool {
    !path.starts_with(['/', '\\', '$']) && path.as_bytes().get(1) != Some(&b':')
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    #[test]
    fn relative() {
        let image = Fixture::new().metadata("WORKDIR srv");
        let image = image.config(|config| config.working_dir = "/srv".to_owned());
        assert_eq!(image.finding(&RULE).fix, "WORKDIR /srv");
    }

    #[test]
    fn near_misses() {
        for path in ["/srv", "$HOME/x", "\"/srv\"", "C:\\app", ""] {
            Fixture::new()
                .metadata(&format!("WORKDIR {path}"))
                .silent(&RULE);
        }
        let known = Fixture::new()
            .metadata("WORKDIR /srv")
            .metadata("WORKDIR site");
        known.silent(&RULE);
    }
}

//! Flags: `COPY` or `ADD` to a relative path in an image that has no `WORKDIR`.
//!
//! Why: the files land in the root folder, and elsewhere once the base image sets a `WORKDIR`.
//!
//! Fix: a `WORKDIR` before.
//!
//! The classic builder records whole paths, so that this is seen in the images of others.
//!
//! References: Dockerfile reference, `COPY`; hadolint DL3045.

use super::relative_workdir::is_relative;
use super::{Finding, Rule, Severity, Topic, base, places, told};
use crate::image::{HistoryRow, Image};
use crate::words::rules::copy_without_workdir as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "copy-without-workdir",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/reference/dockerfile/#destination",
        "https://github.com/hadolint/hadolint/wiki/DL3045",
    ],
    topic: Topic::Build,
    severities: &[Severity::Low],
    peers: &["hadolint DL3045"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let folder = image.config.config.working_dir.as_str();
    let has_one = image
        .history
        .iter()
        .any(|row| row.instruction.is("WORKDIR"));
    if image.config.os == "windows" || has_one || !matches!(folder, "" | "/") {
        return Vec::new();
    }
    let rows = base::own(image).iter();
    let rows = rows.filter(|row| target(row).is_some_and(is_relative));
    let evidence =
        rows.map(|row| places::row(row.layer, told::instruction(image, &row.instruction)));
    RULE.found(evidence.collect(), "WORKDIR /app\nCOPY SOURCE TARGET")
}

/// Where files are copied to; `None` where several names are written in brackets, whose last word has one.
fn target(row: &HistoryRow) -> Option<&str> {
    let copies = row.instruction.is("COPY") || row.instruction.is("ADD");
    let target = row.instruction.arguments.split_whitespace().next_back()?;
    let target = target.trim_matches(['"', '\'']);
    (copies && !target.is_empty() && !target.ends_with(']')).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    fn copy(instruction: &str) -> Fixture {
        Fixture::new().layer(&format!("{instruction} # buildkit"), &[file("a", 1)])
    }

    #[test]
    fn without() {
        let finding = copy("COPY app app/").finding(&RULE);
        assert_eq!(finding.evidence[0].text, "COPY app app/");
        for instruction in ["ADD a b conf.d/", "COPY . ."] {
            assert_eq!(copy(instruction).findings(&RULE).len(), 1, "{instruction}");
        }
    }

    #[test]
    fn near_misses() {
        for instruction in [
            "COPY app /app/",
            "COPY app ${HOME}/app",
            "COPY file:0123 in /app",
            "RUN /bin/sh -c cp a b",
        ] {
            copy(instruction).silent(&RULE);
        }
        let with = Fixture::new().metadata("WORKDIR /srv");
        with.layer("COPY app app/ # buildkit", &[file("a", 1)])
            .silent(&RULE);
        let image = copy("COPY app app/");
        image
            .config(|config| config.working_dir = "/srv".to_owned())
            .silent(&RULE);
    }
}

//! Flags: a `CMD`, `ENTRYPOINT` or `HEALTHCHECK` that a later one of the same Dockerfile replaces.
//!
//! Why: only the last of each counts. Whoever reads the first takes it for what is run.
//!
//! Fix: the last one alone.
//!
//! Where nothing but such instructions stands on another image, its own are like one's own, so that they
//! count only behind a layer; and those more than a day apart are of two builds.
//!
//! References: Dockerfile reference, `CMD`; hadolint DL4003, DL4004.

use super::{Finding, Rule, Severity, Topic, base, places, told};
use crate::image::{HistoryRow, Image};
use crate::layer::seconds;
use crate::words::rules::overridden_instruction as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "overridden-instruction",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/",
        "https://github.com/hadolint/hadolint/wiki/DL4003",
    ],
    topic: Topic::Build,
    severities: &[Severity::Info],
    peers: &[
        "hadolint DL3012",
        "hadolint DL4003",
        "hadolint DL4004",
        "trivy DS-0007",
        "trivy DS-0016",
        "trivy DS-0023",
        "BuildKit MultipleInstructionsDisallowed",
    ],
    check,
    takes: super::takes::nothing,
};

/// Seconds.
const DAY: u64 = 24 * 60 * 60;

const LAST_COUNTS: &[&str] = &["CMD", "ENTRYPOINT", "HEALTHCHECK"];

fn check(image: &Image) -> Vec<Finding> {
    let rows = base::own(image);
    let first = rows.iter().position(|row| row.layer.is_some());
    let rows = first.map_or(&[][..], |first| &rows[first..]);
    let of = |keyword: &'static str| {
        let same = rows.iter().filter(|row| row.instruction.is(keyword));
        let mut same: Vec<&HistoryRow> = same.collect();
        let last = same.pop()?;
        same.retain(|row| is_of_one_build(row, last));
        (!same.is_empty()).then_some((keyword, same, last))
    };
    let found = LAST_COUNTS.iter().filter_map(|keyword| of(keyword));
    let line = |row: &HistoryRow| told::instruction(image, &row.instruction);
    let findings = found.flat_map(|(keyword, replaced, last)| {
        let evidence = replaced.iter().map(|row| places::row(row.layer, line(row)));
        let evidence = evidence.collect();
        RULE.found_as(Severity::Info, say::several(keyword), evidence, line(last))
    });
    findings.collect()
}

fn is_of_one_build(one: &HistoryRow, other: &HistoryRow) -> bool {
    let at = |row: &HistoryRow| row.created.as_deref().and_then(seconds);
    match (at(one), at(other)) {
        (Some(one), Some(other)) => other.abs_diff(one) <= DAY,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    fn base() -> Fixture {
        Fixture::new()
            .layer("/bin/sh -c #(nop) ADD file:0 in / ", &[file("bin/sh", 9)])
            .metadata("CMD [\"sh\"]")
    }

    fn own() -> Fixture {
        base().layer("COPY a /a # buildkit", &[file("a", 1)])
    }

    #[test]
    fn only_the_last_counts() {
        let twice = own()
            .metadata("CMD [\"a\"]")
            .metadata("ENTRYPOINT [\"x\"]")
            .metadata("CMD [\"b\"]");
        let finding = twice.finding(&RULE);
        assert_eq!(finding.title, "Only the last of several CMD counts");
        assert_eq!(finding.evidence.len(), 1);
        assert_eq!(finding.evidence[0].text, "CMD [\"a\"]");
        assert_eq!(finding.fix, "CMD [\"b\"]");
        let both = twice
            .metadata("HEALTHCHECK NONE")
            .metadata("HEALTHCHECK CMD a");
        assert_eq!(both.findings(&RULE).len(), 2);
    }

    #[test]
    fn what_a_base_image_says() {
        own().metadata("CMD [\"a\"]").silent(&RULE);
        // Nothing but other words on another image.
        base().metadata("CMD [\"a\"]").silent(&RULE);
        let image = own()
            .metadata("CMD [\"a\"]")
            .created("2024-01-01T00:00:00Z");
        let later = image
            .metadata("CMD [\"b\"]")
            .created("2024-02-01T00:00:00Z");
        later.silent(&RULE);
    }
}

//! Flags: `MAINTAINER`, above the base image.
//!
//! Why: it is deprecated since Docker 1.13, and tools read the label.
//!
//! Fix: `LABEL org.opencontainers.image.authors`.
//!
//! References: Dockerfile reference, `MAINTAINER`; image-spec `annotations.md`.

use super::{Finding, Rule, Severity, Topic, base, places, told};
use crate::image::Image;
use crate::words::rules::deprecated_maintainer as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "deprecated-maintainer",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/reference/build-checks/maintainer-deprecated/",
        "https://github.com/hadolint/hadolint/wiki/DL4000",
    ],
    topic: Topic::Build,
    severities: &[Severity::Info],
    peers: &[
        "hadolint DL4000",
        "trivy DS-0022",
        "BuildKit MaintainerDeprecated",
    ],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let rows = base::own(image).iter();
    let rows = rows.filter(|row| row.instruction.is("MAINTAINER"));
    let evidence =
        rows.map(|row| places::row(row.layer, told::instruction(image, &row.instruction)));
    let evidence = evidence.collect();
    let fix = "LABEL org.opencontainers.image.authors=\"NAME <name@example.com>\"";
    RULE.found_as(Severity::Info, say::used(), evidence, fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn own_ones_only() {
        let image = Fixture::new()
            .layer("COPY a /a", &[file("a", 1)])
            .metadata("/bin/sh -c #(nop)  MAINTAINER me <me@peel.test>");
        let finding = image.finding(&RULE);
        assert_eq!(finding.evidence[0].text, "MAINTAINER me <me@peel.test>");
        let base = Fixture::new()
            .layer("ADD x /", &[file("a", 1)])
            .metadata("MAINTAINER them")
            .metadata("CMD [\"sh\"]");
        base.layer("COPY a /a", &[file("a", 1)])
            .metadata("LABEL maintainer=me")
            .silent(&RULE);
    }
}

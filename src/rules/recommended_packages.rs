//! Flags: `apt-get install` that takes along what packages only recommend.
//!
//! Why: recommendations are made for people's computers; a service seldom needs them. What they
//! weigh is not recorded, hence information only.
//!
//! Fix: `--no-install-recommends`.
//!
//! References: Docker, "Building best practices", `apt-get`; hadolint DL3015.

use super::installs::{self, Call};
use super::{Finding, Rule, Severity, Topic, runs};
use crate::image::Image;
use crate::words::rules::recommended_packages as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "recommended-packages",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#apt-get",
        "https://github.com/hadolint/hadolint/wiki/DL3015",
    ],
    topic: Topic::Size,
    severities: &[Severity::Info],
    peers: &["hadolint DL3015", "trivy DS-0029"],
    check,
    takes: super::takes::nothing,
};

/// The setting of apt, which may be made for all calls.
const SETTING: &str = "Install-Recommends";

fn check(image: &Image) -> Vec<Finding> {
    let mut rows = image.history.iter();
    if rows.any(|row| row.instruction.raw.contains(SETTING)) {
        return Vec::new();
    }
    let runs = runs::of(image);
    let takes = |call: &Call<'_>| {
        let mut flags = call.flags.iter();
        call.is_apt()
            && call.verb == "install"
            && !flags.any(|flag| *flag == "--no-install-recommends")
    };
    let takes = runs
        .iter()
        .flat_map(|run| run.all(|command| installs::call(command).as_ref().is_some_and(takes)));
    let fix = "RUN apt-get update \\\n && apt-get install -y --no-install-recommends PACKAGES \\\n \
               && rm -rf /var/lib/apt/lists/*";
    RULE.found(takes.collect(), fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn with_and_without() {
        for (command, found) in [
            ("apt-get update && apt-get install -y a", 1),
            ("apt-get -y --no-install-recommends install a", 0),
            ("apt install a --no-install-recommends -y", 0),
            ("apt-get -o APT::Install-Recommends=false install a", 0),
            ("apt-get update", 0),
            ("apk add a", 0),
            ("echo apt-get install a", 0),
        ] {
            let created_by = format!("RUN /bin/sh -c {command} # buildkit");
            let image = Fixture::new().layer(&created_by, &[file("a", 1)]);
            assert_eq!(image.findings(&RULE).len(), found, "{command}");
        }
        // Set for all, by the base image.
        let base = "RUN /bin/sh -c echo 'APT::Install-Recommends \"0\";' > /etc/apt/apt.conf.d/01 # buildkit";
        let image = Fixture::new()
            .layer(base, &[file("a", 1)])
            .metadata("CMD [\"sh\"]");
        image
            .layer(
                "RUN /bin/sh -c apt-get install a # buildkit",
                &[file("b", 1)],
            )
            .silent(&RULE);
    }
}

//! Flags: `apt-get install` that relies on the `apt-get update` of an earlier `RUN`.
//!
//! Why: the builder keeps the layer of the update and runs only the install again, months later:
//! with old lists it installs old packages, or fails since they are gone.
//!
//! Fix: both in one `RUN`.
//!
//! An update that no later `RUN` relies on is no fault: a script beside it may install.
//!
//! References: Docker, "Building best practices", `apt-get`; hadolint DL3009, trivy DS-0017.

use super::installs::{self, Call};
use super::{Finding, Rule, Severity, Topic, runs};
use crate::image::Image;
use crate::words::rules::apt_update_alone as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "apt-update-alone",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#apt-get",
        "https://docs.docker.com/build/cache/invalidation/",
    ],
    topic: Topic::Build,
    severities: &[Severity::Medium],
    peers: &["trivy DS-0017", "dockle DKL-DI-0005"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let runs = runs::of(image);
    let (mut evidence, mut updated) = (Vec::new(), None);
    for run in &runs {
        let updates = |call: &Call<'_>| call.verb == "update";
        let installs = |call: &Call<'_>| call.verb == "install" && call.uses_index();
        let first = |wanted: &dyn Fn(&Call<'_>) -> bool| {
            let mut commands = run.commands.iter();
            commands.position(|command| {
                installs::call(command).is_some_and(|call| call.is_apt() && wanted(&call))
            })
        };
        let (update, install) = (first(&updates), first(&installs));
        let shown = |at: usize| run.shown(&run.commands[at..=at]);
        match (update, install) {
            (Some(update), _) => updated = Some(shown(update)),
            // Nothing else here may have brought new lists.
            (None, Some(install)) => {
                if let Some(update) = &updated {
                    if evidence.is_empty() {
                        evidence.push(update.clone());
                    }
                    evidence.push(shown(install));
                }
            }
            (None, None) => {}
        }
    }
    let fix = "RUN apt-get update \\\n && apt-get install -y --no-install-recommends PACKAGES \\\n \
               && rm -rf /var/lib/apt/lists/*";
    RULE.found_as(Severity::Medium, say::relies(), evidence, fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    fn runs(commands: &[&str]) -> Fixture {
        commands.iter().fold(Fixture::new(), |image, command| {
            image.layer(
                &format!("RUN /bin/sh -c {command} # buildkit"),
                &[file("a", 1)],
            )
        })
    }

    #[test]
    fn relies_on_an_earlier_run() {
        let finding = runs(&[
            "apt-get update",
            "apt-get install -y a",
            "x && apt install b",
        ])
        .finding(&RULE);
        let texts: Vec<&str> = finding.evidence.iter().map(|e| e.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "RUN apt-get update",
                "RUN apt-get install -y a",
                "RUN … apt install b"
            ]
        );
    }

    #[test]
    fn near_misses() {
        runs(&[
            "apt-get update && apt-get install a",
            "apt-get update && apt-get install b",
        ])
        .silent(&RULE);
        runs(&["apt-get update && ./install.sh"]).silent(&RULE);
        runs(&["apt-get update", "apt-get install -y ./a.deb"]).silent(&RULE);
        // The lists are the base image's or a mount's.
        runs(&["apt-get install -y a"]).silent(&RULE);
        runs(&["echo apt-get update", "apt-get install -y a"]).silent(&RULE);
    }
}

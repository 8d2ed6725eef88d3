//! Flags: `apt-get dist-upgrade` and its like in a `RUN`: a whole release brought to another state.
//!
//! Why: what the base image has is stored a second time, and what comes out depends on the day.
//!
//! Fix: a newer base image.
//!
//! `apt-get upgrade` is left alone: it is how many get the fixes that a base image lacks.
//!
//! References: dockle DKL-DI-0003; trivy DS-0024.

use super::{Finding, Rule, Severity, Topic, installs, runs};
use crate::image::Image;
use crate::words::rules::dist_upgrade as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "dist-upgrade",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often",
        "https://github.com/goodwithtech/dockle/blob/master/CHECKPOINT.md#dkl-di-0003",
    ],
    topic: Topic::Build,
    severities: &[Severity::Info],
    peers: &["dockle DKL-DI-0003", "trivy DS-0024"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let runs = runs::of(image);
    let upgrades = runs.iter().flat_map(|run| {
        run.all(|command| {
            let call = installs::call(command).filter(installs::Call::is_apt);
            call.is_some_and(|call| matches!(call.verb, "dist-upgrade" | "full-upgrade"))
        })
    });
    let fix = format!("# {}\n# docker build --pull", say::newer_base());
    RULE.found(upgrades.collect(), fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn upgrades() {
        for (command, found) in [
            ("apt-get update && apt-get -y dist-upgrade", 1),
            ("apt full-upgrade -y", 1),
            ("apt-get update && apt-get -y upgrade", 0),
            ("apt-get install dist-upgrade", 0),
            ("echo apt-get dist-upgrade", 0),
        ] {
            let created_by = format!("RUN /bin/sh -c {command} # buildkit");
            let image = Fixture::new().layer(&created_by, &[file("a", 1)]);
            assert_eq!(image.findings(&RULE).len(), found, "{command}");
        }
    }
}

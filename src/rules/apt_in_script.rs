//! Flags: a `RUN` that calls `apt` where `apt-get` does the same.
//!
//! Why: `apt` is for people at a terminal, and says so: its options and output may change.
//!
//! Fix: `apt-get`, and `apt-cache` for what only asks.
//!
//! References: apt(8), "Script usage and differences from other APT tools"; hadolint DL3027.

use super::{Finding, Rule, Severity, Topic, installs, runs};
use crate::image::Image;
use crate::words::rules::apt_in_script as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "apt-in-script",
    title: say::title,
    why: say::why,
    references: &[
        "https://manpages.debian.org/stable/apt/apt.8.en.html#SCRIPT_USAGE_AND_DIFFERENCES_FROM_OTHER_APT_TOOLS",
        "https://github.com/hadolint/hadolint/wiki/DL3027",
    ],
    topic: Topic::Build,
    severities: &[Severity::Info],
    peers: &["hadolint DL3027"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let runs = runs::of(image);
    let calls = runs.iter().flat_map(|run| {
        run.all(|command| installs::call(command).is_some_and(|call| call.program == "apt"))
    });
    let fix = "RUN apt-get update && apt-get install -y --no-install-recommends PACKAGE && rm -rf /var/lib/apt/lists/*";
    RULE.found(calls.collect(), fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn apt_and_its_like() {
        for (command, found) in [
            ("apt update && apt install -y curl", 1),
            (
                "DEBIAN_FRONTEND=noninteractive /usr/bin/apt install curl",
                1,
            ),
            ("apt-get install -y apt", 0),
            ("apt-cache policy curl", 0),
            ("echo apt install", 0),
            ("rm -rf /var/lib/apt", 0),
        ] {
            let created_by = format!("RUN /bin/sh -c {command} # buildkit");
            let image = Fixture::new().layer(&created_by, &[file("a", 1)]);
            assert_eq!(image.findings(&RULE).len(), found, "{command}");
        }
    }
}

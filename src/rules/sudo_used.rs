//! Flags: a `RUN` that calls `sudo`.
//!
//! Why: a build is root already, or becomes it with `USER root`; where `sudo` is installed for
//! this it stays, with a rule that lets the program become root.
//!
//! Fix: `USER root` before, and the application's user after.
//!
//! References: Docker, "Building best practices", `USER`; hadolint DL3004.

use super::{Finding, Rule, Severity, Topic, runs};
use crate::image::Image;
use crate::words::rules::sudo_used as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "sudo-used",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#user",
        "https://github.com/hadolint/hadolint/wiki/DL3004",
    ],
    topic: Topic::Security,
    severities: &[Severity::Low],
    peers: &["hadolint DL3004", "dockle DKL-DI-0001", "trivy DS-0010"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let runs = runs::of(image);
    let calls = runs
        .iter()
        .flat_map(|run| run.all(|command| command.runs_through("sudo")));
    let fix = "USER root\nRUN COMMAND\nUSER 10001:10001";
    RULE.found(calls.collect(), fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    fn run(command: &str) -> Fixture {
        let created_by = format!("RUN /bin/sh -c {command} # buildkit");
        Fixture::new().layer(&created_by, &[file("a", 1)])
    }

    #[test]
    fn calls() {
        let finding = run("x && A=b sudo -E make; y").finding(&RULE);
        assert_eq!(finding.evidence[0].text, "RUN … A=b sudo -E make …");
    }

    #[test]
    fn near_misses() {
        for command in [
            "apt-get install -y sudo",
            "echo 'x; sudo y' > /etc/z",
            "usermod -aG sudo me",
            "sed -i /sudo/d x",
        ] {
            run(command).silent(&RULE);
        }
    }
}

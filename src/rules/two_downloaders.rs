//! Flags: `RUN`s that download with `wget` and others with `curl`.
//!
//! Why: each is installed with its libraries, and does what the other does.
//!
//! Fix: one of them, or `ADD --checksum`.
//!
//! References: hadolint DL4001.

use super::{Finding, Rule, Severity, Topic, runs};
use crate::image::Image;
use crate::words::rules::two_downloaders as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "two-downloaders",
    title: say::title,
    why: say::why,
    references: &[
        "https://github.com/hadolint/hadolint/wiki/DL4001",
        "https://docs.docker.com/reference/dockerfile/#add---checksum",
    ],
    topic: Topic::Build,
    severities: &[Severity::Info],
    peers: &["hadolint DL4001"],
    check,
    takes: super::takes::nothing,
};

const PROGRAMS: [&str; 2] = ["wget", "curl"];

fn check(image: &Image) -> Vec<Finding> {
    let runs = runs::of(image);
    let evidence = PROGRAMS.map(|program| {
        let calls = runs
            .iter()
            .flat_map(|run| run.all(move |command| command.program() == program));
        calls.collect::<Vec<_>>()
    });
    if evidence.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let fix = format!(
        "RUN curl -fsSLO ADDRESS\n# {}\nADD --checksum=sha256:DIGEST ADDRESS /TARGET",
        say::or_none()
    );
    RULE.found(evidence.into_iter().flatten().collect(), fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    fn runs(commands: &[&str]) -> Fixture {
        let created_by = |command: &&str| format!("RUN /bin/sh -c {command} # buildkit");
        let commands = commands.iter().map(created_by);
        commands.fold(Fixture::new(), |image, run| {
            image.layer(&run, &[file("a", 1)])
        })
    }

    #[test]
    fn both() {
        let finding =
            runs(&["curl -fO https://a.test/a", "x && wget https://a.test/b"]).finding(&RULE);
        let texts: Vec<&str> = finding.evidence.iter().map(|e| e.text.as_str()).collect();
        let wanted = [
            "RUN … wget https://a.test/b",
            "RUN curl -fO https://a.test/a",
        ];
        assert_eq!(texts, wanted);
        assert_eq!(runs(&["wget a || curl b"]).findings(&RULE).len(), 1);
    }

    #[test]
    fn one_or_none() {
        runs(&["wget a", "wget b"]).silent(&RULE);
        runs(&["curl a", "apt-get install -y wget"]).silent(&RULE);
        runs(&["echo wget curl"]).silent(&RULE);
    }
}

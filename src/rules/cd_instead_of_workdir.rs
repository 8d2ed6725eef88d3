//! Flags: a `RUN` that only changes the folder.
//!
//! Why: the next instruction starts a shell of its own, in the folder of `WORKDIR`: it does
//! nothing.
//!
//! Fix: `WORKDIR`.
//!
//! `RUN cd /x && make` is no fault: the shell that goes there is the one that works there.
//!
//! References: Docker, "Building best practices", `WORKDIR`; trivy DS-0013.

use super::{Finding, Rule, Severity, Topic, runs, told};
use crate::image::Image;
use crate::words::rules::cd_instead_of_workdir as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "cd-instead-of-workdir",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#workdir",
        "https://github.com/hadolint/hadolint/wiki/DL3003",
    ],
    topic: Topic::Build,
    severities: &[Severity::Medium],
    peers: &["hadolint DL3003", "trivy DS-0013"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let runs = runs::of(image);
    let only = runs.iter().filter(|run| {
        let mut commands = run.commands.iter();
        !run.commands.is_empty()
            && commands.all(|command| matches!(command.program(), "cd" | "pushd"))
    });
    let (mut evidence, mut folder) = (Vec::new(), None);
    for run in only {
        evidence.push(run.shown(&run.commands));
        folder = folder.or_else(|| run.commands.last()?.arguments().last().cloned());
    }
    let folder = folder.filter(|folder| folder.starts_with('/'));
    let folder = folder.unwrap_or_else(|| "/app".to_owned());
    let fix = told::hidden(image, &format!("WORKDIR {folder}"));
    RULE.found_as(Severity::Medium, say::no_effect(), evidence, fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn only_cd() {
        let image = Fixture::new().layer("RUN /bin/sh -c cd /srv # buildkit", &[]);
        let finding = image.finding(&RULE);
        assert_eq!(finding.fix, "WORKDIR /srv");
        assert_eq!(finding.evidence[0].text, "RUN cd /srv");
    }

    #[test]
    fn near_misses() {
        for command in [
            "cd /srv && make",
            "mkdir x; cd x",
            "(cd x; y)",
            "abcd /x",
            "test -d x || cd y",
        ] {
            let created_by = format!("RUN /bin/sh -c {command} # buildkit");
            Fixture::new()
                .layer(&created_by, &[file("a", 1)])
                .silent(&RULE);
        }
    }
}

//! Flags: a pipe whose first program may fail unseen: a download or an archive, without
//! `pipefail`.
//!
//! Why: a shell asks only the last program of a pipe whether it failed. The build goes on with
//! half a file.
//!
//! Fix: `SHELL ["/bin/bash", "-o", "pipefail", "-c"]`.
//!
//! Pipes from `echo` and their like are no fault, nor are those whose end is asked for
//! (`if`, `||`), nor those that run a download, which `pipe-to-shell` tells.
//!
//! References: Docker, "Building best practices", "Using pipes"; hadolint DL4006.

use super::commands::{Command, End, pipelines};
use super::{Finding, Rule, Severity, Topic, pipe_to_shell, runs};
use crate::image::Image;
use crate::words::rules::pipe_without_pipefail as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "pipe-without-pipefail",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#using-pipes",
        "https://github.com/hadolint/hadolint/wiki/DL4006",
    ],
    topic: Topic::Build,
    severities: &[Severity::Low],
    peers: &["hadolint DL4006"],
    check,
    takes: super::takes::nothing,
};

/// Programs that fail for reasons from outside.
const FRAGILE: &[&str] = &[
    "aws", "curl", "gcloud", "git", "gpg", "gsutil", "openssl", "ssh", "wget",
];

fn check(image: &Image) -> Vec<Finding> {
    let runs = runs::of(image);
    let mut evidence = Vec::new();
    for run in &runs {
        let shell = &image.config.config.shell;
        let set = shell.iter().any(|word| word == "pipefail");
        if set || run.row.instruction.raw.contains("pipefail") {
            continue;
        }
        let lines = pipelines(&run.commands);
        evidence.extend(
            lines
                .filter(|line| is_deaf(line))
                .map(|line| run.shown(line)),
        );
    }
    let fix = format!(
        "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n# {}\n\
         RUN set -o pipefail && COMMAND | COMMAND",
        say::at_the_start()
    );
    RULE.found(evidence, fix)
}

fn is_deaf(line: &[Command]) -> bool {
    let Some((last, before)) = line.split_last() else {
        return false;
    };
    let asked = last.end == End::Or || line.iter().any(|command| command.guarded);
    let fragile = |command: &Command| FRAGILE.contains(&command.program());
    // A verifier behind the pipe sees what is missing, and so does a program that unpacks.
    let notices = matches!(
        last.program(),
        "tar"
            | "gunzip"
            | "unxz"
            | "xz"
            | "gzip"
            | "bsdtar"
            | "cpio"
            | "gpg"
            | "grep"
            | "egrep"
            | "apt-key"
            | "sha256sum"
            | "sha512sum"
    );
    before.iter().any(fragile) && !asked && !notices && !pipe_to_shell::is_blind(line)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn with_and_without() {
        for (command, found) in [
            ("wget -O - https://peel.test | wc -l > /number", 1),
            ("x && curl https://peel.test | sed s/a/b/ > /etc/y && z", 1),
            (
                "set -o pipefail; curl https://peel.test | sed s/a/b/ > /etc/y",
                0,
            ),
            ("echo a | tee /b", 0),
            ("cat a | sort > b", 0),
            ("curl https://peel.test | sh", 0),
            ("curl https://peel.test | tar -xz", 0),
            ("curl https://peel.test | grep x || exit 1", 0),
            ("if curl https://peel.test | grep x; then y; fi", 0),
            ("curl https://peel.test || wget | x", 1),
            ("echo 'curl x | wc'", 0),
        ] {
            let created_by = format!("RUN /bin/sh -c {command} # buildkit");
            let image = Fixture::new().layer(&created_by, &[file("a", 1)]);
            assert_eq!(image.findings(&RULE).len(), found, "{command}");
        }
        let shell = "RUN /bin/bash -o pipefail -c curl x | wc > y # buildkit";
        Fixture::new().layer(shell, &[file("a", 1)]).silent(&RULE);
    }
}

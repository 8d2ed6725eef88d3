//! Flags: a download that a shell or an interpreter runs unseen: `curl … | sh`,
//! `bash <(curl …)`, `sh -c "$(curl …)"`.
//!
//! Why: whatever the server sends that day is run as root, and a transfer that breaks off is run
//! half.
//!
//! Fix: download, compare with a checksum, run.
//!
//! References: Docker, "Building best practices", `RUN` and `ADD --checksum`.

use super::commands::{Command, pipelines, without_flags};
use super::runs::{self, is_shell};
use super::{Finding, Rule, Severity, Topic};
use crate::image::Image;
use crate::words::rules::pipe_to_shell as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "pipe-to-shell",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/reference/dockerfile/#add---checksum",
        "https://docs.docker.com/build/building/best-practices/#using-pipes",
    ],
    topic: Topic::Security,
    severities: &[Severity::High, Severity::Medium],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

/// Interpreters that run what they read where no file and no text is named.
const INTERPRETERS: &[&str] = &[
    "node", "perl", "php", "python", "python2", "python3", "ruby",
];

fn check(image: &Image) -> Vec<Finding> {
    let runs = runs::of(image);
    let mut evidence = Vec::new();
    let mut plain = false;
    for run in &runs {
        for line in pipelines(&run.commands) {
            if is_blind(line) {
                let words = line.iter().flat_map(|command| &command.words);
                plain |= words.clone().any(|word| word.contains("http://"));
                evidence.push(run.shown(line));
            }
        }
    }
    let (severity, title) = match plain {
        // Anybody on the way can change it.
        true => (Severity::High, say::plain()),
        false => (Severity::Medium, say::title()),
    };
    let fix = format!(
        "ADD --checksum=sha256:DIGEST https://HOST/install.sh /tmp/install.sh\n\
         RUN sh /tmp/install.sh && rm /tmp/install.sh\n\
         # {}\n\
         RUN curl -fsSLo /tmp/install.sh https://HOST/install.sh \\\n \
         && echo \"DIGEST  /tmp/install.sh\" | sha256sum -c - \\\n \
         && sh /tmp/install.sh && rm /tmp/install.sh",
        say::in_one_run()
    );
    RULE.found_as(severity, title, evidence, fix)
}

/// Whether a chain of pipes runs what it downloads.
pub(super) fn is_blind(line: &[Command]) -> bool {
    let fetched = line.iter().position(fetches);
    let piped = fetched.is_some_and(|at| line[at + 1..].iter().any(runs_its_input));
    piped || line.iter().any(runs_a_substitution)
}

/// Whether the command writes a download to its output.
fn fetches(command: &Command) -> bool {
    matches!(command.program(), "curl" | "wget")
}

fn runs_its_input(command: &Command) -> bool {
    let (program, arguments) = (command.program(), command.arguments());
    if is_shell(program) {
        let takes_text = |flag: &&String| {
            flag.starts_with('-') && !flag.starts_with("--") && flag.ends_with('c')
        };
        let flags = arguments
            .iter()
            .take_while(|word| word.starts_with(['-', '+']));
        if flags.clone().any(|flag| takes_text(&flag)) {
            return false;
        }
        let reads = flags
            .clone()
            .any(|flag| !flag.starts_with("--") && flag.contains('s') || flag.as_str() == "-");
        return reads || without_flags(arguments, &["-o", "+o", "-O"]).is_empty();
    }
    // A flag of theirs may be the program itself.
    INTERPRETERS.contains(&program)
        && matches!(arguments.first().map(String::as_str), None | Some("-"))
}

/// `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(curl …)"`.
fn runs_a_substitution(command: &Command) -> bool {
    let program = command.program();
    let words = match is_shell(program) || matches!(program, "eval" | "source" | ".") {
        true => command.arguments(),
        false => return false,
    };
    let flags = words.iter().take_while(|word| word.starts_with('-'));
    let text = flags.clone().any(|flag| flag.ends_with('c')) || program == "eval";
    let script = words.iter().find(|word| !word.starts_with('-'));
    let script = script.map_or("", String::as_str);
    let inner = match text {
        true => script
            .strip_prefix("$(")
            .or_else(|| script.strip_prefix('`')),
        false => script.strip_prefix("<("),
    };
    let first = inner.and_then(|inner| inner.split_whitespace().next());
    first.is_some_and(|first| matches!(first, "curl" | "wget"))
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
    fn run_unseen() {
        for command in [
            "curl -fsSL https://peel.test/i.sh | sh",
            "apt-get update && curl --proto '=https' -sSf https://peel.test | sh -s -- -y",
            "wget -qO- https://peel.test/x | sudo -E bash -",
            "wget -qO- https://peel.test/x | gunzip | bash -ex",
            "curl https://peel.test/x | python3",
            "curl https://peel.test/x | A=b /bin/bash -o pipefail",
            "bash <(curl -s https://peel.test/x) --yes",
            "sh -c \"$(curl -fsSL https://peel.test/x)\" \"\" --unattended",
        ] {
            assert_eq!(
                run(command).finding(&RULE).severity,
                Severity::Medium,
                "{command}"
            );
        }
        let finding = run("x; curl http://peel.test/i.sh | sh && y").finding(&RULE);
        assert_eq!(finding.severity, Severity::High);
        assert_eq!(
            finding.evidence[0].text,
            "RUN … curl http://peel.test/i.sh | sh …"
        );
    }

    #[test]
    fn near_misses() {
        for command in [
            "curl https://peel.test/x | tar -xz",
            "curl https://peel.test/x | gpg --dearmor -o /k",
            "curl https://peel.test/x -o i.sh && echo \"d i.sh\" | sha256sum -c && sh i.sh",
            "curl https://peel.test/x | python3 -m json.tool",
            "curl https://peel.test/x | python -c 'import sys'",
            "curl https://peel.test/x | perl -ne print",
            "curl https://peel.test/x | bash -c 'cat > /x'",
            "curl https://peel.test/x | bash /verify.sh",
            "echo 'curl https://peel.test/x | sh' > README",
            "cat i.sh | sh",
            "sh -c \"$(cat x)\"",
            "version=$(curl https://peel.test/x | sh)",
            "curl https://peel.test/x || sh y",
        ] {
            run(command).silent(&RULE);
        }
    }
}

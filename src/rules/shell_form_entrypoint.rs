//! Flags: `ENTRYPOINT` or `CMD` in the shell's form, so that a shell is process 1.
//!
//! Why: many shells pass no signals on: `docker stop` then waits and kills. An entry point of
//! this form drops `CMD` and what is given to `docker run`.
//!
//! Fix: the form with brackets, or `exec` before the program.
//!
//! References: Dockerfile reference, "Shell and exec form"; hadolint DL3025.

use super::commands::{self, End};
use super::{Finding, Rule, Severity, Topic, base, places, runs, told};
use crate::image::Image;
use crate::words::rules::shell_form_entrypoint as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "shell-form-entrypoint",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/reference/build-checks/json-args-recommended/",
        "https://github.com/hadolint/hadolint/wiki/DL3025",
    ],
    topic: Topic::Build,
    severities: &[Severity::Low],
    peers: &[
        "hadolint DL3025",
        "slim ID.20012",
        "BuildKit JSONArgsRecommended",
    ],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let config = &image.config.config;
    if image.config.os == "windows" {
        return Vec::new();
    }
    // With an entry point, CMD is what that gets as arguments.
    let (keyword, words) = match config.entrypoint.is_empty() {
        false => ("ENTRYPOINT", &config.entrypoint),
        true => ("CMD", &config.cmd),
    };
    let Some(script) = script(words, &config.shell) else {
        return Vec::new();
    };
    let commands = commands::split(script);
    let hands_over = commands.iter().any(|command| command.runs_through("exec"));
    let mut rows = base::own(image).iter();
    let row = rows.rfind(|row| row.instruction.is(keyword));
    let Some(row) = row.filter(|_| !hands_over) else {
        return Vec::new();
    };
    let evidence = vec![places::row(
        row.layer,
        told::instruction(image, &row.instruction),
    )];
    let title = say::starts_a_shell(keyword);
    let plain = |word: &String| {
        word.chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_./=:,".contains(c))
    };
    let fix = match commands.as_slice() {
        [only]
            if only.end == End::Plain
                && only.words.iter().all(plain)
                && only.bare() == only.words =>
        {
            let words: Vec<String> = only
                .words
                .iter()
                .map(|word| format!("\"{word}\""))
                .collect();
            told::hidden(image, &format!("{keyword} [{}]", words.join(", ")))
        }
        _ => format!(
            "{keyword} [\"PROGRAM\", \"ARGUMENT\"]\n# {}",
            say::with_exec()
        ),
    };
    RULE.found_as(Severity::Low, title, evidence, fix)
}

/// The text that a builder put behind the shell.
fn script<'a>(words: &'a [String], shell: &[String]) -> Option<&'a str> {
    let (script, before) = words.split_last()?;
    let usual = before.len() == 2 && runs::is_shell(&before[0]) && before[1] == "-c";
    let set = !shell.is_empty() && before == shell;
    (usual || set).then_some(script.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    fn image(keyword: &str, words: &[&str]) -> Fixture {
        let list = serde_json::to_string(words).expect("JSON");
        let owned: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let image = Fixture::new()
            .layer("COPY a /a", &[file("a", 1)])
            .metadata(&format!("{keyword} {list}"));
        image.config(|config| match keyword {
            "CMD" => config.cmd = owned,
            _ => config.entrypoint = owned,
        })
    }

    #[test]
    fn shells() {
        let finding = image("CMD", &["/bin/sh", "-c", "make run"]).finding(&RULE);
        assert_eq!(finding.fix, "CMD [\"make\", \"run\"]");
        let finding =
            image("ENTRYPOINT", &["/bin/sh", "-c", "java $OPTS -jar x.jar"]).finding(&RULE);
        assert!(finding.fix.contains("exec"), "{}", finding.fix);
        let words = ["/bin/bash", "-o", "pipefail", "-c", "a | b"];
        let image = image("CMD", &words).config(|config| {
            config.shell = words[..4].iter().map(|word| (*word).to_owned()).collect();
        });
        assert_eq!(image.findings(&RULE).len(), 1);
    }

    #[test]
    fn near_misses() {
        image("CMD", &["/bin/sh"]).silent(&RULE);
        image("CMD", &["/bin/sh", "-c", "exec make run"]).silent(&RULE);
        image("CMD", &["/bin/sh", "-c", "x && exec java -jar y"]).silent(&RULE);
        image("CMD", &["make", "-c", "run"]).silent(&RULE);
        let under = image("CMD", &["/bin/sh", "-c", "a"]);
        under
            .config(|config| config.entrypoint = vec!["/tini".to_owned()])
            .silent(&RULE);
        // What the base image says is not the person's to change by a fix here.
        let base = image("CMD", &["/bin/sh", "-c", "a"]);
        base.layer("COPY b /b", &[file("b", 1)]).silent(&RULE);
    }
}

//! Flags: three or more `RUN` in a row that each make a layer, above the base image.
//!
//! Why: a layer cannot take back what the one below stores, and each adds work when an image is
//! pulled and started. Separate `RUN`s keep the build cache finer, hence information only.
//!
//! Fix: one `RUN` with `&&`, shown.
//!
//! What the join saves is measured: bytes that one of them stores and another deletes or stores again. Other
//! rules report these bytes as their findings' own; here they are evidence.
//!
//! References: hadolint DL3059; Docker, "Building best practices", `RUN`.

use super::places::row;
use super::{Finding, Rule, Severity, Topic, base, secrets, told};
use crate::image::{HistoryRow, Image};
use crate::text;
use crate::words::rules::consecutive_run as say;

/// As many as this in a row are worth a word.
const LEAST: usize = 3;

/// Bytes that are worth a word about what the join saves.
const WORTH: u64 = 1_000;

/// Characters of commands that a fix shows.
const SHOWN: usize = 4000;

/// The rule.
pub static RULE: Rule = Rule {
    id: "consecutive-run",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#run",
        "https://github.com/hadolint/hadolint/wiki/DL3059",
    ],
    topic: Topic::Size,
    severities: &[Severity::Info],
    peers: &["hadolint DL3059", "slim ID.20019"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let base = base::layers(image) as usize;
    let own_run = |row: &HistoryRow| {
        // What stands in brackets has no shell to join it.
        let joins = row.instruction.is("RUN") && !row.instruction.arguments.starts_with('[');
        joins && row.layer.is_some_and(|layer| layer >= base)
    };
    let rows = image.history.chunk_by(|a, b| own_run(a) && own_run(b));
    let rows = rows.filter(|rows| rows.len() >= LEAST);
    let known = secrets::values(image);
    rows.map(|rows| finding(image, &known, rows)).collect()
}

/// Bytes of each of these rows' layers that another of them hides.
fn taken_back(image: &Image, rows: &[HistoryRow]) -> Vec<u64> {
    let at = |layer: u32| {
        let mut layers = rows.iter().map(|row| row.layer);
        layers.position(|of| of == Some(layer as usize))
    };
    let mut bytes = vec![0; rows.len()];
    for hidden in &image.stack.hidden {
        if let (Some(from), Some(by)) = (at(hidden.from), at(hidden.by))
            && from != by
        {
            bytes[from] += hidden.bytes;
        }
    }
    bytes
}

fn finding(image: &Image, known: &[String], rows: &[HistoryRow]) -> Finding {
    let texts: Vec<String> = rows
        .iter()
        .map(|row| told::whole(known, &row.instruction))
        .collect();
    let saved = taken_back(image, rows);
    let evidence = rows.iter().zip(&texts).zip(&saved);
    let evidence = evidence.map(|((r, text), bytes)| {
        let mut evidence = row(r.layer, told::line(text));
        if *bytes >= WORTH {
            evidence.bytes = *bytes;
            evidence.text = say::taken_back(&text::size(*bytes), &evidence.text);
        }
        evidence
    });
    let title = match saved.iter().sum() {
        0..WORTH => say::several(rows.len()),
        bytes => say::join_saves(rows.len(), &text::size(bytes)),
    };
    let finding = RULE.finding(Severity::Info, title);
    finding.with(evidence.collect()).fix(joined(&texts))
}

/// The commands as one.
fn joined(texts: &[String]) -> String {
    let commands = texts.iter();
    let commands = commands.map(|text| text.strip_prefix("RUN ").unwrap_or(text));
    let commands: Vec<&str> = commands.collect();
    let total: usize = commands.iter().map(|command| command.len()).sum();
    if total > SHOWN || commands.iter().any(|command| command.contains('\n')) {
        return format!("RUN <<EOF\nset -e\n# {}\nEOF", say::a_line_each());
    }
    let commands = commands.iter().map(|command| match leaks(command) {
        // Else the next command would start where this one has gone.
        true => format!("( {command} )"),
        false => (*command).to_owned(),
    });
    let commands: Vec<String> = commands.collect();
    format!("RUN {}", commands.join(" \\\n && "))
}

/// Whether a command changes the shell that runs it.
fn leaks(command: &str) -> bool {
    let mut words = command.split(|c: char| c.is_whitespace() || ";&|(".contains(c));
    words.any(|word| matches!(word, "cd" | "exit" | "export" | "set" | "umask" | "unset"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, gone};
    use super::*;

    fn runs(image: Fixture, commands: &[&str]) -> Fixture {
        commands.iter().fold(image, |image, command| {
            image.layer(
                &format!("RUN /bin/sh -c {command} # buildkit"),
                &[file("a", 1)],
            )
        })
    }

    #[test]
    fn joins() {
        let image = runs(Fixture::new(), &["a", "cd /b && c", "d --password hunter2"]);
        let finding = image.finding(&RULE);
        assert_eq!(
            finding.fix,
            "RUN a \\\n && ( cd /b && c ) \\\n && d --password ***"
        );
        assert_eq!(finding.evidence.len(), 3);
        assert_eq!(finding.title, "3 RUN in a row make a layer each");
    }

    #[test]
    fn what_the_join_saves() {
        let image = Fixture::new()
            .layer(
                "RUN /bin/sh -c get # buildkit",
                &[file("x", 5_000), file("y", 7)],
            )
            .layer(
                "RUN /bin/sh -c make # buildkit",
                &[file("z", 30), file("y", 8)],
            )
            .layer("RUN /bin/sh -c clean # buildkit", &[gone("x")])
            .layer("COPY z / # buildkit", &[file("z", 40)]);
        let finding = image.finding(&RULE);
        assert_eq!(
            finding.title,
            "3 RUN in a row make a layer each; as one they would save 5.01kB"
        );
        // What a COPY replaces is stored whichever way; the bytes themselves are another rule's.
        let bytes: Vec<u64> = finding.evidence.iter().map(|e| e.bytes).collect();
        assert_eq!((bytes.as_slice(), finding.bytes), (&[5_007, 0, 0][..], 0));
        assert_eq!(
            finding.evidence[0].text,
            "5.01kB of it are gone after the next ones: RUN get"
        );
        assert_eq!(finding.evidence[1].text, "RUN make");
    }

    #[test]
    fn others_between_or_below() {
        let image = runs(Fixture::new(), &["a", "b"]).layer("COPY c /c", &[file("c", 1)]);
        runs(image, &["d", "e"]).silent(&RULE);
        let base = runs(Fixture::new(), &["a", "b", "c"]).metadata("CMD [\"sh\"]");
        base.layer("COPY c /c", &[file("c", 1)]).silent(&RULE);
    }
}

//! Flags: `ADD` of an address.
//!
//! Why: whatever the server sends on the day of the build becomes a layer, unless the line names its
//! checksum; an archive stays packed, and a later layer that unpacks and deletes it saves nothing.
//!
//! Fix: `ADD --checksum=`, or one `RUN` that downloads, verifies, unpacks and deletes.
//!
//! No history keeps `--checksum`, so that a line which has it looks like one that has not: hence
//! information. A repository, `ADD https://…/x.git#v1`, is let pass: it has a commit instead.
//!
//! References: Dockerfile reference, `ADD --checksum`; Docker, "Building best practices", `ADD or COPY`.

use super::{Finding, Rule, Severity, Topic, base, places, told};
use crate::image::{HistoryRow, Image};
use crate::words::rules::add_of_address as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "add-of-address",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/reference/dockerfile/#add---checksum",
        "https://docs.docker.com/build/building/best-practices/#add-or-copy",
    ],
    topic: Topic::Build,
    severities: &[Severity::Info],
    peers: &["dockle CIS-DI-0009"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let rows = base::own(image).iter();
    let rows = rows.filter(|row| row.instruction.is("ADD") && downloads(row));
    let evidence = rows.map(|row| {
        let layer = row.layer.and_then(|layer| image.layers.get(layer));
        let mut place = places::row(row.layer, told::instruction(image, &row.instruction));
        place.bytes = layer.map_or(0, |layer| layer.content_bytes());
        place
    });
    let fix = format!(
        "ADD --checksum=sha256:DIGEST ADDRESS TARGET\n\
         # {}\n\
         RUN curl --fail --location --output /tmp/x ADDRESS \\\n \
         && echo \"DIGEST  /tmp/x\" | sha256sum --check - \\\n \
         && tar --extract --file /tmp/x --directory TARGET \\\n \
         && rm /tmp/x",
        say::an_archive()
    );
    RULE.found(evidence.collect(), fix)
}

/// Whether one of the sources is an address of a file.
fn downloads(row: &HistoryRow) -> bool {
    let arguments = row.instruction.arguments.as_str();
    if arguments.contains("--checksum=") {
        return false;
    }
    let words: Vec<&str> = arguments.split_whitespace().collect();
    let (_, sources) = words.split_last().unwrap_or((&"", &[]));
    sources.iter().any(|word| {
        let word = word.trim_start_matches(['[', '"']).to_ascii_lowercase();
        let remote = ["http://", "https://", "ftp://"]
            .iter()
            .any(|scheme| word.starts_with(scheme));
        let path = word.split(['#', '?', '"']).next().unwrap_or_default();
        remote && !path.ends_with(".git")
    })
}

#[cfg(test)]
mod tests {
    use super::super::add_for_copy;
    use super::super::fixture::{Fixture, file};
    use super::*;

    fn add(arguments: &str) -> Fixture {
        Fixture::new()
            .layer("COPY a /", &[file("a", 1)])
            .layer(&format!("ADD {arguments} # buildkit"), &[file("x", 700)])
    }

    #[test]
    fn downloads() {
        for arguments in [
            "https://peel.test/x /app/",
            "--chown=1:1 http://peel.test/x.tar.gz /app/",
            "notes.txt HTTPS://peel.test/x /app/",
            "[\"ftp://peel.test/x\", \"/app/\"]",
        ] {
            let image = add(arguments);
            let finding = image.finding(&RULE);
            assert_eq!(finding.evidence[0].layer, Some(1), "{arguments}");
            assert_eq!((finding.evidence[0].bytes, finding.bytes), (700, 0));
            image.silent(&add_for_copy::RULE);
        }
    }

    #[test]
    fn near_misses() {
        for arguments in [
            "x /app/",
            "--checksum=sha256:00 https://peel.test/x /app/",
            "https://peel.test/x.git#v1 /app",
            "git@peel.test:x.git /app",
            "x https://peel.test/",
        ] {
            add(arguments).silent(&RULE);
        }
        let base = add("https://peel.test/x /app/").metadata("CMD [\"a\"]");
        let above = base.layer("COPY b /b # buildkit", &[file("b", 1)]);
        above.silent(&RULE);
    }
}

//! Flags: files and folders of the final tree that every user may change, brought or made so
//! above the base image.
//!
//! Why: any program in the container can change them, also one that runs as nobody for that
//! very reason; what is run from there is run with another's rights.
//!
//! Fix: an owner and its rights alone.
//!
//! Folders with the sticky bit (`/tmp`), links and devices are as they should be.
//!
//! References: CIS Distribution Independent Linux Benchmark 6.1, "world writable files".

use super::places::Place;
use super::{Finding, Rule, Severity, Topic, base};
use crate::image::Image;
use crate::layer::{Kind, ROOT};
use crate::words::rules::world_writable as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "world-writable",
    title: say::title,
    why: say::why,
    references: &[
        "https://man7.org/linux/man-pages/man7/inode.7.html",
        "https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
    ],
    topic: Topic::Security,
    severities: &[Severity::Medium, Severity::Low],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    // Of tars that no Linux wrote, modes tell nothing.
    if image.config.os == "windows" {
        return Vec::new();
    }
    let base = base::layers(image);
    let (mut places, mut runs) = (Vec::new(), false);
    let own = image
        .visible()
        .filter(|(node, event)| *node != ROOT && event.layer >= base);
    for (node, event) in own {
        let Some(facts) = image.facts(&event).filter(|facts| facts.mode & 0o002 != 0) else {
            continue;
        };
        let (found, bytes) = match facts.kind {
            Kind::File | Kind::HardLink => (true, facts.size),
            Kind::Directory => (facts.mode & 0o1000 == 0, 0),
            _ => (false, 0),
        };
        if found {
            runs |= facts.kind != Kind::Directory && facts.mode & 0o111 != 0;
            let layer = event.layer;
            places.push((Place { node, layer, bytes }, facts.mode));
        }
    }
    if places.is_empty() {
        return Vec::new();
    }
    let severity = if runs {
        Severity::Medium
    } else {
        Severity::Low
    };
    let title = match places.len() as u64 {
        1 => say::one().to_owned(),
        number => say::several(number),
    };
    let fix = format!(
        "COPY --chown=10001:10001 --chmod=u=rwX,go=rX SOURCE TARGET\n\
         # {}\n\
         RUN install -d -o 10001 -g 10001 -m 755 FOLDER",
        say::in_run()
    );
    let finding = RULE.finding(severity, title).fix(fix);
    vec![finding.at(image, places, |_, mode| say::mode(&format!("{mode:04o}")))]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, folder, gone, link};
    use super::*;

    #[test]
    fn files_and_folders() {
        let items = [
            folder("app/uploads").mode(0o777),
            file("app/x", 5).mode(0o666),
        ];
        let image = Fixture::new().layer("COPY app /app", &items);
        let finding = image.finding(&RULE);
        assert_eq!(finding.severity, Severity::Low);
        let evidence: Vec<_> = finding
            .evidence
            .iter()
            .map(|e| (e.path.as_deref(), e.text.as_str()))
            .collect();
        assert_eq!(
            evidence,
            [
                (Some("app/x"), "mode 0666"),
                (Some("app/uploads"), "mode 0777")
            ]
        );
        let image = image.layer("COPY run /run", &[file("run", 1).mode(0o777)]);
        assert_eq!(image.finding(&RULE).severity, Severity::Medium);
    }

    #[test]
    fn near_misses() {
        let items = [
            folder("tmp").mode(0o1777),
            folder("var/mail").mode(0o2775),
            link("a", "b").mode(0o777),
            file("c", 1).mode(0o664),
            file("d", 1).mode(0o666),
        ];
        Fixture::new()
            .layer("COPY x /", &items)
            .layer("RUN rm /d", &[gone("d")])
            .silent(&RULE);
        let base = Fixture::new()
            .layer("ADD x /", &[file("e", 1).mode(0o777)])
            .metadata("CMD [\"sh\"]");
        base.layer("COPY f /", &[file("f", 1)]).silent(&RULE);
    }
}

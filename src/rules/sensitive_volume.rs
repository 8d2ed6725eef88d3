//! Flags: `VOLUME` of a place that belongs to the host or to the system: `/`, `/etc`, `/proc`,
//! `/sys`, `/dev`, `/boot`, the socket of a container engine.
//!
//! Why: a volume there hides what the system needs, and asks whoever runs the image to mount
//! what makes them root on the host.
//!
//! Fix: a folder of the program's own.
//!
//! References: CIS Docker Benchmark 5.5 and 5.31; dockle DKL-DI-0002.

use super::{Finding, Rule, Severity, Topic, base, places, told};
use crate::image::{HistoryRow, Image};
use crate::words::rules::sensitive_volume as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "sensitive-volume",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/reference/dockerfile/#volume",
        "https://github.com/goodwithtech/dockle/blob/master/CHECKPOINT.md#dkl-di-0002",
    ],
    topic: Topic::Security,
    severities: &[Severity::High, Severity::Info],
    peers: &["dockle DKL-DI-0002"],
    check,
    takes: super::takes::nothing,
};

/// Folders that are so with all that is in them.
const TREES: &[&str] = &["/boot", "/dev", "/proc"];

/// Single places.
const PLACES: &[&str] = &[
    "",
    "/bin",
    "/etc",
    "/lib",
    "/run/containerd/containerd.sock",
    "/run/docker.sock",
    "/sbin",
    "/sys",
    "/usr",
    "/var/run/docker.sock",
];

fn check(image: &Image) -> Vec<Finding> {
    if image.config.os == "windows" {
        return Vec::new();
    }
    let volumes = image.config.config.volumes.iter();
    let volumes: Vec<&String> = volumes.filter(|path| is_sensitive(path)).collect();
    if volumes.is_empty() {
        return Vec::new();
    }
    let names = |row: &&HistoryRow| {
        let mut paths = row
            .instruction
            .arguments
            .split(|c: char| c.is_whitespace() || "[],\"".contains(c));
        row.instruction.is("VOLUME")
            && paths.any(|path| path.starts_with('/') && is_sensitive(path))
    };
    let row = image.history.iter().rfind(names);
    let of_base = row.is_some() && !base::own(image).iter().any(|row| names(&row));
    let evidence = match row {
        Some(row) => vec![places::row(
            row.layer,
            told::instruction(image, &row.instruction),
        )],
        None => volumes
            .iter()
            .map(|path| {
                places::row(
                    None,
                    told::hidden(image, &told::line(&format!("VOLUME {path}"))),
                )
            })
            .collect(),
    };
    // Only its maker can take it back.
    let severity = if of_base {
        Severity::Info
    } else {
        Severity::High
    };
    RULE.found_as(severity, say::title(), evidence, "VOLUME /var/lib/APP")
}

fn is_sensitive(path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let below = |tree: &&str| {
        let rest = path.strip_prefix(*tree);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    // Memory that programs share is made for them.
    let shared = path == "/dev/shm" || path == "/sys/fs/cgroup";
    (PLACES.contains(&path) || TREES.iter().any(below)) && !shared
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    fn volumes(paths: &[&str]) -> Fixture {
        let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        Fixture::new().config(|config| config.volumes = paths)
    }

    #[test]
    fn of_the_system() {
        for path in [
            "/",
            "/etc",
            "/etc/",
            "/proc",
            "/dev/sda",
            "/var/run/docker.sock",
        ] {
            let finding = volumes(&["/data", path]).finding(&RULE);
            assert_eq!(finding.severity, Severity::High, "{path}");
            assert_eq!(finding.evidence[0].text, format!("VOLUME {path}"));
        }
        let image = volumes(&["/etc"])
            .layer("ADD x /", &[file("a", 1)])
            .metadata("VOLUME [/etc]");
        let image = image
            .metadata("CMD [\"sh\"]")
            .layer("COPY a /a", &[file("a", 1)]);
        let finding = image.finding(&RULE);
        assert_eq!(
            (finding.severity, finding.evidence[0].text.as_str()),
            (Severity::Info, "VOLUME [\"/etc\"]")
        );
    }

    #[test]
    fn near_misses() {
        volumes(&[
            "/data",
            "/etc/nginx",
            "/var/lib/etc",
            "/development",
            "/dev/shm",
            "/sys/fs/cgroup",
            "/run",
        ])
        .silent(&RULE);
    }
}

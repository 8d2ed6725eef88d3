//! Flags: an image whose programs run as root, because `USER` says so or is missing.
//!
//! Why: whoever takes over the program is root in the container, and needs one fault in the
//! kernel or one mounted socket to be root on the host.
//!
//! What starts programs as other users (`cron`, `sshd`) must be root, and is let pass.
//!
//! Fix: a user of its own, by number, so that Kubernetes' `runAsNonRoot` can tell.
//!
//! References: CIS Docker Benchmark 4.1; Docker, "Building best practices", `USER`.

use super::distribution::{self, Distribution};
use super::{Finding, Rule, Severity, Topic, places, start, told};
use crate::image::Image;
use crate::words::rules::root_user as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "root-user",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/build/building/best-practices/#user",
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
    ],
    topic: Topic::Security,
    severities: &[Severity::High],
    peers: &[
        "dockle CIS-DI-0001",
        "trivy DS-0002",
        "hadolint DL3002",
        "slim ID.20017",
        "Docker Scout",
    ],
    check,
    takes: super::takes::nothing,
};

/// Programs that start others as other users, and must be root for it.
const ROOTS: &[&str] = &["cron", "crond", "sshd"];

fn check(image: &Image) -> Vec<Finding> {
    // Windows has other users, and its default one is no administrator.
    if !image.config_read || image.config.os == "windows" {
        return Vec::new();
    }
    let user = image.config.config.user.trim();
    let name = user.split(':').next().unwrap_or_default();
    let is_root = name == "root" || name.parse() == Ok(0_u32);
    let (title, text) = match (name.is_empty(), is_root) {
        (true, _) => (say::no_user(), say::without().to_owned()),
        (_, true) => (say::is_root(), format!("USER {user}")),
        _ => return Vec::new(),
    };
    // Whoever builds on it gets a user.
    let mut later = image.config.config.on_build.iter();
    if later.any(|instruction| {
        instruction
            .trim_start()
            .to_ascii_uppercase()
            .starts_with("USER ")
    }) {
        return Vec::new();
    }
    let started = start::names(image);
    if started.iter().any(|name| ROOTS.contains(&name.as_str())) {
        return Vec::new();
    }
    let mut rows = image.history.iter();
    let row = rows.rfind(|row| row.instruction.is("USER"));
    let evidence = row.filter(|_| is_root).map_or_else(
        || places::row(None, text),
        |row| places::row(row.layer, told::instruction(image, &row.instruction)),
    );
    RULE.found_as(Severity::High, title, vec![evidence], fix(image))
}

fn fix(image: &Image) -> String {
    let add = match distribution::of(image, u32::MAX) {
        Some(Distribution::Alpine) => "RUN adduser -D -H -u 10001 app\n",
        Some(_) => "RUN useradd --no-create-home --uid 10001 app\n",
        // Nothing is there that could add a user, and a number needs no name.
        None => "",
    };
    format!("{add}USER 10001:10001")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn root_by_any_name() {
        for user in ["", "root", "0", "0:0", "root:root", "00"] {
            let image = Fixture::new().config(|config| config.user = user.to_owned());
            let finding = image.finding(&RULE);
            assert_eq!(finding.title.contains("No USER"), user.is_empty());
            assert_eq!(finding.fix, "USER 10001:10001");
        }
        for user in ["app", "1000", "1000:0", "rooty"] {
            let image = Fixture::new().config(|config| config.user = user.to_owned());
            image.silent(&RULE);
        }
    }

    #[test]
    fn fix_fits_the_distribution() {
        let image = Fixture::new().config(|config| config.user.clear());
        let image = image.layer("ADD x /", &[file("etc/alpine-release", 5)]);
        assert!(image.finding(&RULE).fix.starts_with("RUN adduser"));
    }

    #[test]
    fn what_must_be_root() {
        let image = |cmd: &[&str]| {
            Fixture::new().config(|config| {
                config.user.clear();
                config.cmd = cmd.iter().map(|word| (*word).to_owned()).collect();
            })
        };
        image(&["/bin/sh", "-c", "cron && tail -f /var/log/cron.log"]).silent(&RULE);
        image(&["/usr/sbin/sshd", "-D"]).silent(&RULE);
        let user = vec!["COPY . /app".to_owned(), "USER nobody".to_owned()];
        image(&["app"])
            .config(|config| config.on_build = user)
            .silent(&RULE);
        assert_eq!(image(&["nginx"]).findings(&RULE).len(), 1);
    }
}

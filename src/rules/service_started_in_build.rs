//! Flags: a `RUN` whose last command starts a service.
//!
//! Why: a layer keeps files and no processes: the service ends with the `RUN`.
//!
//! Fix: the server as the program of the image.
//!
//! A service that is started, asked for something and left in one `RUN` does what was meant: it is left alone, as is
//! `systemctl enable`, which writes a link.
//!
//! References: Docker, "Building best practices", decouple applications; hadolint DL3001.

use super::commands::{Command, base_name};
use super::{Finding, Rule, Severity, Topic, runs};
use crate::image::Image;
use crate::words::rules::service_started_in_build as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "service-started-in-build",
    title: say::title,
    why: say::why,
    references: &[
        "https://docs.docker.com/engine/containers/multi-service_container/",
        "https://github.com/hadolint/hadolint/wiki/DL3001",
    ],
    topic: Topic::Build,
    severities: &[Severity::Low],
    peers: &["hadolint DL3001"],
    check,
    takes: super::takes::nothing,
};

/// What a service is told, and runs after.
const STARTS: &[&str] = &["force-reload", "reload", "restart", "start"];

fn check(image: &Image) -> Vec<Finding> {
    let runs = runs::of(image);
    let starts = runs.iter().filter_map(|run| {
        let last = run.commands.last().filter(|last| is_start(last))?;
        Some(run.shown(std::slice::from_ref(last)))
    });
    RULE.found(starts.collect(), "CMD [\"SERVER\", \"--foreground\"]")
}

fn is_start(command: &Command) -> bool {
    let words = command.arguments().iter().map(String::as_str);
    let mut words = words.filter(|word| !word.starts_with('-'));
    match command.program() {
        // service NAME VERB
        "service" => words.nth(1).is_some_and(|verb| STARTS.contains(&verb)),
        // systemctl VERB NAME
        "systemctl" | "rc-service" | "initctl" => words.any(|word| STARTS.contains(&word)),
        _ => {
            let program = command.bare().first().map_or("", String::as_str);
            program == format!("/etc/init.d/{}", base_name(program))
                && words.next().is_some_and(|verb| STARTS.contains(&verb))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn started_and_left() {
        for (command, found) in [
            ("service nginx start", 1),
            (
                "apt-get install -y mysql-server && service mysql restart",
                1,
            ),
            ("/etc/init.d/postgresql start", 1),
            ("systemctl start nginx", 1),
            ("systemctl enable nginx", 0),
            (
                "service postgresql start && su postgres -c 'createdb shop'",
                0,
            ),
            ("service nginx status", 0),
            ("service --status-all", 0),
            ("echo service nginx start", 0),
            ("/srv/init.d/x start", 0),
        ] {
            let created_by = format!("RUN /bin/sh -c {command} # buildkit");
            let image = Fixture::new().layer(&created_by, &[file("a", 1)]);
            assert_eq!(image.findings(&RULE).len(), found, "{command}");
        }
    }
}

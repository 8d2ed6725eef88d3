//! Flags: an image that runs something and has no `HEALTHCHECK`, or has it turned off.
//!
//! Why: a runtime then only knows that the process exists, not that it answers. Kubernetes
//! does not read it and asks its own probes, hence the low severity. Whether a program without ports is a
//! service, or does its work and ends, no image tells: then it is information. A shell is for people.
//!
//! Fix: `HEALTHCHECK CMD …` with something that the image has.
//!
//! References: Dockerfile reference, `HEALTHCHECK`; CIS Docker Benchmark 4.6.

use super::{Finding, Rule, Severity, Topic, places, start};
use crate::image::Image;
use crate::words::rules::no_healthcheck as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "no-healthcheck",
    title: say::title,
    why: say::why,
    references: &["https://docs.docker.com/reference/dockerfile/#healthcheck"],
    topic: Topic::Build,
    severities: &[Severity::Low, Severity::Info],
    peers: &["dockle CIS-DI-0006", "trivy DS-0026", "hadolint DL3057"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let config = &image.config.config;
    // A base image that runs nothing has nothing to check.
    if !image.config_read || (config.entrypoint.is_empty() && config.cmd.is_empty()) {
        return Vec::new();
    }
    if config.exposed_ports.is_empty() && start::is_for_people(image) {
        return Vec::new();
    }
    let test = config
        .healthcheck
        .as_ref()
        .and_then(|check| check.test.first());
    let (title, text) = match test.map(String::as_str) {
        None => (say::none(), say::without()),
        Some("NONE") => (say::off(), "HEALTHCHECK NONE"),
        Some(_) => return Vec::new(),
    };
    let severity = match config.exposed_ports.is_empty() {
        true => Severity::Info,
        false => Severity::Low,
    };
    let evidence = vec![places::row(None, text.to_owned())];
    RULE.found_as(severity, title, evidence, fix(image))
}

fn fix(image: &Image) -> String {
    let ports = image.config.config.exposed_ports.iter();
    let port = ports
        .filter_map(|port| port.strip_suffix("/tcp"))
        .next_back();
    let options = "HEALTHCHECK --interval=30s --timeout=3s";
    match port {
        Some(port) => format!(
            "# {}\n\
             {options} CMD [\"wget\", \"-q\", \"-O\", \"/dev/null\", \"http://127.0.0.1:{port}/\"]",
            say::with_a_program()
        ),
        None => format!(
            "# {}\n{options} CMD [\"/app\", \"check\"]",
            say::with_its_own()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;
    use crate::archive::Healthcheck;

    #[test]
    fn missing_and_off() {
        Fixture::new().silent(&RULE);
        let missing = Fixture::new().config(|config| config.healthcheck = None);
        assert_eq!(missing.finding(&RULE).severity, Severity::Info);
        let port = missing.config(|config| config.exposed_ports = vec!["80/tcp".to_owned()]);
        let finding = port.finding(&RULE);
        assert_eq!(finding.severity, Severity::Low);
        assert!(finding.fix.contains("127.0.0.1:80/"));
        let test = vec!["NONE".to_owned()];
        let off = Fixture::new().config(|config| config.healthcheck = Some(Healthcheck { test }));
        assert_eq!(off.finding(&RULE).title, "HEALTHCHECK is turned off");
    }

    #[test]
    fn nothing_to_run() {
        let base = Fixture::new().config(|config| {
            config.healthcheck = None;
            config.cmd.clear();
        });
        base.silent(&RULE);
    }

    #[test]
    fn a_shell_is_for_people() {
        let words = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        let image = |cmd: &[&str], ports: &[&str]| {
            Fixture::new().config(|config| {
                config.healthcheck = None;
                (config.cmd, config.exposed_ports) = (words(cmd), words(ports));
            })
        };
        image(&["/bin/bash"], &[]).silent(&RULE);
        image(&["sleep", "infinity"], &[]).silent(&RULE);
        assert_eq!(image(&["bash"], &["80/tcp"]).findings(&RULE).len(), 1);
        assert_eq!(
            image(&["/bin/sh", "-c", "cron && tail -f x"], &[])
                .findings(&RULE)
                .len(),
            1
        );
    }
}

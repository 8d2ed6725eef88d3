//! Flags: rules of sudo in the final tree that ask for no password.
//!
//! Why: the program that was to run as nobody is root with one word.
//!
//! Fix: leave sudo out of the image; `USER` does what it is for.
//!
//! Where sudo itself is not in the image the rule is idle, and information.
//!
//! References: sudoers(5), `NOPASSWD`; Docker, "Building best practices", `USER`.

use super::paths::Patterns;
use super::{Evidence, Finding, Rule, Severity, Topic, files, kept, told};
use crate::image::Image;
use crate::words::rules::{evidence as told_as, sudo_without_password as say};

/// The rule.
pub static RULE: Rule = Rule {
    id: "sudo-without-password",
    title: say::title,
    why: say::why,
    references: &[
        "https://www.sudo.ws/docs/man/sudoers.man/#NOPASSWD",
        "https://docs.docker.com/build/building/best-practices/#user",
    ],
    topic: Topic::Security,
    severities: &[Severity::High, Severity::Info],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

const PROGRAMS: &[&str] = &["/usr/bin/sudo", "/bin/sudo", "/usr/local/bin/sudo"];

fn check(image: &Image) -> Vec<Finding> {
    let mut evidence: Vec<Evidence> = Vec::new();
    for file in kept::shown(image, &["/etc/sudoers", "/etc/sudoers.d"]) {
        let path = file.place.node;
        // sudo passes over names with a dot, and backups.
        let name = image.stack.tree.name(path);
        if name.contains(&b'.') || name.ends_with(b"~") {
            continue;
        }
        for (number, line) in file.lines() {
            let asks = line.contains("NOPASSWD:") && line.contains('=');
            let defaults = line.starts_with("Defaults") && line.contains("!authenticate");
            if asks || defaults {
                let line = told::line(&told::hidden(image, line));
                evidence.push(file.says(image, told_as::line(number, &line)));
            }
        }
    }
    if evidence.is_empty() {
        return Vec::new();
    }
    let programs = Patterns::all(PROGRAMS);
    let tree = &image.stack.tree;
    let there = files::shown(image)
        .any(|(place, facts)| facts.mode & 0o111 != 0 && programs.get(tree, place.node).is_some());
    let (severity, title) = match there {
        true => (Severity::High, say::title()),
        false => (Severity::Info, say::idle()),
    };
    let fix = format!("# {}\nUSER 10001:10001", say::without());
    RULE.found_as(severity, title, evidence, fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, text};
    use super::*;

    #[test]
    fn with_and_without_sudo() {
        let items = [
            text(
                "etc/sudoers",
                "# NOPASSWD:\nroot ALL=(ALL) ALL\n%wheel ALL=(ALL) NOPASSWD: ALL\n",
            ),
            text("etc/sudoers.d/app", "app ALL=(root) NOPASSWD:/bin/kill\n"),
            text("etc/sudoers.d/old.bak", "me ALL=(root) NOPASSWD: ALL\n"),
        ];
        let image = Fixture::new().layer("COPY etc /etc", &items);
        let finding = image.finding(&RULE);
        let texts: Vec<&str> = finding.evidence.iter().map(|e| e.text.as_str()).collect();
        let expected = [
            "line 3: %wheel ALL=(ALL) NOPASSWD: ALL",
            "line 1: app ALL=(root) NOPASSWD:/bin/kill",
        ];
        assert_eq!(
            (texts.as_slice(), finding.severity),
            (&expected[..], Severity::Info)
        );
        let sudo = file("usr/bin/sudo", 9).mode(0o4755);
        let image = image.layer("RUN apt-get install sudo", &[sudo]);
        assert_eq!(image.finding(&RULE).severity, Severity::High);
    }

    #[test]
    fn with_a_password() {
        let items = [
            text(
                "etc/sudoers",
                "# %sudo ALL=(ALL) NOPASSWD: ALL\n%sudo ALL=(ALL:ALL) ALL\n",
            ),
            file("usr/bin/sudo", 9).mode(0o4755),
        ];
        Fixture::new()
            .layer("RUN apt-get install sudo", &items)
            .silent(&RULE);
    }
}

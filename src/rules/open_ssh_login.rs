//! Flags: settings of an SSH server in the image by which root logs in with a password, or anybody
//! without one.
//!
//! Why: whoever reaches the port has all the time to guess, and everything once it is guessed.
//!
//! Fix: no SSH server in an image (`remote-shell` tells of it); where there must be one, keys only.
//!
//! Only settings that are written out and in force count: the first of a name, in the file and those
//! beside it, and those of `Match` blocks. Without `sshd` in the image they are idle, and let pass.
//!
//! References: sshd_config(5), `PermitRootLogin`, `PermitEmptyPasswords`.

use std::collections::HashSet;

use super::paths::Patterns;
use super::{Evidence, Finding, Rule, Severity, Topic, kept};
use crate::image::{Event, Image};
use crate::layer::Kind;
use crate::words::rules::{evidence as told_as, open_ssh_login as say};

/// The rule.
pub static RULE: Rule = Rule {
    id: "open-ssh-login",
    title: say::title,
    why: say::why,
    references: &["https://man7.org/linux/man-pages/man5/sshd_config.5.html"],
    topic: Topic::Security,
    severities: &[Severity::High],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

const PROGRAMS: &[&str] = &["/usr/sbin/sshd", "/usr/bin/sshd", "/usr/local/sbin/sshd"];

fn check(image: &Image) -> Vec<Finding> {
    let programs = Patterns::all(PROGRAMS);
    let tree = &image.stack.tree;
    let mut shown = image
        .visible()
        .filter(|(node, _)| programs.get(tree, *node).is_some());
    let is_file = |event: &Event| {
        let facts = image.facts(event);
        facts.is_some_and(|facts| matches!(facts.kind, Kind::File | Kind::HardLink))
    };
    if !shown.any(|(_, event)| is_file(&event)) {
        return Vec::new();
    }
    // Those beside the file are included at its top, as distributions have it.
    let beside = kept::shown(image, &["/etc/ssh/sshd_config.d"]);
    let files = beside
        .into_iter()
        .chain(kept::shown(image, &["/etc/ssh/sshd_config"]));
    let files: Vec<_> = files.collect();
    let (mut evidence, mut seen): (Vec<Evidence>, HashSet<String>) = (Vec::new(), HashSet::new());
    for file in &files {
        let mut within = false;
        for (number, line) in file.lines() {
            let mut words = line.split(|c: char| c.is_whitespace() || c == '=');
            let mut words = words.by_ref().filter(|word| !word.is_empty());
            let (Some(name), Some(value)) = (words.next(), words.next()) else {
                continue;
            };
            let name = name.to_ascii_lowercase();
            within |= name == "match";
            let open = matches!(name.as_str(), "permitrootlogin" | "permitemptypasswords")
                && value.trim_matches('"').eq_ignore_ascii_case("yes");
            // The first of a name counts.
            let first = within || seen.insert(name);
            if open && first {
                evidence.push(file.says(image, told_as::line(number, &kept::name(line))));
            }
        }
    }
    let title = match evidence
        .iter()
        .any(|e| e.text.to_ascii_lowercase().contains("empty"))
    {
        true => say::empty(),
        false => say::root(),
    };
    let fix = format!(
        "# {}\n\
         # docker exec -it CONTAINER sh\n\
         # {}\n\
         RUN printf '%s\\n' 'PermitRootLogin no' 'PermitEmptyPasswords no' \\\n    \
         'PasswordAuthentication no' > /etc/ssh/sshd_config.d/00-keys-only.conf",
        say::no_server(),
        say::if_must()
    );
    RULE.found_as(Severity::High, title, evidence, fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file, text};
    use super::*;

    fn with(config: &str) -> Fixture {
        let items = [
            text("etc/ssh/sshd_config", config),
            file("usr/sbin/sshd", 9).mode(0o755),
        ];
        Fixture::new().layer("RUN apt-get install openssh-server", &items)
    }

    #[test]
    fn in_force() {
        let finding = with("#PermitRootLogin no\nPermitRootLogin yes\n").finding(&RULE);
        assert_eq!(finding.evidence[0].text, "line 2: PermitRootLogin yes");
        let finding =
            with("permitrootlogin=no\nMatch User x\n  PermitEmptyPasswords yes\n").finding(&RULE);
        assert!(finding.title.contains("without a password"));
        let beside = [text(
            "etc/ssh/sshd_config.d/a.conf",
            "PermitRootLogin yes\n",
        )];
        let finding = with("PermitRootLogin no\n")
            .layer("COPY a /etc", &beside)
            .finding(&RULE);
        let paths: Vec<_> = finding
            .evidence
            .iter()
            .filter_map(|e| e.path.as_deref())
            .collect();
        assert_eq!(paths, ["etc/ssh/sshd_config.d/a.conf"]);
    }

    #[test]
    fn idle_or_closed() {
        with("PermitRootLogin prohibit-password\nPermitRootLogin yes\n").silent(&RULE);
        with("#PermitRootLogin yes\nPermitEmptyPasswords no\n").silent(&RULE);
        let config = [text("etc/ssh/sshd_config", "PermitRootLogin yes\n")];
        Fixture::new().layer("COPY x /", &config).silent(&RULE);
    }
}

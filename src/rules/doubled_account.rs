//! Flags: names and numbers that stand twice in the final tree's `/etc/passwd` or `/etc/group`.
//!
//! Why: who owns a file then depends on which line a program reads first.
//!
//! Fix: a number of its own for each.
//!
//! A second account with the number 0 is told by `second-root` alone.
//!
//! References: passwd(5), group(5); dockle.

use std::collections::HashMap;

use super::{Evidence, Finding, Rule, Severity, Topic, kept};
use crate::image::Image;
use crate::words::rules::doubled_account as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "doubled-account",
    title: say::title,
    why: say::why,
    references: &[
        "https://man7.org/linux/man-pages/man5/passwd.5.html",
        "https://man7.org/linux/man-pages/man5/group.5.html",
    ],
    topic: Topic::Security,
    severities: &[Severity::Medium],
    peers: &["dockle DKL-LI-0002"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let mut evidence: Vec<Evidence> = Vec::new();
    for (path, number) in [("/etc/passwd", "uid"), ("/etc/group", "gid")] {
        for file in kept::shown(image, &[path]) {
            let mut doubled = Doubled::default();
            for (_, line) in file.lines() {
                let fields: Vec<&str> = line.split(':').collect();
                let [name, _, id, ..] = fields.as_slice() else {
                    continue;
                };
                if !name.starts_with(['+', '-']) && !name.is_empty() {
                    doubled.add(name, id, number);
                }
            }
            let says = doubled.says.into_iter();
            evidence.extend(says.map(|what| file.says(image, what)));
        }
    }
    let title = match evidence.as_slice() {
        [] => return Vec::new(),
        [one] => say::twice(&one.text),
        several => say::several(several.len()),
    };
    let fix = format!(
        "# {}\n\
         RUN groupadd --gid 10001 app && useradd --uid 10001 --gid app --no-create-home app",
        say::own_number()
    );
    RULE.found_as(Severity::Medium, title, evidence, fix)
}

/// What stands twice in one file.
#[derive(Default)]
struct Doubled<'a> {
    names: HashMap<&'a str, u32>,
    ids: HashMap<&'a str, (&'a str, u32)>,
    says: Vec<String>,
}

impl<'a> Doubled<'a> {
    fn add(&mut self, name: &'a str, id: &'a str, number: &str) {
        let times = self.names.entry(name).or_default();
        *times += 1;
        if *times == 2 {
            self.says.push(say::the_name(&kept::name(name)));
        }
        let (first, times) = self.ids.entry(id).or_insert((name, 0));
        *times += 1;
        // Another root has a rule of its own; a line twice is told by its name.
        let told = id.is_empty() || id == "0" && number == "uid" || *first == name;
        if *times == 2 && !told {
            let (first, name) = (kept::name(first), kept::name(name));
            self.says
                .push(say::number_of(number, &kept::name(id), &first, &name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, text};
    use super::*;

    #[test]
    fn names_and_numbers() {
        let passwd = "root:x:0:0::/:/\na:x:7:7::/:/\nb:x:7:8::/:/\na:x:9:9::/:/\ntoor:x:0:0::/:/\n";
        let group = "root:x:0:\nwheel:x:0:\na:x:7:\n";
        let items = [text("etc/passwd", passwd), text("etc/group", group)];
        let finding = Fixture::new().layer("COPY x /", &items).finding(&RULE);
        let texts: Vec<&str> = finding.evidence.iter().map(|e| e.text.as_str()).collect();
        assert_eq!(
            texts,
            ["uid 7 of a and b", "the name a", "gid 0 of root and wheel"]
        );
        assert_eq!(finding.title, "3 names or numbers of accounts stand twice");
    }

    #[test]
    fn each_once() {
        let passwd = "root:x:0:0::/:/\ntoor:x:0:0::/:/\na:x:7:7::/:/\n+::::::\n+@x::::::\n";
        let items = [
            text("etc/passwd", passwd),
            text("etc/group", "a:x:7:\nb:x:8:a\n"),
        ];
        Fixture::new().layer("COPY x /", &items).silent(&RULE);
    }
}

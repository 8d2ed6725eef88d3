//! Flags: accounts of the final tree with the number 0 that are not called `root`.
//!
//! Why: the number decides, not the name: each of them is root, and who looks for root's logins
//! does not see theirs.
//!
//! Fix: a number of its own.
//!
//! FreeBSD's `toor` is one too. Windows has no such file.
//!
//! References: passwd(5); CIS Distribution Independent Linux Benchmark 6.2, "root is the only UID 0".

use super::{Evidence, Finding, Rule, Severity, Topic, kept};
use crate::image::Image;
use crate::words::rules::second_root as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "second-root",
    title: say::title,
    why: say::why,
    references: &["https://man7.org/linux/man-pages/man5/passwd.5.html"],
    topic: Topic::Security,
    severities: &[Severity::High],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let (mut names, mut evidence): (Vec<String>, Vec<Evidence>) = (Vec::new(), Vec::new());
    for file in kept::shown(image, &["/etc/passwd"]) {
        for (_, line) in file.lines() {
            let fields: Vec<&str> = line.split(':').collect();
            let [name, _, uid, ..] = fields.as_slice() else {
                continue;
            };
            if *uid == "0" && *name != "root" && !name.starts_with(['+', '-']) {
                let name = kept::name(name);
                evidence.push(file.says(image, format!("{name}: uid 0")));
                names.push(name);
            }
        }
    }
    if names.is_empty() {
        return Vec::new();
    }
    let title = match names.len() {
        1 => say::one(&names[0]),
        _ => say::several(&kept::names(&names)),
    };
    let fix = format!(
        "# {}\nRUN usermod --non-unique --uid 1000 {}",
        say::own_number(),
        names[0]
    );
    RULE.found_as(Severity::High, title, evidence, fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, text};
    use super::*;

    #[test]
    fn by_its_number() {
        let passwd = "root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/root:/bin/sh\nme:x:10:0::/:/bin/sh\n";
        let image = Fixture::new().layer("RUN useradd", &[text("etc/passwd", passwd)]);
        let finding = image.finding(&RULE);
        assert_eq!(finding.title, "The account toor is root by its number");
        assert_eq!(finding.evidence[0].text, "toor: uid 0");
    }

    #[test]
    fn only_root() {
        let passwd = "root:x:0:0::/root:/bin/sh\nroot:x:0:0::/root:/bin/sh\n+x:x:0:0::/:/\n:0";
        let items = [
            text("etc/passwd", passwd),
            text("srv/etc/passwd", "a:x:0:0::/:/\n"),
        ];
        Fixture::new().layer("COPY x /", &items).silent(&RULE);
    }
}

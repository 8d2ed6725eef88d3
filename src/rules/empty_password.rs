//! Flags: accounts of the final tree without any password, by which anybody can log in.
//!
//! Why: `su`, a login by SSH or on a terminal then asks for nothing.
//!
//! Fix: lock the account; `passwd -d` deletes the password and locks nothing.
//!
//! Where `/etc/shadow` has an account it decides, otherwise the field of `/etc/passwd` does. A
//! locked one (`*`, `!`) has no empty password.
//!
//! References: passwd(5), shadow(5); dockle; CVE-2019-5021.

use std::collections::HashSet;

use super::{Evidence, Finding, Rule, Severity, Topic, kept};
use crate::image::Image;
use crate::words::rules::empty_password as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "empty-password",
    title: say::title,
    why: say::why,
    references: &[
        "https://man7.org/linux/man-pages/man5/shadow.5.html",
        "https://nvd.nist.gov/vuln/detail/CVE-2019-5021",
    ],
    topic: Topic::Security,
    severities: &[Severity::High],
    peers: &["dockle DKL-LI-0001"],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    let (mut names, mut evidence): (Vec<String>, Vec<Evidence>) = (Vec::new(), Vec::new());
    let mut shadowed = HashSet::new();
    let files = kept::shown(image, &["/etc/shadow"]);
    let files: Vec<_> = files
        .into_iter()
        .chain(kept::shown(image, &["/etc/passwd"]))
        .collect();
    for (at, file) in files.iter().enumerate() {
        for (_, line) in file.lines() {
            let mut fields = line.split(':');
            let (Some(name), Some(password), Some(_)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            // A line of `+` asks the network for more accounts.
            if name.is_empty() || name.starts_with(['+', '-']) || !shadowed.insert(name) && at > 0 {
                continue;
            }
            if password.is_empty() {
                let name = kept::name(name);
                evidence.push(file.says(image, say::without(&name)));
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
    let lock: Vec<String> = names
        .iter()
        .take(5)
        .map(|name| format!("passwd -l {name}"))
        .collect();
    let fix = format!("RUN {}", lock.join(" && "));
    RULE.found_as(Severity::High, title, evidence, fix)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, gone, text};
    use super::*;

    #[test]
    fn by_either_file() {
        let image = Fixture::new().layer(
            "COPY etc /etc",
            &[
                text(
                    "etc/passwd",
                    "root:x:0:0::/root:/bin/sh\nold::7:7::/:/bin/sh\nme:x:9:9::/:/bin/sh\n",
                ),
                text(
                    "etc/shadow",
                    "root:*:19000:0:99999:7:::\nme::19000:0:99999:7:::\n",
                ),
            ],
        );
        let finding = image.finding(&RULE);
        assert_eq!(finding.title, "The accounts me and old have no password");
        let paths: Vec<_> = finding
            .evidence
            .iter()
            .filter_map(|e| e.path.as_deref())
            .collect();
        assert_eq!(paths, ["etc/shadow", "etc/passwd"]);
        assert_eq!(finding.fix, "RUN passwd -l me && passwd -l old");
    }

    #[test]
    fn locked_or_gone() {
        let items = [
            text(
                "etc/passwd",
                "# none\nroot::0:0::/root:/bin/sh\n+::::::\nbroken\n",
            ),
            text("etc/shadow", "root:!:19000::::::\nme:!!:19000::::::\n"),
        ];
        Fixture::new().layer("COPY etc /etc", &items).silent(&RULE);
        Fixture::new()
            .layer("COPY etc /etc", &[text("etc/shadow", "me::1::::::\n")])
            .layer("RUN rm", &[gone("etc/shadow")])
            .silent(&RULE);
    }
}

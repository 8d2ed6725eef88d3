//! Flags: passwords' hashes in `/etc/shadow` or `/etc/passwd`, in any layer.
//!
//! Why: whoever pulls the image can guess at them for as long as it takes, also where a later
//! layer locks the account or has another file: the layer still has the hash.
//!
//! Fix: no passwords in images; lock the account.
//!
//! The hash itself is never shown. Locked accounts with a hash behind the `!` count too.
//!
//! References: shadow(5), crypt(5).

use std::collections::BTreeMap;

use super::{Evidence, Finding, Rule, Severity, Topic, kept};
use crate::image::Image;
use crate::words::rules::password_hash as say;

/// The rule.
pub static RULE: Rule = Rule {
    id: "password-hash",
    title: say::title,
    why: say::why,
    references: &[
        "https://man7.org/linux/man-pages/man5/shadow.5.html",
        "https://man7.org/linux/man-pages/man5/crypt.5.html",
    ],
    topic: Topic::Security,
    severities: &[Severity::High],
    peers: &[],
    check,
    takes: super::takes::nothing,
};

fn check(image: &Image) -> Vec<Finding> {
    // By account and file: the lowest layer that has it, and whether the final tree shows it.
    let mut found: BTreeMap<(String, u32), (Evidence, bool)> = BTreeMap::new();
    for file in kept::versions(image, &["/etc/shadow", "/etc/passwd"]) {
        for (_, line) in file.lines() {
            let mut fields = line.split(':');
            let (Some(name), Some(password)) = (fields.next(), fields.next()) else {
                continue;
            };
            if !is_hash(password) {
                continue;
            }
            let name = kept::name(name);
            let evidence = file.says(image, say::hash_of(&name));
            let entry = found.entry((name, file.place.node));
            // The latest version comes first, so the last is the lowest layer.
            let entry = entry.or_insert_with(|| (evidence.clone(), file.shown));
            entry.0 = evidence;
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let mut names: Vec<String> = found.keys().map(|(name, _)| name.clone()).collect();
    names.dedup();
    let title = match names.len() {
        1 => say::one(&names[0]),
        _ => say::several(&kept::names(&names)),
    };
    let evidence = found.into_values().map(|(mut evidence, shown)| {
        if !shown {
            evidence.text = say::still_read(&evidence.text);
        }
        evidence
    });
    let fix = format!(
        "# {}\nRUN useradd --uid 10001 --no-create-home {}",
        say::locked(),
        names[0]
    );
    RULE.found_as(Severity::High, title, evidence.collect(), fix)
}

/// Whether a field has a hash: crypt's `$id$salt$hash`, or the old form of 13 letters.
fn is_hash(password: &str) -> bool {
    let bare = password.trim_start_matches('!');
    let modern = bare.starts_with('$') && bare.matches('$').count() >= 3 && bare.len() >= 20;
    let old = bare.len() == 13
        && bare
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"./".contains(&b));
    modern || old
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, text};
    use super::*;

    #[test]
    fn in_any_layer() {
        let hash = format!("$6${}${}", "salt", "aZ09./".repeat(14));
        let before = format!("root:{hash}:19000::::::\nme:!{hash}:19000::::::\n");
        let after = format!("root:*:19000::::::\nme:!{hash}:19000::::::\n");
        let finding = Fixture::new()
            .layer("RUN chpasswd", &[text("etc/shadow", &before)])
            .layer("RUN passwd -l root", &[text("etc/shadow", &after)])
            .finding(&RULE);
        let evidence: Vec<_> = finding
            .evidence
            .iter()
            .map(|e| (e.layer, e.text.as_str()))
            .collect();
        let later =
            "the hash of root's password, changed later, but can still be read from this layer";
        assert_eq!(
            evidence,
            [(Some(0), "the hash of me's password"), (Some(0), later)]
        );
        assert!(!format!("{finding:?}").contains("salt"));
    }

    #[test]
    fn no_hashes() {
        let shadow =
            "root:*:1::::::\na:!:1::::::\nb:!!:1::::::\nc:x:1::::::\nd::1::::::\ne:!*:1::::::\n";
        let passwd = "root:x:0:0::/:/\n";
        let items = [text("etc/shadow", shadow), text("etc/passwd", passwd)];
        Fixture::new().layer("COPY x /", &items).silent(&RULE);
    }
}

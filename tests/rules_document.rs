//! `docs/rules.md` says what the rules say of themselves. `PEEL_WRITE_DOCS=1 cargo test --test
//! rules_document` writes it anew.

use std::fs;
use std::path::Path;

use peel::rules::{RULES, Rule, Severity, Topic};

const HEAD: &str = "\
# Rules

What `peel analyze`, `peel check` and the page look for in an image's config, history and layers. Made from the
rules' own metadata; [tests/rules_document.rs](../tests/rules_document.rs) holds it to that. Each rule is a file of
[src/rules](../src/rules), with its tests beside it; [docs/check.md](check.md) tells how to ignore one, with a reason.

A finding has its evidence (the layer, the path, the instruction), the bytes that it costs where it costs any, and
the fix. *Peers* are checks of other programs that look for the same.

";

fn document() -> String {
    let mut text = HEAD.to_owned();
    text += "| rule | about | severity | what it flags |\n|---|---|---|---|\n";
    for rule in RULES {
        text += &format!(
            "| [`{0}`](#{0}) | {1} | {2} | {3} |\n",
            rule.id,
            rule.topic.name(),
            severities(rule),
            (rule.title)()
        );
    }
    for topic in [Topic::Security, Topic::Size, Topic::Build] {
        let name = topic.name();
        text += &format!("\n## {}{}\n", name[..1].to_uppercase(), &name[1..]);
        for rule in RULES.iter().filter(|rule| rule.topic == topic) {
            text += &format!(
                "\n### {}\n\n**{}.** {}\n",
                rule.id,
                (rule.title)(),
                (rule.why)()
            );
            let peers = match rule.peers.is_empty() {
                true => "none that is known".to_owned(),
                false => rule.peers.join(", "),
            };
            text += &format!("\n- Severity: {}\n- Peers: {peers}\n", severities(rule));
            for reference in rule.references {
                text += &format!("- <{reference}>\n");
            }
        }
    }
    text
}

fn severities(rule: &Rule) -> String {
    let names: Vec<&str> = rule
        .severities
        .iter()
        .map(|severity| Severity::name(*severity))
        .collect();
    names.join(", ")
}

#[test]
fn it_is_what_the_rules_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    if std::env::var_os("PEEL_WRITE_DOCS").is_some() {
        fs::write(&path, document()).expect("docs can be written");
    }
    let there = fs::read_to_string(&path).expect("docs/rules.md");
    assert!(
        there == document(),
        "docs/rules.md is old: PEEL_WRITE_DOCS=1 cargo test --test rules_document"
    );
}

//! `docs/rules.md` says what the rules say of themselves. `PEEL_WRITE_DOCS=1 cargo test --test
//! rules_document` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
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

/// What somebody said of every finding in the images of `tests/images/precision`: the image, the rule, how many
/// findings, how many of them are false alarms, and why.
const VERDICTS: &str = include_str!("images/precision/verdicts.tsv");

/// How precise a rule is on those images.
#[derive(Default)]
struct Precision {
    images: BTreeSet<&'static str>,
    findings: usize,
    wrong: usize,
    /// Why, and in which images.
    reasons: BTreeMap<&'static str, Vec<&'static str>>,
}

fn precision() -> BTreeMap<&'static str, Precision> {
    let mut rules: BTreeMap<&str, Precision> = BTreeMap::new();
    for line in VERDICTS.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [image, rule, findings, wrong, why] = fields.as_slice() else {
            panic!("not five fields: {line}");
        };
        let [findings, wrong] = [findings, wrong].map(|n| n.parse::<usize>().expect("a number"));
        assert!(RULES.iter().any(|known| known.id == *rule), "{line}");
        assert!(wrong <= findings && (wrong > 0) != why.is_empty(), "{line}");
        let precision = rules.entry(rule).or_default();
        assert!(precision.images.insert(image), "twice: {line}");
        precision.findings += findings;
        precision.wrong += wrong;
        if wrong > 0 {
            precision.reasons.entry(why).or_default().push(image);
        }
    }
    rules
}

/// What is said of it, as an item of a list.
fn told(precision: Option<&Precision>) -> String {
    let Some(precision) = precision else {
        return "- Precision: no finding in the set\n".to_owned();
    };
    let right = precision.findings - precision.wrong;
    let mut text = format!(
        "- Precision: {right} of {} findings are right, in {} images\n",
        precision.findings,
        precision.images.len()
    );
    for (why, images) in &precision.reasons {
        text += &format!("  - not in {}: {why}\n", images.join(", "));
    }
    text
}

fn document() -> String {
    let precision = precision();
    let images: BTreeSet<_> = precision.values().flat_map(|of| &of.images).collect();
    let findings: usize = precision.values().map(|of| of.findings).sum();
    let wrong: usize = precision.values().map(|of| of.wrong).sum();
    let mut text = HEAD.to_owned();
    text += &format!(
        "*Precision* is what people said who read every finding in the {} images of\n\
         [tests/images/precision](../tests/images/precision), made for it from Dockerfiles of many kinds: {} of {findings} \
         findings are right.\nThe others are named with their rules; whatever of them had a cause in a rule is no finding \
         any more.\n\n",
        images.len(),
        findings - wrong,
    );
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
            text += &told(precision.get(rule.id));
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

//! JUnit's XML: an image is a suite, a rule or a limit is a test.
//!
//! Rules that found nothing are tests that pass, so that a list of tests does not change its
//! length with what is found.

use std::fmt::Write as _;

use super::places::{limit, lines, title};
use crate::check::{ImageOutcome, Judged, Outcome};
use crate::rules::RULES;
use crate::text::{hides, visible};

/// What a test says: the element's name, its message and its text.
type Entry = (&'static str, String, String);

pub(super) fn xml(outcome: &Outcome) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"peel check\">\n",
    );
    for image in &outcome.images {
        suite(&mut out, image);
    }
    let broken = outcome.problems.iter().map(|text| ("error", text));
    let broken: Vec<_> = broken
        .chain(outcome.expired.iter().map(|text| ("failure", text)))
        .collect();
    if !broken.is_empty() {
        let errors = outcome.problems.len();
        let _ = writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{errors}\" skipped=\"0\">",
            escaped(&outcome.source),
            broken.len(),
            broken.len() - errors
        );
        for (kind, text) in broken {
            let name = if kind == "error" {
                "readable"
            } else {
                "ignore"
            };
            case(
                &mut out,
                &outcome.source,
                name,
                &[(kind, text.clone(), String::new())],
            );
        }
        out += "  </testsuite>\n";
    }
    out + "</testsuites>\n"
}

fn suite(out: &mut String, image: &ImageOutcome) {
    let mut cases: Vec<(&str, Vec<Entry>)> = Vec::new();
    for rule in RULES {
        let of_rule = image.findings.iter().filter(|j| j.finding.rule == rule.id);
        cases.push((rule.id, of_rule.filter_map(result).collect()));
    }
    for kept in &image.limits {
        let broken = (!kept.passed).then(|| ("failure", limit(kept), String::new()));
        cases.push((kept.name, broken.into_iter().collect()));
    }
    let with = |kind: &str| {
        let has =
            |(_, results): &&(&str, Vec<Entry>)| results.iter().any(|(known, ..)| *known == kind);
        cases.iter().filter(has).count()
    };
    let failures = with("failure");
    let skipped = with("skipped");
    let _ = writeln!(
        out,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">",
        escaped(&image.name),
        cases.len()
    );
    for (name, results) in &cases {
        case(out, &image.name, name, results);
    }
    out.push_str("  </testsuite>\n");
}

/// What a finding makes of its rule's test; a finding below the threshold lets it pass.
fn result(judged: &Judged) -> Option<Entry> {
    match (&judged.ignored, judged.fails) {
        (Some(reason), _) => Some(("skipped", reason.clone(), String::new())),
        (None, true) => Some(("failure", title(judged), lines(judged).join("\n"))),
        (None, false) => None,
    }
}

fn case(out: &mut String, class: &str, name: &str, results: &[Entry]) {
    let (class, name) = (escaped(class), escaped(name));
    let _ = write!(out, "    <testcase classname=\"{class}\" name=\"{name}\"");
    if results.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push_str(">\n");
    // A test has one result: what fails hides what is skipped.
    let fails = results.iter().any(|(kind, ..)| *kind != "skipped");
    let shown = results
        .iter()
        .filter(|(kind, ..)| !fails || *kind != "skipped");
    for (kind, message, text) in shown.take(if fails { usize::MAX } else { 1 }) {
        let _ = writeln!(
            out,
            "      <{kind} message=\"{}\">{}</{kind}>",
            escaped(message),
            escaped(text)
        );
    }
    out.push_str("    </testcase>\n");
}

/// Text in XML 1.0: markup is escaped, and what no document may hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c if hides(c) => out.push_str(&visible(c.encode_utf8(&mut [0; 4]))),
            c => out.push(c),
        }
    }
    out
}

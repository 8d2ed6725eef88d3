//! What an image says cannot leave the place that a form gives it.

use super::{Format, print};
use crate::check::{ImageOutcome, Judged, Limit, Outcome};
use crate::dockerfile::Lines;
use crate::rules::{Evidence, Finding, Score, Severity};

/// A name that would end every form's strings, and begin something else.
const STRANGE: &str =
    "a%0A::error::x\r\n::b,c: \"'<img src=x> ]]> & `` | @me #1 \u{1b}[31m\u{202e}\u{0}";

fn outcome() -> Outcome {
    let finding = Finding {
        rule: "secret-file".to_owned(),
        severity: Severity::Critical,
        title: STRANGE.to_owned(),
        why: "Because.".to_owned(),
        evidence: vec![Evidence {
            layer: Some(1),
            path: Some(STRANGE.to_owned()),
            text: STRANGE.to_owned(),
            bytes: 5,
            lines: None,
        }],
        more: 2,
        bytes: 5,
        origin: None,
        fix: format!("RUN x\n```\n{STRANGE}"),
        translations: Vec::new(),
    };
    let judged = |fails, ignored: Option<&str>| Judged {
        finding: finding.clone(),
        fails,
        ignored: ignored.map(str::to_owned),
    };
    Outcome {
        source: STRANGE.to_owned(),
        dockerfile: None,
        passed: false,
        fail_on: Some(Severity::High),
        images: vec![ImageOutcome {
            name: STRANGE.to_owned(),
            passed: false,
            score: Score::of([&finding]),
            limits: vec![Limit {
                name: "max-size",
                allowed: "at most 1B".to_owned(),
                measured: "2B".to_owned(),
                passed: false,
            }],
            findings: vec![judged(true, None), judged(false, Some(STRANGE))],
        }],
        expired: vec![STRANGE.to_owned()],
        problems: vec![STRANGE.to_owned()],
    }
}

#[test]
fn nothing_is_hidden_or_coloured() {
    for (name, form) in Format::ALL {
        let text = print(&outcome(), *form);
        let bad = |c: &char| (c.is_control() && *c != '\n') || *c == '\u{202e}';
        // JSON escapes controls itself; bidi marks are data there.
        if !["json", "sarif"].contains(name) {
            assert_eq!(text.chars().find(bad), None, "{name}: {text}");
        }
        assert!(text.ends_with('\n'), "{name}");
    }
}

#[test]
fn a_command_stays_one_line() {
    let text = print(&outcome(), Format::Github);
    assert_eq!(text.lines().count(), 4, "{text}");
    for line in text.lines() {
        assert!(line.starts_with("::error title="), "{line}");
        let about = line["::error title=".len()..].split("::").next();
        let about = about.unwrap_or_default();
        assert!(!about.contains([',', ':']), "{about}");
        assert!(!line.contains("%0A::error::x"), "{line}");
    }
}

#[test]
fn markdown_holds_no_html_of_the_image() {
    let text = print(&outcome(), Format::Markdown);
    let (mut fence, mut outside) = (None, String::new());
    for line in text.lines() {
        match fence {
            None if line.ends_with("dockerfile") => {
                fence = Some(line.trim_end_matches("dockerfile").to_owned());
            }
            None if !line.starts_with("- `") => outside += &format!("{line}\n"),
            Some(ref end) if line == end => fence = None,
            _ => {}
        }
    }
    assert_eq!(fence, None, "a fence is open: {text}");
    assert!(
        !outside.contains("<img") && !outside.contains("@me"),
        "{outside}"
    );
    for row in outside
        .lines()
        .filter(|line| line.starts_with("| ❌ | critical"))
    {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 6, "{row}");
    }
}

#[test]
fn places_are_lines_of_the_dockerfile() {
    let mut outcome = outcome();
    outcome.dockerfile = Some(STRANGE.to_owned());
    for judged in &mut outcome.images[0].findings {
        judged.finding.evidence[0].lines = Some(Lines { first: 7, last: 9 });
    }
    let text = print(&outcome, Format::Github);
    assert_eq!(text.lines().count(), 4, "{text}");
    let found = text
        .lines()
        .filter(|line| line.starts_with("::error file="));
    let found: Vec<&str> = found.collect();
    assert_eq!(found.len(), 1, "{text}");
    assert!(found[0].contains(",line=7,endLine=9,title="), "{text}");
    let about = found[0]["::error ".len()..].split("::").next();
    assert_eq!(
        about.map(|about| about.matches(',').count()),
        Some(3),
        "{text}"
    );
    let sarif = print(&outcome, Format::Sarif);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["region"]["startLine"], 7);
    assert_eq!(place["region"]["endLine"], 9);
    assert!(place["artifactLocation"]["uriBaseId"].is_null(), "{place}");
}

//! Markdown for a comment on a pull request.
//!
//! What comes from an image stands in text whose markup is escaped, or in code: it can make no
//! link, no picture, no mention of a person, and no HTML.

use std::fmt::Write as _;

use super::places::place;
use crate::check::{ImageOutcome, Judged, Outcome};
use crate::text::{size, visible};

/// Places of a finding that are shown; a comment may have 65,536 characters.
const PLACES: usize = 5;

pub(super) fn comment(outcome: &Outcome) -> String {
    let verdict = match (outcome.problems.is_empty(), outcome.passed) {
        (_, false) => "failed",
        (false, true) => "not all could be read",
        (true, true) => "passed",
    };
    let mut out = format!("## peel check: {verdict}\n");
    for sentence in outcome.problems.iter().chain(&outcome.expired) {
        let _ = write!(out, "\n- {}", text(sentence));
    }
    if !outcome.problems.is_empty() || !outcome.expired.is_empty() {
        out.push('\n');
    }
    for image in &outcome.images {
        of_image(&mut out, image);
    }
    out
}

fn of_image(out: &mut String, image: &ImageOutcome) {
    let score = &image.score;
    let _ = writeln!(
        out,
        "\n### {}\n\n**Score {}**: {}",
        text(&image.name),
        score.grade,
        text(&score.arithmetic())
    );
    if !image.limits.is_empty() {
        out.push_str("\n| | budget | measured | allowed |\n|---|---|---:|---|\n");
    }
    for limit in &image.limits {
        let mark = if limit.passed { "✅" } else { "❌" };
        let (name, measured, allowed) = (limit.name, &limit.measured, &limit.allowed);
        let _ = writeln!(out, "| {mark} | {name} | {measured} | {allowed} |");
    }
    let (ignored, shown): (Vec<_>, Vec<_>) = image
        .findings
        .iter()
        .partition(|judged| judged.ignored.is_some());
    if !shown.is_empty() {
        out.push_str("\n| | severity | rule | finding | bytes |\n|---|---|---|---|---:|\n");
    }
    for judged in &shown {
        let finding = &judged.finding;
        let mark = if judged.fails { "❌" } else { "" };
        let bytes = match finding.bytes {
            0 => String::new(),
            bytes => size(bytes),
        };
        let _ = writeln!(
            out,
            "| {mark} | {} | {} | {} | {bytes} |",
            finding.severity.name(),
            finding.rule,
            text(&finding.title)
        );
    }
    for judged in shown.iter().filter(|judged| judged.fails) {
        details(out, judged);
    }
    for judged in ignored {
        let reason = judged.ignored.as_deref().unwrap_or_default();
        let _ = write!(
            out,
            "\nIgnored: {} ({})\n",
            judged.finding.rule,
            text(reason)
        );
    }
}

fn details(out: &mut String, judged: &Judged) {
    let finding = &judged.finding;
    let _ = writeln!(
        out,
        "\n<details><summary>{}: {}</summary>\n\n{}\n",
        finding.rule,
        text(&finding.title),
        text(&finding.why)
    );
    for evidence in finding.evidence.iter().take(PLACES) {
        let _ = writeln!(out, "- {}", code(&place(evidence)));
    }
    let more = finding.evidence.len().saturating_sub(PLACES) as u64 + finding.more;
    if more > 0 {
        let _ = writeln!(out, "- and {more} more");
    }
    if !finding.fix.is_empty() {
        let lines: Vec<String> = finding.fix.lines().map(visible).collect();
        let fix = lines.join("\n");
        let fence = "`".repeat(longest_run(&fix).max(2) + 1);
        let _ = writeln!(out, "\n{fence}dockerfile\n{fix}\n{fence}");
    }
    out.push_str("\n</details>\n");
}

/// A stranger's text, in one line, as text and nothing else.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // As references they make no mention, no issue's number and no address.
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            ':' => out.push_str("&#58;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A stranger's text as code, with as many backticks around it as it needs.
fn code(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    format!("{fence} {text} {fence}")
}

/// The longest run of backticks.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}

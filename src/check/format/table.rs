//! The outcome for a terminal.

use std::fmt::{self, Write as _};

use super::places::place;
use crate::check::{ImageOutcome, Judged, Outcome};
use crate::text::{size, visible};

/// Places of a finding that are shown; the JSON form has more.
const PLACES: usize = 3;

pub(super) fn table(outcome: &Outcome) -> String {
    let mut out = String::new();
    for image in &outcome.images {
        // Writing to a String cannot fail.
        let _ = write(&mut out, image);
        out.push('\n');
    }
    for sentence in &outcome.expired {
        out += &format!("FAIL  {}\n", visible(sentence));
    }
    let failures = match outcome.failures() {
        1 => "1 failure".to_owned(),
        n => format!("{n} failures"),
    };
    out += &match (outcome.problems.is_empty(), outcome.passed) {
        (_, false) => format!("FAILED      {failures}\n"),
        (false, true) => "UNKNOWN     not all could be read\n".to_owned(),
        (true, true) => "PASSED\n".to_owned(),
    };
    out
}

fn write(out: &mut String, image: &ImageOutcome) -> fmt::Result {
    let score = &image.score;
    writeln!(out, "Image       {}", visible(&image.name))?;
    writeln!(
        out,
        "Score       {}: {}",
        score.grade,
        visible(&score.arithmetic())
    )?;
    for limit in &image.limits {
        let word = if limit.passed { "ok" } else { "FAIL" };
        let (name, allowed) = (limit.name, &limit.allowed);
        writeln!(
            out,
            "{word:<6}{name:<25}  {}, {allowed} allowed",
            limit.measured
        )?;
    }
    for judged in &image.findings {
        finding(out, judged)?;
    }
    Ok(())
}

fn finding(out: &mut String, judged: &Judged) -> fmt::Result {
    let finding = &judged.finding;
    let word = match (judged.fails, &judged.ignored) {
        (true, _) => "FAIL",
        (_, Some(_)) => "ign",
        _ => "",
    };
    let severity = format!("{:?}", finding.severity).to_uppercase();
    let saves = match finding.bytes {
        0 => String::new(),
        bytes => format!(" ({})", size(bytes)),
    };
    let title = visible(&finding.title);
    writeln!(
        out,
        "{word:<6}{severity:<8}  {}: {title}{saves}",
        finding.rule
    )?;
    if let Some(reason) = &judged.ignored {
        return writeln!(out, "                ignored: {}", visible(reason));
    }
    for evidence in finding.evidence.iter().take(PLACES) {
        writeln!(out, "                {}", place(evidence))?;
    }
    Ok(())
}

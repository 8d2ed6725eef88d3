//! Commands of a GitHub workflow: `::error title=…::…`, which become annotations.
//!
//! Escaped as GitHub's own toolkit does (`actions/toolkit`, `packages/core/src/command.ts`): else
//! a file's name could end one command and start another.

use super::places::{limit, lines, title};
use crate::check::Outcome;
use crate::dockerfile::Lines;
use crate::rules::Severity;
use crate::text::visible;

pub(super) fn commands(outcome: &Outcome) -> String {
    let mut out = String::new();
    for sentence in outcome.problems.iter().chain(&outcome.expired) {
        command(&mut out, "error", None, "peel", &visible(sentence));
    }
    for image in &outcome.images {
        let name = visible(&image.name);
        for broken in image.limits.iter().filter(|limit| !limit.passed) {
            let about = format!("{name}: {}", broken.name);
            command(&mut out, "error", None, &about, &limit(broken));
        }
        for judged in image.findings.iter().filter(|j| j.ignored.is_none()) {
            let word = match (judged.fails, judged.finding.severity) {
                (true, _) => "error",
                (_, Severity::Critical | Severity::High | Severity::Medium) => "warning",
                _ => "notice",
            };
            let about = format!("{name}: {}", judged.finding.rule);
            let mut text = vec![title(judged)];
            text.extend(lines(judged));
            let at = judged
                .finding
                .evidence
                .iter()
                .find_map(|evidence| evidence.lines);
            let file = outcome.dockerfile.as_deref().zip(at);
            command(&mut out, word, file, &about, &text.join("\n"));
        }
    }
    out
}

fn command(out: &mut String, word: &str, file: Option<(&str, Lines)>, about: &str, message: &str) {
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let file = file.map(|(file, Lines { first, last })| {
        format!("file={},line={first},endLine={last},", property(file))
    });
    let file = file.unwrap_or_default();
    *out += &format!(
        "::{word} {file}title={}::{}\n",
        property(about),
        data(message)
    );
}

fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

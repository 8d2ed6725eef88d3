//! Commands of a GitHub workflow: `::error title=…::…`, which become annotations.
//!
//! Escaped as GitHub's own toolkit does (`actions/toolkit`, `packages/core/src/command.ts`): else
//! a file's name could end one command and start another.

use super::places::{limit, lines, title};
use crate::check::Outcome;
use crate::rules::Severity;
use crate::text::visible;

pub(super) fn commands(outcome: &Outcome) -> String {
    let mut out = String::new();
    for sentence in outcome.problems.iter().chain(&outcome.expired) {
        command(&mut out, "error", "peel", &visible(sentence));
    }
    for image in &outcome.images {
        let name = visible(&image.name);
        for broken in image.limits.iter().filter(|limit| !limit.passed) {
            let about = format!("{name}: {}", broken.name);
            command(&mut out, "error", &about, &limit(broken));
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
            command(&mut out, word, &about, &text.join("\n"));
        }
    }
    out
}

fn command(out: &mut String, word: &str, about: &str, message: &str) {
    let about = data(about).replace(':', "%3A").replace(',', "%2C");
    *out += &format!("::{word} title={about}::{}\n", data(message));
}

fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

//! The places of findings, in one line each.

use crate::check::{Judged, Limit};
use crate::rules::Evidence;
use crate::text::{size, visible, visible_path};

/// `line 7: layer 2: /app/key.pem: mode 0644`; the line is the Dockerfile's, where that is at hand.
pub(super) fn place(evidence: &Evidence) -> String {
    let layer = evidence.layer.map(|layer| format!("layer {}", layer + 1));
    let path = evidence.path.as_ref();
    let path = path.map(|path| format!("/{}", visible_path(path)));
    let text = Some(visible(&evidence.text)).filter(|text| !text.is_empty());
    let line = evidence.lines.map(|lines| format!("line {}", lines.first));
    let parts: Vec<String> = [line, layer, path, text].into_iter().flatten().collect();
    parts.join(": ")
}

/// A finding in one line: what is wrong, and what it costs.
pub(super) fn title(judged: &Judged) -> String {
    let title = visible(&judged.finding.title);
    match judged.finding.bytes {
        0 => title,
        bytes => format!("{title} ({})", size(bytes)),
    }
}

/// All that is said of a finding, in lines: its places, why it is bad, and the fix.
pub(super) fn lines(judged: &Judged) -> Vec<String> {
    let finding = &judged.finding;
    let mut lines: Vec<String> = finding.evidence.iter().map(place).collect();
    if finding.more > 0 {
        lines.push(format!("and {} more", finding.more));
    }
    lines.push(format!("Why: {}", finding.why));
    if !finding.fix.is_empty() {
        lines.push("Fix:".to_owned());
        lines.extend(finding.fix.lines().map(visible));
    }
    lines
}

/// A limit that was not kept, in one line.
pub(super) fn limit(limit: &Limit) -> String {
    format!(
        "{}: {}, {} allowed",
        limit.name, limit.measured, limit.allowed
    )
}

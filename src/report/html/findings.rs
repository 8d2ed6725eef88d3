//! What the rules found, the gravest first, each with its evidence and its fix.

use std::fmt::Write as _;

use super::{escape, sentence};
use crate::report::ImageReport;
use crate::report::plain;
use crate::rules::{Evidence, Finding};
use crate::text::{size, visible_path};

pub(super) fn findings(out: &mut String, image: &ImageReport) {
    out.push_str("<h2>Findings</h2>\n");
    if image.findings.is_empty() {
        out.push_str("<p>None.</p>\n");
    }
    for found in &image.findings {
        finding(out, found);
    }
}

fn finding(out: &mut String, finding: &Finding) {
    let origin = plain::origin(finding.origin);
    let saves = match finding.bytes {
        0 => String::new(),
        bytes => format!(", {}", size(bytes)),
    };
    let _ = write!(
        out,
        "<details><summary><span class=\"severity {severity}\">{severity}</span> {} <small>{}{saves}{origin}</small>\
         </summary>\n<p>{}</p>\n<ul>\n",
        escape(&finding.title),
        escape(&finding.rule),
        sentence(&finding.why),
        severity = finding.severity.name(),
    );
    for evidence in &finding.evidence {
        let _ = writeln!(out, "<li>{}</li>", place(evidence));
    }
    if finding.more > 0 {
        let _ = writeln!(out, "<li>and {} more</li>", finding.more);
    }
    let _ = writeln!(out, "</ul>\n<pre>{}</pre></details>", lines(&finding.fix));
}

/// Lines stay lines.
fn lines(text: &str) -> String {
    text.lines().map(escape).collect::<Vec<_>>().join("\n")
}

fn place(evidence: &Evidence) -> String {
    let layer = evidence.layer.map(|layer| format!("layer {}", layer + 1));
    let path = evidence.path.as_ref();
    let path = path.map(|path| format!("<code>/{}</code>", escape(&visible_path(path))));
    let text = Some(&evidence.text).filter(|text| !text.is_empty());
    let text = text.map(|text| format!("<code>{}</code>", escape(text)));
    let bytes = (evidence.bytes > 0).then(|| size(evidence.bytes));
    let parts = [layer, path, text, bytes].into_iter().flatten();
    parts.collect::<Vec<_>>().join(": ")
}

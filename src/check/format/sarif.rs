//! SARIF 2.1.0, for code scanning.
//!
//! A file of an image is no file of a repository: paths are relative to the image's root, which
//! `uriBaseId` names, and the layer stands beside them as a logical location.

use serde_json::{Value, json};

use super::places::{limit, lines, place, title};
use crate::check::{ImageOutcome, Judged, Outcome};
use crate::digest::{Algorithm, Hasher};
use crate::rules::{Evidence, RULES, Rule, Severity, Topic};
use crate::text::path_bytes;

/// The name of an image's root.
const ROOT: &str = "IMAGEROOT";

pub(super) fn log(outcome: &Outcome) -> Value {
    // What is wrong with the image as a whole is no result: it has no rule.
    let limits = outcome.images.iter().flat_map(|image| {
        let broken = image.limits.iter().filter(|limit| !limit.passed);
        broken.map(|broken| format!("{}: {}", image.name, limit(broken)))
    });
    let sentences = outcome.problems.iter().chain(&outcome.expired).cloned();
    let notifications: Vec<Value> = sentences
        .chain(limits)
        .map(|sentence| json!({ "level": "error", "message": { "text": sentence } }))
        .collect();
    let results = outcome.images.iter().flat_map(|image| {
        let findings = image.findings.iter();
        let file = outcome.dockerfile.as_deref();
        findings.map(move |judged| result(image, judged, file))
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "peel",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The root of the image's file system." } },
            },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": outcome.problems.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn descriptor(rule: &Rule) -> Value {
    let severity = rule.severities.first().copied().unwrap_or(Severity::Info);
    let links: Vec<String> = rule
        .references
        .iter()
        .map(|link| format!("<{link}>"))
        .collect();
    let mut descriptor = json!({
        "id": rule.id,
        "name": rule.id,
        "shortDescription": { "text": (rule.title)() },
        "fullDescription": { "text": (rule.why)() },
        "help": {
            "text": format!("{}\n{}", (rule.why)(), rule.references.join("\n")),
            "markdown": format!("{}\n\n{}", (rule.why)(), links.join("\n\n")),
        },
        "defaultConfiguration": { "level": level(severity) },
        "properties": { "tags": [rule.topic.name()] },
    });
    if let Some(link) = rule.references.first() {
        descriptor["helpUri"] = json!(link);
    }
    if rule.topic == Topic::Security {
        descriptor["properties"]["security-severity"] = json!(security(severity));
    }
    descriptor
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

/// In the ranges by which GitHub names a severity: critical is above 9, high from 7, medium from 4.
fn security(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.0",
        Severity::Low => "2.0",
        Severity::Info => "0.5",
    }
}

fn result(image: &ImageOutcome, judged: &Judged, file: Option<&str>) -> Value {
    let finding = &judged.finding;
    let mut locations: Vec<Value> = finding
        .evidence
        .iter()
        .map(|evidence| location(image, Some(evidence), file))
        .collect();
    if locations.is_empty() {
        locations.push(location(image, None, file));
    }
    let mut text = vec![format!("{}.", title(judged).trim_end_matches('.'))];
    text.extend(lines(judged));
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": RULES.iter().position(|rule| rule.id == finding.rule),
        "level": level(finding.severity),
        "message": { "text": text.join("\n") },
        "locations": locations,
        "partialFingerprints": { "peel/v1": fingerprint(image, judged) },
        "properties": { "severity": finding.severity, "bytes": finding.bytes },
    });
    if let Some(reason) = &judged.ignored {
        result["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
    }
    result
}

/// Where something stands: in the Dockerfile, where it does and that is at hand; else in the image.
fn location(image: &ImageOutcome, evidence: Option<&Evidence>, file: Option<&str>) -> Value {
    let path = evidence.and_then(|evidence| evidence.path.as_deref());
    let lines = evidence.and_then(|evidence| evidence.lines);
    let region = match lines {
        Some(lines) => json!({ "startLine": lines.first, "endLine": lines.last }),
        None => json!({ "startLine": 1 }),
    };
    let artifact = match (file.filter(|_| lines.is_some()), path) {
        (Some(file), _) => json!({ "uri": uri(file.as_bytes()) }),
        (None, Some(path)) => json!({ "uri": uri(&path_bytes(path)), "uriBaseId": ROOT }),
        // Viewers want a file of every result; the config has no path inside the image.
        (None, None) => json!({ "uri": uri(image.name.as_bytes()) }),
    };
    let layer = evidence.and_then(|evidence| evidence.layer);
    let logical = match layer {
        Some(layer) => format!("layer {}", layer + 1),
        None => "config".to_owned(),
    };
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": artifact,
            "region": region,
        },
        "logicalLocations": [{
            "name": logical,
            "fullyQualifiedName": format!("{}/{logical}", image.name),
            "kind": "resource",
        }],
    });
    if let Some(evidence) = evidence {
        location["message"] = json!({ "text": place(evidence) });
    }
    location
}

/// What stays the same while the same fault stays: its rule and its places, without the layers'
/// numbers, the sizes, and the tag, which change with every build.
fn fingerprint(image: &ImageOutcome, judged: &Judged) -> String {
    let mut hasher = Hasher::new(Algorithm::Sha256);
    let name = image.name.rsplit('/').next().unwrap_or_default();
    let repository = name.split([':', '@']).next().unwrap_or_default();
    let places = judged.finding.evidence.iter().map(|evidence| {
        let path = evidence.path.as_deref();
        path.unwrap_or(&evidence.text)
    });
    let mut places: Vec<&str> = places.collect();
    places.sort_unstable();
    for part in [repository, judged.finding.rule.as_str()]
        .into_iter()
        .chain(places)
    {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let digest = hasher.finish().to_string();
    digest.split(':').next_back().unwrap_or_default().to_owned()
}

/// A path as a relative reference: all but unreserved characters and slashes percent-encoded.
fn uri(path: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(path.len());
    for byte in path {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(*byte)),
            b if b.is_ascii_alphanumeric() => out.push(char::from(*b)),
            b => {
                let _ = write!(out, "%{b:02X}");
            }
        }
    }
    out
}

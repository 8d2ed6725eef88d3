//! What a rule is, and what it finds.

use serde::{Deserialize, Serialize};

use super::{FindingTranslation, Gone};
use crate::dockerfile::Lines;
use crate::image::Image;
use crate::words::Text;

/// A rule: its facts for people, and its check.
pub struct Rule {
    /// Its name in files and on the command line: the pattern that it flags, `root-user`.
    pub id: &'static str,
    /// One line: what it flags.
    pub title: Text,
    /// Why that is bad, in a sentence or two.
    pub why: Text,
    /// What it is about.
    pub topic: Topic,
    /// What its findings can be, the gravest first.
    pub severities: &'static [Severity],
    /// Checks of other programs that look for the same: `dockle CIS-DI-0001`.
    pub peers: &'static [&'static str],
    /// Pages to read: the source of the advice.
    pub references: &'static [&'static str],
    /// Looks at an image.
    pub check: fn(&Image) -> Vec<Finding>,
    /// What each of its findings, in their order, takes out of the layers once it is mended.
    pub takes: fn(&Image) -> Vec<Vec<Gone>>,
}

impl Rule {
    /// The start of one of its findings.
    pub(super) fn finding(&self, severity: Severity, title: impl Into<String>) -> Finding {
        Finding {
            rule: self.id.to_owned(),
            severity,
            title: title.into(),
            why: (self.why)().to_owned(),
            evidence: Vec::new(),
            more: 0,
            bytes: 0,
            origin: None,
            fix: String::new(),
            translations: Vec::new(),
        }
    }

    /// What most rules find: one finding where there is evidence, as grave as the rule can be, under the
    /// rule's own title.
    pub(super) fn found(&self, evidence: Vec<Evidence>, fix: impl Into<String>) -> Vec<Finding> {
        let severity = self.severities.first().copied().unwrap_or(Severity::Info);
        self.found_as(severity, (self.title)(), evidence, fix)
    }

    /// The same, of another severity or under another title.
    pub(super) fn found_as(
        &self,
        severity: Severity,
        title: impl Into<String>,
        evidence: Vec<Evidence>,
        fix: impl Into<String>,
    ) -> Vec<Finding> {
        match evidence.is_empty() {
            true => Vec::new(),
            false => vec![self.finding(severity, title).with(evidence).fix(fix)],
        }
    }
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// What somebody else could do or read.
    Security,
    /// Bytes.
    Size,
    /// How the image is built, named and run.
    Build,
}

impl Topic {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Topic::Security => "security",
            Topic::Size => "size",
            Topic::Build => "build",
        }
    }
}

/// How grave a finding is, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Somebody can take over or read what they must not.
    Critical,
    /// Likely harm, or many bytes.
    High,
    /// Worth a change at the next occasion.
    Medium,
    /// Small.
    Low,
    /// Good to know.
    Info,
}

impl Severity {
    /// All of them, the gravest first.
    pub const ALL: [Severity; 5] = [
        Severity::Critical,
        Severity::High,
        Severity::Medium,
        Severity::Low,
        Severity::Info,
    ];

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Critical => "critical",
            Severity::High => "high",
            Severity::Medium => "medium",
            Severity::Low => "low",
            Severity::Info => "info",
        }
    }

    /// The severity of that name.
    pub fn named(name: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|known| known.name() == name)
    }
}

/// Who brought what a rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The base image: another base mends it.
    Base,
    /// The instructions after it, which whoever builds the image writes.
    Own,
    /// Both.
    Both,
}

impl Origin {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Base => "base",
            Origin::Own => "own",
            Origin::Both => "both",
        }
    }
}

/// One thing that a rule found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// How grave it is here.
    pub severity: Severity,
    /// One line: what is wrong with this image.
    pub title: String,
    /// Why that is bad.
    pub why: String,
    /// Where, the most telling first; long lists are cut and say so in `more`.
    pub evidence: Vec<Evidence>,
    /// Evidence that was left out.
    pub more: u64,
    /// Bytes that the fix would save, measured in the layers; 0 where it saves none.
    pub bytes: u64,
    /// Who brought it, as far as its evidence and the history tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The fix, as lines of a Dockerfile (or of a `.dockerignore`, then said in a comment).
    pub fix: String,
    /// What it says in the other languages, where it was saved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<FindingTranslation>,
}

impl Finding {
    /// Who brought it: the layers of its evidence, held against those of the base image. What stands in no
    /// layer (a missing `USER`) is of no known origin; nor is anything where no base can be told.
    pub(super) fn origin(&self, base: u32) -> Option<Origin> {
        let layers = || self.evidence.iter().filter_map(|evidence| evidence.layer);
        let (below, above) = (layers().any(|l| l < base), layers().any(|l| l >= base));
        match (below, above) {
            _ if base == 0 => None,
            (true, true) => Some(Origin::Both),
            (true, false) => Some(Origin::Base),
            (false, true) => Some(Origin::Own),
            (false, false) => None,
        }
    }
}

/// One place that shows a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Evidence {
    /// The layer, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<u32>,
    /// The path, from the root, without a leading slash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What is there: an instruction, a variable's name, a mode. Never a secret's value.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Bytes there.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub bytes: u64,
    /// Where it stands in the Dockerfile, where that is at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Lines>,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

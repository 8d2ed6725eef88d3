//! What an image is held to.

use super::dive_ci::DiveRules;
use super::glob;
use crate::rules::{Evidence, Finding, Severity};

/// What an image is held to.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Findings of this severity or a graver one fail; `None`: no finding does.
    pub fail_on: Option<Severity>,
    /// What an image may weigh.
    pub budget: Budget,
    /// Findings that are let pass.
    pub ignores: Vec<Ignore>,
    /// What dive would hold it to; of several images only the first, as dive reads no other.
    pub dive: Option<DiveRules>,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            fail_on: Some(Severity::High),
            budget: Budget::default(),
            ignores: Vec::new(),
            dive: None,
        }
    }
}

/// What an image may weigh.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Budget {
    /// Bytes of the files of all layers, uncompressed.
    pub max_size: Option<u64>,
    /// Bytes of the layers that the final tree does not show.
    pub max_waste: Option<u64>,
    /// Visible bytes over all bytes, 0 to 1.
    pub min_efficiency: Option<f64>,
}

/// Findings that are let pass, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ignore {
    /// The rule's id.
    pub rule: String,
    /// Only where all its places match this pattern.
    pub path: Option<String>,
    /// Only where all its places are in this layer, from 0.
    pub layer: Option<u32>,
    /// Why they are let pass.
    pub reason: String,
    /// The last day on which they are, as `2027-01-31`.
    pub expires: Option<String>,
}

impl Ignore {
    /// Whether its last day is over.
    pub(super) fn is_over(&self, today: &str) -> bool {
        self.expires.as_deref().is_some_and(|day| day < today)
    }

    /// Whether it lets a finding pass. One place that does not match keeps the finding; so do
    /// places that its evidence had no room for, since nobody can tell whether those match.
    pub(super) fn covers(&self, finding: &Finding) -> bool {
        if self.rule != finding.rule {
            return false;
        }
        let all = self.path.is_none() && self.layer.is_none();
        let matches = |evidence: &Evidence| {
            let path = evidence.path.as_deref();
            let path = |pattern: &String| path.is_some_and(|path| glob::matches(pattern, path));
            self.path.as_ref().is_none_or(path)
                && self.layer.is_none_or(|layer| evidence.layer == Some(layer))
        };
        let known = finding.more == 0 && !finding.evidence.is_empty();
        all || (known && finding.evidence.iter().all(matches))
    }
}

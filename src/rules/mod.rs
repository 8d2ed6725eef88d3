//! Best practices: one rule a file, each with what it flags, why, and the fix.
//!
//! May depend on `image` and below. A rule's name is the pattern that it flags: "allow NAME"
//! reads well. [`RULES`] lists them all, in the order in which findings of one severity are
//! shown.

mod finding;

pub use finding::{Evidence, Finding, Rule, Severity};

/// Every rule.
pub const RULES: &[&Rule] = &[];

/// What all rules find in an image, the gravest first. Rules that look at files see the layers
/// that have been stacked.
pub fn check(image: &crate::image::Image) -> Vec<Finding> {
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| (rule.check)(image)).collect();
    findings.sort_by_key(|finding| finding.severity);
    findings
}

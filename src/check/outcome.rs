//! What came out of a check.

use serde::Serialize;

use super::dive_ci::DiveRules;
use super::policy::{Budget, Ignore, Policy};
use crate::report::{ImageReport, Report};
use crate::rules::{Finding, Score, Severity};
use crate::text::size;

/// What came out of a check of all images of an archive.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The archive's name.
    pub source: String,
    /// The Dockerfile whose lines the evidence names, as it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dockerfile: Option<String>,
    /// Whether all images pass. What could not be read is no failure, and no pass: see
    /// `problems`.
    pub passed: bool,
    /// Findings of this severity or a graver one fail.
    pub fail_on: Option<Severity>,
    /// The images.
    pub images: Vec<ImageOutcome>,
    /// Ignores that are over, in sentences; they fail the check.
    pub expired: Vec<String>,
    /// What could not be read, or is not what it claims to be, in sentences.
    pub problems: Vec<String>,
}

/// What came out for one image.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImageOutcome {
    /// Its first tag, or its ID, or the archive's name.
    pub name: String,
    /// Whether it passes.
    pub passed: bool,
    /// The score of the findings that are not ignored.
    pub score: Score,
    /// The limits that it was held to.
    pub limits: Vec<Limit>,
    /// All findings, the gravest first.
    pub findings: Vec<Judged>,
}

/// A finding, and what it means for the check.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Judged {
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// Whether the check fails for it.
    pub fails: bool,
    /// The reason for which it is ignored, if it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignored: Option<String>,
}

/// One limit that an image was held to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Limit {
    /// Its name, as in the configuration.
    pub name: &'static str,
    /// What is allowed, for people: `at most 20MB`.
    pub allowed: String,
    /// What was measured, for people.
    pub measured: String,
    /// Whether it was kept.
    pub passed: bool,
}

impl Outcome {
    /// Findings and limits that fail the check, over all images, and ignores that are over.
    pub fn failures(&self) -> usize {
        let count = |image: &ImageOutcome| {
            let findings = image.findings.iter().filter(|judged| judged.fails);
            let limits = image.limits.iter().filter(|limit| !limit.passed);
            findings.count() + limits.count()
        };
        self.expired.len() + self.images.iter().map(count).sum::<usize>()
    }
}

/// Holds all images of a report to a policy. Ignores whose last day is before `today` (as
/// `2027-01-31`) let nothing pass any more.
pub fn outcome(report: &Report, policy: &Policy, today: &str) -> Outcome {
    let over = policy.ignores.iter().filter(|ignore| ignore.is_over(today));
    let expired: Vec<String> = over.map(expired).collect();
    let of_images = report.images.iter().flat_map(|image| &image.problems);
    let problems = report.problems.iter().chain(of_images);
    let problems = problems.filter(|problem| problem.error);
    let mut outcome = Outcome {
        source: report.source.name.clone(),
        dockerfile: None,
        passed: expired.is_empty(),
        expired,
        fail_on: policy.fail_on,
        images: Vec::new(),
        problems: problems.map(|problem| problem.message.clone()).collect(),
    };
    for (i, image) in report.images.iter().enumerate() {
        let dive = policy.dive.as_ref().filter(|_| i == 0);
        let judged = image_outcome(image, &outcome.source, policy, dive, today);
        outcome.passed &= judged.passed;
        outcome.images.push(judged);
    }
    outcome
}

fn expired(ignore: &Ignore) -> String {
    format!(
        "The ignore of {} ({}) was to end on {}: mend what it hides, or give it another day.",
        ignore.rule,
        ignore.reason,
        ignore.expires.as_deref().unwrap_or_default()
    )
}

fn image_outcome(
    image: &ImageReport,
    source: &str,
    policy: &Policy,
    dive: Option<&DiveRules>,
    today: &str,
) -> ImageOutcome {
    let findings = image.findings.iter().map(|finding| {
        let mut ignores = policy
            .ignores
            .iter()
            .filter(|ignore| !ignore.is_over(today));
        let ignored = ignores.find(|ignore| ignore.covers(finding));
        let grave = policy
            .fail_on
            .is_some_and(|least| finding.severity <= least);
        Judged {
            fails: grave && ignored.is_none(),
            ignored: ignored.map(|ignore| ignore.reason.clone()),
            finding: finding.clone(),
        }
    });
    let findings: Vec<Judged> = findings.collect();
    let counted = findings.iter().filter(|judged| judged.ignored.is_none());
    let score = Score::of(counted.map(|judged| &judged.finding));
    let mut limits = limits(image, &policy.budget);
    limits.extend(
        dive.into_iter()
            .flat_map(|dive| dive.limits(&image.sizes.dive)),
    );
    let name = image.tags.first().or(image.id.as_ref());
    ImageOutcome {
        name: name.map_or(source, String::as_str).to_owned(),
        passed: findings.iter().all(|judged| !judged.fails)
            && limits.iter().all(|limit| limit.passed),
        score,
        limits,
        findings,
    }
}

fn limits(image: &ImageReport, budget: &Budget) -> Vec<Limit> {
    let sizes = &image.sizes;
    let most = |name, allowed: Option<u64>, measured: u64| {
        allowed.map(|allowed| Limit {
            name,
            allowed: format!("at most {}", size(allowed)),
            measured: size(measured),
            passed: measured <= allowed,
        })
    };
    let efficiency = budget.min_efficiency.map(|least| Limit {
        name: "min-efficiency",
        allowed: format!("at least {}", percent(least)),
        measured: percent(sizes.efficiency),
        passed: sizes.efficiency >= least,
    });
    let limits = [
        most("max-size", budget.max_size, sizes.total),
        most("max-waste", budget.max_waste, sizes.hidden),
        efficiency,
    ];
    limits.into_iter().flatten().collect()
}

/// A share for people, with so many digits that limits of a tenth of a percent can be told apart.
pub(super) fn percent(share: f64) -> String {
    format!("{:.2} %", share * 100.0)
}

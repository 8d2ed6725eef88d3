//! `peel check`: holds an image to a policy, and says so by its exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use peel::check::{Budget, Format, outcome, print as written};
use peel::rules::Severity;

use crate::analyze::{complain, read};
use crate::output::print;
use crate::remote;

/// What was asked for on the command line.
pub struct Options {
    pub image: OsString,
    pub format: Format,
    /// `Some(None)` where no finding is to fail.
    pub fail_on: Option<Option<Severity>>,
    pub budget: Budget,
    pub remote: remote::Options,
}

/// Checks an image, and prints what came out.
pub fn check(options: &Options) -> ExitCode {
    let mut policy = peel::check::Policy::default();
    policy.fail_on = options.fail_on.unwrap_or(policy.fail_on);
    policy.budget = options.budget.clone();
    let Some(report) = read(&options.image, &options.remote) else {
        return ExitCode::from(2);
    };
    let outcome = outcome(&report, &policy);
    let printed = print(&written(&outcome, options.format));
    match (complain(&report), outcome.passed) {
        (true, _) => ExitCode::from(2),
        (false, false) => ExitCode::from(1),
        (false, true) => printed,
    }
}

//! `peel check`: holds an image to a policy, and says so by its exit code.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use peel::check::{Budget, ConfigError, DiveRules, Format, Policy};
use peel::check::{outcome, print as written};
use peel::dockerfile::Dockerfile;
use peel::report::{Report, badge, placed, write_lines};
use peel::rules::Severity;

use super::analyze::{complain, read};
use super::day::today;
use super::output::{print, say};
use super::remote;

/// The configuration that is read where none is named, and dive's.
const CONFIG: &str = "peel.toml";
const DIVE_CI: &str = ".dive-ci";

/// What was asked for on the command line.
pub struct Options {
    pub image: OsString,
    pub format: Format,
    /// The configuration, instead of the one in this folder.
    pub config: Option<PathBuf>,
    /// dive's configuration, instead of the one in this folder.
    pub dive_ci: Option<PathBuf>,
    /// Where the badge is written to.
    pub badge: Option<PathBuf>,
    /// `Some(None)` where no finding is to fail.
    pub fail_on: Option<Option<Severity>>,
    pub budget: Budget,
    /// The Dockerfile that built the image: findings then name its lines.
    pub dockerfile: Option<PathBuf>,
    pub remote: remote::Options,
}

/// Why there is no policy.
#[derive(Debug, thiserror::Error)]
enum PolicyError {
    #[error("{0} cannot be read: {1}")]
    Io(String, std::io::Error),
    #[error("{0} is wrong: {1}")]
    Config(String, ConfigError),
}

/// Checks an image, and prints what came out.
pub fn check(options: &Options) -> ExitCode {
    let policy = match policy(options) {
        Ok(policy) => policy,
        Err(error) => {
            say!("peel: error: {}.", error.to_string().trim_end_matches('.'));
            return ExitCode::from(2);
        }
    };
    let Some(mut report) = read(&options.image, &options.remote) else {
        return ExitCode::from(2);
    };
    if let Some(file) = &options.dockerfile
        && let Err(error) = in_dockerfile(&mut report, file)
    {
        say!("peel: error: {error}.");
        return ExitCode::from(2);
    }
    if let (Some(file), Some(image)) = (&options.badge, report.images.first())
        && let Err(error) = std::fs::write(file, badge(image))
    {
        say!(
            "peel: error: {} cannot be written: {error}.",
            file.display()
        );
        return ExitCode::from(2);
    }
    let mut outcome = outcome(&report, &policy, &today());
    outcome.dockerfile = options
        .dockerfile
        .as_ref()
        .map(|file| file.display().to_string());
    let printed = print(&written(&outcome, options.format));
    match (complain(&report), outcome.passed) {
        (true, _) => ExitCode::from(2),
        (false, false) => ExitCode::from(1),
        (false, true) => printed,
    }
}

/// Finds the images' history in the Dockerfile, and says where it is of another image.
fn in_dockerfile(report: &mut Report, file: &Path) -> Result<(), PolicyError> {
    let name = file.display().to_string();
    let text =
        std::fs::read_to_string(file).map_err(|error| PolicyError::Io(name.clone(), error))?;
    let written = Dockerfile::parse(&text);
    for image in &mut report.images {
        let placed = placed(image, &written);
        write_lines(image, &placed);
        if placed.found < placed.all || placed.all == 0 {
            say!(
                "peel: note: of {} instructions in {name}, {} are in the image's history.",
                placed.all,
                placed.found
            );
        }
    }
    Ok(())
}

/// The policy of the files, and of the command line, which decides where both speak.
fn policy(options: &Options) -> Result<Policy, PolicyError> {
    let here = |named: &Option<PathBuf>, name: &str| {
        let found = Some(PathBuf::from(name)).filter(|file| file.exists());
        named.clone().or(found)
    };
    let config = here(&options.config, CONFIG);
    // A project that has a peel.toml has left dive's behind, unless it is asked for.
    let dive_ci = match config {
        Some(_) => options.dive_ci.clone(),
        None => here(&options.dive_ci, DIVE_CI),
    };
    let mut policy = match &config {
        Some(file) => load(file, Policy::parse)?,
        None => Policy::default(),
    };
    if let Some(file) = &dive_ci {
        policy.dive = Some(load(file, DiveRules::parse)?);
        // dive has no findings: its verdict is one of its figures alone.
        if config.is_none() {
            policy.fail_on = None;
        }
    }
    policy.fail_on = options.fail_on.unwrap_or(policy.fail_on);
    let (ours, asked) = (&mut policy.budget, &options.budget);
    ours.max_size = asked.max_size.or(ours.max_size);
    ours.max_waste = asked.max_waste.or(ours.max_waste);
    ours.min_efficiency = asked.min_efficiency.or(ours.min_efficiency);
    Ok(policy)
}

fn load<T>(file: &Path, parse: impl Fn(&str) -> Result<T, ConfigError>) -> Result<T, PolicyError> {
    let name = file.display().to_string();
    match std::fs::read_to_string(file) {
        Ok(text) => parse(&text).map_err(|error| PolicyError::Config(name, error)),
        Err(error) => Err(PolicyError::Io(name, error)),
    }
}

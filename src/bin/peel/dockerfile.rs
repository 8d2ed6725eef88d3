//! `peel dockerfile`: the Dockerfile of an image, as far as its history tells.

use std::ffi::OsStr;
use std::process::ExitCode;

use peel::report::dockerfile_text;

use crate::analyze::{complain, read};
use crate::output::{print, say};
use crate::remote::Options;

/// Prints the Dockerfile of the first image; what is wrong with it goes to standard error.
pub fn dockerfile(image: &OsStr, options: &Options) -> ExitCode {
    let Some(report) = read(image, options) else {
        return ExitCode::from(2);
    };
    let wrong = complain(&report);
    let Some(image) = report.images.first() else {
        say!("peel: error: there is no image in it.");
        return ExitCode::from(2);
    };
    match (print(&dockerfile_text(image)), wrong) {
        (_, true) => ExitCode::from(2),
        (printed, false) => printed,
    }
}

//! Debian packages.

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process;

/// The packages whose program PATH does not have. Pairs of program and package.
pub fn missing(wanted: &[(&str, &'static str)]) -> Vec<&'static str> {
    wanted
        .iter()
        .filter(|(program, _)| process::find(program).is_none())
        .map(|(_, package)| *package)
        .collect()
}

/// Fails, with the command to type, where we may not install packages.
pub fn can_install(packages: &[&str], purpose: &str) -> Outcome {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    if process::find("apt-get").is_none() {
        return Err(
            Failure::new(format!("{list}: not found, and needed for {purpose}")).next(
                "This is not Debian: install these programs your system's way, then try again.",
            ),
        );
    }
    if process::answer(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Ok(());
    }
    Err(
        Failure::new(format!("{list}: not found, and needed for {purpose}")).next(format!(
            "Install with:\n\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends {list}"
        )),
    )
}

/// Installs packages.
pub fn install(packages: &[&str], log: &Path) -> Outcome {
    if packages.is_empty() {
        return Ok(());
    }
    process::run_into(Command::new("apt-get").arg("update"), log)?;
    let mut apt = Command::new("apt-get");
    apt.args(["install", "-y", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    process::run_into(&mut apt, log)
}

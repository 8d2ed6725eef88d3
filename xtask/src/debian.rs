//! Debian packages.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process;

/// A program, and the package that has it.
pub type Program = (&'static str, &'static str);

/// What runs wasm-opt and the browser tests.
pub const NODE: &[Program] = &[("node", "nodejs"), ("npm", "npm")];

/// Packages that start a service as they are installed, and its unit. Tests start the programs themselves,
/// on ports and with settings of their own.
const SERVICES: &[(&str, &str)] = &[
    ("caddy", "caddy.service"),
    ("docker-registry", "docker-registry.service"),
    ("nginx-light", "nginx.service"),
];

/// The packages of the programs that PATH does not have.
pub fn missing(wanted: &[Program]) -> Vec<&'static str> {
    let mut packages: Vec<_> = wanted
        .iter()
        .filter(|(program, _)| !is_there(program))
        .map(|(_, package)| *package)
        .collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

fn is_there(program: &str) -> bool {
    // Where PATH is a person's and not root's.
    let administrative = || Path::new("/usr/sbin").join(program).is_file();
    process::find(program).is_some() || administrative()
}

/// Fails, with the command to type, where we may not install packages.
pub fn can_install(packages: &[&str], purpose: &str) -> Outcome {
    if packages.is_empty() || (is_debian() && is_root()) {
        return Ok(());
    }
    let list = packages.join(" ");
    let what = Failure::new(format!("missing, and needed for {purpose}: {list}"));
    Err(if is_debian() {
        what.next(format!(
            "Install with:\n\n  \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {list}"
        ))
    } else {
        what.next("These are Debian's names: install them this system's way, then try again.")
    })
}

/// Installs packages. Their output goes into `log`, if there is one.
pub fn install(packages: &[&str], log: Option<&Path>) -> Outcome {
    if packages.is_empty() {
        return Ok(());
    }
    update(log)?;
    let mut install = Command::new("apt-get");
    install
        .args(["install", "-q", "-y", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    run(&mut install, log)?;
    stop_services(packages, log)
}

/// Stops what these packages started, now and at the next start of the system.
/// Containers mostly start nothing (policy-rc.d), or have no systemd to do it.
fn stop_services(packages: &[&str], log: Option<&Path>) -> Outcome {
    if !Path::new("/run/systemd/system").is_dir() {
        return Ok(());
    }
    for (_, unit) in SERVICES
        .iter()
        .filter(|(package, _)| packages.contains(package))
    {
        run(
            Command::new("systemctl").args(["disable", "--now", unit]),
            log,
        )?;
    }
    Ok(())
}

/// Fetches apt's index where there is none, as in a fresh container.
pub fn ensure_index() -> Outcome {
    let is_index = |name: &str| name.contains("_Packages");
    let fetched = fs::read_dir("/var/lib/apt/lists").is_ok_and(|mut folder| {
        folder.any(|entry| entry.is_ok_and(|entry| is_index(&entry.file_name().to_string_lossy())))
    });
    if fetched || !is_root() {
        return Ok(());
    }
    update(None)
}

fn update(log: Option<&Path>) -> Outcome {
    run(Command::new("apt-get").args(["update", "-q"]), log)
}

fn run(command: &mut Command, log: Option<&Path>) -> Outcome {
    match log {
        Some(log) => process::run_into(command, log),
        None => process::run(command),
    }
}

fn is_debian() -> bool {
    process::find("apt-get").is_some()
}

fn is_root() -> bool {
    process::answer(Command::new("id").arg("-u")).as_deref() == Some("0")
}

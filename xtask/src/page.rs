//! Building the page: tools and programs side by side, then Trunk, then what Trunk does not do.

mod finish;
mod worker;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Instant, SystemTime};

use crate::checkout::Checkout;
use crate::failure::{Outcome, While};
use crate::jobs::{self, Job};
use crate::page_tools::{self, PageTools};
use crate::paths::{self, WASM};
use crate::process;

/// What the page is made of. Where none of it is newer than a page, that page
/// is current.
const SOURCES: [&str; 9] = [
    "src",
    "xtask/src",
    "www",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "rust-toolchain.toml",
];

/// How to build the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As it is published: optimised, and made smaller by wasm-opt.
    Published,
    /// Optimised. It runs as fast as the published page (measured) and is some
    /// 10 % more to download, which does not matter on this machine; so nobody
    /// needs node and npm only to look at it.
    Local,
    /// Fast to compile, slow to run.
    Dev,
}

impl Profile {
    fn folder(self, checkout: &Checkout) -> PathBuf {
        match self {
            Self::Published => checkout.root.join("dist"),
            Self::Local => checkout.target.join("page"),
            Self::Dev => checkout.target.join("dev-page"),
        }
    }

    /// Cargo's profile for the page's program.
    fn of_page(self) -> &'static str {
        match self {
            Self::Published => "page",
            Self::Local => "release",
            Self::Dev => "dev",
        }
    }

    /// Cargo's profile for the workers' program.
    fn of_worker(self) -> &'static str {
        match self {
            Self::Published | Self::Local => "release",
            Self::Dev => "dev",
        }
    }
}

/// Builds the page unless it is current, and tells where it is.
pub fn build(checkout: &Checkout, profile: Profile) -> Outcome<PathBuf> {
    let dist = profile.folder(checkout);
    let _lock = checkout.lock()?;
    if is_current(checkout, &dist) {
        return Ok(dist);
    }
    let start = Instant::now();
    page_tools::ensure_wasm_target()?;
    let tools = PageTools::of(checkout, profile)?;
    let missing = tools.missing()?;
    let mut programs = programs(checkout, profile);
    if let ([(_, compile)], true) = (programs.as_mut_slice(), missing.is_empty()) {
        process::run(compile)?;
    } else {
        if !missing.is_empty() {
            println!("Installing into .tools/ what is missing, once, and compiling meanwhile:");
        }
        let mut work = missing;
        work.extend(programs.into_iter().map(|(name, mut compile)| Job {
            name: name.into(),
            about: "compiled in some minutes".into(),
            work: Box::new(move |log| process::run_into(&mut compile, log)),
        }));
        jobs::run_together(work, &checkout.tools.join("logs"))?;
    }
    assemble(checkout, profile, &tools, &dist)?;
    println!("Built the page in {}.", jobs::seconds(start));
    Ok(dist)
}

/// Builds the page to be published, and the command with that page inside; tells where it is.
pub fn build_into_command(checkout: &Checkout) -> Outcome<PathBuf> {
    build(checkout, Profile::Published)?;
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--locked", "--release", "--bin=peel"])
        .arg("--features=embedded-page")
        .current_dir(&checkout.root);
    paths::hide(&mut cargo, checkout, &paths::host()?);
    process::run(&mut cargo)?;
    let name = format!("peel{}", std::env::consts::EXE_SUFFIX);
    Ok(checkout.target.join("release").join(name))
}

/// The commands that compile the programs, with their names. One or two: what has profiles of its
/// own is compiled side by side, since the end of each takes one processor.
fn programs(checkout: &Checkout, profile: Profile) -> Vec<(&'static str, Command)> {
    let compile = |programs: &[&str], cargo_profile: &str| {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["build", "--locked", "--target", WASM])
            .args(["--profile", cargo_profile])
            .current_dir(&checkout.root);
        if profile == Profile::Published {
            paths::hide(&mut cargo, checkout, WASM);
        }
        for program in programs {
            cargo.args(["--bin", program]);
        }
        cargo
    };
    let (page, worker) = (profile.of_page(), profile.of_worker());
    match page == worker {
        true => vec![("the page", compile(&["page", "worker"], page))],
        false => vec![
            ("the page", compile(&["page"], page)),
            ("its workers", compile(&["worker"], worker)),
        ],
    }
}

/// Makes the page of its parts. Whoever is served from `dist` meanwhile gets the one before.
fn assemble(checkout: &Checkout, profile: Profile, tools: &PageTools, dist: &Path) -> Outcome {
    let folder = dist.with_extension("part");
    let mut trunk = Command::new("trunk");
    trunk
        .args(["build", "--quiet", "--offline", "--locked"])
        .args(["--cargo-profile", profile.of_page()])
        .arg("--dist")
        .arg(&folder)
        // Of the PATH that it is given, not of ours.
        .env("PATH", tools.path())
        .current_dir(&checkout.root);
    if profile == Profile::Published {
        // To Trunk this means: with wasm-opt.
        trunk.arg("--release");
        paths::hide(&mut trunk, checkout, WASM);
    }
    process::run(&mut trunk)?;
    worker::add(checkout, profile, tools, &folder)?;
    // A developer is never to look at what a browser kept.
    finish::finish(&folder, profile != Profile::Local)?;
    let moving = format!("put the page into {}", dist.display());
    if dist.exists() {
        fs::remove_dir_all(dist).or_fail(&moving)?;
    }
    fs::rename(&folder, dist).or_fail(&moving)
}

fn is_current(checkout: &Checkout, dist: &Path) -> bool {
    let Ok(built) = fs::metadata(dist.join("index.html")).and_then(|file| file.modified()) else {
        return false;
    };
    SOURCES
        .iter()
        .all(|source| newest(&checkout.root.join(source)).is_ok_and(|newest| newest < built))
}

/// When a file, or anything in a folder, last changed. A folder itself changes
/// when something is added or removed.
fn newest(path: &Path) -> Outcome<SystemTime> {
    let reading = format!("read {}", path.display());
    let status = fs::metadata(path).or_fail(&reading)?;
    let mut time = status.modified().or_fail(&reading)?;
    if status.is_dir() {
        for entry in fs::read_dir(path).or_fail(&reading)? {
            time = time.max(newest(&entry.or_fail(&reading)?.path())?);
        }
    }
    Ok(time)
}

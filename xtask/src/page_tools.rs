//! The tools that build the page, and how each is installed.
//!
//! Trunk would download the other two from addresses that many networks do not
//! reach. So they are put on its PATH, in the right versions, and Trunk runs
//! with `--offline`.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::checkout::Checkout;
use crate::debian;
use crate::failure::{Outcome, While};
use crate::jobs::Job;
use crate::page::Profile;
use crate::process;
use crate::tool::Tool;

/// Trunk.toml accepts this one and its fixes. 0.22 needs a newer compiler.
const TRUNK: &str = "0.21.14";

/// Compiles a tool in the least time. How fast it runs matters less: Trunk and
/// wasm-bindgen have little to do.
const FASTEST_TO_COMPILE: [(&str, &str); 6] = [
    ("CARGO_PROFILE_DEV_CODEGEN_UNITS", "2"),
    ("CARGO_PROFILE_DEV_DEBUG", "0"),
    ("CARGO_PROFILE_DEV_DEBUG_ASSERTIONS", "false"),
    ("CARGO_PROFILE_DEV_INCREMENTAL", "false"),
    ("CARGO_PROFILE_DEV_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_DEV_OVERFLOW_CHECKS", "false"),
];

/// What the page needs, and what of it is missing.
pub struct PageTools {
    wanted: Vec<Tool>,
    checkout: Checkout,
}

impl PageTools {
    /// Looks up which versions this checkout wants.
    pub fn of(checkout: &Checkout, profile: Profile) -> Outcome<Self> {
        let wasm_bindgen = checkout.locked_version("wasm-bindgen")?;
        let mut wanted = vec![
            Tool::new(checkout, "trunk", TRUNK),
            Tool::new(checkout, "wasm-bindgen", &wasm_bindgen),
        ];
        if profile == Profile::Published {
            let version = binaryen_version(&checkout.read("xtask/npm/package.json")?);
            wanted.push(Tool::new(checkout, "wasm-opt", &version));
        }
        Ok(Self {
            wanted,
            checkout: checkout.clone(),
        })
    }

    /// PATH with the tools in front.
    pub fn path(&self) -> OsString {
        let installed = self.wanted.iter().filter(|tool| tool.is_installed());
        process::path_with(&installed.map(Tool::bin).collect::<Vec<_>>())
    }

    /// How to install what is missing.
    pub fn missing(&self) -> Outcome<Vec<Job>> {
        let mut jobs = Vec::new();
        for tool in &self.wanted {
            if tool.is_installed() || tool.is_on_path() {
                continue;
            }
            jobs.push(match tool.program {
                "trunk" => trunk(tool.clone(), &self.checkout),
                "wasm-bindgen" => wasm_bindgen(tool.clone(), &self.checkout),
                _ => wasm_opt(tool.clone(), &self.checkout)?,
            });
        }
        Ok(jobs)
    }
}

/// Adds the compiler's wasm target where it is missing. rust-toolchain.toml
/// asks for it, so rustup has usually installed it already.
pub fn ensure_wasm_target() -> Outcome {
    let folder = process::answer(
        Command::new("rustc").args(["--print=target-libdir", "--target=wasm32-unknown-unknown"]),
    );
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    println!("The compiler's wasm32-unknown-unknown target, for the page (some 10 s):");
    process::run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]))
}

fn trunk(tool: Tool, checkout: &Checkout) -> Job {
    let build = checkout.tools.join("build-trunk");
    let root = checkout.root.clone();
    Job {
        name: tool.name(),
        about: "assembles the page; compiled from crates.io in some 2 minutes".into(),
        work: Box::new(move |log| {
            tool.install(|part| {
                let mut cargo = Command::new("cargo");
                cargo
                    .args([
                        "install",
                        "trunk",
                        "--locked",
                        "--debug",
                        "--version",
                        TRUNK,
                    ])
                    // Its features are TLS and a check for updates: Trunk is
                    // never to use the network here.
                    .args(["--no-default-features", "--no-track", "--root"])
                    .arg(part)
                    .env("CARGO_TARGET_DIR", &build)
                    .envs(FASTEST_TO_COMPILE)
                    .current_dir(&root);
                process::run_into(&mut cargo, log)
            })?;
            fs::remove_dir_all(&build).or_fail(format_args!("remove {}", build.display()))
        }),
    }
}

fn wasm_bindgen(tool: Tool, checkout: &Checkout) -> Job {
    let build = checkout.tools.join("build-wasm-bindgen");
    let root = checkout.root.clone();
    Job {
        name: tool.name(),
        about: "joins the program to JavaScript; compiled in some 20 s".into(),
        work: Box::new(move |log| {
            tool.install(|part| {
                let mut cargo = Command::new("cargo");
                cargo
                    .args(["build", "--locked", "--package", "xtask-wasm-bindgen"])
                    .env("CARGO_TARGET_DIR", &build)
                    .envs(FASTEST_TO_COMPILE)
                    .current_dir(&root);
                process::run_into(&mut cargo, log)?;
                let built = build.join("debug/xtask-wasm-bindgen");
                fs::copy(&built, part.join("bin/wasm-bindgen"))
                    .or_fail(format_args!("copy {}", built.display()))?;
                Ok(())
            })?;
            fs::remove_dir_all(&build).or_fail(format_args!("remove {}", build.display()))
        }),
    }
}

fn wasm_opt(tool: Tool, checkout: &Checkout) -> Outcome<Job> {
    let packages = debian::missing(debian::NODE);
    debian::can_install(&packages, "wasm-opt, which makes the page smaller")?;
    let lock = checkout.root.join("xtask/npm");
    Ok(Job {
        name: tool.name(),
        about: "makes the page smaller; from npm in some 10 s".into(),
        work: Box::new(move |log| {
            debian::install(&packages, Some(log))?;
            tool.install(|part| {
                for file in ["package.json", "package-lock.json"] {
                    fs::copy(lock.join(file), part.join(file))
                        .or_fail(format_args!("copy {file}"))?;
                }
                let mut npm = Command::new("npm");
                npm.args(["ci", "--no-audit", "--no-fund"])
                    .current_dir(part);
                process::run_into(&mut npm, log)?;
                std::os::unix::fs::symlink(
                    "../node_modules/binaryen/bin/wasm-opt",
                    part.join("bin/wasm-opt"),
                )
                .or_fail("link wasm-opt")
            })
        }),
    })
}

/// The version in a line like `"binaryen": "132.0.0"`, as wasm-opt says it:
/// 132.
fn binaryen_version(package_json: &str) -> String {
    package_json
        .split_once("\"binaryen\": \"")
        .map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).collect())
        .unwrap_or_default()
}

//! The workers' program, made ready for browsers as Trunk does it for the page's: Trunk puts no hash
//! into the names of a second one.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::Profile;
use crate::checkout::Checkout;
use crate::failure::{Outcome, While};
use crate::page_tools::PageTools;
use crate::process;

/// Adds `worker.js` and `worker_bg.wasm` to the page's folder. The program is compiled already.
pub fn add(checkout: &Checkout, profile: Profile, tools: &PageTools, folder: &Path) -> Outcome {
    let built = match profile.of_worker() {
        "dev" => "debug",
        other => other,
    };
    let program = checkout
        .target
        .join("wasm32-unknown-unknown")
        .join(built)
        .join("worker.wasm");
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen
        .args(["--target=web", "--no-typescript", "--out-name=worker"])
        .arg(format!("--out-dir={}", folder.display()))
        .arg(&program)
        .env("PATH", tools.path());
    process::run(&mut bindgen)?;
    if profile != Profile::Published {
        return Ok(());
    }
    let code = folder.join("worker_bg.wasm");
    let smaller = folder.join("worker_bg.smaller");
    let mut wasm_opt = Command::new("wasm-opt");
    wasm_opt
        // 3 and z take three times as long, download no smaller (0.3 %, gzipped) and unpack layers no
        // faster.
        .arg("-O1")
        .arg(&code)
        .arg("--output")
        .arg(&smaller)
        .env("PATH", tools.path());
    process::run(&mut wasm_opt)?;
    fs::rename(&smaller, &code).or_fail(format_args!("write {}", code.display()))
}

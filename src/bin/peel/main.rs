//! The native command: the same core as the page, for a terminal and for CI.

// Cargo builds every binary for every target; this one is for native ones.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]

mod analyze;
mod arguments;
mod cat;
mod check;
mod compare;
mod day;
mod dockerfile;
mod layout;
mod local;
mod output;
mod packages;
mod progress;
mod remote;
mod serve;
mod site;
mod spool;
mod threads;
mod whatif;

use std::process::ExitCode;

use arguments::{Command, HELP};
use output::{print, say};

fn main() -> ExitCode {
    match arguments::parse() {
        Ok(Command::Help) => print(HELP),
        Ok(Command::Version) => print(concat!("peel ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Command::Analyze {
            image,
            form,
            packages,
            remote,
        }) => analyze::analyze(&image, form, packages, &remote),
        Ok(Command::Check(options)) => check::check(&options),
        Ok(Command::Compare(options)) => compare::compare(&options),
        Ok(Command::Layout {
            image,
            folder,
            remote,
        }) => layout::layout(&image, &folder, &remote),
        Ok(Command::Cat {
            image,
            path,
            options,
        }) => cat::cat(&image, &path, &options),
        Ok(Command::Dockerfile { image, remote }) => dockerfile::dockerfile(&image, &remote),
        Ok(Command::Packages {
            image,
            json,
            remote,
        }) => packages::packages(&image, json, &remote),
        Ok(Command::WhatIf {
            image,
            ticks,
            json,
            remote,
        }) => whatif::whatif(&image, &ticks, json, &remote),
        Ok(Command::Site(options)) => site::site(&options),
        Ok(Command::Serve(options)) => serve::serve(options),
        Err(error) => {
            say!("peel: {error}\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

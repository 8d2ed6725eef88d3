//! Peel's own build commands. `cargo xtask` lists them.

mod checkout;
mod counts;
mod debian;
mod dist;
mod failure;
mod folder;
mod jobs;
mod page;
mod page_tools;
mod paths;
mod process;
mod serve;
mod server;
mod steps;
mod test;
mod test_tools;
mod tool;

use std::process::ExitCode;

use checkout::Checkout;
use failure::{Failure, Outcome};
use page::Profile;

const USAGE: &str = "\
cargo xtask COMMAND

  serve                build the page and serve it on this machine
    --port N           not on 7335
    --open             and open it in a browser
    --dev              compile fast, without optimising
    --published        made smaller by wasm-opt, as \"build\" does
  build                build the page into dist/, to be published
    --dev              compile fast, without optimising, into target/dev-page/
    --command          and the command, with the page inside
  dist                 what a release is made of: the page as a zip, the command,
                       lists of their crates, and checksums
  check                formatting and clippy
  test                 all tests
    --only STEP        one of the steps below

What a command needs and does not find, it installs under .tools/ (or, with
apt-get, as Debian packages), and says so.

The steps of test:";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nerror: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Outcome {
    let checkout = Checkout::here();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    match command {
        "serve" => serve::run(&checkout, &serve::Options::parse(rest)?),
        "build" if rest == ["--command"] => {
            let command = page::build_into_command(&checkout)?;
            println!(
                "The command, with the page inside, is {}",
                command.display()
            );
            Ok(())
        }
        "build" => {
            let profile = match rest {
                [] => Profile::Published,
                [dev] if dev == "--dev" => Profile::Dev,
                _ => return Err(unknown(arguments)),
            };
            let folder = page::build(&checkout, profile)?;
            println!("The page is in {}", folder.display());
            Ok(())
        }
        "dist" if rest.is_empty() => {
            let folder = dist::run(&checkout)?;
            println!("The release is in {}", folder.display());
            Ok(())
        }
        "check" if rest.is_empty() => test::check(&checkout),
        "test" => match rest {
            [] => test::run(&checkout, None),
            [only, step] if only == "--only" => test::run(&checkout, Some(step)),
            _ => Err(unknown(arguments)),
        },
        "help" | "--help" | "-h" => {
            println!("{}", usage());
            Ok(())
        }
        _ => Err(unknown(arguments)),
    }
}

fn unknown(arguments: &[String]) -> Failure {
    Failure::new(format!("I do not know \"{}\"", arguments.join(" "))).next(usage())
}

fn usage() -> String {
    format!("{USAGE}\n{}", test::list())
}

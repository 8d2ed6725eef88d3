//! Peel's own build commands. `cargo xtask` lists them.

mod checkout;
mod debian;
mod failure;
mod jobs;
mod page;
mod process;
mod serve;
mod server;
mod tools;

use std::process::ExitCode;

use checkout::Checkout;
use failure::{Failure, Outcome};
use page::Profile;

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--port N] [--open] [--dev]   build the page and serve it on this machine
  build [--dev]                       build the page into dist/

  --dev   compile fast and unoptimised, into target/dev-page/

What a command needs and does not find, it installs under .tools/ (or, with
apt-get, as Debian packages), and says so.";

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
        "build" => {
            let profile = match rest {
                [] => Profile::Release,
                [dev] if dev == "--dev" => Profile::Dev,
                _ => return Err(unknown(rest)),
            };
            let folder = page::build(&checkout, profile)?;
            println!("The page is in {}", folder.display());
            Ok(())
        }
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(unknown(arguments)),
    }
}

fn unknown(arguments: &[String]) -> Failure {
    Failure::new(format!("I do not know \"{}\"", arguments.join(" "))).next(USAGE)
}

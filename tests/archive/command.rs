//! The real command, run.

use std::process::{Command, Output};

/// The second in which the command judges: one of [`super::TODAY`].
const NOW: &str = "1793534400";

/// Runs `peel` with these arguments.
pub fn peel(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_peel"));
    command.env("SOURCE_DATE_EPOCH", NOW);
    let output = command.args(arguments).output();
    output.expect("Cargo built the command")
}

/// What it printed.
pub fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("what the command prints is UTF-8")
}

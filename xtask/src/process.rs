//! Running other programs.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome, While};

/// Runs a command, which shows its own output.
pub fn run(command: &mut Command) -> Outcome {
    let status = command
        .stdin(Stdio::null())
        .status()
        .or_fail(format_args!("start {}", shown(command)))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} failed ({status})",
        shown(command)
    )))
}

/// Runs a command and keeps its output in a file, whose end a failure shows.
pub fn run_into(command: &mut Command, log: &Path) -> Outcome {
    let file = File::options()
        .create(true)
        .append(true)
        .open(log)
        .or_fail(format_args!("write {}", log.display()))?;
    let copy = file.try_clone().or_fail("share a log")?;
    run(command.stdout(file).stderr(copy)).map_err(|failure| {
        let text = fs::read(log).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        let end = lines[lines.len().saturating_sub(30)..].join("\n");
        Failure::new(failure.to_string()).next(format!("{end}\n\n(all of it: {})", log.display()))
    })
}

/// What a command prints, if it can be run and succeeds.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Finds a program on PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// PATH with these folders in front.
pub fn path_with(folders: &[PathBuf]) -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    // A folder whose name holds a colon cannot be on PATH at all.
    std::env::join_paths(all).unwrap_or(path)
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

//! The arguments that Trunk passes.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

/// What is asked for.
#[derive(Debug, PartialEq)]
pub enum Command {
    /// Print the version.
    Version,
    /// Write the glue for a module.
    Generate(Job),
}

/// A module, and how to write its glue.
#[derive(Debug, PartialEq)]
pub struct Job {
    /// The module that the compiler wrote.
    pub input: PathBuf,
    /// Where the glue and the finished module go.
    pub out_dir: PathBuf,
    /// Their name, without an extension.
    pub out_name: String,
    /// Whether to write TypeScript declarations.
    pub typescript: bool,
    /// Whether to keep debug sections.
    pub keep_debug: bool,
    /// Whether to print Rust's names readably.
    pub demangle: bool,
}

/// Reads the arguments that follow the program's name.
pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Command> {
    let mut input = None;
    let mut out_dir = None;
    let mut out_name = None;
    let (mut typescript, mut keep_debug, mut demangle) = (true, false, true);
    for argument in arguments {
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (argument.as_str(), None),
        };
        match (name, value) {
            ("--version" | "-V", None) => return Ok(Command::Version),
            ("--target", Some("web")) => {}
            ("--target", _) => bail!("{argument}: only --target=web is built in"),
            ("--out-dir", Some(value)) => out_dir = Some(PathBuf::from(value)),
            ("--out-name", Some(value)) => out_name = Some(value.to_owned()),
            ("--no-typescript", None) => typescript = false,
            ("--keep-debug", None) => keep_debug = true,
            ("--no-demangle", None) => demangle = false,
            (name, _) if name.starts_with('-') => bail!(
                "{argument}: not an argument that this wasm-bindgen knows; \
                 add it in xtask/wasm-bindgen/src/arguments.rs"
            ),
            _ if input.is_none() => input = Some(PathBuf::from(argument)),
            _ => bail!("{argument}: one module at a time"),
        }
    }
    Ok(Command::Generate(Job {
        input: input.context("which module? give its path")?,
        out_dir: out_dir.context("--out-dir=FOLDER is missing")?,
        out_name: out_name.context("--out-name=NAME is missing")?,
        typescript,
        keep_debug,
        demangle,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command> {
        parse(line.split(' ').map(str::to_owned))
    }

    #[test]
    fn trunks_call_is_understood() {
        let line = "--target=web --out-dir=/o --out-name=page /t/page.wasm --no-typescript";
        let job = Job {
            input: "/t/page.wasm".into(),
            out_dir: "/o".into(),
            out_name: "page".into(),
            typescript: false,
            keep_debug: false,
            demangle: true,
        };
        assert_eq!(parsed(line).ok(), Some(Command::Generate(job)));
    }

    #[test]
    fn what_is_not_built_in_is_refused() {
        for line in ["--target=nodejs", "--browser", "a.wasm b.wasm", "a.wasm"] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }
}

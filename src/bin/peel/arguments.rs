//! What the person asked for.

use std::path::PathBuf;

pub const HELP: &str = "\
peel: see what is inside a container image

Usage:
  peel analyze [--format table|json] FILE

FILE is an image archive of any kind (docker save, OCI layout, docker export),
compressed or not; a folder that holds one unpacked; or - for standard input.

Exit codes:
  0  the image was read whole, and is what it claims to be
  2  something is wrong: the file cannot be read, is damaged, or is not what it claims;
     what could be read is printed, and what is wrong is said on standard error
";

/// What the command is to do.
pub enum Command {
    Help,
    Version,
    Analyze { file: PathBuf, json: bool },
}

pub fn parse() -> Result<Command, lexopt::Error> {
    use lexopt::prelude::{Long, Short, Value, ValueExt as _};
    let mut parser = lexopt::Parser::from_env();
    let (mut verb, mut file, mut json) = (false, None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("format") => {
                json = match parser.value()?.string()?.as_str() {
                    "json" => true,
                    "table" => false,
                    other => return Err(format!("no such format: {other}").into()),
                };
            }
            Value(word) if !verb && word == "analyze" => verb = true,
            Value(path) if verb && file.is_none() => file = Some(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    match (verb, file) {
        (true, Some(file)) => Ok(Command::Analyze { file, json }),
        (true, None) => Err("no FILE given".into()),
        (false, _) => Ok(Command::Help),
    }
}

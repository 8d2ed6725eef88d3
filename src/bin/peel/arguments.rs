//! What the person asked for.

use std::ffi::OsString;

use crate::remote::Options;

pub const HELP: &str = "\
peel: see what is inside a container image

Usage:
  peel analyze [--format table|json] [OPTIONS] IMAGE

IMAGE is an image archive of any kind (docker save, OCI layout, docker export),
compressed or not; a folder that holds one unpacked; - for standard input;
docker://REFERENCE for an image in a registry; or the http(s) address of an
OCI image layout on a web server.

Options for images elsewhere:
  --platform OS/ARCH   of several, the one for this platform (linux/amd64)
  --user NAME          log in, with the password on standard input; without it
                       those of docker login are used
  --trust-realm HOST   let the registry's login server HOST see them too
  --plain-http         ask the registry without TLS
  --no-layers          only what needs no layers: history, config, sizes

Exit codes:
  0  the image was read whole, and is what it claims to be
  2  something is wrong: the file cannot be read, is damaged, or is not what it claims;
     what could be read is printed, and what is wrong is said on standard error
";

/// What the command is to do.
pub enum Command {
    Help,
    Version,
    Analyze {
        image: OsString,
        json: bool,
        remote: Options,
    },
}

pub fn parse() -> Result<Command, lexopt::Error> {
    use lexopt::prelude::{Long, Short, Value, ValueExt as _};
    let mut parser = lexopt::Parser::from_env();
    let (mut verb, mut image, mut json) = (false, None, false);
    let mut remote = Options::default();
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
            Long("platform") => remote.platform = Some(parser.value()?.string()?),
            Long("user") => remote.user = Some(parser.value()?.string()?),
            Long("trust-realm") => remote.trusted.push(parser.value()?.string()?),
            Long("plain-http") => remote.plain_http = true,
            Long("no-layers") => remote.no_layers = true,
            Value(named) if verb && image.is_none() => image = Some(named),
            other => return Err(other.unexpected()),
        }
    }
    match (verb, image) {
        (true, Some(image)) => Ok(Command::Analyze {
            image,
            json,
            remote,
        }),
        (true, None) => Err("no IMAGE given".into()),
        (false, _) => Ok(Command::Help),
    }
}

//! What the commands are given that show pages.

use super::super::{serve, site};
use super::Command;

/// Reads the arguments of `peel serve`.
pub fn serve(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::{Long, Short, ValueExt as _};
    let mut options = serve::Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("port") => options.port = Some(parser.value()?.parse()?),
            Long("open") => options.open = true,
            Long("page") => options.page = Some(parser.value()?.into()),
            Long("plain-http") => {
                let named = parser.value()?.string()?;
                let host =
                    serve::Host::and_port(&named).ok_or_else(|| format!("not a host: {named}"))?;
                options.plain_http.push(host);
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Serve(options))
}

/// Reads the arguments of `peel site`.
pub fn site(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::{Long, Short, Value, ValueExt as _};
    let (mut folder, mut page, mut at) = (None, String::new(), String::new());
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("page") => page = parser.value()?.string()?,
            Long("at") => at = parser.value()?.string()?,
            Value(named) if folder.is_none() => folder = Some(named.into()),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Site(site::Options {
        folder: folder.ok_or("no DIR given")?,
        page,
        at,
    }))
}

//! What `peel compare` is given: two images, or one and two numbers.

use super::super::{compare, remote};
use super::{Command, elsewhere, is_json};

/// Reads the arguments after the verb.
pub fn parse(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::{Long, Short, Value, ValueExt as _};
    let (mut old, mut new) = (None, None);
    let (mut which, mut layers, mut json) = ([0, 0], None, false);
    let mut remote = remote::Options::default();
    // Two numbers from 1, as numbers from 0.
    let two = |parser: &mut lexopt::Parser| -> Result<[usize; 2], lexopt::Error> {
        let text = parser.value()?.string()?;
        let number = |text: &str| text.parse::<usize>().ok()?.checked_sub(1);
        let both = text.split_once(',').map(|(a, b)| (number(a), number(b)));
        match both {
            Some((Some(a), Some(b))) => Ok([a, b]),
            _ => Err(format!("not two numbers, as 1,2: {text}").into()),
        }
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("format") => json = is_json(&mut parser)?,
            Long("images") => which = two(&mut parser)?,
            Long("layers") => layers = Some(two(&mut parser)?),
            Long(name) => {
                let name = name.to_owned();
                elsewhere(&name, &mut parser, &mut remote)?;
            }
            Value(named) if old.is_none() => old = Some(named),
            Value(named) if new.is_none() => new = Some(named),
            other => return Err(other.unexpected()),
        }
    }
    let old = old.ok_or("no OLD given")?;
    if new.is_none() && which[0] == which[1] && layers.is_none() {
        return Err("no NEW given".into());
    }
    let new = new.unwrap_or_else(|| old.clone());
    Ok(Command::Compare(compare::Options {
        images: [old, new],
        which,
        layers,
        json,
        remote,
    }))
}

//! What `peel check` is given: an image, and the policy that it is held to.

use peel::check::{Budget, Format, bytes, fail_on as fail_on_named};

use super::super::{check, remote};
use super::{Command, elsewhere};

/// Reads the arguments after the verb.
pub fn parse(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    use lexopt::prelude::{Long, Short, Value, ValueExt as _};
    let (mut image, mut format) = (None, Format::Table);
    let (mut config, mut dive_ci, mut badge, mut dockerfile) = (None, None, None, None);
    let (mut fail_on, mut budget) = (None, Budget::default());
    let mut remote = remote::Options::default();
    let amount = |parser: &mut lexopt::Parser| -> Result<_, lexopt::Error> {
        let text = parser.value()?.string()?;
        let amount = bytes(&text).ok_or_else(|| format!("not an amount of bytes: {text}"))?;
        Ok(Some(amount))
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("format") => {
                let name = parser.value()?.string()?;
                format = Format::named(&name).ok_or_else(|| format!("no such format: {name}"))?;
            }
            Long("fail-on") => {
                let name = parser.value()?.string()?;
                let named = fail_on_named(&name);
                fail_on = Some(named.ok_or_else(|| format!("no such severity: {name}"))?);
            }
            Long("config") => config = Some(parser.value()?.into()),
            Long("badge") => badge = Some(parser.value()?.into()),
            Long("dockerfile") => dockerfile = Some(parser.value()?.into()),
            Long("dive-ci") => dive_ci = Some(parser.value()?.into()),
            Long("max-size") => budget.max_size = amount(&mut parser)?,
            Long("max-waste") => budget.max_waste = amount(&mut parser)?,
            Long("min-efficiency") => {
                let share: f64 = parser.value()?.parse()?;
                if !(0.0..=1.0).contains(&share) {
                    return Err("the efficiency is from 0 to 1".into());
                }
                budget.min_efficiency = Some(share);
            }
            Long(name) => {
                let name = name.to_owned();
                elsewhere(&name, &mut parser, &mut remote)?;
            }
            Value(named) if image.is_none() => image = Some(named),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Check(check::Options {
        image: image.ok_or("no IMAGE given")?,
        format,
        config,
        dive_ci,
        badge,
        fail_on,
        budget,
        dockerfile,
        remote,
    }))
}

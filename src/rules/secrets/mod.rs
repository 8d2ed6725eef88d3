//! What looks like a secret in texts: variables' names, tokens by their form, passwords in
//! addresses and behind flags. For the rules that report them, and for taking them out of
//! everything that rules show.

mod names;
mod spots;

pub(super) use names::{is_secret, is_secret_flag};
pub(super) use spots::{pairs, spots};

use crate::image::{Image, Instruction};

/// Stands where a secret was.
const REDACTED: &str = "***";

/// Shorter values are replaced only where a pattern finds them: they may be part of any word.
const LEAST: usize = 6;

/// Bytes of a text that are ever shown.
const SHOWN: usize = 4096;

/// The secrets that the image's environment and build arguments name: they may stand in any
/// other text too.
pub(super) fn values(image: &Image) -> Vec<String> {
    let rows = image.history.iter().map(|row| &row.instruction);
    let given = image.given.build.iter();
    let given = given.filter(|(name, value)| is_secret(name, value));
    let mut values: Vec<String> = given.map(|(_, value)| value.clone()).collect();
    values.retain(|value| value.len() >= LEAST);
    if values.is_empty() {
        return secret_values(&image.config.config.env, rows);
    }
    values.extend(secret_values(&image.config.config.env, rows));
    in_order(values)
}

/// The same of an environment, `NAME=value` each, and of instructions; the longest first.
pub fn secret_values<'a>(
    env: &'a [String],
    rows: impl Iterator<Item = &'a Instruction> + Clone,
) -> Vec<String> {
    let env = env.iter().map(String::as_str);
    let args = rows.clone().flat_map(|row| &row.build_args);
    let pairs = env.chain(args.map(String::as_str));
    let pairs = pairs.filter_map(|pair| pair.split_once('='));
    let mut values: Vec<String> = pairs
        .filter(|(name, value)| is_secret(name, value))
        .map(|(_, value)| value.to_owned())
        .collect();
    let set = rows.filter(|row| row.is("ENV") || row.is("ARG"));
    for row in set {
        let pairs = spots::pairs(&row.arguments);
        let secret = pairs.filter(|pair| is_secret(pair.name, pair.value));
        values.extend(secret.map(|pair| pair.value.to_owned()));
    }
    values.retain(|value| value.len() >= LEAST);
    in_order(values)
}

/// Longer ones first, so that none leaves its rest behind.
fn in_order(mut values: Vec<String>) -> Vec<String> {
    values.sort_by_key(|value| (std::cmp::Reverse(value.len()), value.clone()));
    values.dedup();
    values
}

/// The beginning of a text that is shown, without secrets.
pub(super) fn redacted(text: &str, known: &[String]) -> String {
    match text.len() > SHOWN {
        true => without_secrets(
            &format!("{}…", &text[..text.floor_char_boundary(SHOWN)]),
            known,
        ),
        false => without_secrets(text, known),
    }
}

/// The whole text without the known values and without whatever looks like a secret: `***` stands in
/// their places.
pub fn without_secrets(text: &str, known: &[String]) -> String {
    let mut text = text.to_owned();
    for value in known {
        if text.contains(value.as_str()) {
            text = text.replace(value.as_str(), REDACTED);
        }
    }
    let mut spots = spots(&text);
    spots.sort_by_key(|spot| spot.value.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for spot in spots {
        if spot.value.start >= at {
            out.push_str(&text[at..spot.value.start]);
            out.push_str(REDACTED);
        }
        at = at.max(spot.value.end);
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests;

//! Where in a text a secret stands.

use std::ops::Range;

use super::names;
use crate::words::rules::evidence as say;
use crate::{tokens, words};

/// A secret in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Spot {
    /// Where its value is.
    pub(in crate::rules) value: Range<usize>,
    /// What it is, for people: never its value.
    pub(in crate::rules) what: String,
}

/// Bytes of a text that are looked through; less than that is ever shown.
const TEXT: usize = 64 << 10;

/// Bytes in which a value ends; a longer one takes all the rest of the text with it.
const VALUE: usize = 2048;

/// More secrets than this in one text are not told apart.
const MOST: usize = 500;

/// `NAME=value` in a text, the value without its quotes.
pub(in crate::rules) struct Pair<'a> {
    pub(in crate::rules) name: &'a str,
    pub(in crate::rules) value: &'a str,
}

/// Every secret in a command or another text.
pub(in crate::rules) fn spots(text: &str) -> Vec<Spot> {
    let text = &text[..text.floor_char_boundary(TEXT)];
    let named = assignments(text).filter(|(name, _)| names::is_flag(name));
    let mut spots: Vec<Spot> = named
        .map(|(name, at)| (name, value(text, at)))
        .filter(|(_, (_, value))| names::is_literal(value))
        .map(|(name, (start, value))| Spot {
            value: start..start + value.len(),
            what: name.to_owned(),
        })
        .collect();
    spots.extend(addresses(text));
    spots.extend(flags(text));
    spots.extend(headers(text));
    spots.truncate(MOST);
    for (value, token) in tokens::in_words(text).take(MOST) {
        // What a name or a flag told already needs no second word.
        if !spots.iter().any(|spot| overlap(&spot.value, &value)) {
            let what = words::named(token.name());
            spots.push(Spot { value, what });
        }
    }
    spots
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Every `NAME=value` and `--name=value`, but for those inside the value of another.
pub(in crate::rules) fn pairs(text: &str) -> impl Iterator<Item = Pair<'_>> {
    let mut end = 0;
    assignments(text).filter_map(move |(name, at)| {
        if at <= end {
            return None;
        }
        let (start, value) = value(text, at);
        end = start + value.len();
        Some(Pair { name, value })
    })
}

/// The names of every `NAME=value` and `--name=value`, with where the value begins; also of
/// the `NAME=value` inside of `--env=NAME=value`.
fn assignments(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let text = &text[..text.floor_char_boundary(TEXT)];
    text.match_indices('=').filter_map(|(at, _)| {
        let in_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let before = text[..at].trim_end_matches(in_name);
        let name = text[before.len()..at].trim_start_matches('-');
        (!name.is_empty()).then_some((name, at + 1))
    })
}

/// The word or quoted text at a place.
fn value(text: &str, at: usize) -> (usize, &str) {
    let rest = &text[at..];
    let near = &rest[..rest.floor_char_boundary(VALUE)];
    for quote in ['"', '\''] {
        if near.starts_with(quote) {
            let end = near[1..].find(quote).map_or(rest.len(), |end| end + 1);
            return (at + 1, &rest[1..end]);
        }
    }
    let ends = |c: char| c.is_whitespace() || ";&|)\"'".contains(c);
    (at, &rest[..near.find(ends).unwrap_or(rest.len())])
}

/// `https://user:password@host`.
fn addresses(text: &str) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (at, mark) in text.match_indices("://") {
        let start = at + mark.len();
        let rest = &text[start..];
        let ends = |c: char| c.is_whitespace() || "/?#\"'`;".contains(c);
        let authority = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if let Some((user_info, _)) = authority.rsplit_once('@')
            && let Some((user, password)) = user_info.split_once(':')
            && names::is_literal(password)
        {
            let start = start + user.len() + 1;
            spots.push(Spot {
                value: start..start + password.len(),
                what: say::password_in_address().to_owned(),
            });
        }
    }
    spots
}

/// `--password x`, `docker login -p x`, `curl -u user:x`, `aws configure set … x`.
fn flags(text: &str) -> Vec<Spot> {
    let mut spots = Vec::new();
    let words = words(text);
    let mut program = "";
    let mut signs_in = false;
    for (i, (_, word)) in words.iter().enumerate() {
        match *word {
            "&&" | "||" | "|" | ";" => (program, signs_in) = ("", false),
            "login" | "auth" => signs_in = true,
            "az" | "docker" | "podman" | "doctl" | "helm" | "curl" | "aws" => program = word,
            _ => {}
        }
        let Some((start, _)) = words.get(i + 1) else {
            break;
        };
        let (start, next) = value(text, *start);
        let what = match (*word, program) {
            ("-p", "az" | "docker" | "podman" | "helm") if signs_in => program.to_owned() + " -p",
            ("-t", "doctl") if signs_in => "doctl -t".to_owned(),
            ("-u" | "--user", "curl") if next.contains(':') => "curl --user".to_owned(),
            (name, "aws") if i > 0 && words[i - 1].1 == "set" && names::is_flag(name) => {
                name.to_owned()
            }
            (flag, _) if flag.starts_with("--") && names::is_flag(&flag[2..]) => flag.to_owned(),
            _ => continue,
        };
        let password = next.rsplit_once(':').map_or(next, |(_, password)| password);
        if !next.contains('=') && names::is_literal(next) && names::is_literal(password) {
            spots.push(Spot {
                value: start..start + next.len(),
                what,
            });
        }
    }
    spots
}

fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split(char::is_whitespace) {
        if !word.is_empty() {
            words.push((at, word));
        }
        let rest = &text[at + word.len()..];
        at += word.len() + rest.chars().next().map_or(0, char::len_utf8);
    }
    words
}

/// `Authorization: Bearer x`.
fn headers(text: &str) -> Vec<Spot> {
    const HEADERS: &[&str] = &[
        "authorization:",
        "private-token:",
        "x-api-key:",
        "job-token:",
    ];
    let lower = text.to_ascii_lowercase();
    let mut spots = Vec::new();
    for header in HEADERS {
        for (at, _) in lower.match_indices(header) {
            let rest = &text[at + header.len()..];
            let rest = &rest[..rest.floor_char_boundary(VALUE)];
            let rest = &rest[..rest.find(['"', '\'', '\n']).unwrap_or(rest.len())];
            let skipped = rest.len() - rest.trim_start().len();
            let secret = rest.trim();
            let literal = secret.rsplit(' ').next().is_some_and(names::is_literal);
            if literal && !secret.contains('$') {
                let start = at + header.len() + skipped;
                spots.push(Spot {
                    value: start..start + secret.len(),
                    what: say::header(&text[at..at + header.len() - 1]),
                });
            }
        }
    }
    spots
}

//! Where in a text a secret stands.

use std::ops::Range;

use super::{forms, names};

/// A secret in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Spot {
    /// Where its value is.
    pub(in crate::rules) value: Range<usize>,
    /// What it is, for people: never its value.
    pub(in crate::rules) what: String,
}

/// `NAME=value` in a text, the value without its quotes.
pub(in crate::rules) struct Assignment<'a> {
    pub(in crate::rules) name: &'a str,
    pub(in crate::rules) value: &'a str,
    start: usize,
}

/// Every secret in a command or another text.
pub(in crate::rules) fn spots(text: &str) -> Vec<Spot> {
    let mut spots: Vec<Spot> = assignments(text)
        .filter(|pair| names::is_flag(pair.name) && names::is_literal(pair.value))
        .map(|pair| Spot {
            value: pair.start..pair.start + pair.value.len(),
            what: pair.name.to_owned(),
        })
        .collect();
    spots.extend(addresses(text));
    spots.extend(flags(text));
    spots.extend(headers(text));
    let tokens = forms::tokens(text).into_iter();
    for (value, what) in tokens {
        // What a name or a flag told already needs no second word.
        if !spots.iter().any(|spot| overlap(&spot.value, &value)) {
            let what = what.to_owned();
            spots.push(Spot { value, what });
        }
    }
    spots
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Every `NAME=value` and `--name=value`.
pub(in crate::rules) fn assignments(text: &str) -> impl Iterator<Item = Assignment<'_>> {
    text.match_indices('=').filter_map(|(at, _)| {
        let in_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let before = text[..at].trim_end_matches(in_name);
        let name = text[before.len()..at].trim_start_matches('-');
        let (start, value) = value(text, at + 1);
        (!name.is_empty()).then_some(Assignment { name, value, start })
    })
}

/// The word or quoted text at a place.
fn value(text: &str, at: usize) -> (usize, &str) {
    let rest = &text[at..];
    for quote in ['"', '\''] {
        if let Some(inner) = rest.strip_prefix(quote) {
            let end = inner.find(quote).unwrap_or(inner.len());
            return (at + 1, &inner[..end]);
        }
    }
    let ends = |c: char| c.is_whitespace() || ";&|)\"'".contains(c);
    (at, &rest[..rest.find(ends).unwrap_or(rest.len())])
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
                what: "a password in an address".to_owned(),
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
            let rest = &rest[..rest.find(['"', '\'', '\n']).unwrap_or(rest.len())];
            let skipped = rest.len() - rest.trim_start().len();
            let secret = rest.trim();
            let literal = secret.rsplit(' ').next().is_some_and(names::is_literal);
            if literal && !secret.contains('$') {
                let start = at + header.len() + skipped;
                spots.push(Spot {
                    value: start..start + secret.len(),
                    what: format!("the header {}", &text[at..at + header.len() - 1]),
                });
            }
        }
    }
    spots
}

//! Variables of a Dockerfile: what `ARG` and `ENV` set, put in where other instructions name them.

use std::collections::HashMap;

/// Stands for a value that nobody can know: it fits any text.
pub(super) const UNKNOWN: char = '\u{1}';

/// Bytes of a text that unknown parts are looked for in: every instruction is held against every entry.
const LOOKED_THROUGH: usize = 4 << 10;

/// The values that are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables {
    known: HashMap<String, String>,
}

impl Variables {
    pub(super) fn set(&mut self, name: &str, value: String) {
        self.known.insert(name.to_owned(), value);
    }

    pub(super) fn get(&self, name: &str) -> Option<&String> {
        self.known.get(name)
    }

    /// The text with its variables put in; what is between single quotes stays.
    pub(super) fn put_in(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut single = false;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            rest = after;
            match c {
                '\'' => {
                    single = !single;
                    out.push(c);
                }
                '\\' if after.starts_with('$') => {
                    out.push('$');
                    rest = &after[1..];
                }
                '$' if !single => rest = self.one(after, &mut out),
                c => out.push(c),
            }
        }
        out
    }

    /// Puts in the variable whose name begins the text, and gives what follows it.
    fn one<'a>(&self, text: &'a str, out: &mut String) -> &'a str {
        let (inside, rest) = match text.strip_prefix('{') {
            Some(braced) => match braced.split_once('}') {
                Some((inside, rest)) => (inside, rest),
                None => (braced, ""),
            },
            None => {
                let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
                text.split_at(end.unwrap_or(text.len()))
            }
        };
        let end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        let (name, how) = inside.split_at(end.unwrap_or(inside.len()));
        if name.is_empty() {
            out.push('$');
            return text;
        }
        let value = self.get(name).map(String::as_str);
        match (how.get(..2), value) {
            (Some(":-"), None | Some("")) => out.push_str(&how[2..]),
            (Some(":+"), Some(value)) if !value.is_empty() => out.push_str(&how[2..]),
            (Some(":+"), _) => {}
            (Some(":-" | ":?") | None, Some(value)) if how.len() != 1 => out.push_str(value),
            // What patterns cut off (`${x#y}`) is not followed.
            _ => out.push(UNKNOWN),
        }
        rest
    }
}

/// Whether a text fits one that has unknown parts.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    if pattern == text || !pattern.contains(UNKNOWN) {
        return pattern == text;
    }
    if text.len() > LOOKED_THROUGH {
        return false;
    }
    let mut parts = pattern.split(UNKNOWN);
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, between)) = parts.split_last() else {
        return true;
    };
    for part in between {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// The words of a text, as the builder splits them: quotes and escapes are taken away.
pub(super) fn words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut inside) = (Vec::new(), String::new(), false);
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                inside = true;
            }
            (None | Some('"'), '\\') => {
                word.extend(chars.next());
                inside = true;
            }
            (None, c) if c.is_whitespace() => {
                if std::mem::take(&mut inside) {
                    words.push(std::mem::take(&mut word));
                }
            }
            (_, c) => {
                word.push(c);
                inside = true;
            }
        }
    }
    if inside {
        words.push(word);
    }
    words
}

/// The names and values of `ENV a=b c=d`, or of its old form `ENV a b c`.
pub(super) fn pairs(text: &str) -> Vec<(String, String)> {
    let first = text.split_whitespace().next().unwrap_or_default();
    if !first.contains('=') {
        let (name, value) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        return vec![(name.to_owned(), value.trim().to_owned())];
    }
    let pair = |word: String| match word.split_once('=') {
        Some((name, value)) => (name.to_owned(), value.to_owned()),
        None => (word, String::new()),
    };
    words(text).into_iter().map(pair).collect()
}

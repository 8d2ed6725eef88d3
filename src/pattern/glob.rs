//! A glob as a regular expression.
//!
//! As in a `.gitignore`: without a slash it is held against names, wherever they are; with one,
//! against the whole path. `*` and `?` do not pass a slash, `**` does, and a dot is a character like
//! any other.

use std::iter::Peekable;
use std::str::Chars;

use super::PatternError;
use crate::limits;

/// A character that is no slash: one of ASCII, one of UTF-8, or a byte that is neither.
const ONE: &str = r"(?:[^/\x80-\xff]|[\xc2-\xf4][\x80-\xbf]{1,3}|[\x80-\xff])";

/// The regular expression of a glob, and whether it is held against whole paths.
pub(super) fn regex(glob: &str) -> Result<(String, bool), PatternError> {
    // A slash at the end asks for a folder, whose path has none.
    let trimmed = glob.strip_suffix('/').unwrap_or(glob);
    let whole = trimmed.contains('/');
    let mut reading = Reading {
        rest: trimmed.chars().peekable(),
        at: 0,
        out: String::from("^"),
    };
    if whole {
        reading.out.push('/');
        reading.eat('/');
    }
    reading.read()?;
    reading.out.push('$');
    Ok((reading.out, whole))
}

struct Reading<'a> {
    rest: Peekable<Chars<'a>>,
    /// Characters read.
    at: usize,
    out: String,
}

impl Reading<'_> {
    fn next(&mut self) -> Option<char> {
        let next = self.rest.next();
        self.at += usize::from(next.is_some());
        next
    }

    fn eat(&mut self, expected: char) -> bool {
        let there = self.rest.peek() == Some(&expected);
        if there {
            self.next();
        }
        there
    }

    fn read(&mut self) -> Result<(), PatternError> {
        // Where each open brace stands.
        let mut braces = Vec::new();
        // Whether a name begins here: only then does `**` pass slashes.
        let mut begins = true;
        while let Some(c) = self.next() {
            let began = std::mem::replace(&mut begins, matches!(c, '/' | '{' | ','));
            match c {
                '*' if began && self.eat('*') => begins = self.folders(),
                '*' => self.out.push_str("[^/]*"),
                '?' => self.out.push_str(ONE),
                '[' => self.class()?,
                '{' if braces.len() as u32 >= limits::PATTERN_NESTING => {
                    return Err(self.wrong("too many braces within braces", self.at));
                }
                '{' => {
                    braces.push(self.at);
                    self.out.push_str("(?:");
                }
                '}' if braces.pop().is_some() => self.out.push(')'),
                ',' if !braces.is_empty() => self.out.push('|'),
                '\\' => match self.next() {
                    Some(c) => self.literal(c),
                    None => return Err(self.wrong("a \\ that nothing follows", self.at)),
                },
                c => self.literal(c),
            }
        }
        match braces.pop() {
            Some(at) => Err(self.wrong("a { that is never closed", at)),
            None => Ok(()),
        }
    }

    /// After `**` at the beginning of a name; whether a name begins again.
    fn folders(&mut self) -> bool {
        match self.rest.peek() {
            None => self.out.push_str("(?s-u:.)*"),
            Some('/') => {
                self.next();
                self.out.push_str("(?:(?s-u:.)*/)?");
                return true;
            }
            // Within a name it is no more than `*`.
            Some(_) => self.out.push_str("[^/]*"),
        }
        false
    }

    /// After `[`.
    fn class(&mut self) -> Result<(), PatternError> {
        let open = self.at;
        let negated = self.eat('!') || self.eat('^');
        let (mut ascii, mut others) = (String::new(), Vec::new());
        let mut first = true;
        loop {
            let from = match self.next() {
                None => return Err(self.wrong("a [ that is never closed", open)),
                Some(']') if !first => break,
                Some('\\') => self.next(),
                from => from,
            };
            first = false;
            let Some(from) = from else { continue };
            let mut ahead = self.rest.clone();
            let range = ahead.next() == Some('-') && ahead.peek().is_some_and(|c| *c != ']');
            let to = match range {
                false => from,
                true => {
                    self.next();
                    match self.next() {
                        Some('\\') => self.next().unwrap_or(from),
                        Some(to) => to,
                        None => from,
                    }
                }
            };
            match (from.is_ascii() && to.is_ascii(), from == to) {
                (true, _) if from <= to => ascii.push_str(&format!(
                    "\\x{:02x}-\\x{:02x}",
                    u32::from(from),
                    u32::from(to)
                )),
                (true, _) => return Err(self.wrong("a range that runs backwards", self.at)),
                (false, true) if !negated => others.push(from),
                (false, _) => {
                    let what = "only single characters of ASCII can be left out or make a range";
                    return Err(self.wrong(what, self.at));
                }
            }
        }
        if negated {
            // A slash is never in a name.
            self.out.push_str(&format!(
                "(?:[^/{ascii}\\x80-\\xff]|[\\xc2-\\xf4][\\x80-\\xbf]{{1,3}}|[\\x80-\\xff])"
            ));
            return Ok(());
        }
        let mut ways: Vec<String> = others.iter().map(char::to_string).collect();
        if !ascii.is_empty() {
            ways.push(format!("[{ascii}&&[^/]]"));
        }
        self.out.push_str(&format!("(?:{})", ways.join("|")));
        Ok(())
    }

    fn literal(&mut self, c: char) {
        match c.is_ascii() && !c.is_ascii_alphanumeric() {
            true => self.out.push_str(&format!("\\x{:02x}", u32::from(c))),
            false => self.out.push(c),
        }
    }

    fn wrong(&self, what: &str, at: usize) -> PatternError {
        PatternError::Syntax {
            what: what.into(),
            at,
        }
    }
}

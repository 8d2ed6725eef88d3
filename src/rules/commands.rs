//! A shell's text split into commands and words, as far as rules need it.
//!
//! Quotes, escapes, comments, here-documents, groups and redirections are understood; what stands
//! in `$(…)` or in backquotes stays one piece of its word. The text is a stranger's: it is read
//! once from start to end, and whatever is left open ends with it.
//!
//! Spec: POSIX Shell Command Language, 2.2 "Quoting" to 2.9 "Shell Commands".

mod reader;

use std::ops::Range;

pub(super) use reader::split;

/// One simple command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Command {
    /// Its words without quotes, redirections and the keywords before it.
    pub(super) words: Vec<String>,
    /// Where in the text it stands.
    pub(super) span: Range<usize>,
    /// What stands behind it.
    pub(super) end: End,
    /// Whether its failure is asked for: behind `if`, `while`, `until` or `!`.
    pub(super) guarded: bool,
}

/// What stands behind a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    /// `;`, `&`, a line break, a bracket or nothing.
    #[default]
    Plain,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `|`
    Pipe,
}

/// Programs that start the one that is named behind them, and their flags that take a value.
const WRAPPERS: &[(&str, &[&str])] = &[
    ("command", &[]),
    ("doas", &["-u", "-C"]),
    ("eatmydata", &[]),
    ("env", &["-u", "-C", "-S"]),
    ("exec", &["-a"]),
    ("nice", &["-n"]),
    ("nohup", &[]),
    (
        "sudo",
        &["-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "-U"],
    ),
    ("time", &[]),
];

impl Command {
    /// The words from the program on: without assignments, `env`, `sudo` and their like.
    pub(super) fn bare(&self) -> &[String] {
        self.unwrapped(|_| {})
    }

    /// Whether it is run through this wrapper.
    pub(super) fn runs_through(&self, wrapper: &str) -> bool {
        let mut found = false;
        self.unwrapped(|name| found |= name == wrapper);
        found
    }

    fn unwrapped(&self, mut tell: impl FnMut(&str)) -> &[String] {
        let mut words = self.words.as_slice();
        while let Some((first, rest)) = words.split_first() {
            let wrapper = WRAPPERS.iter().find(|(name, _)| *name == base_name(first));
            words = match wrapper {
                Some((name, valued)) => {
                    tell(name);
                    without_flags(rest, valued)
                }
                None if is_assignment(first) => rest,
                None => break,
            };
        }
        words
    }

    /// The program's name without its folder; empty where there is none.
    pub(super) fn program(&self) -> &str {
        self.bare().first().map_or("", |word| base_name(word))
    }

    /// What follows the program.
    pub(super) fn arguments(&self) -> &[String] {
        self.bare().get(1..).unwrap_or_default()
    }
}

/// The chains of commands that a `|` joins, each at least one long.
pub(super) fn pipelines(commands: &[Command]) -> impl Iterator<Item = &[Command]> {
    commands.chunk_by(|a, _| a.end == End::Pipe)
}

/// The name without its folder.
pub(super) fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn is_assignment(word: &str) -> bool {
    let Some((name, _)) = word.split_once('=') else {
        return false;
    };
    let inner = |c: char| c.is_ascii_alphanumeric() || c == '_';
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.chars().all(inner)
}

/// What is left behind the flags at the start; flags of `valued` take the next word along.
pub(super) fn without_flags<'a>(mut words: &'a [String], valued: &[&str]) -> &'a [String] {
    while let Some((first, rest)) = words.split_first() {
        if !first.starts_with('-') {
            break;
        }
        words = match valued.contains(&first.as_str()) {
            true => rest.get(1..).unwrap_or_default(),
            false => rest,
        };
        if first == "--" {
            break;
        }
    }
    words
}

#[cfg(test)]
mod tests;

//! The shell that a builder puts before a command, and the build arguments before that.

use super::pairs;

/// Shells whose `-c` takes the command.
const UNIX: &[&str] = &["sh", "ash", "bash", "dash", "fish", "ksh", "mksh", "zsh"];

/// Words before the command that are looked at; more than any builder writes.
const FLAGS: usize = 16;

/// Whether the text begins with a shell that is told to run the rest.
pub(super) fn is_shell(text: &str) -> bool {
    strip(text).is_some()
}

/// The command without its shell, as it would stand after `RUN`.
pub(super) fn command(text: &str) -> String {
    let text = strip(text).unwrap_or(text);
    let text = text.trim();
    if !text.contains('\n') || text.starts_with("<<") || text.contains("\\\n") {
        return text.to_owned();
    }
    // Builders join continued lines, so a line break comes from a here-document.
    let mut end = "EOF".to_owned();
    while text.lines().any(|line| line.trim() == end) {
        end.push('_');
    }
    format!("<<{end}\n{text}\n{end}")
}

/// The text behind `/bin/sh -c `, `powershell -Command …; ` and their like.
fn strip(text: &str) -> Option<&str> {
    let (program, rest) = word(text)?;
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    let name = name.strip_suffix(".exe").unwrap_or(name);
    if UNIX.contains(&name) {
        return unix(rest);
    }
    match name.to_ascii_lowercase().as_str() {
        "cmd" => flagged(rest, '/', &["/c"]),
        "powershell" | "pwsh" => flagged(rest, '-', &["-command", "-c"]).map(preferences),
        _ => None,
    }
}

fn unix(mut rest: &str) -> Option<&str> {
    for _ in 0..FLAGS {
        let (flag, after) = word(rest)?;
        let letters = flag.strip_prefix('-')?;
        let short = !letters.starts_with('-');
        rest = match letters.chars().last() {
            Some('c') if short => return Some(after),
            Some('o' | 'O') if short => word(after)?.1,
            _ => after,
        };
    }
    None
}

fn flagged<'a>(mut rest: &'a str, sign: char, last: &[&str]) -> Option<&'a str> {
    for _ in 0..FLAGS {
        let (flag, after) = word(rest)?;
        if last.contains(&flag.to_ascii_lowercase().as_str()) {
            return Some(after);
        }
        // A flag's value (`-ExecutionPolicy Bypass`) is one word without spaces.
        let next = word(after)?;
        rest = match flag.starts_with(sign) {
            true if next.0.starts_with(sign) => after,
            true => next.1,
            false => return None,
        };
    }
    None
}

/// Takes away the `$ErrorActionPreference = 'Stop';` that official images set with `SHELL`.
fn preferences(mut text: &str) -> &str {
    while let Some((statement, rest)) = text.split_once(';') {
        let name = statement.trim_start().split_once(['=', ' ']);
        match name {
            Some((name, _)) if name.starts_with('$') && name.ends_with("Preference") => {
                text = rest.trim_start();
            }
            _ => break,
        }
    }
    text
}

fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(' ');
    text.split_once(' ').filter(|(word, _)| !word.is_empty())
}

/// The `NAME=value` of `|2 A=1 B=two words /bin/sh -c make`, and what follows them.
///
/// Values are written without quotes. Where the shell is found behind as many names as the
/// number says, all before it are values; else each value is one word.
pub(super) fn build_args(text: &str) -> (Vec<String>, &str) {
    let none = (Vec::new(), text);
    let Some((count, rest)) = text.strip_prefix('|').and_then(|t| t.split_once(' ')) else {
        return none;
    };
    let Ok(count) = count.parse::<usize>() else {
        return none;
    };
    if count == 0 {
        return (Vec::new(), rest);
    }
    let starts = pairs::starts(rest, pairs::is_variable);
    let Some(nth) = starts.get(count - 1) else {
        return none;
    };
    let spaces = rest.match_indices(' ').map(|(at, _)| at);
    let end = spaces
        .clone()
        .filter(|at| at > nth)
        .find(|at| is_shell(&rest[at + 1..]))
        .or_else(|| spaces.clone().find(|at| at > nth))
        .unwrap_or(rest.len());
    let ends = starts[1..count].iter().copied().chain([end]);
    let args = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &rest[*start..end]);
    let args = args.map(|arg| arg.trim_end().to_owned()).collect();
    (args, rest[end..].trim_start())
}

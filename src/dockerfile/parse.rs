//! Lines into instructions: comments, continued lines, here-documents and the directive that
//! chooses the sign by which lines go on.

use super::Lines;
use crate::limits;

/// One instruction as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// `RUN`, in capitals.
    pub keyword: String,
    /// What follows, its lines joined as the builder joins them.
    pub arguments: String,
    /// What stands in its here-documents, one after the other.
    pub documents: Vec<String>,
    /// Where it stands; its here-documents are among its lines.
    pub lines: Option<Lines>,
}

/// The instructions of a text.
pub(super) fn parse(text: &str) -> Vec<Written> {
    let text = &text[..text.floor_char_boundary(limits::DOCKERFILE_BYTES)];
    let text = text.trim_start_matches('\u{feff}');
    let lines: Vec<&str> = text.lines().collect();
    let escape = escape(&lines);
    let (mut at, mut found) = (0, Vec::new());
    while at < lines.len() && found.len() < limits::DOCKERFILE_INSTRUCTIONS {
        if is_nothing(lines[at]) {
            at += 1;
            continue;
        }
        let first = at;
        let text = joined(&lines, &mut at, escape);
        let mut written = split(&text);
        if matches!(written.keyword.as_str(), "RUN" | "COPY" | "ADD") {
            for (mark, tabs) in marks(&written.arguments) {
                written
                    .documents
                    .push(document(&lines, &mut at, &mark, tabs));
            }
        }
        let line = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        written.lines = Some(Lines {
            first: line(first + 1),
            last: line(at),
        });
        found.push(written);
    }
    found
}

/// Whether a line says nothing.
fn is_nothing(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

/// The sign by which lines go on: directives stand before everything else.
fn escape(lines: &[&str]) -> char {
    for line in lines {
        let Some(directive) = line.trim().strip_prefix('#') else {
            break;
        };
        let Some((name, value)) = directive.split_once('=') else {
            break;
        };
        match name.trim().to_ascii_lowercase().as_str() {
            "escape" => return if value.trim() == "`" { '`' } else { '\\' },
            "syntax" | "check" => {}
            _ => break,
        }
    }
    '\\'
}

/// The text of an instruction that begins at a line, without comments between its lines; `at` comes
/// to stand behind it.
fn joined(lines: &[&str], at: &mut usize, escape: char) -> String {
    let mut text = String::new();
    let mut first = true;
    while let Some(line) = lines.get(*at) {
        *at += 1;
        if !std::mem::take(&mut first) && is_nothing(line) {
            continue;
        }
        match goes_on(line, escape) {
            Some(line) => text.push_str(line),
            None => {
                text.push_str(line);
                break;
            }
        }
    }
    text
}

/// The line without the sign at its end that it goes on.
fn goes_on(line: &str, escape: char) -> Option<&str> {
    let line = line.trim_end_matches([' ', '\t']).strip_suffix(escape)?;
    (!line.ends_with(escape)).then_some(line)
}

fn split(text: &str) -> Written {
    let text = text.trim();
    let (keyword, arguments) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    Written {
        keyword: keyword.to_ascii_uppercase(),
        arguments: arguments.trim().to_owned(),
        ..Written::default()
    }
}

/// The marks of the here-documents that an instruction names, `<<EOF`, and whether tabs before
/// their lines are no part of them.
fn marks(arguments: &str) -> Vec<(String, bool)> {
    let mut marks = Vec::new();
    let mut rest = arguments;
    while let Some((before, after)) = rest.split_once("<<") {
        rest = after;
        // `<<<` is a text, and `1<<2` arithmetic.
        if after.starts_with('<') {
            rest = after.trim_start_matches('<');
            continue;
        }
        let apart = before.is_empty()
            || before.ends_with(|c: char| c.is_whitespace() || c.is_ascii_digit());
        let (tabs, named) = match after.strip_prefix('-') {
            Some(named) => (true, named),
            None => (false, after),
        };
        let quote = named.chars().next().filter(|c| matches!(c, '"' | '\''));
        let named = named.trim_start_matches(['"', '\'']);
        let end = named.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
        let mark = &named[..end.unwrap_or(named.len())];
        let letter = quote.is_some() || mark.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if apart && letter && !mark.is_empty() && marks.len() < limits::DOCKERFILE_DOCUMENTS {
            marks.push((mark.to_owned(), tabs));
        }
    }
    marks
}

/// The lines up to the mark.
fn document(lines: &[&str], at: &mut usize, mark: &str, tabs: bool) -> String {
    let mut text = String::new();
    while let Some(line) = lines.get(*at) {
        *at += 1;
        let line = if tabs {
            line.trim_start_matches('\t')
        } else {
            line
        };
        if line == mark {
            break;
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

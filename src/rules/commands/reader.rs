//! Reads a shell's text once, and gives its commands.

use super::{Command, End};

/// Bytes of a text that are read; no person writes a longer command.
const TEXT: usize = 64 << 10;

/// Words that stand before a command and are no part of it.
const KEYWORDS: &[&str] = &[
    "!", "do", "elif", "else", "if", "then", "time", "until", "while", "{",
];

/// Those of them that ask whether the command fails.
const GUARDS: &[&str] = &["!", "elif", "if", "until", "while"];

/// Splits a text into its commands. Of a here-document that is the whole text (`<<EOF`), its
/// lines are the commands, unless its first line names another program than a shell.
pub(in crate::rules) fn split(text: &str) -> Vec<Command> {
    let text = &text[..text.floor_char_boundary(TEXT)];
    let (body, start) = document(text);
    if body.starts_with("#!") && !body.lines().next().unwrap_or_default().contains("sh") {
        return Vec::new();
    }
    let mut reader = Reader {
        text: body.as_bytes(),
        whole: body,
        offset: start,
        ..Reader::default()
    };
    while reader.at < reader.text.len() {
        reader.step();
    }
    reader.end_command(End::Plain);
    reader.commands
}

/// The lines inside of a here-document that is the whole text, and where they begin.
fn document(text: &str) -> (&str, usize) {
    let Some((first, rest)) = text.split_once('\n') else {
        return (text, 0);
    };
    let Some(mark) = first.strip_prefix("<<") else {
        return (text, 0);
    };
    let mark = mark.trim_start_matches('-').trim();
    let mark = mark.trim_matches(['"', '\'']);
    if mark.is_empty() || mark.contains(char::is_whitespace) {
        return (text, 0);
    }
    let body = rest.trim_end();
    let last = body.rfind('\n').map_or(0, |at| at + 1);
    let body = match body[last..].trim() == mark {
        true => &body[..last],
        false => body,
    };
    (body, first.len() + 1)
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a [u8],
    whole: &'a str,
    offset: usize,
    at: usize,
    commands: Vec<Command>,
    words: Vec<String>,
    /// Where the command began, and where its last word ended.
    from: usize,
    to: usize,
    word: Vec<u8>,
    in_word: bool,
    /// Whether the word is the place that a redirection names.
    redirects: bool,
    /// Marks of here-documents whose lines begin behind the next line break.
    documents: Vec<Vec<u8>>,
    /// Whether the next word is such a mark.
    mark: bool,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn step(&mut self) {
        let byte = self.peek(0);
        match byte {
            b'\n' => {
                self.end_command(End::Plain);
                self.at += 1;
                self.skip_documents();
            }
            b' ' | b'\t' | b'\r' => {
                self.end_word();
                self.at += 1;
            }
            b'#' if !self.in_word => self.at = self.find(b'\n', self.at),
            b';' | b'(' | b')' => self.operator(End::Plain, 1),
            b'&' if self.peek(1) == b'&' => self.operator(End::And, 2),
            b'&' if self.peek(1) == b'>' => self.redirection(2),
            b'&' => self.operator(End::Plain, 1),
            b'|' if self.peek(1) == b'|' => self.operator(End::Or, 2),
            b'|' if self.peek(1) == b'&' => self.operator(End::Pipe, 2),
            b'|' => self.operator(End::Pipe, 1),
            b'<' | b'>' if self.peek(1) == b'(' => self.substitution(1),
            b'<' if self.peek(1) == b'<' && self.peek(2) == b'<' => self.redirection(3),
            b'<' if self.peek(1) == b'<' => {
                let dash = usize::from(self.peek(2) == b'-');
                self.redirection(2 + dash);
                self.mark = true;
            }
            b'<' | b'>' => {
                let more = usize::from(matches!(self.peek(1), b'>' | b'&' | b'|'));
                self.redirection(1 + more);
            }
            _ => self.piece(byte),
        }
    }

    /// A piece of a word.
    fn piece(&mut self, byte: u8) {
        if byte == b'\\' && self.peek(1) == b'\n' {
            // A line goes on.
            self.at += 2;
            return;
        }
        self.begin();
        match byte {
            b'\\' => {
                let next = (self.at + 2).min(self.text.len());
                self.take(self.at + 1, next, next);
            }
            b'\'' => {
                let end = self.find(b'\'', self.at + 1);
                self.take(self.at + 1, end, end + 1);
            }
            b'"' => self.quoted(),
            b'`' => {
                let end = (self.find(b'`', self.at + 1) + 1).min(self.text.len());
                self.take(self.at, end, end);
            }
            b'$' if self.peek(1) == b'(' => self.substitution(1),
            b'$' if self.peek(1) == b'{' => {
                let end = (self.find(b'}', self.at) + 1).min(self.text.len());
                self.take(self.at, end, end);
            }
            _ => self.take(self.at, self.at + 1, self.at + 1),
        }
    }

    /// `"…"`, where `$(…)` has quotes of its own.
    fn quoted(&mut self) {
        self.at += 1;
        while self.at < self.text.len() {
            match self.peek(0) {
                b'"' => break,
                b'\\' if matches!(self.peek(1), b'"' | b'\\' | b'$' | b'`') => {
                    self.take(self.at + 1, self.at + 2, self.at + 2);
                }
                b'$' if self.peek(1) == b'(' => self.substitution(1),
                _ => self.take(self.at, self.at + 1, self.at + 1),
            }
        }
        self.at += 1;
    }

    /// `$(…)` or `<(…)` as it is written, up to its own bracket.
    fn substitution(&mut self, open: usize) {
        self.begin();
        let (mut end, mut depth, mut double) = (self.at + open, 0_u32, false);
        while let Some(byte) = self.text.get(end) {
            match byte {
                b'\\' => end += 1,
                b'\'' if !double => end = self.find(b'\'', end + 1),
                b'"' => double = !double,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            end += 1;
            if depth == 0 {
                break;
            }
        }
        let end = end.min(self.text.len());
        self.take(self.at, end, end);
    }

    fn take(&mut self, from: usize, to: usize, next: usize) {
        self.word.extend(&self.text[from.min(to)..to]);
        self.at = next;
        self.to = next.min(self.text.len());
    }

    /// The place of a byte, or the end of the text.
    fn find(&self, byte: u8, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        let found = rest.iter().position(|other| *other == byte);
        found.map_or(self.text.len(), |found| from + found)
    }

    fn begin(&mut self) {
        if !self.in_word && self.words.is_empty() {
            self.from = self.at;
        }
        self.in_word = true;
    }

    fn redirection(&mut self, bytes: usize) {
        // The number before it is the descriptor's.
        if self.word.iter().all(u8::is_ascii_digit) {
            self.word.clear();
            self.in_word = false;
        }
        self.end_word();
        self.at += bytes;
        self.to = self.at;
        self.redirects = true;
    }

    fn end_word(&mut self) {
        if !self.in_word {
            return;
        }
        self.in_word = false;
        let word = std::mem::take(&mut self.word);
        if std::mem::take(&mut self.mark) {
            self.documents.push(word);
            self.redirects = false;
        } else if !std::mem::take(&mut self.redirects) {
            self.words.push(String::from_utf8_lossy(&word).into_owned());
        }
    }

    fn operator(&mut self, end: End, bytes: usize) {
        self.end_command(end);
        self.at += bytes;
    }

    fn end_command(&mut self, end: End) {
        self.end_word();
        (self.redirects, self.mark) = (false, false);
        let mut words = std::mem::take(&mut self.words);
        let keywords = words.iter();
        let keywords = keywords.take_while(|word| KEYWORDS.contains(&word.as_str()));
        let keywords = keywords.count();
        let guarded = words[..keywords]
            .iter()
            .any(|word| GUARDS.contains(&word.as_str()));
        words.drain(..keywords);
        if words.is_empty() {
            // `( … ) | sh`: what stands behind the bracket belongs to the last command in it.
            if end != End::Plain
                && let Some(last) = self.commands.last_mut()
                && last.end == End::Plain
            {
                last.end = end;
            }
            return;
        }
        let to = self.to.max(self.from).min(self.whole.len());
        self.commands.push(Command {
            words,
            span: self.offset + self.from..self.offset + to,
            end,
            guarded,
        });
    }

    /// Goes behind the lines of the here-documents that the last line named.
    fn skip_documents(&mut self) {
        for mark in std::mem::take(&mut self.documents) {
            while self.at < self.text.len() {
                let end = self.find(b'\n', self.at);
                let line = self.text[self.at..end].trim_ascii();
                self.at = (end + 1).min(self.text.len());
                if line == mark {
                    break;
                }
            }
        }
    }
}

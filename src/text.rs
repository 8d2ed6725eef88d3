//! Numbers and strangers' text, for people. May depend on `words` only.

use std::fmt::Write as _;

use crate::words::decimal;

/// Bytes as `docker` writes them: decimal units, three digits: `4.31MB`.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 7] = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
    let mut value = bytes as f64;
    let mut unit = 0;
    // What would be rounded to 1000 takes the next unit.
    while value >= 999.5 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let digits = match unit {
        0 => 0,
        _ if value < 9.995 => 2,
        _ if value < 99.95 => 1,
        _ => 0,
    };
    let number = format!("{value:.digits$}");
    let number = match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.'),
        false => &number,
    };
    decimal(format!("{number}{}", UNITS[unit]))
}

/// The day of so many seconds since 1970, in UTC: `2027-01-31`.
pub fn day_of(seconds: u64) -> String {
    // Howard Hinnant's `civil_from_days`, for days that are not before 1970.
    let days = seconds / 86_400 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Milliseconds since 1970, as a date to the minute.
pub fn moment(milliseconds: f64) -> String {
    // Before 1970 and past all calendars there is nothing that a program would say.
    let seconds = (milliseconds / 1000.0).clamp(0.0, 253_402_300_799.0) as u64;
    let (hours, minutes) = (seconds / 3600 % 24, seconds / 60 % 60);
    format!("{} {hours:02}:{minutes:02} UTC", day_of(seconds))
}

/// Text with every character made visible that could hide or reorder others: controls, line
/// separators, bidi marks and zero-width characters become `\u{202e}` and the like. File names,
/// labels and instructions are strangers' text.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if hides(c) {
            let _ = match c {
                '\n' => out.write_str("\\n"),
                '\t' => out.write_str("\\t"),
                '\r' => out.write_str("\\r"),
                c => write!(out, "\\u{{{:x}}}", u32::from(c)),
            };
        } else {
            out.push(c);
        }
    }
    out
}

/// A name or path in bytes as text, such that two of them are never the same text: what is not
/// UTF-8 becomes `\xff`, and a backslash that looks like the beginning of that becomes `\x5c`.
pub fn path(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        for (i, c) in valid.char_indices() {
            match c == '\\' && is_byte_escape(&valid.as_bytes()[i..]) {
                true => out.push_str("\\x5c"),
                false => out.push(c),
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

/// The bytes of a name or path as [`path`] writes it.
pub fn path_bytes(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut left = text.as_bytes();
    while let Some((first, rest)) = left.split_first() {
        let digits = left.get(2..4).filter(|_| is_byte_escape(left));
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                left = &left[4..];
            }
            None => {
                out.push(*first);
                left = rest;
            }
        }
    }
    out
}

/// Whether text begins with what [`path`] writes for a byte.
fn is_byte_escape(text: &[u8]) -> bool {
    let high = |b: &u8| matches!(b, b'8' | b'9' | b'a'..=b'f');
    let low = |b: &u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    match text {
        [b'\\', b'x', first, second, ..] => {
            (high(first) && low(second)) || [*first, *second] == *b"5c"
        }
        _ => false,
    }
}

/// Whether text begins with what [`visible`] writes for a character.
fn is_character_escape(text: &str) -> bool {
    let escapes = ["\\n", "\\t", "\\r", "\\u{"];
    escapes.iter().any(|escape| text.starts_with(escape))
}

/// Whether a name goes on with what could be taken for an escape of this module.
pub fn looks_escaped(text: &str) -> bool {
    is_byte_escape(text.as_bytes()) || is_character_escape(text)
}

/// A path as [`path`] writes it, made visible: for where escapes look like any other text.
pub fn visible_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for (i, c) in path.char_indices() {
        match c == '\\' && is_character_escape(&path[i..]) {
            true => out.push_str("\\x5c"),
            false => out.push_str(&visible(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

/// A part of a sentence that Peel says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<'a> {
    /// Words.
    Words(&'a str),
    /// What stood between two backticks: a command or a name, as one would write it.
    Code(&'a str),
}

/// A sentence in its parts. A backtick without a second one in its line is a character like any other, as are
/// two with nothing between them.
pub fn said(sentence: &str) -> Vec<Said<'_>> {
    let mut parts = Vec::new();
    let (mut from, mut left) = (0, 0);
    while let Some(open) = sentence[left..].find('`').map(|at| left + at) {
        let inside = &sentence[open + 1..];
        let Some(length) = inside.find(['`', '\n']) else {
            break;
        };
        left = open + 1 + length + 1;
        if length > 0 && inside[length..].starts_with('`') {
            if from < open {
                parts.push(Said::Words(&sentence[from..open]));
            }
            parts.push(Said::Code(&inside[..length]));
            from = left;
        }
    }
    if from < sentence.len() {
        parts.push(Said::Words(&sentence[from..]));
    }
    parts
}

/// Whether a character cannot be seen, or changes how others are seen.
pub fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_docker_writes_them() {
        let cases = [
            (0, "0B"),
            (999, "999B"),
            (1000, "1kB"),
            (4_310_000, "4.31MB"),
            (74_800_000, "74.8MB"),
            (999_999, "1MB"),
            (123_456_789, "123MB"),
            (u64::MAX, "18.4EB"),
        ];
        for (bytes, text) in cases {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn code_stands_between_two_backticks() {
        use Said::{Code, Words};
        let cases: [(&str, &[Said<'_>]); 7] = [
            ("", &[]),
            ("no code", &[Words("no code")]),
            ("run `a b`.", &[Words("run "), Code("a b"), Words(".")]),
            ("`,` or `]`", &[Code(","), Words(" or "), Code("]")]),
            ("one ` alone", &[Words("one ` alone")]),
            ("a `b\nc` d", &[Words("a `b\nc` d")]),
            ("`` `é`", &[Words("`` "), Code("é")]),
        ];
        for (sentence, parts) in cases {
            assert_eq!(said(sentence), parts, "{sentence:?}");
        }
    }

    #[test]
    fn nothing_hides() {
        assert_eq!(visible("a\u{202e}b\n\u{200b}é"), "a\\u{202e}b\\n\\u{200b}é");
        assert_eq!(visible_path(&path(b"caf\xe9\x1b")), "caf\\xe9\\u{1b}");
    }

    /// Names that could be taken for each other, if anything were lost.
    #[test]
    fn names_are_told_apart() {
        let names: [&[u8]; 14] = [
            b"\xff",
            b"\\xff",
            b"\\x5cxff",
            b"\\\xff",
            b"\\x5c\xff",
            b"\\",
            b"\\\\",
            b"\\x5c",
            b"\xef\xbf\xbd",
            b"\n",
            b"\\n",
            b"\\u{a}",
            b"\xe2\x80\xae",
            b"\\u{202e}",
        ];
        let texts: std::collections::BTreeSet<String> = names.iter().map(|n| path(n)).collect();
        assert!(names.iter().all(|name| path_bytes(&path(name)) == *name));
        assert_eq!(texts.len(), names.len(), "{texts:?}");
        let shown: std::collections::BTreeSet<String> =
            texts.iter().map(|t| visible_path(t)).collect();
        assert_eq!(shown.len(), names.len(), "{shown:?}");
        assert_eq!(path(b"caf\xe9"), "caf\\xe9");
        // What systemd and Windows write stays as it is.
        assert_eq!(path(b"dev-disk\\x2dby"), "dev-disk\\x2dby");
        assert_eq!(path(b"Files\\Users"), "Files\\Users");
    }
}

//! The pass over a line, by a grammar.

use std::ops::Range;

use super::grammar::{Grammar, Keys, Quote};
use super::{Carry, Tint, Tinted};

/// A block comment is open; a smaller number is that of the string that is, from 1.
const BLOCK: Carry = Carry(200);

/// Colours a line.
pub(super) fn scan(grammar: &Grammar, line: &[u8], open: Carry) -> Tinted {
    let mut parts: Vec<(Range<usize>, Tint)> = Vec::new();
    let mut at = 0;
    // What the line before left open.
    if open == BLOCK {
        match find(line, b"*/", 0) {
            Some(end) => at = end + 2,
            None => return (vec![(0..line.len(), Tint::Comment)], BLOCK),
        }
        parts.push((0..at, Tint::Comment));
    } else if let Some(quote) = (open.0 as usize)
        .checked_sub(1)
        .and_then(|number| grammar.quotes.get(number))
    {
        match closed(quote, line, 0) {
            Some(end) => at = end,
            None => return (vec![(0..line.len(), Tint::Text)], open),
        }
        parts.push((0..at, Tint::Text));
    } else if let Some((end, tint)) = first(grammar, line) {
        let start = line.iter().take_while(|byte| byte.is_ascii_whitespace());
        let start = start.count();
        // A list's dashes are no part of a key.
        let dashes = line[start..end]
            .iter()
            .take_while(|b| matches!(b, b'-' | b' '));
        let start = start
            + if grammar.keys == Keys::Colon {
                dashes.count()
            } else {
                0
            };
        parts.push((start..end, tint));
        at = end;
    }
    while at < line.len() {
        let rest = &line[at..];
        let apart = at == 0 || line[at - 1].is_ascii_whitespace();
        let comment = grammar.comments.iter().any(|sign| rest.starts_with(sign));
        if comment && (apart || !grammar.comments_apart) {
            parts.push((at..line.len(), Tint::Comment));
            break;
        }
        if grammar.block && rest.starts_with(b"/*") {
            let Some(end) = find(line, b"*/", at + 2) else {
                parts.push((at..line.len(), Tint::Comment));
                return (parts, BLOCK);
            };
            parts.push((at..end + 2, Tint::Comment));
            at = end + 2;
            continue;
        }
        let quotes = grammar.quotes.iter().enumerate();
        let mut begun = quotes.filter(|(_, quote)| rest.starts_with(quote.open));
        if let Some((number, quote)) = begun.next() {
            let Some(end) = closed(quote, line, at + quote.open.len()) else {
                parts.push((at..line.len(), Tint::Text));
                let left = if quote.lines { number as u8 + 1 } else { 0 };
                return (parts, Carry(left));
            };
            let after = line[end..].iter().find(|byte| !byte.is_ascii_whitespace());
            let key = grammar.keys == Keys::Quoted && after == Some(&b':');
            parts.push((at..end, if key { Tint::Name } else { Tint::Text }));
            at = end;
            continue;
        }
        if grammar.variables && rest[0] == b'$' && rest.len() > 1 {
            let end = at + variable(rest);
            parts.push((at..end, Tint::Name));
            at = end;
            continue;
        }
        let len = word(rest);
        if len == 0 {
            at += 1;
            continue;
        }
        if let Some(tint) = of_word(grammar, &line[at..at + len]) {
            parts.push((at..at + len, tint));
        }
        at += len;
    }
    (parts, Carry::default())
}

/// What stands at the beginning of a line: a section, a key, an instruction. Where it ends.
fn first(grammar: &Grammar, line: &[u8]) -> Option<(usize, Tint)> {
    let start = line.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let rest = &line[start..];
    if grammar.comments.iter().any(|sign| rest.starts_with(sign)) {
        return None;
    }
    if grammar.sections && rest[0] == b'[' {
        let end = find(line, b"]", start)?;
        let doubled = usize::from(line.get(end + 1) == Some(&b']'));
        return Some((end + 1 + doubled, Tint::Word));
    }
    if grammar.first_word {
        let len = word(rest);
        let found = std::str::from_utf8(&rest[..len]).ok()?;
        let known = grammar.words.iter().any(|w| w.eq_ignore_ascii_case(found));
        return known.then_some((start + len, Tint::Word));
    }
    let sign = match grammar.keys {
        Keys::Colon => b':',
        Keys::Equals => b'=',
        Keys::None | Keys::Quoted => return None,
    };
    let is_key = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'-' | b'.' | b'/' | b'"' | b'\'' | b'@')
            || *byte == b' ' && !grammar.variables
            || *byte >= 0x80
    };
    let len = rest.iter().take_while(|byte| is_key(byte)).count();
    let next = rest.get(len + 1);
    let parted = sign != b':' || next.is_none_or(u8::is_ascii_whitespace);
    let key = rest[..len].trim_ascii_end().len();
    (rest.get(len) == Some(&sign) && parted && key > 0).then_some((start + key, Tint::Name))
}

fn of_word(grammar: &Grammar, word: &[u8]) -> Option<Tint> {
    if word[0].is_ascii_digit() {
        return Some(Tint::Number);
    }
    let word = std::str::from_utf8(word).ok()?;
    if grammar.constants.contains(&word) {
        return Some(Tint::Number);
    }
    (!grammar.first_word && grammar.words.contains(&word)).then_some(Tint::Word)
}

/// Bytes of the word, or the number, that a text begins with.
fn word(text: &[u8]) -> usize {
    let within = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
    let digits = text.first().is_some_and(u8::is_ascii_digit);
    let goes_on = |byte: &&u8| within(byte) || digits && **byte == b'.';
    text.iter().take_while(goes_on).count()
}

/// Bytes of a variable, with its `$`.
fn variable(text: &[u8]) -> usize {
    match text[1] {
        b'{' => find(text, b"}", 2).map_or(text.len(), |end| end + 1),
        byte if byte.is_ascii_alphanumeric() || byte == b'_' => 1 + word(&text[1..]),
        b'?' | b'@' | b'*' | b'#' | b'$' | b'!' => 2,
        _ => 1,
    }
}

/// Where a string ends whose signs stand before `from`.
fn closed(quote: &Quote, line: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at < line.len() {
        if quote.escapes && line[at] == b'\\' {
            at += 2;
        } else if line[at..].starts_with(quote.close) {
            return Some(at + quote.close.len());
        } else {
            at += 1;
        }
    }
    None
}

fn find(line: &[u8], sign: &[u8], from: usize) -> Option<usize> {
    let found = line
        .get(from..)?
        .windows(sign.len())
        .position(|w| w == sign)?;
    Some(from + found)
}

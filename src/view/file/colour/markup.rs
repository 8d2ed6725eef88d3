//! XML and HTML, and Markdown.

use std::ops::Range;

use super::{Carry, Tint, Tinted};

const COMMENT: Carry = Carry(1);
const TAG: Carry = Carry(2);
const FENCE: Carry = Carry(3);

/// XML and HTML.
pub(super) fn markup(line: &[u8], open: Carry) -> Tinted {
    let mut parts: Vec<(Range<usize>, Tint)> = Vec::new();
    let (mut at, mut state) = (0, open);
    while at < line.len() {
        let rest = &line[at..];
        if state == COMMENT {
            let end = rest.windows(3).position(|w| w == b"-->").map(|end| end + 3);
            parts.push((at..at + end.unwrap_or(rest.len()), Tint::Comment));
            let Some(end) = end else {
                return (parts, COMMENT);
            };
            (at, state) = (at + end, Carry::default());
        } else if state == TAG {
            at += in_tag(rest, at, &mut parts, &mut state);
        } else if rest.starts_with(b"<!--") {
            state = COMMENT;
        } else if rest[0] == b'<' && rest.get(1).is_some_and(|byte| !byte.is_ascii_whitespace()) {
            let sign = 1 + usize::from(matches!(rest[1], b'/' | b'?' | b'!'));
            let name = rest[sign.min(rest.len())..].iter();
            let name = name.take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'>' | b'/'));
            let end = sign + name.count();
            parts.push((at..at + end, Tint::Word));
            (at, state) = (at + end, TAG);
        } else {
            at += 1;
        }
    }
    (parts, state)
}

/// One thing in a tag: its end, an attribute, or a value. How many bytes that is.
fn in_tag(
    rest: &[u8],
    at: usize,
    parts: &mut Vec<(Range<usize>, Tint)>,
    state: &mut Carry,
) -> usize {
    match rest[0] {
        b'>' => {
            parts.push((at..at + 1, Tint::Word));
            *state = Carry::default();
            1
        }
        sign @ (b'"' | b'\'') => {
            let end = rest[1..].iter().position(|byte| *byte == sign);
            let len = end.map_or(rest.len(), |end| end + 2);
            parts.push((at..at + len, Tint::Text));
            len
        }
        byte if byte.is_ascii_alphabetic() => {
            let name =
                |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_' | b'.');
            let len = rest.iter().take_while(name).count();
            parts.push((at..at + len, Tint::Name));
            len
        }
        _ => 1,
    }
}

/// Markdown: headings, code, quotes, and where links lead.
pub(super) fn markdown(line: &[u8], open: Carry) -> Tinted {
    let all = |tint| vec![(0..line.len(), tint)];
    let text = line.trim_ascii_start();
    let fence = text.starts_with(b"```") || text.starts_with(b"~~~");
    match (open == FENCE, fence) {
        (true, true) => return (all(Tint::Text), Carry::default()),
        (false, true) => return (all(Tint::Text), FENCE),
        (true, false) => return (all(Tint::Text), FENCE),
        (false, false) => {}
    }
    if text.starts_with(b"#") {
        return (all(Tint::Word), Carry::default());
    }
    if text.starts_with(b">") {
        return (all(Tint::Comment), Carry::default());
    }
    let mut parts = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let (close, tint) = match (line[at], at.checked_sub(1).map(|left| line[left])) {
            (b'`', _) => (b'`', Tint::Text),
            (b'(', Some(b']')) => (b')', Tint::Name),
            _ => {
                at += 1;
                continue;
            }
        };
        let end = line[at + 1..].iter().position(|byte| *byte == close);
        let Some(end) = end else {
            at += 1;
            continue;
        };
        parts.push((at..at + end + 2, tint));
        at += end + 2;
    }
    (parts, Carry::default())
}

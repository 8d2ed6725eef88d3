//! Many short texts, searched for in one pass that jumps over most bytes (after Wu and Manber): a
//! table of all pairs of bytes says how far the next place is where one of them can end.

use super::{Found, Look, Token};
use crate::limits;

/// Bytes of each text that the table looks at; none may be shorter.
const WINDOW: usize = 4;

/// Pairs of bytes.
const PAIRS: usize = 1 << 16;

/// Texts that are searched for, each with what looks at the place where one is.
pub(super) struct Anchors {
    /// For each pair of bytes, how far the window can move on where it ends with that pair.
    shift: Box<[u8; PAIRS]>,
    /// The texts by the last two bytes of their window.
    by_end: Vec<(u16, &'static [u8], Look)>,
}

impl Anchors {
    pub(super) fn new(texts: impl Iterator<Item = (&'static str, Look)>) -> Anchors {
        let mut shift = Box::new([(WINDOW - 1) as u8; PAIRS]);
        let mut by_end = Vec::new();
        for (text, look) in texts {
            let text = text.as_bytes();
            for (at, pair) in text.windows(2).take(WINDOW - 1).enumerate() {
                let far = (WINDOW - 2 - at) as u8;
                let least = &mut shift[usize::from(number(pair))];
                *least = far.min(*least);
            }
            by_end.push((number(&text[WINDOW - 2..WINDOW]), text, look));
        }
        by_end.sort_by_key(|(end, text, _)| (*end, *text));
        Anchors { shift, by_end }
    }

    /// Everything that the looks say yes to.
    pub(super) fn find<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Found> + 'a {
        let mut end = WINDOW;
        let (mut after, mut looks) = (0, 0);
        std::iter::from_fn(move || {
            while end <= bytes.len() && looks < limits::TOKEN_LOOKS {
                let pair = number(&bytes[end - 2..end]);
                let far = self.shift[usize::from(pair)];
                if far > 0 {
                    end += usize::from(far);
                    continue;
                }
                let start = end - WINDOW;
                end += 1;
                if start < after {
                    continue;
                }
                looks += 1;
                if let Some(found) = self.look(bytes, start, pair) {
                    // A hint hides no token that is its value.
                    if found.token != Token::Assigned {
                        after = found.end.max(start + 1);
                    }
                    return Some(found);
                }
            }
            None
        })
    }

    fn look(&self, bytes: &[u8], start: usize, pair: u16) -> Option<Found> {
        let first = self.by_end.partition_point(|(end, ..)| *end < pair);
        let same = self.by_end[first..].iter();
        let mut same = same.take_while(|(end, ..)| *end == pair);
        same.find_map(|(_, text, look)| {
            let there = bytes[start..].starts_with(text);
            there.then(|| look(bytes, start)).flatten()
        })
    }
}

fn number(pair: &[u8]) -> u16 {
    u16::from(pair[0]) << 8 | u16::from(pair[1])
}

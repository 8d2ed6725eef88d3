//! Where a text occurs in a file.

use std::ops::Range;

/// Hits that are remembered; more are said to be there.
const MANY: usize = 10_000;

/// Every place of a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    starts: Vec<u32>,
    len: usize,
    more: bool,
}

impl Hits {
    /// The places of `text` in `bytes`, without those that overlap one before; the letters of
    /// ASCII are found in either case.
    pub fn of(bytes: &[u8], text: &str) -> Hits {
        let text = text.as_bytes();
        let mut hits = Hits {
            len: text.len(),
            ..Hits::default()
        };
        let Some(first) = text.first() else {
            return hits;
        };
        let either = [first.to_ascii_lowercase(), first.to_ascii_uppercase()];
        let mut at = 0;
        while let Some(next) = bytes[at..].iter().position(|byte| either.contains(byte)) {
            at += next;
            let Some(here) = bytes.get(at..at + text.len()) else {
                break;
            };
            if !here.eq_ignore_ascii_case(text) {
                at += 1;
                continue;
            }
            if hits.starts.len() == MANY {
                hits.more = true;
                break;
            }
            hits.starts.push(at as u32);
            at += text.len();
        }
        hits
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Whether there are more than are remembered.
    pub fn more(&self) -> bool {
        self.more
    }

    /// Where the hit of this number begins.
    pub fn start(&self, index: usize) -> Option<usize> {
        self.starts.get(index).map(|start| *start as usize)
    }

    /// Hits that touch a part of the file: their numbers, and where they are.
    pub fn within(&self, part: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
        let first = part.start.saturating_sub(self.len.saturating_sub(1));
        let from = self
            .starts
            .partition_point(|start| (*start as usize) < first);
        let starts = self.starts[from..].iter().enumerate();
        starts
            .map(move |(i, start)| (from + i, *start as usize..*start as usize + self.len))
            .take_while(move |(_, hit)| hit.start < part.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_in_either_case_and_never_twice() {
        let hits = Hits::of(b"aAa-aa", "AA");
        assert_eq!(
            (hits.start(0), hits.start(1), hits.len()),
            (Some(0), Some(4), 2)
        );
        assert!(Hits::of(b"aaa", "").is_empty());
        assert!(Hits::of(b"ab", "abc").is_empty());
        assert!(Hits::of("É".as_bytes(), "é").is_empty());
        let many = Hits::of(&vec![b'x'; MANY + 1], "x");
        assert_eq!((many.len(), many.more()), (MANY, true));
    }

    #[test]
    fn those_that_touch_a_part() {
        let hits = Hits::of(b"..abc..abc..abc", "abc");
        let within: Vec<_> = hits.within(4..8).collect();
        assert_eq!(within, [(0, 2..5), (1, 7..10)]);
        assert_eq!(hits.within(5..7).count(), 0);
    }
}

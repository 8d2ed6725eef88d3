//! The difference between two versions of a text, as rows: what was taken away, what came, and some
//! lines around, as `diff -u` shows it.

use std::rc::Rc;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::rows::readable;
use crate::limits;
use crate::view::text::Piece;
use crate::words::difference as say;

/// Lines around a change that are shown too.
const AROUND: u32 = 3;

/// Bytes of a line that are shown.
const SHOWN: usize = 1_000;

/// Bytes at the beginning that tell a text from what is none.
const PROBED: usize = 8 << 10;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In both versions.
    Both,
    /// Taken away.
    Removed,
    /// New.
    Added,
    /// Lines that are the same in both are left out here.
    Gap,
}

impl Side {
    /// For attributes.
    pub fn id(self) -> &'static str {
        match self {
            Side::Both => "both",
            Side::Removed => "removed",
            Side::Added => "added",
            Side::Gap => "gap",
        }
    }

    /// As `diff` writes it.
    pub fn sign(self) -> &'static str {
        match self {
            Side::Both => " ",
            Side::Removed => "-",
            Side::Added => "+",
            Side::Gap => "",
        }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// What it is.
    pub side: Side,
    /// The line's number in the version before, from 1.
    pub before: Option<u32>,
    /// And in the version after.
    pub after: Option<u32>,
    /// What it holds.
    pub pieces: Vec<Piece>,
}

/// Why there is no difference to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDifference {
    /// They are the same.
    Same,
    /// One of them is no text.
    NoText,
    /// There are more lines than are compared.
    TooLong,
}

/// The rows of a difference.
pub struct Difference {
    before: Rc<[u8]>,
    after: Rc<[u8]>,
    rows: Vec<(Side, u32, u32)>,
    before_lines: Vec<u32>,
    after_lines: Vec<u32>,
    /// Lines that are new.
    pub added: u32,
    /// Lines that were taken away.
    pub removed: u32,
}

impl Difference {
    /// Between two versions.
    ///
    /// # Errors
    /// Why there is none to be shown.
    pub fn of(before: Rc<[u8]>, after: Rc<[u8]>) -> Result<Difference, NoDifference> {
        if before == after {
            return Err(NoDifference::Same);
        }
        let binary = |bytes: &[u8]| bytes[..bytes.len().min(PROBED)].contains(&0);
        if binary(&before) || binary(&after) {
            return Err(NoDifference::NoText);
        }
        let (before_lines, after_lines) = (starts(&before), starts(&after));
        if before_lines.len().max(after_lines.len()) > limits::DIFFERENCE_LINES {
            return Err(NoDifference::TooLong);
        }
        let input = InternedInput::new(&before[..], &after[..]);
        let mut diff = Diff::compute(Algorithm::Histogram, &input);
        diff.postprocess_lines(&input);
        let mut rows = Vec::new();
        let lines = input.before.len() as u32;
        // Where the last change ended, in both versions.
        let mut last: Option<(u32, u32)> = None;
        for hunk in diff.hunks() {
            let (old, new) = (hunk.before.clone(), hunk.after.clone());
            let from = match last {
                Some((end, _)) if old.start - end <= AROUND * 2 => end,
                Some((end, at)) => {
                    let around = (0..AROUND).map(|i| (Side::Both, end + i, at + i));
                    rows.extend(around);
                    old.start - AROUND
                }
                None => old.start.saturating_sub(AROUND),
            };
            // The first line that was not shown yet.
            let next = last.map_or(0, |(end, _)| from.min(end + AROUND));
            if from > next {
                rows.push((Side::Gap, from, from - next));
            }
            let same = (from..old.start).map(|i| (Side::Both, i, new.start - (old.start - i)));
            rows.extend(same);
            rows.extend(old.clone().map(|i| (Side::Removed, i, 0)));
            rows.extend(new.clone().map(|i| (Side::Added, 0, i)));
            last = Some((old.end, new.end));
        }
        if let Some((end, at)) = last {
            let left = (lines - end).min(AROUND);
            rows.extend((0..left).map(|i| (Side::Both, end + i, at + i)));
            if end + left < lines {
                rows.push((Side::Gap, lines, lines - end - left));
            }
        }
        Ok(Difference {
            added: diff.count_additions(),
            removed: diff.count_removals(),
            before,
            after,
            rows,
            before_lines,
            after_lines,
        })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row.
    pub fn row(&self, index: usize) -> Option<DifferenceRow> {
        let (side, old, new) = *self.rows.get(index)?;
        let (bytes, lines, line) = match side {
            Side::Added => (&self.after, &self.after_lines, new),
            _ => (&self.before, &self.before_lines, old),
        };
        let pieces = match side {
            Side::Gap => vec![Piece::Text(say::left_out(u64::from(new)))],
            _ => {
                let start = *lines.get(line as usize)? as usize;
                let end = lines.get(line as usize + 1);
                let end = end.map_or(bytes.len(), |end| *end as usize);
                let line = &bytes[start..end];
                let line = line.strip_suffix(b"\n").unwrap_or(line);
                readable(&line[..line.len().min(SHOWN)])
            }
        };
        Some(DifferenceRow {
            side,
            before: matches!(side, Side::Both | Side::Removed).then_some(old + 1),
            after: matches!(side, Side::Both | Side::Added).then_some(new + 1),
            pieces,
        })
    }

    /// Characters of the longest number.
    pub fn label_width(&self) -> usize {
        let most = self.before_lines.len().max(self.after_lines.len());
        most.to_string().len()
    }
}

/// Where each line begins.
fn starts(bytes: &[u8]) -> Vec<u32> {
    let mut at = 0;
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').map(|line| {
        let start = at;
        at += line.len() as u32;
        start
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `diff -u` writes it, without its head, and with `…` where lines are left out.
    fn shown(before: &str, after: &str) -> String {
        let found = Difference::of(before.as_bytes().into(), after.as_bytes().into());
        let found = found.unwrap_or_else(|why| panic!("{why:?}"));
        let rows = (0..found.len()).map(|i| found.row(i).expect("it is there"));
        let line = |row: DifferenceRow| {
            let text: String = row
                .pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Text(text) | Piece::Escape(text) => text.as_str(),
                })
                .collect();
            match row.side {
                Side::Gap => format!("… {text}"),
                side => format!("{}{text}", side.sign()),
            }
        };
        rows.map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn changes_stand_with_lines_around() {
        let before: String = (1..=20).map(|i| format!("{i}\n")).collect();
        let after = before.replace("\n10\n", "\nten\nX\n").replace("20\n", "");
        let expected = "… 6 lines that are the same\n 7\n 8\n 9\n-10\n+ten\n+X\n 11\n 12\n 13\n\
                        … 3 lines that are the same\n 17\n 18\n 19\n-20";
        assert_eq!(shown(&before, &after), expected);
        assert_eq!(shown("a\nb\n", "a\n"), " a\n-b");
        assert_eq!(shown("", "a\n"), "+a");
        let expected = "-1\n+x\n 2\n 3\n 4\n… 1 line that is the same";
        assert_eq!(shown("1\n2\n3\n4\n5\n", "x\n2\n3\n4\n5\n"), expected);
        assert_eq!(
            shown("1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n"),
            "-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y"
        );
    }

    #[test]
    fn the_new_version_can_be_put_together_from_the_old() {
        let mut seed = 3_u32;
        let mut random = |n: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % n
        };
        for _ in 0..300 {
            let text = |random: &mut dyn FnMut(u32) -> u32| -> String {
                (0..random(40))
                    .map(|_| format!("{}\n", random(5)))
                    .collect()
            };
            let (before, after) = (text(&mut random), text(&mut random));
            let Ok(found) = Difference::of(before.as_bytes().into(), after.as_bytes().into())
            else {
                assert_eq!(before, after);
                continue;
            };
            let old: Vec<&str> = before.lines().collect();
            let (mut out, mut at) = (Vec::new(), 0);
            for i in 0..found.len() {
                let row = found.row(i).expect("it is there");
                if let Some(line) = row.before {
                    // What is left out is the same.
                    out.extend(old[at..line as usize - 1].iter().map(|l| (*l).to_owned()));
                    at = line as usize;
                }
                if let (Side::Both | Side::Added, [Piece::Text(text)]) = (row.side, &row.pieces[..])
                {
                    out.push(text.clone());
                    assert_eq!(row.after, Some(out.len() as u32));
                }
            }
            out.extend(old[at..].iter().map(|l| (*l).to_owned()));
            assert_eq!(out, after.lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_no_text_is_not_compared() {
        let of = |a: &[u8], b: &[u8]| Difference::of(a.into(), b.into()).err();
        assert_eq!(of(b"a", b"a"), Some(NoDifference::Same));
        assert_eq!(of(b"a\0", b"a"), Some(NoDifference::NoText));
        let long = "\n".repeat(limits::DIFFERENCE_LINES + 1);
        assert_eq!(of(b"a", long.as_bytes()), Some(NoDifference::TooLong));
    }
}

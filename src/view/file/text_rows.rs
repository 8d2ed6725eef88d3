//! Where the rows of a text begin.

/// Bytes of a line that one row shows; the rest follows in rows without a number. Rows are drawn
/// whole, and a minified script is one line.
const ROW: usize = 1_000;

/// A text's rows.
pub(super) struct TextRows {
    /// Where each row begins.
    starts: Vec<u32>,
    /// The number of the line of which it is a part, from 1.
    lines: Vec<u32>,
}

impl TextRows {
    /// The rows of a text of at most 4 GiB.
    pub(super) fn of(bytes: &[u8]) -> TextRows {
        let mut rows = TextRows {
            starts: Vec::new(),
            lines: Vec::new(),
        };
        let mut at = 0;
        for (i, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let end = at + line.len();
            let text = at + without_end(line).len();
            loop {
                rows.starts.push(at as u32);
                rows.lines.push(i as u32 + 1);
                if text - at <= ROW {
                    break;
                }
                at = boundary(bytes, at, at + ROW);
            }
            at = end;
        }
        rows
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Lines of the text.
    pub(super) fn lines(&self) -> usize {
        self.lines.last().map_or(0, |last| *last as usize)
    }

    /// Where a row begins and ends, without its line's end, and the line's number where it begins
    /// there.
    pub(super) fn row(&self, bytes: &[u8], index: usize) -> Option<(usize, usize, Option<u32>)> {
        let start = *self.starts.get(index)? as usize;
        let end = self
            .starts
            .get(index + 1)
            .map_or(bytes.len(), |e| *e as usize);
        let text = without_end(&bytes[start..end]);
        let line = self.lines[index];
        let begins = index == 0 || self.lines[index - 1] != line;
        Some((start, start + text.len(), begins.then_some(line)))
    }

    /// The row that has the byte at an offset.
    pub(super) fn row_of(&self, offset: usize) -> usize {
        let after = self
            .starts
            .partition_point(|start| *start as usize <= offset);
        after.saturating_sub(1)
    }
}

/// A line without what ends it.
fn without_end(line: &[u8]) -> &[u8] {
    match line.strip_suffix(b"\n") {
        Some(text) => text.strip_suffix(b"\r").unwrap_or(text),
        None => line,
    }
}

/// The end of a character at or before `end`, but after `start`.
fn boundary(bytes: &[u8], start: usize, end: usize) -> usize {
    let continues = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xc0 == 0x80);
    // A character has four bytes at most; what has more is none.
    let found = (end.saturating_sub(3)..=end)
        .rev()
        .find(|at| !continues(at));
    found.filter(|at| *at > start).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(&[u8], Option<u32>)> {
        let rows = TextRows::of(bytes);
        let row = |i| {
            let (start, end, line) = rows.row(bytes, i).expect("it is there");
            (&bytes[start..end], line)
        };
        (0..rows.len()).map(row).collect()
    }

    #[test]
    fn lines_end_as_editors_end_them() {
        assert_eq!(rows(b""), []);
        let expected: [(&[u8], _); 3] = [(b"a", Some(1)), (b"", Some(2)), (b"c", Some(3))];
        assert_eq!(rows(b"a\r\n\nc"), expected);
        assert_eq!(rows(b"a\n"), [(&b"a"[..], Some(1))]);
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let text = "é".repeat(1_500) + "\nend";
        let cut = rows(text.as_bytes());
        let lengths: Vec<_> = cut.iter().map(|(text, line)| (text.len(), *line)).collect();
        assert_eq!(
            lengths,
            [(1_000, Some(1)), (1_000, None), (1_000, None), (3, Some(2))]
        );
        let odd = format!("a{text}");
        assert!(
            rows(odd.as_bytes())
                .iter()
                .all(|(row, _)| std::str::from_utf8(row).is_ok())
        );
        assert_eq!(
            rows(&[0x80; 2_500]).len(),
            3,
            "what is no text is cut anywhere"
        );
        let index = TextRows::of(text.as_bytes());
        assert_eq!(
            (index.row_of(999), index.row_of(1_000), index.row_of(3_001)),
            (0, 1, 3)
        );
        assert_eq!(index.lines(), 2);
    }
}

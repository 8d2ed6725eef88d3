//! A file's rows, in the form in which it is shown.

use std::ops::Range;
use std::rc::Rc;

use super::colour::Tint;
use super::form::Form;
use super::hits::Hits;
use super::strings::strings;
use super::text_rows::TextRows;
use super::tints::Tints;
use crate::view::text::{Lines, Piece, pieces};

/// Bytes in a row of hexadecimal, as `xxd` has them.
const HEX: usize = 16;

/// Bytes of a string that are shown.
const STRING: usize = 1_000;

/// Part of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is to be read, and escapes of what is not.
    pub pieces: Vec<Piece>,
    /// The number of the hit that it is.
    pub hit: Option<usize>,
    /// What it is in the language of the file.
    pub tint: Option<Tint>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// The line's number, or the offset; empty where a line goes on.
    pub label: String,
    /// What it holds.
    pub parts: Vec<Part>,
}

/// The rows of a file.
pub struct FileRows {
    bytes: Rc<[u8]>,
    index: Index,
    tints: Option<Tints>,
}

enum Index {
    Text(TextRows),
    Hex,
    Strings(Vec<(u32, u32)>),
    None,
}

impl FileRows {
    /// The rows of a file in one form; a picture has none.
    pub fn new(bytes: Rc<[u8]>, form: Form, path: &str) -> FileRows {
        let index = match form {
            Form::Text => Index::Text(TextRows::of(&bytes)),
            Form::Hex => Index::Hex,
            Form::Strings => Index::Strings(strings(&bytes)),
            Form::Picture(_) => Index::None,
        };
        let tints = match &index {
            Index::Text(rows) => Tints::of(path, &bytes, rows),
            _ => None,
        };
        FileRows {
            bytes,
            index,
            tints,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match &self.index {
            Index::Text(rows) => rows.len(),
            Index::Hex => self.bytes.len().div_ceil(HEX),
            Index::Strings(found) => found.len(),
            Index::None => 0,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Lines of the text; `None` in another form.
    pub fn lines(&self) -> Option<usize> {
        match &self.index {
            Index::Text(rows) => Some(rows.lines()),
            _ => None,
        }
    }

    /// Characters of the longest label.
    pub fn label_width(&self) -> usize {
        match &self.index {
            Index::Text(rows) => rows.lines().to_string().len(),
            _ => 8,
        }
    }

    /// The row that shows the byte at an offset, or the next one that shows any.
    pub fn row_of(&self, offset: usize) -> usize {
        match &self.index {
            Index::Text(rows) => rows.row_of(offset),
            Index::Hex => offset / HEX,
            Index::Strings(found) => {
                found.partition_point(|(start, len)| (start + len) as usize <= offset)
            }
            Index::None => 0,
        }
    }

    /// A row, with the hits in it.
    pub fn row(&self, index: usize, hits: &Hits) -> Option<FileRow> {
        match &self.index {
            Index::Text(rows) => {
                let (start, end, line) = rows.row(&self.bytes, index)?;
                let tints = self.tints.as_ref();
                let tints = tints.map(|tints| tints.row(index, &self.bytes, (start, end)));
                Some(FileRow {
                    label: line.map(|line| line.to_string()).unwrap_or_default(),
                    parts: self.parts(start, end, hits, &tints.unwrap_or_default()),
                })
            }
            Index::Hex => self.hex(index, hits),
            Index::Strings(found) => {
                let (start, len) = *found.get(index)?;
                let end = start as usize + (len as usize).min(STRING);
                Some(FileRow {
                    label: format!("{start:08x}"),
                    parts: self.parts(start as usize, end, hits, &[]),
                })
            }
            Index::None => None,
        }
    }

    fn parts(
        &self,
        start: usize,
        end: usize,
        hits: &Hits,
        tints: &[(Range<usize>, Tint)],
    ) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut one = |from: usize, to: usize, hit, tint| {
            if from < to {
                let pieces = readable(&self.bytes[from..to]);
                parts.push(Part { pieces, hit, tint });
            }
        };
        let mut part = |from: usize, to: usize, hit: Option<usize>| {
            let mut at = from;
            // A hit is one part: its own colours tell more.
            let tints = tints.iter().filter(|_| hit.is_none());
            for (range, tint) in tints {
                let (first, last) = (range.start.max(at), range.end.min(to));
                if first < last {
                    one(at, first, None, None);
                    one(first, last, None, Some(*tint));
                    at = last;
                }
            }
            one(at, to, hit, None);
        };
        let mut at = start;
        for (number, hit) in hits.within(start..end) {
            let (from, to) = (hit.start.max(start), hit.end.min(end));
            part(at, from, None);
            part(from, to, Some(number));
            at = to;
        }
        part(at, end, None);
        parts
    }

    /// As `xxd` writes it.
    fn hex(&self, index: usize, hits: &Hits) -> Option<FileRow> {
        let start = index.checked_mul(HEX).filter(|at| *at < self.bytes.len())?;
        let end = (start + HEX).min(self.bytes.len());
        let row = &self.bytes[start..end];
        let mut of = [None; HEX];
        for (number, hit) in hits.within(start..end) {
            let range = hit.start.max(start) - start..hit.end.min(end) - start;
            of[range].fill(Some(number));
        }
        let mut runs: Vec<(String, Option<usize>)> = Vec::new();
        let mut put = |text: &str, hit| match runs.last_mut() {
            Some((before, same)) if *same == hit => before.push_str(text),
            _ => runs.push((text.to_owned(), hit)),
        };
        for i in 0..HEX {
            match row.get(i) {
                Some(byte) => put(&format!("{byte:02x}"), of[i]),
                None => put("  ", None),
            }
            if i % 2 == 1 {
                let next = of.get(i + 1).copied().flatten();
                put(" ", of[i].filter(|hit| next == Some(*hit)));
            }
        }
        put(" ", None);
        for (byte, hit) in row.iter().zip(of) {
            match byte {
                b' '..=b'~' => put(char::from(*byte).encode_utf8(&mut [0; 4]), hit),
                _ => put(".", hit),
            }
        }
        let parts = runs.into_iter().map(|(text, hit)| Part {
            pieces: vec![Piece::Text(text)],
            hit,
            tint: None,
        });
        Some(FileRow {
            label: format!("{start:08x}"),
            parts: parts.collect(),
        })
    }
}

/// Text told apart from what cannot be read; tabs are layout.
pub(super) fn readable(bytes: &[u8]) -> Vec<Piece> {
    let mut all = Vec::new();
    for chunk in bytes.utf8_chunks() {
        all.extend(pieces(chunk.valid(), Lines::Keep));
        if !chunk.invalid().is_empty() {
            let bytes = chunk.invalid().iter();
            let escape = bytes.map(|byte| format!("\\x{byte:02x}"));
            all.push(Piece::Escape(escape.collect()));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parts: &[Part]) -> Vec<(String, Option<usize>)> {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Escape(escape) => format!("<{escape}>"),
        };
        let part = |part: &Part| (part.pieces.iter().map(piece).collect(), part.hit);
        parts.iter().map(part).collect()
    }

    fn row(bytes: &[u8], form: Form, index: usize, hits: &Hits) -> FileRow {
        let rows = FileRows::new(bytes.into(), form, "");
        rows.row(index, hits).expect("it is there")
    }

    #[test]
    fn hexadecimal_as_xxd_writes_it() {
        // printf 'ABCDEFGHIJKLMNOP\n\377\0z' | xxd
        let bytes = b"ABCDEFGHIJKLMNOP\n\xff\0z";
        let line = |index| {
            let row = row(bytes, Form::Hex, index, &Hits::default());
            format!("{}: {}", row.label, text(&row.parts)[0].0)
        };
        assert_eq!(
            line(0),
            "00000000: 4142 4344 4546 4748 494a 4b4c 4d4e 4f50  ABCDEFGHIJKLMNOP"
        );
        assert_eq!(
            line(1),
            "00000010: 0aff 007a                                ...z"
        );
        let rows = FileRows::new(bytes[..].into(), Form::Hex, "");
        assert_eq!((rows.len(), rows.row_of(17)), (2, 1));
        let found = row(bytes, Form::Hex, 0, &Hits::of(bytes, "bcd"));
        let expected = [
            ("41".to_owned(), None),
            ("42 4344".to_owned(), Some(0)),
            (" 4546 4748 494a 4b4c 4d4e 4f50  A".to_owned(), None),
            ("BCD".to_owned(), Some(0)),
            ("EFGHIJKLMNOP".to_owned(), None),
        ];
        assert_eq!(text(&found.parts), expected);
    }

    #[test]
    fn text_shows_what_cannot_be_seen_and_where_the_hits_are() {
        let bytes = "a\u{202e}b \\x41 caf\u{e9}\n".as_bytes();
        let hits = Hits::of(bytes, "caf");
        let line = row(bytes, Form::Text, 0, &hits);
        let expected = [
            ("a<\\u{202e}>b \\x41 ".to_owned(), None),
            ("caf".to_owned(), Some(0)),
            ("\u{e9}".to_owned(), None),
        ];
        assert_eq!(
            (line.label.as_str(), &text(&line.parts)[..]),
            ("1", &expected[..])
        );
        let line = row(b"caf\xe9\x00", Form::Text, 0, &Hits::default());
        assert_eq!(text(&line.parts), [("caf<\\xe9><\\u{0}>".to_owned(), None)]);
    }

    #[test]
    fn colours_go_over_lines_and_leave_hits_alone() {
        let bytes = b"/* a\nb */ if (1) \"x\"\n";
        let rows = FileRows::new(bytes[..].into(), Form::Text, "x.c");
        let row = rows.row(1, &Hits::of(bytes, "x")).expect("it is there");
        let tints = row.parts.iter().map(|part| part.tint);
        let tints: Vec<_> = text(&row.parts).into_iter().zip(tints).collect();
        let part = |text: &str, hit, tint| ((text.to_owned(), hit), tint);
        let expected = [
            part("b */", None, Some(Tint::Comment)),
            part(" ", None, None),
            part("if", None, Some(Tint::Word)),
            part(" (", None, None),
            part("1", None, Some(Tint::Number)),
            part(") ", None, None),
            part("\"", None, Some(Tint::Text)),
            part("x", Some(0), None),
            part("\"", None, Some(Tint::Text)),
        ];
        assert_eq!(tints, expected);
    }

    #[test]
    fn strings_stand_at_their_offsets() {
        let bytes = b"\0\0\0\0lib/ld.so\0\x01GLIBC\0";
        let hits = Hits::of(bytes, "glibc");
        let rows = FileRows::new(bytes[..].into(), Form::Strings, "");
        assert_eq!(rows.len(), 2);
        let line = rows.row(1, &hits).expect("it is there");
        assert_eq!(line.label, "0000000f");
        assert_eq!(text(&line.parts), [("GLIBC".to_owned(), Some(0))]);
        assert_eq!(rows.row_of(hits.start(0).expect("found")), 1);
    }
}

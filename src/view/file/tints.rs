//! The colours of a text's rows: what each line leaves open is known beforehand, so that a row in sight
//! is coloured without those before it.

use std::ops::Range;

use super::colour::{Carry, Language, Tint, tinted};
use super::text_rows::TextRows;
use crate::limits;

/// The colours of a text.
pub(super) struct Tints {
    language: Language,
    /// What is open at the beginning of each row.
    open: Vec<Carry>,
}

impl Tints {
    /// Those of a text; `None` in no known language, and for one that is too long to be coloured.
    pub(super) fn of(path: &str, bytes: &[u8], rows: &TextRows) -> Option<Tints> {
        if bytes.len() > limits::COLOUR_BYTES {
            return None;
        }
        let language = Language::of(path, bytes)?;
        let mut open = Vec::with_capacity(rows.len());
        let mut carry = Carry::default();
        for row in 0..rows.len() {
            open.push(carry);
            if let Some((start, end, Some(_))) = rows.row(bytes, row) {
                carry = tinted(language, &bytes[start..end], carry).1;
            }
        }
        Some(Tints { language, open })
    }

    /// The colours of a row that begins at `start`; none of a line that goes on in other rows.
    pub(super) fn row(
        &self,
        row: usize,
        bytes: &[u8],
        (start, end): (usize, usize),
    ) -> Vec<(Range<usize>, Tint)> {
        let whole = bytes
            .get(end)
            .is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
        let Some(open) = self.open.get(row).filter(|_| whole) else {
            return Vec::new();
        };
        let (parts, _) = tinted(self.language, &bytes[start..end], *open);
        let parts = parts.into_iter();
        parts
            .map(|(range, tint)| (start + range.start..start + range.end, tint))
            .collect()
    }
}

//! Numbers, names and dates as text for people.
//!
//! Names in an image are strangers' text. Whatever would not be seen, or would change how its
//! neighbours are seen (control characters, bidirectional marks, zero-width characters), is
//! told apart here as a [`Piece::Escape`], which the page draws in another style.

use crate::layer::Kind;
use crate::text::{day_of, hides, looks_escaped};
pub use crate::text::{moment, path, size, visible, visible_path};
pub use crate::words::count;
use crate::words::decimal;

/// A size to the byte, for a tooltip.
pub fn exact(bytes: u64) -> String {
    match bytes {
        1 => "1 byte".into(),
        n => format!("{} bytes", count(n)),
    }
}

/// A share of 1 as a percentage. Never rounded to 0 or 100 unless it is that.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        p if p > 0.0 && p < 0.1 => decimal("<0.1%".into()),
        p if p < 100.0 && p > 99.9 => decimal(">99.9%".into()),
        p if p == 0.0 || p == 100.0 => format!("{p:.0}%"),
        p => decimal(format!("{p:.1}%")),
    }
}

/// Bytes a second.
pub fn rate(bytes_per_second: f64) -> String {
    format!("{}/s", size(bytes_per_second.max(0.0) as u64))
}

/// A time in RFC 3339 to the minute; other text as it is.
pub fn date(written: &str) -> String {
    let bytes = written.as_bytes();
    let shape = b"0000-00-00T00:00:00";
    let fits = bytes.len() > shape.len()
        && bytes.iter().zip(shape).all(|(b, s)| match s {
            b'0' => b.is_ascii_digit(),
            s => b == s,
        });
    if !fits || !written.is_ascii() {
        return written.to_owned();
    }
    let zone = written[19..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let zone = if zone == "Z" { "UTC" } else { zone };
    format!("{} {} {zone}", &written[..10], &written[11..16])
}

/// So many seconds since 1970, as a date to the minute, in UTC; what no calendar has as `date` reads
/// it: `@-1`.
pub fn instant(seconds: i64) -> String {
    const YEAR_10000: u64 = 253_402_300_800;
    match u64::try_from(seconds) {
        Ok(seconds) if seconds < YEAR_10000 => {
            let (hours, minutes) = (seconds / 3600 % 24, seconds / 60 % 60);
            format!("{} {hours:02}:{minutes:02}", day_of(seconds))
        }
        _ => format!("@{seconds}"),
    }
}

/// A digest's first twelve digits, as docker prints an image ID; other text as it is.
pub fn short_digest(digest: &str) -> &str {
    let hex = digest.split_once(':').map_or(digest, |(_, hex)| hex);
    hex.get(..12).unwrap_or(hex)
}

/// Kind and mode as `ls -l` writes them.
pub fn mode(kind: Kind, mode: u16) -> String {
    let first = match kind {
        Kind::Directory => 'd',
        Kind::Symlink => 'l',
        Kind::CharDevice => 'c',
        Kind::BlockDevice => 'b',
        Kind::Fifo => 'p',
        Kind::File | Kind::HardLink => '-',
        Kind::Other | Kind::Whiteout | Kind::Opaque | Kind::Reserved => '?',
    };
    let mut out = String::from(first);
    for (shift, special, mark) in [(6, 0o4000, 's'), (3, 0o2000, 's'), (0, 0o1000, 't')] {
        let bits = mode >> shift;
        out.push(if bits & 4 != 0 { 'r' } else { '-' });
        out.push(if bits & 2 != 0 { 'w' } else { '-' });
        out.push(match (mode & special != 0, bits & 1 != 0) {
            (true, true) => mark,
            (true, false) => mark.to_ascii_uppercase(),
            (false, true) => 'x',
            (false, false) => '-',
        });
    }
    out
}

/// A part of a strangers' text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Piece {
    /// Text that can be seen.
    Text(String),
    /// The escape of something that cannot.
    Escape(String),
}

/// What becomes of line breaks and tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// They are part of a name, and escaped.
    Escape,
    /// They are layout, and stay.
    Keep,
}

/// The text, told apart into what can be seen and what cannot.
pub fn pieces(text: &str, lines: Lines) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    pieces.text(text, lines);
    pieces.done()
}

/// A name's bytes, told apart: what is not UTF-8 cannot be seen either. A backslash that could be
/// taken for the beginning of an escape is one, so that no two names look the same.
pub fn name_pieces(name: &[u8]) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    for chunk in name.utf8_chunks() {
        let valid = chunk.valid();
        let mut done = 0;
        for (i, _) in valid.match_indices('\\') {
            if looks_escaped(&valid[i..]) {
                pieces.text(&valid[done..i], Lines::Escape);
                pieces.escape("\\x5c");
                done = i + 1;
            }
        }
        pieces.text(&valid[done..], Lines::Escape);
        for byte in chunk.invalid() {
            pieces.escape(&format!("\\x{byte:02x}"));
        }
    }
    pieces.done()
}

#[derive(Default)]
struct Pieces {
    pieces: Vec<Piece>,
    seen: String,
}

impl Pieces {
    fn text(&mut self, text: &str, lines: Lines) {
        for c in text.chars() {
            let layout = lines == Lines::Keep && matches!(c, '\n' | '\t');
            match hides(c) && !layout {
                true => self.escape(&visible(c.encode_utf8(&mut [0; 4]))),
                false => self.seen.push(c),
            }
        }
    }

    fn escape(&mut self, escape: &str) {
        self.flush();
        match self.pieces.last_mut() {
            Some(Piece::Escape(before)) => before.push_str(escape),
            _ => self.pieces.push(Piece::Escape(escape.to_owned())),
        }
    }

    fn flush(&mut self) {
        if !self.seen.is_empty() {
            self.pieces
                .push(Piece::Text(std::mem::take(&mut self.seen)));
        }
    }

    fn done(mut self) -> Vec<Piece> {
        self.flush();
        self.pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(exact(1), "1 byte");
        assert_eq!(exact(1_234_567), "1,234,567 bytes");
        assert_eq!(count(123), "123");
        assert_eq!(rate(1_500_000.0), "1.5MB/s");
    }

    #[test]
    fn percentages() {
        let shown = [
            (0.0, "0%"),
            (0.0001, "<0.1%"),
            (0.5, "50.0%"),
            (0.99999, ">99.9%"),
            (1.0, "100%"),
        ];
        for (share, text) in shown {
            assert_eq!(percent(share), text);
        }
    }

    #[test]
    fn dates() {
        assert_eq!(date("2024-05-01T12:34:56.789Z"), "2024-05-01 12:34 UTC");
        assert_eq!(date("2024-05-01T12:34:56+02:00"), "2024-05-01 12:34 +02:00");
        assert_eq!(date("yesterday"), "yesterday");
        assert_eq!(
            date("2024-05-01T12:34:56\u{202e}"),
            "2024-05-01T12:34:56\u{202e}"
        );
    }

    #[test]
    fn modes() {
        assert_eq!(mode(Kind::Directory, 0o755), "drwxr-xr-x");
        assert_eq!(mode(Kind::Directory, 0o1777), "drwxrwxrwt");
        assert_eq!(mode(Kind::File, 0o4755), "-rwsr-xr-x");
        assert_eq!(mode(Kind::File, 0o6644), "-rwSr-Sr--");
        assert_eq!(mode(Kind::Symlink, 0o777), "lrwxrwxrwx");
        assert_eq!(mode(Kind::Fifo, 0o1000), "p--------T");
    }

    #[test]
    fn unseen_characters_are_told_apart() {
        let text = |text: &str| Piece::Text(text.into());
        let escape = |text: &str| Piece::Escape(text.into());
        assert_eq!(
            pieces("plain \\u{202e}", Lines::Escape),
            [text("plain \\u{202e}")]
        );
        let told = pieces("a\u{202e}\u{200b}gpj.exe", Lines::Escape);
        assert_eq!(
            told,
            [text("a"), escape("\\u{202e}\\u{200b}"), text("gpj.exe")]
        );
        assert_eq!(pieces("a\tb\nc", Lines::Keep), [text("a\tb\nc")]);
        assert_eq!(pieces("a\n", Lines::Escape), [text("a"), escape("\\n")]);
        let told = name_pieces(b"caf\xe9 \x1b[1m");
        assert_eq!(
            told,
            [
                text("caf"),
                escape("\\xe9"),
                text(" "),
                escape("\\u{1b}"),
                text("[1m")
            ]
        );
        let told = name_pieces(b"\\xff \xff");
        assert_eq!(told, [escape("\\x5c"), text("xff "), escape("\\xff")]);
        assert!(pieces("", Lines::Keep).is_empty());
    }

    #[test]
    fn digests_are_short() {
        assert_eq!(short_digest("sha256:0123456789abcdef"), "0123456789ab");
        assert_eq!(short_digest("short"), "short");
    }
}

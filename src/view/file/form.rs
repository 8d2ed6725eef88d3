//! In which forms a file can be shown.

use crate::words::file as say;
/// A form in which a file is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Lines of text.
    Text,
    /// Bytes in hexadecimal.
    Hex,
    /// The strings of a binary.
    Strings,
    /// A picture.
    Picture(Picture),
}

/// A kind of picture that browsers draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
    /// SVG. Drawn as an image, it runs no scripts and loads nothing.
    Svg,
}

/// Bytes by which a file is told to be text or not, and an SVG.
const START: usize = 8 << 10;

impl Picture {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Picture::Png => "image/png",
            Picture::Jpeg => "image/jpeg",
            Picture::Gif => "image/gif",
            Picture::Webp => "image/webp",
            Picture::Svg => "image/svg+xml",
        }
    }

    /// The picture that bytes are, by how they begin.
    pub fn of(bytes: &[u8]) -> Option<Picture> {
        let is =
            |at: usize, text: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(text));
        if is(0, b"\x89PNG\r\n\x1a\n") {
            Some(Picture::Png)
        } else if is(0, b"\xff\xd8\xff") {
            Some(Picture::Jpeg)
        } else if is(0, b"GIF87a") || is(0, b"GIF89a") {
            Some(Picture::Gif)
        } else if is(0, b"RIFF") && is(8, b"WEBP") {
            Some(Picture::Webp)
        } else if is_svg(&bytes[..bytes.len().min(START)]) {
            Some(Picture::Svg)
        } else {
            None
        }
    }
}

/// Whether the first element of an XML document is `svg`.
fn is_svg(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start);
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        if let Some(after) = rest.strip_prefix("<svg") {
            return after.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/');
        }
        // Comments, declarations and instructions stand before it.
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!") => ">",
            _ => return false,
        };
        match rest.split_once(end) {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
}

impl Form {
    /// For attributes.
    pub fn id(self) -> &'static str {
        match self {
            Form::Text => "text",
            Form::Hex => "hex",
            Form::Strings => "strings",
            Form::Picture(_) => "picture",
        }
    }

    /// For people.
    pub fn word(self) -> &'static str {
        match self {
            Form::Text => say::text(),
            Form::Hex => say::hex(),
            Form::Strings => say::strings(),
            Form::Picture(_) => say::picture(),
        }
    }

    /// The forms in which these bytes can be shown, that in which they are shown first before all
    /// others. A picture of which some is missing is none.
    pub fn all(bytes: &[u8], whole: bool) -> Vec<Form> {
        let picture = Picture::of(bytes).filter(|_| whole);
        let start = &bytes[..bytes.len().min(START)];
        // What is no text has zeros soon.
        let mut forms = match start.contains(&0) {
            false => vec![Form::Text, Form::Hex, Form::Strings],
            true => vec![Form::Hex, Form::Strings, Form::Text],
        };
        match picture {
            // Its source is what people look for.
            Some(Picture::Svg) => forms.insert(1, Form::Picture(Picture::Svg)),
            Some(picture) => forms.insert(0, Form::Picture(picture)),
            None => {}
        }
        forms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_told_by_how_they_begin() {
        for (bytes, picture) in [
            (&b"\x89PNG\r\n\x1a\n\0"[..], Some(Picture::Png)),
            (b"\xff\xd8\xff\xe0", Some(Picture::Jpeg)),
            (b"GIF89a", Some(Picture::Gif)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(Picture::Webp)),
            (b"RIFF\0\0\0\0WAVE", None),
            (b"<svg/>", Some(Picture::Svg)),
            (
                b"\xef\xbb\xbf<?xml version='1.0'?>\n<!DOCTYPE svg>\n<!-- a > b -->\n<svg xmlns='x'>",
                Some(Picture::Svg),
            ),
            (b"<svgs>", None),
            (b"<html><svg></svg>", None),
            (b"<!--", None),
            (b"", None),
        ] {
            assert_eq!(Picture::of(bytes), picture, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn the_first_form_fits() {
        let first = |bytes, whole| Form::all(bytes, whole)[0];
        assert_eq!(first(b"text", true), Form::Text);
        assert_eq!(first(b"", true), Form::Text);
        assert_eq!(first(b"\x7fELF\0", true), Form::Hex);
        assert_eq!(first(b"GIF89a", true), Form::Picture(Picture::Gif));
        assert_eq!(first(b"GIF89a", false), Form::Text);
        assert_eq!(first(b"<svg/>", true), Form::Text);
        assert_eq!(Form::all(b"<svg/>", true).len(), 4);
    }
}

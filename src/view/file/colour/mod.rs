//! Colours for the usual kinds of text: what is a comment, a string, a number, a word of the language,
//! a name. A line at a time, from what the line before left open, in one pass that never goes back;
//! so that only rows in sight are coloured, and no file takes longer than its bytes.
//!
//! Right for what people write, and not for every corner of a language: a colour says nothing that the
//! text does not say.
//!
//! - [`language`]: which language a file is in.
//! - [`grammar`]: what languages of one making differ in, as data.
//! - [`scan`]: the pass for those; [`markup`]: for XML, HTML and Markdown.

mod grammar;
mod language;
mod markup;
mod scan;

pub use language::Language;

use std::ops::Range;

/// What a part of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// A comment.
    Comment,
    /// A string.
    Text,
    /// A number, or a constant such as `true`.
    Number,
    /// A word of the language.
    Word,
    /// What is given a value: a key, an attribute, a variable.
    Name,
}

impl Tint {
    /// For the style sheet.
    pub fn id(self) -> &'static str {
        match self {
            Tint::Comment => "comment",
            Tint::Text => "text",
            Tint::Number => "number",
            Tint::Word => "word",
            Tint::Name => "name",
        }
    }
}

/// What a line leaves open for the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carry(u8);

/// The parts of a line that have a colour, in their order, and what it leaves open.
pub type Tinted = (Vec<(Range<usize>, Tint)>, Carry);

/// Colours a line without its end.
pub fn tinted(language: Language, line: &[u8], open: Carry) -> Tinted {
    match language {
        Language::Markup => markup::markup(line, open),
        Language::Markdown => markup::markdown(line, open),
        other => scan::scan(grammar::of(other), line, open),
    }
}

#[cfg(test)]
mod tests;

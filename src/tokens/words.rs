//! Tokens among the words of a command, an environment or a label.

use std::ops::Range;

use super::Token;
use super::forms::{FORMS, Form};

/// The words of a text that have the form of a token: where each is, and what it is.
pub fn in_words(text: &str) -> impl Iterator<Item = (Range<usize>, Token)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let rest = &text[at..];
            let len = rest.find(|c| !in_token(c)).unwrap_or(rest.len());
            let (word, place) = (&rest[..len], at..at + len);
            let next = rest[len..].chars().next().map_or(0, char::len_utf8);
            at += len + next;
            if let Some(form) = FORMS.iter().find(|form| is_form(word, form)) {
                return Some((place, form.token));
            }
        }
        None
    })
}

fn in_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_-.".contains(c)
}

/// `npm_config_…` and the like are words too: a token has digits.
fn is_form(word: &str, form: &Form) -> bool {
    word.starts_with(form.start)
        && form.word.as_ref().is_some_and(|told| {
            told.length.contains(&word.len())
                && word.bytes().any(|b| b.is_ascii_digit())
                && (told.dots || !word.contains('.'))
        })
}

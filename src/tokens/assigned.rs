//! Values that look random under names that say they are secret: a hint, no more.

use super::forms::is_word;
use super::{Found, Token};

/// Letters of a value that is looked at.
const VALUE: std::ops::RangeInclusive<usize> = 16..=200;

/// Bits a letter has on average, from which a text of capitals, small letters and digits looks
/// random: names have some three and a half at most at these lengths, base 64 has four and more.
const ENTROPY: f32 = 3.6;

/// `DB_PASSWORD = "Zm9vYmFy…"`, from where a part of the name is.
pub(super) fn value(bytes: &[u8], start: usize) -> Option<Found> {
    let line = &bytes[start..];
    let line = &line[..line.len().min(512)];
    let line = &line[..line.iter().position(|b| *b == b'\n').unwrap_or(line.len())];
    let name = line
        .iter()
        .take_while(|b| is_word(**b) || **b == b'-')
        .count();
    let mut at = name + usize::from(line.get(name).is_some_and(|b| b"\"'".contains(b)));
    let space = |at: usize| line[at..].iter().take_while(|b| b" \t".contains(b)).count();
    at += space(at);
    let is = line.get(at).filter(|b| b":=".contains(b));
    is?;
    at += 1;
    at += space(at);
    let quoted = line.get(at).is_some_and(|b| b"\"'".contains(b));
    at += usize::from(quoted);
    let has = |b: &&u8| b.is_ascii_alphanumeric() || b"+/=_-!@#%^&*~".contains(b);
    let len = line[at..].iter().take_while(has).count();
    let value = &line[at..at + len];
    let ends = match line.get(at + len) {
        None => true,
        Some(b) => b"\"', \t\r,;#".contains(b),
    };
    let any = |is: fn(&u8) -> bool| value.iter().any(is);
    let mixed =
        any(u8::is_ascii_digit) && any(u8::is_ascii_lowercase) && any(u8::is_ascii_uppercase);
    let hex = len >= 32 && value.iter().all(u8::is_ascii_hexdigit) && any(u8::is_ascii_digit);
    let path = value.starts_with(b"/") || value.iter().filter(|b| **b == b'/').count() > 2;
    let fits = VALUE.contains(&len) && ends && !path;
    (fits && (hex || mixed && entropy(value) >= ENTROPY)).then_some(Found {
        token: Token::Assigned,
        start: start + at,
        end: start + at + len,
    })
}

/// Shannon's, in bits a letter.
fn entropy(value: &[u8]) -> f32 {
    let mut counts = [0_u16; 256];
    value.iter().for_each(|b| counts[usize::from(*b)] += 1);
    let all = value.len() as f32;
    let of = |count: &u16| {
        let share = f32::from(*count) / all;
        -share * share.log2()
    };
    counts.iter().filter(|count| **count > 0).map(of).sum()
}

//! How well letters fit a text: in their order, though not side by side. Beginnings of words count
//! most, then letters side by side; what is left out between them counts against it. After the way
//! of fzf: dynamic programming over letters and text, so that the best of all ways is found.

/// Letters of a text that are looked at, and of what is written.
const TEXT: usize = 160;
const QUERY: usize = 60;

const LETTER: i32 = 16;
const BEGINNING: i32 = 10;
const FIRST: i32 = 6;
const SIDE_BY_SIDE: i32 = 8;
const GAP: i32 = 3;
const GOES_ON: i32 = 1;
/// What only the kind of an entry says is found after what it says itself.
const ELSEWHERE: i32 = 40;

/// How well it fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// More is better.
    pub score: i32,
    /// The letters of the text that were written, from 0, ascending.
    pub letters: Vec<usize>,
}

impl Fit {
    /// The text in parts, and whether each is what was written.
    pub fn parts(&self, text: &str) -> Vec<(String, bool)> {
        let mut parts: Vec<(String, bool)> = Vec::new();
        for (i, letter) in text.chars().enumerate() {
            let written = self.letters.binary_search(&i).is_ok();
            match parts.last_mut() {
                Some((part, same)) if *same == written => part.push(letter),
                _ => parts.push((letter.into(), written)),
            }
        }
        parts
    }
}

/// How well what is written fits a text of a kind: each of its words has to be in the text or in the
/// kind. `None` where one is not. Capitals do not matter.
pub fn fit(query: &str, text: &str, kind: &str) -> Option<Fit> {
    let (text, kind) = (lowered(text, TEXT), lowered(kind, TEXT));
    let mut all = Fit::default();
    for word in query.split_whitespace() {
        let word = lowered(word, QUERY);
        if let Some((score, letters)) = best(&word, &text) {
            all.score += score;
            all.letters.extend(letters);
        } else {
            all.score += best(&word, &kind)?.0 - ELSEWHERE;
        }
    }
    all.letters.sort_unstable();
    all.letters.dedup();
    Some(all)
}

/// Each letter as a small one: one for one, so that their numbers stay.
fn lowered(text: &str, most: usize) -> Vec<char> {
    let low = |letter: char| letter.to_lowercase().next().unwrap_or(letter);
    text.chars().take(most).map(low).collect()
}

/// The best way in which a word fits, and where its letters are.
fn best(word: &[char], text: &[char]) -> Option<(i32, Vec<usize>)> {
    const NONE: i32 = i32::MIN / 2;
    let columns = text.len();
    // For each letter of the word and of the text: the best score that ends with the two as one,
    // and the letter of the text before.
    let mut scores = vec![NONE; word.len() * columns];
    let mut before = vec![usize::MAX; word.len() * columns];
    for (row, letter) in word.iter().enumerate() {
        // The best of the row above so far, less the gap up to here.
        let (mut far, mut far_at) = (NONE, usize::MAX);
        for at in 0..columns {
            let above = |at: usize| scores[(row - 1) * columns + at];
            if row > 0 && at >= 2 {
                far -= GOES_ON;
                let opened = above(at - 2) - GAP;
                if opened >= far {
                    (far, far_at) = (opened, at - 2);
                }
            }
            if text[at] != *letter {
                continue;
            }
            let begins = at == 0 || !text[at - 1].is_alphanumeric();
            let mut own = LETTER + if begins { BEGINNING } else { 0 };
            if row == 0 {
                own += if at == 0 { FIRST } else { 0 };
                scores[at] = own - (at as i32 / 16).min(4);
                continue;
            }
            let beside = match at.checked_sub(1) {
                Some(left) => above(left) + SIDE_BY_SIDE,
                None => NONE,
            };
            let (score, from) = match beside >= far {
                true => (beside, at.wrapping_sub(1)),
                false => (far, far_at),
            };
            if score > NONE / 2 {
                scores[row * columns + at] = score + own;
                before[row * columns + at] = from;
            }
        }
    }
    let last = word.len().checked_sub(1)? * columns;
    let ends = (0..columns).filter(|at| scores[last + at] > NONE / 2);
    // Of equals the first, so that the same is found every time.
    let mut at = ends.max_by_key(|at| (scores[last + at], std::cmp::Reverse(*at)))?;
    let score = scores[last + at];
    let mut letters = vec![at];
    for row in (1..word.len()).rev() {
        at = before[row * columns + at];
        letters.push(at);
    }
    letters.reverse();
    Some((score, letters))
}

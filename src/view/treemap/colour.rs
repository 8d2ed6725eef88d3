//! Colours that can be read: which ink stands on a ground, and a pattern beside each colour, so
//! that no colour is the only sign of anything.

use super::family::Family;
use super::map::{Cell, ColourBy, Lead, Map};
use crate::view::progress::share;
use crate::view::tree::Mark;
use crate::view::{text, words};
use crate::words::map as say;
use crate::words::terms;

/// Black or white, whichever reads better on a colour written as `#rrggbb`. The better of the two
/// has a contrast of at least 4.58 on any ground.
pub fn ink(ground: &str) -> &'static str {
    let part = |at: usize| -> f64 {
        let hex = ground.trim().get(at..at + 2);
        let value = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let share = f64::from(value.unwrap_or(0)) / 255.0;
        // WCAG's relative luminance.
        match share <= 0.040_45 {
            true => share / 12.92,
            false => ((share + 0.055) / 1.055).powf(2.4),
        }
    };
    let light = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
    let on_black = (light + 0.05) / 0.05;
    let on_white = 1.05 / (light + 0.05);
    if on_black >= on_white {
        "#000000"
    } else {
        "#ffffff"
    }
}

/// The colour of a number, of `colours` that there are, and the pattern over it: 0 for none. The
/// colours come round once for each pattern.
pub(super) fn pattern(number: u32, colours: u32) -> (u32, u32) {
    (number % colours, (number / colours) % 4)
}

/// Colours of the style sheet, `--map-1` to `--map-8`.
pub const COLOURS: u32 = 8;

/// The last of them, a grey, for what is nothing special.
const GREY: u32 = COLOURS - 1;

/// What a cell is drawn on: one of the [`COLOURS`], from 0, and a pattern over it, 0 for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ground {
    /// The colour.
    pub colour: u32,
    /// The pattern.
    pub pattern: u32,
}

impl Ground {
    /// The ground of a cell.
    pub fn of(cell: &Cell, by: ColourBy) -> Ground {
        let plain = |colour| Ground { colour, pattern: 0 };
        match by {
            ColourBy::Layer => {
                let (colour, pattern) = pattern(cell.layer.most, COLOURS - 1);
                Ground { colour, pattern }
            }
            ColourBy::Family => match cell.family.most {
                Family::Other => plain(GREY),
                family => plain(family as u32),
            },
            ColourBy::Change => match cell.mark.most {
                Mark::None => plain(GREY),
                Mark::Added => plain(4),
                Mark::Modified => plain(0),
                Mark::Touched => Ground {
                    colour: 3,
                    pattern: 1,
                },
                Mark::Removed => plain(6),
            },
        }
    }
}

/// What the grounds of a map mean, in words, with the bytes of each: the most first.
pub fn legend(map: &Map, by: ColourBy) -> Vec<(Ground, String, u64)> {
    let mut meanings: Vec<(Ground, String, u64)> = Vec::new();
    for (_, cell) in map.leaves() {
        let word = word(cell, by);
        match meanings.iter_mut().find(|(_, known, _)| *known == word) {
            Some((_, _, bytes)) => *bytes += cell.bytes,
            None => meanings.push((Ground::of(cell, by), word, cell.bytes)),
        }
    }
    meanings.sort_by_key(|(_, _, bytes)| std::cmp::Reverse(*bytes));
    meanings
}

/// What a cell's colour means, in few letters, to stand in it.
pub fn tag(cell: &Cell, by: ColourBy) -> String {
    match by {
        ColourBy::Layer => format!("· L{}", cell.layer.most + 1),
        ColourBy::Family => format!("· {}", cell.family.most.id()),
        ColourBy::Change => cell.mark.most.sign().to_owned(),
    }
}

fn word(cell: &Cell, by: ColourBy) -> String {
    match by {
        ColourBy::Layer => words::layer(cell.layer.most as usize),
        ColourBy::Family => cell.family.most.word().to_owned(),
        ColourBy::Change => change(cell.mark.most).to_owned(),
    }
}

fn change(mark: Mark) -> &'static str {
    match mark {
        Mark::None => terms::unchanged(),
        mark => mark.word(),
    }
}

fn mostly<T>(lead: Lead<T>, word: String) -> String {
    if lead.all { word } else { say::mostly(&word) }
}

/// The layer of a cell's bytes, for people.
pub fn layer_words(cell: &Cell) -> String {
    mostly(cell.layer, word(cell, ColourBy::Layer))
}

/// What a cell's files are, for people.
pub fn family_words(cell: &Cell) -> String {
    mostly(cell.family, word(cell, ColourBy::Family))
}

/// What the layer at hand did to a cell's bytes, for people.
pub fn mark_words(cell: &Cell) -> String {
    mostly(cell.mark, word(cell, ColourBy::Change))
}

/// What is to be said of a cell beside its path.
pub fn cell_facts(cell: &Cell, map: &Map) -> String {
    let of = share(cell.bytes, map.bytes());
    let (size, of) = (text::size(cell.bytes), text::percent(of));
    match cell.open {
        true => format!("{size} · {of}"),
        false => format!(
            "{size} · {of} · {} · {} · {}",
            layer_words(cell),
            family_words(cell),
            mark_words(cell)
        ),
    }
}

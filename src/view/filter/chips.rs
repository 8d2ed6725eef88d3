//! A filter in words, part by part.

use super::{Deed, Filter, Member, Set};
use crate::amount;
use crate::pattern::How;
use crate::view::text;
use crate::words::tree as say;

/// A part of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// For attributes.
    pub id: &'static str,
    /// What it asks for.
    pub words: String,
    /// The filter without it.
    pub without: Filter,
}

impl Filter {
    /// Its parts.
    pub fn chips(&self) -> Vec<Chip> {
        let chip = |id, words: String, change: fn(&mut Filter)| {
            let mut without = self.clone();
            change(&mut without);
            Chip { id, words, without }
        };
        let mut chips = Vec::new();
        if !self.text.is_empty() {
            let written = text::visible(&self.text);
            let words = match self.how {
                How::Text => say::in_the_name(&written),
                How::Glob => format!("glob {written}"),
                How::Regex => format!("regex {written}"),
            };
            chips.push(chip("text", words, |filter| filter.text.clear()));
        }
        if !self.hidden.is_empty() {
            let shown = Deed::ALL.iter().filter(|deed| !self.hidden.has(**deed));
            let words: Vec<&str> = shown.map(|deed| deed.word()).collect();
            let words = match words.is_empty() {
                true => say::no_deeds().to_owned(),
                false => words.join(", "),
            };
            chips.push(chip("deeds", words, |filter| {
                filter.hidden = Set::default()
            }));
        }
        if !self.kinds.is_empty() {
            let words: Vec<&str> = self.kinds.members().map(|kind| kind.word()).collect();
            chips.push(chip("kinds", words.join(", "), |filter| {
                filter.kinds = Set::default();
            }));
        }
        if let Some(least) = self.at_least {
            let words = say::at_least(&amount::written(least));
            chips.push(chip("at-least", words, |filter| filter.at_least = None));
        }
        if let Some(most) = self.at_most {
            let words = say::at_most(&amount::written(most));
            chips.push(chip("at-most", words, |filter| filter.at_most = None));
        }
        if let Some(layer) = self.layer {
            let words = say::from_layer(layer + 1);
            chips.push(chip("layer", words, |filter| filter.layer = None));
        }
        chips
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::filter::KindGroup;

    #[test]
    fn each_part_can_be_taken_away() {
        let filter = Filter {
            how: How::Glob,
            text: "*.so".into(),
            hidden: Set::of(&[Deed::Nothing, Deed::Removed]),
            kinds: Set::of(&[KindGroup::Link, KindGroup::File]),
            at_least: Some(10 << 20),
            at_most: Some(1_500),
            layer: Some(2),
        };
        let chips = filter.chips();
        let words: Vec<&str> = chips.iter().map(|chip| chip.words.as_str()).collect();
        let expected = [
            "glob *.so",
            "added, changed",
            "files, symbolic links",
            "at least 10MiB",
            "at most 1500B",
            "from layer 3",
        ];
        assert_eq!(words, expected);
        for chip in &chips {
            let left = chip.without.chips();
            assert_eq!(left.len(), chips.len() - 1);
            assert!(left.iter().all(|other| other.id != chip.id), "{}", chip.id);
        }
        let mut at = filter;
        while let Some(chip) = at.chips().into_iter().next() {
            at = chip.without;
        }
        assert!(at.is_all());
    }
}

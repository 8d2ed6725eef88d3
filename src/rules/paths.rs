//! Patterns of paths, matched without building the paths.

use hashbrown::HashMap;

use crate::image::PathTree;
use crate::layer::{NONE, ROOT};

/// Whether a node's path ends with the pattern, `.cache/pip`; a pattern with a leading slash
/// is the whole path.
pub(super) fn matches(tree: &PathTree, node: u32, pattern: &str) -> bool {
    let mut at = node;
    for part in pattern.trim_start_matches('/').rsplit('/') {
        if at == ROOT || tree.name(at) != part.as_bytes() {
            return false;
        }
        at = tree.parent(at);
    }
    at == ROOT || !pattern.starts_with('/')
}

/// Tells of most names that they are none of those that are looked for: nothing is hashed or compared for
/// them. A bit for each length and first byte of a name that is.
pub(super) struct Sieve([[u32; 4]; 64]);

impl Sieve {
    pub(super) fn of<'a>(names: impl IntoIterator<Item = &'a [u8]>) -> Sieve {
        let mut sieve = Sieve([[0; 4]; 64]);
        for name in names {
            if let Some((row, word, bit)) = Sieve::place(name) {
                sieve.0[row][word] |= bit;
            }
        }
        sieve
    }

    /// Whether it may be one of the names.
    pub(super) fn may_hold(&self, name: &[u8]) -> bool {
        Sieve::place(name).is_none_or(|(row, word, bit)| self.0[row][word] & bit != 0)
    }

    /// `None` for what it cannot tell.
    fn place(name: &[u8]) -> Option<(usize, usize, u32)> {
        let first = *name.first().filter(|first| first.is_ascii())?;
        let word = usize::from(first >> 5);
        Some((name.len().min(63), word, 1 << (first & 31)))
    }
}

/// Many patterns, looked up by their last names: most paths of an image match none.
pub(super) struct Patterns {
    sieve: Sieve,
    by_name: HashMap<&'static [u8], Vec<(&'static str, usize)>>,
}

impl Patterns {
    /// The patterns, each with the number of what it tells.
    pub(super) fn new(patterns: impl IntoIterator<Item = (&'static str, usize)>) -> Patterns {
        let mut by_name: HashMap<&[u8], Vec<_>> = HashMap::new();
        for (pattern, number) in patterns {
            let name = pattern.rsplit('/').next().unwrap_or(pattern);
            let same = by_name.entry(name.as_bytes()).or_default();
            same.push((pattern, number));
        }
        let sieve = Sieve::of(by_name.keys().copied());
        Patterns { sieve, by_name }
    }

    /// Patterns that all tell the same.
    pub(super) fn all(patterns: &[&'static str]) -> Patterns {
        Patterns::new(patterns.iter().map(|pattern| (*pattern, 0)))
    }

    /// The number of the first pattern that the node matches.
    pub(super) fn get(&self, tree: &PathTree, node: u32) -> Option<usize> {
        let name = tree.name(node);
        if !self.sieve.may_hold(name) {
            return None;
        }
        let same = self.by_name.get(name)?;
        let mut same = same.iter();
        let (_, number) = same.find(|(pattern, _)| matches(tree, node, pattern))?;
        Some(*number)
    }
}

/// Whether any folder above the node matches one of the patterns.
pub(super) fn is_below(tree: &PathTree, node: u32, patterns: &[&str]) -> bool {
    let mut at = node;
    while at != ROOT {
        at = tree.parent(at);
        if patterns.iter().any(|pattern| matches(tree, at, pattern)) {
            return true;
        }
    }
    false
}

/// The topmost nodes that a test says yes to, and all below them: for each node of the tree the
/// one at or above it that was meant, or [`NONE`].
pub(super) fn tops(tree: &PathTree, mut test: impl FnMut(u32) -> bool) -> Vec<u32> {
    let mut tops = vec![NONE; tree.len()];
    // A parent comes before its children.
    for node in 1..tree.len() as u32 {
        let above = tops[tree.parent(node) as usize];
        tops[node as usize] = match above {
            NONE if test(node) => node,
            above => above,
        };
    }
    tops
}

/// The areas that patterns mark: a folder that matches one, and all below it.
pub(super) struct Areas {
    tops: Vec<u32>,
    numbers: Vec<(u32, usize)>,
}

impl Areas {
    pub(super) fn of(tree: &PathTree, patterns: &Patterns) -> Areas {
        Areas::that(tree, |node| patterns.get(tree, node))
    }

    /// The areas whose topmost nodes a test tells, each with the number of what it tells.
    pub(super) fn that(tree: &PathTree, mut test: impl FnMut(u32) -> Option<usize>) -> Areas {
        let mut numbers = Vec::new();
        let tops = tops(tree, |node| {
            let number = test(node);
            numbers.extend(number.map(|number| (node, number)));
            number.is_some()
        });
        Areas { tops, numbers }
    }

    /// The topmost node of the area that a node lies in, and the number of what marks it.
    pub(super) fn get(&self, node: u32) -> Option<(u32, usize)> {
        let top = self.tops[node as usize];
        if top == NONE {
            return None;
        }
        let at = self.numbers.binary_search_by_key(&top, |(node, _)| *node);
        at.ok().map(|at| self.numbers[at])
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, file};
    use super::*;

    #[test]
    fn whole_paths_and_ends() {
        let image = Fixture::new()
            .layer("RUN a", &[file("a/b/c", 1), file("b/c", 1)])
            .build();
        let tree = &image.stack.tree;
        let (deep, flat) = (tree.find("a/b/c"), tree.find("b/c"));
        let (deep, flat) = (deep.expect("there"), flat.expect("there"));
        assert!(matches(tree, deep, "b/c") && matches(tree, flat, "b/c"));
        assert!(!matches(tree, deep, "/b/c") && matches(tree, flat, "/b/c"));
        assert!(!matches(tree, flat, "a/b/c") && !matches(tree, ROOT, "c"));
        assert!(is_below(tree, deep, &["/a"]) && !is_below(tree, flat, &["/a", "c"]));
        let tops = tops(tree, |node| tree.name(node) == b"b");
        assert_eq!(tops[deep as usize], tree.find("a/b").expect("there"));
        assert_eq!(tops[tree.find("a").expect("there") as usize], NONE);
    }

    #[test]
    fn a_sieve_lets_pass_what_is_looked_for() {
        let long = "x".repeat(200);
        let names = ["a", "abc", "\u{e9}t\u{e9}", "~", &long, ""];
        let sieve = Sieve::of(names.map(str::as_bytes));
        for name in names {
            assert!(sieve.may_hold(name.as_bytes()), "{name}");
        }
        for name in ["b", "ab", "bbc"] {
            assert!(!sieve.may_hold(name.as_bytes()), "{name}");
        }
    }
}

//! No two rules report the same fault: over all test images, no file of a layer is evidence of two findings that
//! cost the same bytes, but for pairs that are two faults.

mod archive;

use std::collections::BTreeMap;

use archive::{IMAGES, archive, open_file, path};
use peel::image::Image;
use peel::rules::{Evidence, Finding};

/// Archives below `target/images` that are images too, and have no oracles.
const OTHERS: &[&str] = &[
    "bases/current.tar",
    "bases/large.tar",
    "bases/old.tar",
    "bases/python.tar",
    "bases/static.tar",
    "faults/near.tar",
    "habits/image.tar",
    "leftovers/image.tar",
    "origins/added.tar",
    "origins/annotated.tar",
    "origins/provenance.tar",
    "packages/image.tar",
    "rebuild/1.tar",
    "rebuild/2.tar",
];

/// Rules that may name the same place, in the order of the alphabet, and why these are two faults.
const TWO_FAULTS: &[(&str, &str, &str)] = &[
    ("doubled-account", "empty-password", LINES),
    ("doubled-account", "second-root", LINES),
    (
        "duplicate-contents",
        "setuid-file",
        "the one is of bytes, the other of who runs them: a link in its place would mend only the first",
    ),
    ("empty-password", "password-hash", LINES),
    ("empty-password", "second-root", LINES),
];

const LINES: &str = "a file of accounts: each tells of other lines of it, or of other fields";

fn images() -> Vec<(&'static str, Image)> {
    let named = IMAGES.iter().map(|name| (*name, archive(name)));
    let others = OTHERS.iter().map(|name| (*name, path(name)));
    let all = named.chain(others).flat_map(|(name, file)| {
        let images = open_file(&file, name).images.into_iter();
        images.map(move |image| (name, image))
    });
    all.collect()
}

/// A place in the layers: nothing that only tells of an instruction, which may have many faults.
type Place = (String, u32, u64);

fn place(evidence: &Evidence) -> Option<Place> {
    Some((evidence.path.clone()?, evidence.layer?, evidence.bytes))
}

#[test]
fn no_two_rules_report_the_same_fault() {
    let mut wrong = Vec::new();
    let mut seen = vec![false; TWO_FAULTS.len()];
    let mut places = 0;
    for (name, image) in images() {
        let findings = peel::rules::check(&image);
        let mut by_place: BTreeMap<Place, Vec<&Finding>> = BTreeMap::new();
        for finding in &findings {
            for place in finding.evidence.iter().filter_map(place) {
                let of = by_place.entry(place).or_default();
                // Of one rule several findings may stand at one place: each line of a file is one.
                if of.iter().all(|other| other.rule != finding.rule) {
                    of.push(finding);
                }
            }
        }
        places += by_place.len();
        for (place, of) in by_place {
            for (at, one) in of.iter().enumerate() {
                for other in &of[at + 1..] {
                    let mut pair = [one.rule.as_str(), other.rule.as_str()];
                    pair.sort_unstable();
                    let known = TWO_FAULTS.iter();
                    let known = known
                        .map(|(a, b, _)| [*a, *b])
                        .position(|known| known == pair);
                    match known {
                        Some(at) => seen[at] = true,
                        None => wrong.push(format!("{name}: {pair:?} at {place:?}")),
                    }
                }
            }
        }
    }
    assert!(places > 100, "{places} places are too few to tell anything");
    assert!(wrong.is_empty(), "{wrong:#?}");
    let unseen = TWO_FAULTS.iter().zip(seen).filter(|(_, seen)| !seen);
    let unseen: Vec<_> = unseen.map(|(pair, _)| pair).collect();
    assert!(unseen.is_empty(), "not seen any more: {unseen:?}");
}

/// Bytes that leave the layers when everything is mended are counted once: no name in a layer is taken by the
/// findings of two rules.
#[test]
fn no_bytes_are_saved_twice() {
    let mut wrong = Vec::new();
    let mut names = 0;
    for (name, image) in images() {
        let mut taken: BTreeMap<(u32, u32), &str> = BTreeMap::new();
        for rule in peel::rules::RULES {
            let gone = (rule.takes)(&image).into_iter().flatten();
            for gone in gone {
                names += 1;
                let other = taken.insert((gone.node, gone.layer), rule.id);
                if let Some(other) = other.filter(|other| *other != rule.id) {
                    let path = image.stack.tree.path_text(gone.node);
                    wrong.push(format!("{name}: {other} and {} take {path}", rule.id));
                }
            }
        }
    }
    assert!(names > 100, "{names} names are too few to tell anything");
    wrong.sort();
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "{} of them: {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(40)]
    );
}

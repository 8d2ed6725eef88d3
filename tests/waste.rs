//! Hidden bytes, their causes and pairs of layers against the true ones of each waste case, and
//! where dive is wrong.

mod archive;

use archive::{IMAGES, open, oracle_json, path};
use peel::report::ImageReport;
use serde_json::{Value, json};

/// The cases where dive's figures are not the true ones, and which: its wasted bytes, its
/// efficiency, or both.
const DIVE_IS_WRONG: &[(&str, bool, bool)] = &[
    ("waste-A-chmod", true, false),
    ("waste-B-rmdir", true, true),
    ("waste-D-dangling", true, true),
    ("waste-E-opaque", true, true),
    ("waste-I-thrice", true, false),
    ("waste-J-replace", true, true),
    ("waste-Q-readd", true, true),
    ("waste-R-typechange", true, true),
    ("waste-S-twice", true, true),
];

fn cases() -> impl Iterator<Item = (&'static str, ImageReport, Value)> {
    let names = IMAGES.iter().filter(|name| name.starts_with("waste-"));
    names.map(|name| {
        let truth = std::fs::read(path(&format!("{name}/truth.json"))).expect("it is there");
        let truth = serde_json::from_slice(&truth).expect("the truth is JSON");
        let image = open(name).report.images.swap_remove(0);
        (*name, image, truth)
    })
}

#[test]
fn hidden_bytes_are_the_true_ones() {
    for (name, image, truth) in cases() {
        let sizes = &image.sizes;
        assert_eq!(truth["total"], sizes.total, "{name}");
        assert_eq!(truth["visible"], sizes.visible, "{name}");
        assert_eq!(truth["hidden"], sizes.hidden, "{name}");
        assert!(close(&truth["efficiency"], sizes.efficiency), "{name}");
        // Path, cause, bytes, and the layers that have and that hide them.
        let order = |hidden: &Value| hidden["by"].as_u64();
        let mut ours = json!(sizes.hidden_paths)
            .as_array()
            .cloned()
            .expect("a list");
        ours.sort_by_key(order);
        let mut theirs = truth["causes"].as_array().cloned().expect("a list");
        theirs.sort_by_key(order);
        assert_eq!(ours, theirs, "{name}");
        let sum: u64 = sizes.causes.iter().map(|cause| cause.bytes).sum();
        assert_eq!(truth["hidden"], sum, "{name}: the sum of the causes");
        let sum: u64 = image.layers.iter().map(|layer| layer.hidden).sum();
        assert_eq!(truth["hidden"], sum, "{name}: the sum of the layers");
    }
}

#[test]
fn duplicates_are_the_true_ones() {
    for (name, image, truth) in cases() {
        let sets = image.sizes.duplicates.iter().map(|set| {
            let mut paths = set.paths.clone();
            paths.sort();
            json!({ "paths": paths, "bytes": set.bytes })
        });
        let sets: Vec<Value> = sets.collect();
        let truth = truth["duplicates"].as_array().cloned();
        assert_eq!(sets, truth.unwrap_or_default(), "{name}");
    }
}

#[test]
fn dive_is_wrong_where_it_is_known_to_be() {
    for (name, image, truth) in cases() {
        let dive = oracle_json(name, 0, "dive.json");
        let dive = &dive["image"];
        let (_, wasted, efficiency) = DIVE_IS_WRONG
            .iter()
            .copied()
            .find(|(known, ..)| *known == name)
            .unwrap_or((name, false, false));
        let same = dive["inefficientBytes"] == truth["hidden"];
        assert_eq!(same, !wasted, "{name}: dive's wasted bytes");
        let same = close(&dive["efficiencyScore"], image.sizes.efficiency);
        assert_eq!(same, !efficiency, "{name}: dive's efficiency");
    }
}

fn close(value: &Value, other: f64) -> bool {
    let value = value.as_f64().expect("a number");
    (value - other).abs() <= 1e-9
}

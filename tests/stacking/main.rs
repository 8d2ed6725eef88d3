//! Random layers, stacked by Peel and by a model that is written from the specification alone.

#[path = "../archive/mod.rs"]
mod archive;
mod layers;
mod model;
mod umoci;

use std::collections::BTreeMap;

use archive::links::Paths;
use model::{Entry, Model, Shown};
use peel::columns::Columns as _;
use peel::image::{Change, Stack};
use peel::layer::{Kind, LayerScan, Listing, ROOT};
use proptest::prelude::*;

/// What stands at a path, by its bytes.
#[derive(Clone, Debug, PartialEq)]
enum Row {
    Folder,
    File(Vec<u8>),
    Symlink(Vec<u8>),
}

type Tree = BTreeMap<String, Row>;

fn scan(tar: &[u8]) -> Listing {
    let mut layer = LayerScan::default();
    layer.push(tar);
    let scanned = layer.finish();
    assert_eq!(scanned.problem, None);
    scanned.listing
}

fn theirs(model: &Model) -> Tree {
    let rows = model.tree.iter().map(|(path, shown)| {
        let row = match shown {
            Shown::Folder => Row::Folder,
            Shown::File(i) => Row::File(model.contents[*i].bytes.clone()),
            Shown::Symlink(target) => Row::Symlink(target.clone().into_bytes()),
        };
        (path.clone(), row)
    });
    rows.collect()
}

/// The tree after a layer, as the stack tells it; contents by their offsets in the tars.
fn ours(stack: &Stack, listings: &[&Listing], tars: &[Vec<u8>], layer: u32) -> Tree {
    let paths = Paths::new(stack, listings.to_vec());
    let mut tree = Tree::new();
    for node in (0..stack.tree.len() as u32).filter(|node| *node != ROOT) {
        let event = stack.event_at(node, layer);
        let Some(event) = event.filter(|event| event.change != Change::Removed) else {
            continue;
        };
        let row = paths.holder(event).map_or(Row::Folder, |(layer, entry)| {
            let listing = listings[layer as usize];
            let facts = listing.node(entry);
            match facts.kind {
                Kind::Directory => Row::Folder,
                Kind::Symlink => Row::Symlink(listing.link(entry).expect("a target").to_vec()),
                Kind::File => {
                    let start = facts.offset as usize;
                    let bytes = &tars[layer as usize][start..start + facts.size as usize];
                    Row::File(bytes.to_vec())
                }
                other => panic!("{other:?} was never written"),
            }
        });
        tree.insert(stack.tree.path_text(node), row);
    }
    tree
}

/// Every path's event of a layer must say what happened between the trees before and after it.
fn check_changes(stack: &Stack, layer: u32, before: &Tree, after: &Tree) {
    for node in (0..stack.tree.len() as u32).filter(|node| *node != ROOT) {
        let path = stack.tree.path_text(node);
        let event = stack.history(node).find(|event| event.layer == layer);
        let expected = match (before.get(&path), after.get(&path), event) {
            (None, Some(_), _) => Some(Change::Added),
            (Some(_), None, _) => Some(Change::Removed),
            (Some(old), Some(new), _) if old != new => Some(Change::Modified),
            // Written again as it was, or left alone.
            (Some(_), Some(_), Some(_)) => Some(Change::Touched),
            // Something that one layer brings and hides itself was never there.
            (None, None, _) | (_, _, None) => None,
        };
        assert_eq!(
            event.map(|event| event.change),
            expected,
            "{path}, layer {layer}"
        );
    }
}

fn check(layers: &[Vec<Entry>]) {
    let tars: Vec<Vec<u8>> = layers.iter().map(|layer| layers::tar(layer)).collect();
    let listings: Vec<Listing> = tars.iter().map(|tar| scan(tar)).collect();
    let listings: Vec<&Listing> = listings.iter().collect();
    let stack = Stack::build(&listings);
    let mut model = Model::default();
    let mut before = Tree::new();
    for (i, layer) in (0..).zip(layers) {
        model.apply(layer);
        let after = theirs(&model);
        assert_eq!(ours(&stack, &listings, &tars, i), after, "after layer {i}");
        check_changes(&stack, i, &before, &after);
        before = after;
    }
    assert_eq!(stack.total, model.total(), "total");
    assert_eq!(stack.visible, model.visible(), "visible");
    let hidden: u64 = stack.hidden.iter().map(|hidden| hidden.bytes).sum();
    assert_eq!(
        stack.total,
        stack.visible + hidden,
        "total is visible and hidden"
    );
    let ours = stack.hidden.iter().map(|h| (h.bytes, h.from, h.by));
    let theirs = model
        .hidden
        .iter()
        .copied()
        .filter(|(bytes, ..)| *bytes > 0);
    assert_eq!(sorted(ours), sorted(theirs), "hidden bytes, from and by");
    check_wire(&listings);
}

fn sorted(hidden: impl Iterator<Item = model::Hidden>) -> Vec<model::Hidden> {
    let mut all: Vec<_> = hidden.collect();
    all.sort_unstable();
    all
}

/// What crosses from a worker to another arrives as it was.
fn check_wire(listings: &[&Listing]) {
    for listing in listings {
        let mut bytes = Vec::new();
        listing.write(&mut bytes);
        assert_eq!(Listing::read(&mut bytes.as_slice()).as_ref(), Ok(*listing));
        let cut = &bytes[..bytes.len() - 1];
        assert!(Listing::read(&mut &*cut).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn layers_stack_as_the_specification_says(layers in layers::layers()) {
        check(&layers);
    }
}

/// The model itself, on the examples of image-spec `layer.md`.
#[test]
fn the_model_reads_the_specification_right() {
    use model::What::{File, Folder, HardLink, Opaque, Whiteout};
    let entry = |path: &str, what| Entry {
        path: path.to_owned(),
        what,
    };
    let lower = [
        entry("a", Folder),
        entry("a/b", Folder),
        entry("a/b/c", Folder),
        entry("a/b/c/bar", File(vec![1; 10])),
        entry("f", File(vec![2; 20])),
        entry("g", HardLink("f".into())),
    ];
    // "Opaque whiteout": all lower children of a go, its own bar stays.
    let upper = [
        entry("a/b/c/foo", File(vec![3; 30])),
        entry("a", Opaque),
        entry("f", Whiteout),
    ];
    let mut model = Model::default();
    model.apply(&lower);
    model.apply(&upper);
    let paths: Vec<&str> = model.tree.keys().map(String::as_str).collect();
    assert_eq!(paths, ["a", "a/b", "a/b/c", "a/b/c/foo", "g"]);
    assert_eq!(model.hidden, [(10, 0, 1)]);
    assert_eq!((model.total(), model.visible()), (60, 50));
    check(&[lower.to_vec(), upper.to_vec()]);
}

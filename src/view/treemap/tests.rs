//! Maps of trees from real tars.

use proptest::prelude::*;

use super::family::Family;
use super::layout::lay_out;
use super::*;
use crate::limits;
use crate::view::tree::sample::{image, layer};
use crate::view::tree::{Mark, Tree, layer_tree, stacked_tree};

fn wish(shape: Shape, root: &str, width: u32, height: u32) -> Wish {
    Wish {
        shape,
        root: root.into(),
        width,
        height,
    }
}

fn tree_of(files: &[(&str, usize)]) -> Tree {
    let (listings, stack) = image(&[layer(files)]);
    layer_tree(listings, Some(&stack), 0)
}

fn map_of(tree: &Tree, shape: Shape, root: &str) -> Map {
    lay_out(tree, None, &wish(shape, root, 800, 600), 1)
}

/// What holds of every map.
fn check(map: &Map, bytes: u64) {
    let whole = f64::from(map.wish.width) * f64::from(map.wish.height);
    assert!(map.cells.len() <= limits::MAP_CELLS, "{}", map.cells.len());
    let leaves: Vec<&Cell> = map.leaves().map(|(_, cell)| cell).collect();
    assert_eq!(leaves.iter().map(|cell| cell.bytes).sum::<u64>(), bytes);
    for (i, cell) in map.cells.iter().enumerate() {
        let Rect { x, y, w, h } = cell.rect;
        let (width, height) = (f64::from(map.wish.width), f64::from(map.wish.height));
        assert!(x >= 0.0 && y >= 0.0 && x + w <= width + 1e-6 && y + h <= height + 1e-6);
        let share = cell.bytes as f64 / bytes as f64;
        let drawn = match map.wish.shape {
            Shape::Treemap => cell.rect.area() / whole,
            Shape::Icicle => w / width,
        };
        assert!(
            (drawn - share).abs() < 1e-6,
            "{}: {drawn} of {share}",
            cell.path
        );
        let Some(parent) = cell.parent else {
            assert_eq!(i, 0, "only the first has nothing around it");
            continue;
        };
        let folder = &map.cells[parent];
        assert!(parent < i && folder.open && cell.depth == folder.depth + 1);
        assert!(x >= folder.rect.x - 1e-6 && x + w <= folder.rect.x + folder.rect.w + 1e-6);
    }
    let apart = |a: &Rect, b: &Rect| {
        let (w, h) = (
            (a.x + a.w).min(b.x + b.w) - a.x.max(b.x),
            (a.y + a.h).min(b.y + b.h) - a.y.max(b.y),
        );
        w < 1e-6 || h < 1e-6
    };
    for (i, a) in leaves.iter().enumerate() {
        for b in &leaves[..i] {
            assert!(apart(&a.rect, &b.rect), "{} is under {}", a.path, b.path);
        }
    }
}

prop_compose! {
    /// A file in a few folders of many, small and large alike.
    fn file()(folders in prop::collection::vec(0_u8..4, 0..6), name in 0_u16..400, size in 0_u32..17) -> (String, usize) {
        let mut path: String = folders.iter().map(|folder| format!("d{folder}/")).collect();
        path.push_str(&format!("f{name}"));
        (path, ((1_u64 << size) - 1) as usize)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_byte_has_its_area(files_of in prop::collection::vec(file(), 1..120), width in 40_u32..2_000, height in 40_u32..1_200) {
        let mut files: Vec<(&str, usize)> = files_of.iter().map(|(path, size)| (path.as_str(), *size)).collect();
        files.sort();
        files.dedup_by(|a, b| a.0 == b.0);
        let tree = tree_of(&files);
        for shape in [Shape::Treemap, Shape::Icicle] {
            let map = lay_out(&tree, None, &wish(shape, "", width, height), 1);
            match tree.size(0) {
                0 => prop_assert!(map.cells.is_empty()),
                bytes => check(&map, bytes),
            }
        }
    }
}

#[test]
fn parts_are_close_to_squares() {
    // The example of the paper: areas 6, 6, 4, 3, 2, 2, 1 in six by four.
    let rect = Rect {
        x: 0.0,
        y: 0.0,
        w: 6.0,
        h: 4.0,
    };
    let rects = squarify::squarify(rect, &[6, 6, 4, 3, 2, 2, 1]);
    let sizes: Vec<(f64, f64)> = rects.iter().map(|r| (r.w, r.h)).collect();
    let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
    let expected = [
        (3.0, 2.0),
        (3.0, 2.0),
        (12.0 / 7.0, 7.0 / 3.0),
        (9.0 / 7.0, 7.0 / 3.0),
    ];
    for ((w, h), (ew, eh)) in sizes.iter().zip(expected) {
        assert!(close(*w, ew) && close(*h, eh), "{sizes:?}");
    }
}

#[test]
fn many_small_files_are_one_cell() {
    let names: Vec<String> = (0..6_000).map(|i| format!("many/{i}")).collect();
    let mut files: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    files.push(("large", 6_000));
    let tree = tree_of(&files);
    for shape in [Shape::Treemap, Shape::Icicle] {
        let map = lay_out(&tree, None, &wish(shape, "", 4_000, 3_000), 1);
        check(&map, 12_000);
        if shape == Shape::Icicle {
            let many = map.of_path("many/7").expect("a folder above has a cell");
            assert!(map.cells[many].path == "many" && !map.cells[many].open);
            continue;
        }
        let rest = map
            .cells
            .iter()
            .find(|cell| cell.merged > 0)
            .expect("they are too many");
        let own = map
            .cells
            .iter()
            .filter(|cell| cell.path.starts_with("many/"))
            .count();
        assert_eq!(own + rest.merged as usize, 6_000);
        assert_eq!(
            (rest.path.as_str(), rest.bytes),
            ("many", u64::from(rest.merged))
        );
        assert!(rest.label().ends_with(" more"), "{}", rest.label());
    }
}

#[test]
fn a_thousand_folders_deep() {
    let path = "d/".repeat(1_500) + "f";
    let tree = tree_of(&[(&path, 9), ("top", 1)]);
    for shape in [Shape::Treemap, Shape::Icicle] {
        let map = map_of(&tree, shape, "");
        check(&map, 10);
        assert!(map.cells.len() < 100);
    }
    let below = "d/".repeat(1_499) + "d";
    let map = map_of(&tree, Shape::Treemap, &below);
    assert_eq!(map.bytes(), 9);
    assert_eq!(map.crumbs().len(), 1_501);
}

#[test]
fn what_is_removed_or_filtered_takes_no_room() {
    let base = layer(&[("a/kept", 100), ("a/gone", 50), ("old/x", 30), ("b", 20)]);
    let top = layer(&[("a/.wh.gone", 0), (".wh.old", 0), ("c", 7)]);
    let (listings, stack) = image(&[base, top]);
    let tree = stacked_tree(listings, &stack, 1);
    let map = map_of(&tree, Shape::Treemap, "");
    check(&map, 127);
    let paths: Vec<&str> = map.cells.iter().map(|cell| cell.path.as_str()).collect();
    assert_eq!(paths, ["", "a", "b", "c", "a/kept"]);
    assert_eq!(map.bytes(), tree.size(0));
    let mut shown = vec![false; tree.len()];
    for path in ["a", "a/kept"] {
        shown[tree.find(path).expect("it is there") as usize] = true;
    }
    let map = lay_out(&tree, Some(&shown), &wish(Shape::Treemap, "", 800, 600), 1);
    check(&map, 100);
    assert!(
        map_of(&tree, Shape::Treemap, "old").cells.is_empty(),
        "it is gone"
    );
}

#[test]
fn a_root_that_is_not_there_is_the_folder_above() {
    let tree = tree_of(&[("usr/bin/x", 5), ("etc/y", 3)]);
    let root = |path| map_of(&tree, Shape::Treemap, path).wish.root;
    assert_eq!(root("usr/bin"), "usr/bin");
    assert_eq!(root("usr/lib/z"), "usr");
    assert_eq!(root("etc/y"), "etc", "a file holds nothing");
    assert_eq!(root("nowhere"), "");
}

#[test]
fn what_most_bytes_are() {
    let base = layer(&[("lib/a.so", 600), ("lib/b.py", 10), ("z.txt", 50_000)]);
    let top = layer(&[("lib/c.py", 300)]);
    let (listings, stack) = image(&[base, top]);
    let tree = stacked_tree(listings, &stack, 1);
    // On a small map, the folder is one cell.
    let map = lay_out(&tree, None, &wish(Shape::Treemap, "", 40, 40), 1);
    let lib = map
        .cells
        .iter()
        .find(|cell| cell.path == "lib")
        .expect("it has a cell");
    assert!(!lib.open);
    let most = |most, all| Lead { most, all };
    assert_eq!(lib.layer, most(0, false));
    assert_eq!(lib.family.most, Family::Program);
    assert_eq!(
        lib.mark,
        Lead {
            most: Mark::None,
            all: false
        }
    );
    let map = lay_out(&tree, None, &wish(Shape::Treemap, "lib", 400, 400), 1);
    let new = map
        .cells
        .iter()
        .find(|cell| cell.path == "lib/c.py")
        .expect("it has a cell");
    assert_eq!(new.layer, most(1, true));
    assert_eq!(
        new.mark,
        Lead {
            most: Mark::Added,
            all: true
        }
    );
}

#[test]
fn families_by_name() {
    let of = |name: &str, folder: &str| Family::of(name.as_bytes(), folder.as_bytes());
    assert_eq!(of("libc.so.6", "lib"), Family::Program);
    assert_eq!(of("bash", "bin"), Family::Program);
    assert_eq!(of("index.JS", "bin"), Family::Code);
    assert_eq!(of("a.tar.gz", ""), Family::Archive);
    assert_eq!(
        of(".png", "x"),
        Family::Other,
        "a hidden file has no ending"
    );
    let mut seen = std::collections::HashSet::new();
    for name in Family::names() {
        assert!(seen.insert(name), "{name} stands twice");
    }
}

#[test]
fn one_can_walk_and_point() {
    let tree = tree_of(&[("a/x", 400), ("a/y", 200), ("b", 300), ("c", 100)]);
    let map = map_of(&tree, Shape::Treemap, "");
    for (i, cell) in map.leaves() {
        let (x, y) = cell.rect.middle();
        assert_eq!(map.at(x, y), Some(i), "{}", cell.path);
    }
    assert_eq!(map.at(-1.0, 5.0), None);
    // From anywhere everything is reached.
    let mut reached = std::collections::BTreeSet::from([map.at(1.0, 1.0).expect("a cell")]);
    loop {
        let before = reached.len();
        for from in reached.clone() {
            for way in [Way::Left, Way::Right, Way::Up, Way::Down] {
                reached.insert(map.next(from, way));
            }
        }
        if reached.len() == before {
            break;
        }
    }
    assert_eq!(reached.len(), map.leaves().count());
    let cell = |path| map.of_path(path).map(|i| map.cells[i].path.as_str());
    assert_eq!(cell("a/x"), Some("a/x"));
    assert_eq!(cell("a/x/no/such"), Some("a/x"));
    assert_eq!(cell("ab"), Some(""));
    let x = map.of_path("a/x").expect("it is there");
    assert_eq!(map.folder(x), Some("a"));
    assert_eq!(map.cells[x].full_path(), "/a/x");
}

#[test]
fn a_map_crosses_as_json() {
    let names: Vec<String> = (0..3_000)
        .map(|i| format!("some/folder/with/names/{i}"))
        .collect();
    let files: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 5)).collect();
    let map = lay_out(
        &tree_of(&files),
        None,
        &wish(Shape::Treemap, "", 2_000, 2_000),
        7,
    );
    let json = serde_json::to_string(&map).expect("it is data");
    assert!(json.len() < 1 << 20, "{}", json.len());
    assert_eq!(
        serde_json::from_str::<Map>(&json).expect("it was written"),
        map
    );
}

#[test]
fn ink_reads_on_any_ground() {
    for ground in ["#000000", "#ffffff", "#777777", "#e69f00", "#0072b2"] {
        assert!(["#000000", "#ffffff"].contains(&ink(ground)));
    }
    assert_eq!((ink("#ffffff"), ink(" #0072b2")), ("#000000", "#ffffff"));
    assert_eq!(ink("no colour"), "#ffffff");
    assert_eq!(colour::pattern(6, 7), (6, 0));
    assert_eq!(colour::pattern(16, 7), (2, 2));
}

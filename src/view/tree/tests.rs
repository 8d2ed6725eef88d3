//! Trees and what is seen of them, from real tars.

mod seen;

use std::rc::Rc;

use super::sample::{image, layer};
use super::*;
use crate::view::Mode;
use crate::view::filter::Filter;

const BASE: &[(&str, usize)] = &[
    ("etc/", 0),
    ("etc/hosts", 10),
    ("usr/", 0),
    ("usr/bin/", 0),
    ("usr/bin/big", 500),
    ("usr/bin/small", 5),
    ("var/cache/old", 70),
];

const TOP: &[(&str, usize)] = &[
    ("etc/", 0),
    ("etc/hosts", 20),
    ("etc/new", 3),
    ("usr/bin/.wh.big", 0),
    ("var/.wh.cache", 0),
];

fn both() -> (Tree, Tree) {
    let (listings, stack) = image(&[layer(BASE), layer(TOP)]);
    let own = layer_tree(listings.clone(), Some(&stack), 1);
    (own, stacked_tree(listings, &stack, 1))
}

/// The views that come of one.
trait Next {
    fn after(&self, action: TreeAction) -> TreeView;
    fn of_other(&self, tree: Tree) -> TreeView;
    fn showing(&self, node: u32) -> TreeView;
}

impl Next for TreeView {
    fn after(&self, action: TreeAction) -> TreeView {
        let mut view = self.clone();
        view.act(action);
        view
    }

    fn of_other(&self, tree: Tree) -> TreeView {
        TreeView::seen_as(Rc::new(tree), &self.seen())
    }

    fn showing(&self, node: u32) -> TreeView {
        let mut view = self.clone();
        view.show(node);
        view
    }
}

/// Looks for a part of a name, and nothing else.
fn text(text: &str) -> TreeAction {
    TreeAction::Filter(Filter::default().with_text(text))
}

/// Every node: its mark, path and bytes.
fn all(tree: &Tree) -> Vec<String> {
    let mut out: Vec<String> = (1..tree.len() as u32)
        .map(|node| {
            let path = String::from_utf8_lossy(&tree.path(node)).into_owned();
            format!("{path} {}{}", tree.mark(node).sign(), tree.size(node))
        })
        .collect();
    out.sort();
    out
}

/// The rows as a person sees them.
fn rows(view: &TreeView) -> Vec<String> {
    (0..view.len())
        .filter_map(|i| view.row(i))
        .map(|row| {
            let mark = match row.open {
                Some(true) => "v",
                Some(false) => ">",
                None => "-",
            };
            let name = row.path.rsplit('/').next().unwrap_or_default();
            format!("{}{mark}{name}", " ".repeat(row.level as usize - 1))
        })
        .collect()
}

#[test]
fn the_image_up_to_a_layer() {
    let (_, stacked) = both();
    let expected = [
        "etc 23",
        "etc/hosts ~20",
        "etc/new +3",
        "usr 5",
        "usr/bin 5",
        "usr/bin/big −500",
        "usr/bin/small 5",
        "var 0",
        "var/cache −70",
        "var/cache/old −70",
    ];
    assert_eq!(all(&stacked), expected);
    assert_eq!(stacked.size(0), 28);
    assert_eq!(stacked.marked(), (1, 1, 2));
    let (listings, stack) = image(&[layer(BASE), layer(TOP)]);
    let below = stacked_tree(listings, &stack, 0);
    assert_eq!(below.size(0), 585, "nothing of a later layer shows");
    assert_eq!(below.find("etc/new"), None);
}

#[test]
fn a_layer_of_its_own() {
    let (own, _) = both();
    let expected = [
        "etc 23",
        "etc/hosts ~20",
        "etc/new +3",
        "usr 0",
        "usr/bin 0",
        "usr/bin/big −500",
        "var 0",
        "var/cache −70",
        "var/cache/old −70",
    ];
    assert_eq!(all(&own), expected);
}

#[test]
fn a_layer_before_it_is_stacked() {
    let (listings, _) = image(&[layer(BASE), layer(TOP)]);
    let own = layer_tree(listings, None, 1);
    let expected = [
        "etc 23",
        "etc/hosts 20",
        "etc/new 3",
        "usr 0",
        "usr/bin 0",
        "usr/bin/big −0",
        "var 0",
        "var/cache −0",
    ];
    assert_eq!(all(&own), expected);
    assert!(layer_tree(vec![None], None, 0).is_empty());
}

#[test]
fn a_path_that_is_removed_and_made_again_is_one_row() {
    let top = layer(&[("usr/bin/.wh.big", 0), ("usr/bin/big", 7)]);
    let (listings, stack) = image(&[layer(BASE), top]);
    let own = layer_tree(listings.clone(), Some(&stack), 1);
    assert_eq!(all(&own), ["usr 7", "usr/bin 7", "usr/bin/big ~7"]);
    assert_eq!(
        all(&layer_tree(listings, None, 1)),
        ["usr 7", "usr/bin 7", "usr/bin/big 7"]
    );
}

#[test]
fn folders_open_and_close() {
    let view = TreeView::new(Rc::new(both().1));
    assert_eq!(rows(&view), [">etc", ">usr", ">var"]);
    let view = view
        .after(TreeAction::Move(Step::By(1)))
        .after(TreeAction::Open);
    assert_eq!(rows(&view), [">etc", "vusr", " >bin", ">var"]);
    let view = view.after(TreeAction::Open).after(TreeAction::OpenBelow);
    assert_eq!(rows(&view)[2..5], [" vbin", "  -big", "  -small"]);
    let row = view.row(4).expect("there");
    assert_eq!((row.level, row.place, row.siblings), (3, 2, 2));
    let view = view
        .after(TreeAction::Move(Step::To(4)))
        .after(TreeAction::Close);
    assert_eq!(view.at(), Some(2), "out of the folder");
    let view = view.after(TreeAction::Close);
    assert_eq!(rows(&view), [">etc", "vusr", " >bin", ">var"]);
    let view = view.after(TreeAction::CloseAll);
    assert_eq!(
        (view.len(), view.at()),
        (3, Some(1)),
        "the hand goes with its folder"
    );
    assert_eq!(view.after(TreeAction::OpenAll).len(), 10);
    let last = view.after(TreeAction::Move(Step::Last));
    assert_eq!(last.after(TreeAction::Move(Step::By(5))).at(), Some(2));
}

#[test]
fn sorts_by_size() {
    let view = TreeView::new(Rc::new(both().1)).after(TreeAction::OpenAll);
    let sorted = view.after(TreeAction::Sort(SortBy::Size));
    assert_eq!(rows(&sorted)[..3], ["vetc", " -hosts", " -new"]);
    let turned = sorted.after(TreeAction::Sort(SortBy::Size));
    assert_eq!(rows(&turned)[..3], ["vvar", " vcache", "  -old"]);
    let names = view.after(TreeAction::Sort(SortBy::Name));
    assert_eq!(rows(&names)[0], "vvar");
}

#[test]
fn another_tree_is_seen_in_the_same_way() {
    let (own, stacked) = both();
    let view = TreeView::new(Rc::new(stacked)).after(TreeAction::OpenAll);
    let at = (0..view.len()).find(|i| view.row(*i).is_some_and(|row| row.path.ends_with("small")));
    let view = view.after(TreeAction::Move(Step::To(at.expect("there"))));
    let other = view.of_other(own);
    assert_eq!(other.len(), 9);
    let row = other.at().and_then(|at| other.row(at)).expect("there");
    assert_eq!(row.path, "usr/bin", "the folder of what is not there");
}

#[test]
fn a_path_is_shown_whatever_is_closed_or_filtered() {
    let view = TreeView::new(Rc::new(both().1)).after(text("etc"));
    let node = view.tree().find("usr/bin/small").expect("there");
    let shown = view.showing(node);
    assert_eq!(shown.node_at_hand(), Some(node));
    assert!(shown.filter().is_all());
    let bytes = layer(&[("a b", 1)]);
    let (listings, _) = image(&[bytes]);
    assert!(layer_tree(listings, None, 0).find("a b").is_some());
}

#[test]
fn a_hundred_thousand_rows() {
    let names: Vec<String> = (0..100_000)
        .map(|i| format!("d{}/f{i}", i % 1_000))
        .collect();
    let entries: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let (listings, stack) = image(&[layer(&entries)]);
    let view = TreeView::new(Rc::new(stacked_tree(listings, &stack, 0)));
    let view = view.after(TreeAction::OpenAll);
    assert_eq!(view.len(), 101_000);
    let found = view.after(text("f99999"));
    assert_eq!(rows(&found), ["vd999", " -f99999"]);
}

/// What an explorer answers when it is asked for the image of both layers, and for rows.
fn explored(asks: Vec<Ask>, sight: Sight) -> Option<Excerpt> {
    let names: Vec<String> = (0..3_000).map(|i| format!("f{i:04}")).collect();
    let entries: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let (listings, stack) = image(&[layer(&entries)]);
    let mut explorer = Explorer::default();
    let place = Place {
        image: 0,
        layer: 0,
        mode: Mode::Image,
    };
    let mut all = vec![Ask::Look(place)];
    all.extend(asks);
    let mut grow = |at: Place| grow(listings.clone(), Some(&stack), at.mode, at.layer);
    let answer = explorer.answer(7, all, (sight, None), &mut grow);
    assert_eq!((answer.number, answer.place), (7, Some(place)));
    answer.tree
}

#[test]
fn an_excerpt_has_what_is_in_sight_and_what_is_at_hand() {
    let sight = Sight {
        first: 1_000,
        end: 1_050,
    };
    let last = Ask::Act {
        action: TreeAction::Move(Step::Last),
        tree: 1,
    };
    let excerpt = explored(vec![last], sight).expect("it is stacked");
    assert_eq!((excerpt.len, excerpt.at), (3_000, Some(2_999)));
    assert!(excerpt.rows.len() < 300);
    assert!(excerpt.rows.is_sorted_by_key(|row| row.index));
    assert!(excerpt.covers(sight));
    assert!(
        excerpt.covers(Sight {
            first: 990,
            end: 1_060
        }),
        "and some more"
    );
    assert!(
        excerpt.covers(Sight {
            first: 2_980,
            end: 9_999
        }),
        "up to the end"
    );
    assert!(!excerpt.covers(Sight {
        first: 1_040,
        end: 2_990
    }));
    assert!(!excerpt.covers(Sight { first: 0, end: 1 }));
    let row = excerpt.row(1_007).expect("it is in sight");
    assert_eq!((row.path.as_str(), row.place), ("f1007", 1_008));
}

#[test]
fn rows_that_overlap_are_there_once() {
    let excerpt = explored(Vec::new(), Sight { first: 20, end: 60 }).expect("it is stacked");
    let indexes: Vec<usize> = excerpt.rows.iter().map(|row| row.index).collect();
    assert_eq!(indexes, (0..indexes.len()).collect::<Vec<_>>());
    let far = Sight {
        first: 9_000_000,
        end: usize::MAX,
    };
    let excerpt = explored(Vec::new(), far).expect("it is stacked");
    assert!(excerpt.covers(Sight {
        first: 2_990,
        end: 3_000
    }));
    assert!(excerpt.rows.len() < 2_000, "however much is asked for");
}

#[test]
fn an_answer_crosses_as_json() {
    let excerpt = explored(Vec::new(), Sight::default());
    let json = serde_json::to_string(&excerpt).expect("it is data");
    let read: Option<Excerpt> = serde_json::from_str(&json).expect("it was written");
    assert_eq!(read, excerpt);
}

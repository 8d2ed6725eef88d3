//! What is seen of a tree: filtered, sorted, chosen, and come back to.

use super::*;
use crate::view::filter::{Deed, KindGroup, Set};

#[test]
fn filters() {
    let view = TreeView::new(Rc::new(both().1));
    let big = view.after(text("BIG"));
    assert_eq!(rows(&big), ["vusr", " vbin", "  -big"]);
    assert_eq!(big.hits(), Some(1));
    let folder = view.after(text("bin"));
    assert_eq!(
        rows(&folder),
        ["vusr", " >bin"],
        "what stands in it can be opened"
    );
    let path = view.after(text("r/bin/s"));
    assert_eq!(rows(&path), ["vusr", " vbin", "  -small"]);
    let rooted = view.after(text("/var"));
    assert_eq!(rows(&rooted), [">var"]);
    let changes = Filter::default().switched(Deed::Nothing);
    let and_s = TreeAction::Filter(changes.with_text("s"));
    let changes = view
        .after(TreeAction::Filter(changes))
        .after(TreeAction::OpenAll);
    assert_eq!(changes.len(), 9, "all but usr/bin/small");
    let both = changes.after(and_s);
    assert_eq!(
        rows(&both),
        ["vetc", " -hosts", ">usr"].map(String::from).as_slice()
    );
    assert_eq!(rows(&big.after(text(""))).len(), 3);
}

/// The rows of everything that a filter leaves, each with its bytes.
fn left(view: &TreeView, filter: Filter) -> Vec<String> {
    let view = view.after(TreeAction::Filter(filter));
    let view = view.after(TreeAction::OpenAll);
    let rows = (0..view.len()).filter_map(|i| view.row(i));
    rows.map(|row| format!("{} {}", row.path, row.bytes))
        .collect()
}

#[test]
fn folders_sum_up_what_the_filter_leaves() {
    let view = TreeView::new(Rc::new(both().1));
    let all = Filter::default();
    let hosts = left(&view, all.with_text("hosts"));
    assert_eq!(hosts, ["etc 20", "etc/hosts 20"]);
    let added = Filter {
        hidden: Set::of(&[Deed::Changed, Deed::Removed, Deed::Nothing]),
        ..all.clone()
    };
    assert_eq!(left(&view, added), ["etc 3", "etc/new 3"]);
    let removed = Filter {
        hidden: Set::of(&[Deed::Added, Deed::Changed, Deed::Nothing]),
        ..all.clone()
    };
    let expected = [
        "usr 500",
        "usr/bin 500",
        "usr/bin/big 500",
        "var 70",
        "var/cache 70",
        "var/cache/old 70",
    ];
    assert_eq!(
        left(&view, removed),
        expected,
        "all that is asked for counts"
    );
    let large = Filter {
        at_least: Some(20),
        ..all.clone()
    };
    let expected = [
        "etc 20",
        "etc/hosts 20",
        "usr 0",
        "usr/bin 0",
        "usr/bin/big 500",
        "var 0",
        "var/cache 70",
        "var/cache/old 70",
    ];
    assert_eq!(
        left(&view, large),
        expected,
        "what was removed counts for nothing"
    );
    let folders = Filter {
        kinds: Set::of(&[KindGroup::Folder]),
        at_least: Some(23),
        ..all.clone()
    };
    assert_eq!(left(&view, folders), ["etc 0", "var 0", "var/cache 0"]);
    let below = Filter {
        layer: Some(0),
        ..all
    };
    let expected = ["usr 5", "usr/bin 5", "usr/bin/big 500", "usr/bin/small 5"];
    assert_eq!(
        left(&view, below)[..4],
        expected,
        "what the lower layer has"
    );
}

#[test]
fn sizes_that_are_filtered_are_sorted_so() {
    let files = [("a/x.so", 5), ("a/y", 100), ("b/z.so", 50), ("c.so", 7)];
    let (listings, stack) = image(&[layer(&files)]);
    let view = TreeView::new(Rc::new(stacked_tree(listings, &stack, 0)));
    let view = view.after(TreeAction::Sort(SortBy::Size));
    assert_eq!(rows(&view), [">a", ">b", "-c.so"]);
    let view = view.after(text(".so"));
    assert_eq!(rows(&view), ["vb", " -z.so", "-c.so", "va", " -x.so"]);
    assert_eq!((view.bytes(), view.hits()), (62, Some(3)));
    let share = view.row(0).map(|row| row.share);
    assert_eq!(share, Some(50.0 / 62.0));
}

#[test]
fn half_a_pattern_changes_nothing() {
    let regex = |text: &str| {
        TreeAction::Filter(Filter {
            how: crate::pattern::How::Regex,
            text: text.into(),
            ..Filter::default()
        })
    };
    let view = TreeView::new(Rc::new(both().1)).after(regex("big"));
    assert_eq!(view.hits(), Some(1));
    let half = view.after(regex("big("));
    assert_eq!(
        (half.hits(), half.filter().text.as_str()),
        (Some(1), "big(")
    );
    assert!(half.trouble().is_some());
    let whole = half.after(regex("big()|small"));
    assert_eq!((whole.hits(), whole.trouble()), (Some(2), None));
}

#[test]
fn sorts_by_every_column() {
    let view = TreeView::new(Rc::new(both().1));
    let view = view.after(TreeAction::OpenAll);
    for by in SortBy::ALL {
        let sorted = view.after(TreeAction::Sort(by));
        assert_eq!(sorted.len(), view.len(), "{by:?}");
        let turned = sorted.after(TreeAction::Sort(by));
        let first = |view: &TreeView| {
            let top = (0..view.len()).filter_map(|i| view.row(i));
            let top = top.filter(|row| row.level == 1);
            top.map(|row| row.path).collect::<Vec<_>>()
        };
        let mut other = first(&turned);
        other.reverse();
        assert_eq!(first(&sorted), other, "{by:?}");
    }
    let by_change = view.after(TreeAction::Sort(SortBy::Change));
    assert_eq!(rows(&by_change)[..3], ["vetc", " -new", " -hosts"]);
    let by_layer = view.after(TreeAction::Sort(SortBy::Layer));
    assert_eq!(rows(&by_layer)[0], "vusr", "the lower layer's first");
}

#[test]
fn several_rows_are_chosen() {
    let view = TreeView::new(Rc::new(both().1)).after(TreeAction::OpenAll);
    let chosen = |view: &TreeView| {
        let rows = (0..view.len()).filter_map(|i| view.row(i));
        let rows = rows.filter(|row| row.picked);
        rows.map(|row| row.path).collect::<Vec<_>>()
    };
    assert_eq!(view.picked(), None);
    let down = || Step::By(1);
    let range = view
        .after(TreeAction::Extend(down()))
        .after(TreeAction::Extend(down()));
    assert_eq!(chosen(&range), ["etc", "etc/hosts", "etc/new"]);
    let sum = range.picked().expect("several");
    assert_eq!(
        (sum.count, sum.bytes),
        (3, 23),
        "what is in etc counts once"
    );
    let less = range.after(TreeAction::Extend(Step::By(-1)));
    assert_eq!(chosen(&less), ["etc", "etc/hosts"]);
    let node = |path: &str| view.tree().find(path).expect("there");
    let more = less.after(TreeAction::Pick(node("usr/bin/small")));
    assert_eq!(
        more.picked().map(|sum| (sum.count, sum.bytes)),
        Some((3, 28))
    );
    assert_eq!(more.node_at_hand(), Some(node("usr/bin/small")));
    let fewer = more.after(TreeAction::Pick(node("etc/hosts")));
    assert_eq!(chosen(&fewer), ["etc", "usr/bin/small"]);
    let roamed = fewer
        .after(TreeAction::Roam(Step::First))
        .after(TreeAction::PickHand);
    assert_eq!(chosen(&roamed), ["usr/bin/small"]);
    let filtered = fewer.after(text("etc"));
    assert_eq!(chosen(&filtered), ["etc"], "what is not seen is not chosen");
    let all = view.after(TreeAction::PickAll);
    assert_eq!(all.picked().map(|sum| sum.count), Some(10));
    let to = view.after(TreeAction::ExtendTo(node("usr")));
    assert_eq!(chosen(&to).len(), 4);
    assert_eq!(to.after(TreeAction::PickNone).picked(), None);
    assert_eq!(to.after(TreeAction::Move(Step::First)).picked(), None);
}

#[test]
fn a_place_can_be_come_back_to() {
    let (listings, stack) = image(&[layer(BASE), layer(TOP)]);
    let mut explorer = Explorer::default();
    let place = Place {
        image: 0,
        layer: 1,
        mode: Mode::Image,
    };
    let see = |path: &str| Ask::See {
        filter: Filter::default().with_text("bin"),
        sort: Sort::default().asked(SortBy::Size),
        path: Some(path.into()),
    };
    let mut nothing = |_: Place| None;
    let asks = vec![Ask::Look(place), see("usr/bin/small")];
    let seen = (Sight::default(), None);
    let answer = explorer.answer(1, asks, seen.clone(), &mut nothing);
    assert_eq!(answer.tree, None, "it has not been read");
    let mut grow = |at: Place| grow(listings.clone(), Some(&stack), at.mode, at.layer);
    let answer = explorer.answer(2, vec![Ask::Look(place)], seen.clone(), &mut grow);
    let at = |answer: Answer| {
        let tree = answer.tree.expect("it is there");
        let row = tree.row(tree.at.expect("a row")).cloned();
        (
            row.expect("it is sent").path,
            tree.filter.text,
            tree.sort.by,
        )
    };
    let expected = |path: &str| (path.to_owned(), "bin".to_owned(), SortBy::Size);
    assert_eq!(at(answer), expected("usr/bin/small"));
    let answer = explorer.answer(3, vec![see("usr/bin/big")], seen.clone(), &mut grow);
    assert_eq!(at(answer), expected("usr/bin/big"));
    let answer = explorer.answer(4, vec![see("etc/hosts")], seen, &mut grow);
    assert_eq!(at(answer).0, "usr/bin/big", "the filter hides that one");
}

#[test]
fn what_is_sought_is_found_once_its_layer_is_there() {
    let (listings, stack) = image(&[layer(BASE), layer(TOP)]);
    let mut explorer = Explorer::default();
    let place = |layer: usize| Place {
        image: 0,
        layer,
        mode: Mode::Image,
    };
    let see = Ask::See {
        filter: Filter::default(),
        sort: Sort::default(),
        path: Some("etc/new".into()),
    };
    let pick = Ask::Pick(vec!["etc/hosts".into(), "etc/new".into()]);
    let mut grow = |at: Place| grow(listings.clone(), Some(&stack), at.mode, at.layer);
    let mut answer = |number, asks| {
        let answer = explorer.answer(number, asks, (Sight::default(), None), &mut grow);
        let tree = answer.tree.expect("it is there");
        let row = tree.row(tree.at.expect("a row")).cloned();
        (row.expect("it is sent").path, tree.picked_paths.to_vec())
    };
    // The lower layer is read first, and lacks one of them.
    let (hand, picked) = answer(1, vec![Ask::Look(place(0)), see, pick]);
    assert_eq!((hand.as_str(), picked.len()), ("etc", 1));
    let (hand, picked) = answer(2, vec![Ask::Look(place(1))]);
    assert_eq!(hand, "etc/new");
    assert_eq!(picked, ["etc/hosts", "etc/new"]);
    // What a person chose stays too, and what they left is not sought again.
    let roam = Ask::Act {
        action: TreeAction::Roam(Step::First),
        tree: 2,
    };
    let (hand, picked) = answer(3, vec![roam, Ask::Look(place(1))]);
    assert_eq!(picked, ["etc/hosts", "etc/new"]);
    assert_ne!(hand, "etc/new");
    let (_, picked) = answer(
        4,
        vec![
            Ask::Act {
                action: TreeAction::PickNone,
                tree: 3,
            },
            Ask::Look(place(1)),
        ],
    );
    assert_eq!(picked, [""; 0]);
}

#[test]
fn what_is_to_be_shown_of_a_layer_that_is_not_read_is_shown_later() {
    let (listings, stack) = image(&[layer(BASE), layer(TOP)]);
    let mut explorer = Explorer::default();
    let reveal = Ask::Reveal {
        image: 0,
        layer: 1,
        modes: [Mode::Image, Mode::Layer],
        path: "etc/new".into(),
    };
    let sight = (Sight::default(), None);
    let answer = explorer.answer(1, vec![reveal], sight.clone(), &mut |_| None);
    let place = answer.place.expect("it was asked for");
    assert_eq!((answer.tree.is_none(), place.mode), (true, Mode::Image));
    let mut grow = |at: Place| grow(listings.clone(), Some(&stack), at.mode, at.layer);
    let answer = explorer.answer(2, vec![Ask::Look(place)], sight, &mut grow);
    let tree = answer.tree.expect("its layer was read");
    let row = tree.row(tree.at.expect("a row")).expect("it is sent");
    assert_eq!(row.path, "etc/new");
}

/// What is at hand in the image of one layer, and then of another over it, after these asks between.
fn at_hand(between: Vec<Ask>) -> (String, String) {
    let base = [("bin", 1), ("etc", 1)];
    let (first, one) = image(&[layer(&base)]);
    let (second, two) = image(&[layer(&[("app", 1), ("bin", 1), ("etc", 1)])]);
    let place = Place {
        image: 0,
        layer: 0,
        mode: Mode::Image,
    };
    let mut explorer = Explorer::default();
    let sight = Sight::default();
    let mut look = |asks, listings: &Listings, stack: &crate::image::Stack| {
        let mut grow = |at: Place| grow(listings.clone(), Some(stack), at.mode, at.layer);
        let answer = explorer.answer(1, asks, (sight, None), &mut grow);
        let tree = answer.tree.expect("it is stacked");
        let row = tree.at.and_then(|at| tree.row(at).cloned());
        row.expect("a row is at hand").path
    };
    let mut asks = vec![Ask::Look(place)];
    asks.extend(between);
    let before = look(asks, &first, &one);
    (before, look(vec![Ask::Look(place)], &second, &two))
}

#[test]
fn while_layers_come_the_first_row_is_at_hand_until_somebody_moves() {
    assert_eq!(at_hand(Vec::new()), ("bin".into(), "app".into()));
    let step = |action| Ask::Act { action, tree: 1 };
    let down = vec![step(TreeAction::Move(Step::By(1)))];
    assert_eq!(at_hand(down), ("etc".into(), "etc".into()));
    let back = [Step::By(1), Step::By(-1)].map(|to| step(TreeAction::Move(to)));
    assert_eq!(at_hand(back.into()), ("bin".into(), "bin".into()));
}

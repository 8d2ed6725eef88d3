//! Filters one after another, and places that are come back to.

use super::*;
use crate::view::filter::Deed;
use crate::view::stand::Stand;

fn filter_text(both: &Both) -> &str {
    let tree = both.state.tree.as_ref();
    tree.map_or("", |tree| tree.filter.text.as_str())
}

#[test]
fn filters_are_undone_and_done_again() {
    let mut both = opened().analyzed(2);
    for text in ["n", "ne", "new"] {
        both = both.after(Action::Filter(FilterAction::Write(text.into())));
    }
    both = both.after(Action::Filter(FilterAction::Switch(Deed::Nothing)));
    let hits = |both: &Both| both.state.tree.as_ref().and_then(|tree| tree.hits);
    assert_eq!((filter_text(&both), hits(&both)), ("new", Some(1)));
    both = both.after(Action::Filter(FilterAction::Undo));
    assert!(!both.state.filters.now().only_changes());
    both = both.after(Action::Filter(FilterAction::Undo));
    assert_eq!((filter_text(&both), hits(&both)), ("", None));
    both = both.after(Action::Filter(FilterAction::Redo));
    assert_eq!(filter_text(&both), "new");
    // What is shown in spite of the filter takes it away, and that is undone too.
    let reveal = Target {
        layer: None,
        path: Some("etc/hosts".into()),
    };
    both = both.after(Action::Reveal(reveal));
    assert_eq!(filter_text(&both), "");
    both = both.after(Action::Filter(FilterAction::Undo));
    assert_eq!(filter_text(&both), "new");
}

#[test]
fn what_is_chosen_goes_before_the_filter() {
    let mut both = opened().analyzed(2);
    both = both.after(Action::Filter(FilterAction::Write("etc".into())));
    both = both.after(Action::Tree(TreeAction::PickAll));
    let picked = |both: &Both| both.state.tree.as_ref().and_then(|tree| tree.picked);
    assert_eq!(picked(&both).map(|sum| sum.count), Some(1));
    both = both.after(Action::LetGo);
    assert_eq!((picked(&both), filter_text(&both)), (None, "etc"));
    both = both.after(Action::LetGo);
    assert_eq!(filter_text(&both), "");
}

#[test]
fn an_address_leads_to_a_place() {
    let stand =
        Stand::read("#layer=1&view=layer&path=usr/bin/big&filter=bin&sort=size&panel=sizes");
    let go = || Action::GoTo(Box::new(stand.clone()));
    let state = State::default().after(go());
    assert_eq!(state.stand(), None, "nothing is open");
    // It was there before the archive was.
    let both = Both {
        state,
        ..Both::default()
    };
    let both = both.after(begin("a.tar")).after(Action::Opened {
        report: report(0),
        layers: vec![vec![Some(0), Some(1)]],
    });
    let both = both.analyzed(2);
    assert_eq!(both.state.stand().as_ref(), Some(&stand));
    assert_eq!(both.state.layer, 0);
    // And away, and back.
    let both = both.after(Action::GoTo(Box::default()));
    let written = both.state.stand().map(|stand| stand.write());
    assert_eq!(written.as_deref(), Some(""));
    assert_eq!((both.state.layer, filter_text(&both)), (1, ""));
    let both = both.after(go());
    assert_eq!(both.state.stand().as_ref(), Some(&stand));
    // A place that is not there.
    let both = both.after(Action::GoTo(Box::new(Stand::read(
        "layer=9&path=no&number=7",
    ))));
    assert_eq!((both.state.layer, both.state.image), (1, 0));
}

//! Which comparison is looked at, and what of it.

use super::*;

#[test]
fn only_the_comparison_at_hand_counts() {
    let mut view = CompareView::default();
    view.act(CompareAction::Open);
    assert!(view.takes_files());
    view.act(CompareAction::Begin(2, 0, With::File("a.tar".into())));
    view.act(CompareAction::Done(1, Ok(Box::default())));
    assert_eq!(view.stage, Stage::Under(None));
    view.act(CompareAction::Done(2, Ok(Box::default())));
    assert!(!view.takes_files());
    let hidden = |view: &CompareView| view.rows_wanted().expect("done").1.hidden;
    assert_eq!(hidden(&view), [FileChange::Time]);
    view.act(CompareAction::Switch(FileChange::Time));
    assert_eq!(hidden(&view), []);
    view.act(CompareAction::Sort(FileOrder::New));
    assert!(view.shown.wish.reversed);
    view.act(CompareAction::Close);
    view.act(CompareAction::Open);
    assert!(matches!(view.stage, Stage::Done(_)), "it is kept");
    let stand = view.stand(0).expect("it is looked at");
    assert_eq!(stand.with, With::File("a.tar".into()));
    assert_eq!(stand.shown.wish, view.shown.wish);
    assert_eq!(view.stand(1), None, "it is of another image");
    view.act(CompareAction::Choose);
    assert_eq!(view.stand(0), None);
}

#[test]
fn of_several_images_one_is_meant() {
    let mut view = CompareView::default();
    let with = With::Reference("two:first".into(), None);
    view.act(CompareAction::Begin(1, 0, with));
    view.act(CompareAction::Which(1, vec!["a".into(), "b".into()]));
    assert!(view.takes_files() && matches!(view.stage, Stage::Which(_)));
    view.act(CompareAction::Progress(1, 2, 3));
    assert!(
        matches!(view.stage, Stage::Which(_)),
        "it waits for a person"
    );
    view.act(CompareAction::Meant(1));
    view.act(CompareAction::Done(1, Ok(Box::default())));
    let with = With::Reference("two:first".into(), Some(1));
    assert_eq!(view.stand(0).map(|stand| stand.with), Some(with));
}

#[test]
fn an_address_leads_to_what_is_shown_of_it() {
    let compared = |with: &str| Compared {
        with: With::File(with.into()),
        shown: Shown::read("compare-list=packages&compare-filter=bin&compare-sort=-growth"),
    };
    let mut view = CompareView::default();
    view.ask_again(compared("a.tar"), 0);
    assert_eq!(
        view.stand(0),
        Some(compared("a.tar")),
        "while it is asked for"
    );
    view.act(CompareAction::Begin(1, 0, With::File("a.tar".into())));
    view.act(CompareAction::Done(1, Ok(Box::default())));
    assert_eq!(view.stand(0), Some(compared("a.tar")));
    assert_eq!(view.rows_wanted().expect("done").1.text, "bin");
    view.ask_again(compared("a.tar"), 0);
    view.act(CompareAction::Begin(2, 0, With::File("b.tar".into())));
    assert_eq!(view.shown, Shown::default(), "it is of another file");
}

//! What the page does with what happens, and the worker that answers it.

mod place;

use super::*;
use crate::image::{LayerChanges, Stack};
use crate::report::{HistoryReport, ImageReport, LayerReport, Problem};
use crate::view::filter::FilterAction;
use crate::view::tree::{Explorer, Listings, Sight, Step, TreeAction, grow, sample};
use crate::view::treemap::{Look, MapAction};

const BASE: &[(&str, usize)] = &[("etc/hosts", 10), ("usr/bin/big", 500)];
const TOP: &[(&str, usize)] = &[("etc/new", 3), ("usr/bin/.wh.big", 0)];

fn begin(file: &str) -> Action {
    Action::Begin {
        file: file.into(),
        host: None,
        now: 0.0,
    }
}

/// The page, and the worker that holds the trees.
#[derive(Default)]
struct Both {
    state: State,
    explorer: Explorer,
    listings: Listings,
    stack: Option<Stack>,
}

impl Both {
    /// The page after an action, once everything is answered.
    fn after(mut self, action: Action) -> Both {
        self.state = self.state.after(action);
        while self.state.request().is_some() {
            self.answer();
        }
        self
    }

    /// Answers what is asked now.
    fn answer(&mut self) {
        let request = self.state.request().expect("something is asked").clone();
        let (listings, stack) = (&self.listings, self.stack.as_ref());
        let mut grow =
            |at: crate::view::tree::Place| grow(listings.clone(), stack, at.mode, at.layer);
        let asks = request.asks.to_vec();
        let seen = (request.sight, request.wish);
        let answer = (self.explorer).answer(request.number, asks, seen, &mut grow);
        self.state = self.state.after(Action::Answered(answer));
    }

    fn analyzed(mut self, layers: usize) -> Both {
        let listings = [sample::layer(BASE), sample::layer(TOP)];
        self.listings = vec![None, None];
        for (slot, listing) in listings[..layers].iter().enumerate() {
            self.listings[slot] = Some(listing.clone());
            self = self.after(Action::Layer(slot));
        }
        let refs: Vec<_> = listings[..layers].iter().map(|l| &l.listing).collect();
        self.stack = Some(Stack::build(&refs));
        self.after(Action::Analyzed {
            image: 0,
            report: report(layers),
        })
    }

    /// Paths of the tree, all folders opened.
    fn paths(self) -> usize {
        let opened = self.after(Action::Tree(TreeAction::OpenAll));
        opened.state.tree.map_or(0, |tree| tree.len)
    }
}

/// A report of two layers, so many of which are stacked.
fn report(stacked: usize) -> Rc<Report> {
    let row = |layer| HistoryReport {
        layer,
        ..HistoryReport::default()
    };
    let layer = |layer| LayerReport {
        changes: (layer < stacked).then(LayerChanges::default),
        ..LayerReport::default()
    };
    let image = ImageReport {
        layers: (0..2).map(layer).collect(),
        history: vec![row(Some(0)), row(None), row(Some(1))],
        ..ImageReport::default()
    };
    Rc::new(Report {
        images: vec![image],
        ..Report::default()
    })
}

fn opened() -> Both {
    let both = Both::default().after(begin("a.tar"));
    assert_eq!(both.state.phase, Phase::Opening);
    both.after(Action::Opened {
        report: report(0),
        layers: vec![vec![Some(0), Some(1)]],
    })
}

#[test]
fn the_tree_follows_what_is_stacked() {
    let both = opened();
    assert!(both.state.tree.is_none());
    let both = both.analyzed(1);
    assert_eq!((both.state.layer, both.state.row), (0, Some(0)));
    assert_eq!(both.paths(), 5);
    let both = opened().analyzed(1).analyzed(2);
    assert_eq!((both.state.layer, both.state.row), (1, Some(2)));
    let both = both.after(Action::Done);
    assert_eq!(both.state.phase, Phase::Done);
    assert_eq!(both.paths(), 6);
}

#[test]
fn a_choice_stays() {
    let both = opened().analyzed(1).after(Action::ChooseRow(0)).analyzed(2);
    assert_eq!(both.state.layer, 0);
    let both = both.after(Action::Tree(TreeAction::OpenAll));
    assert_eq!(both.state.tree.as_ref().map(|tree| tree.len), Some(5));
    let both = both.after(Action::MoveRow(1));
    assert_eq!(
        (both.state.layer, both.state.row),
        (0, Some(1)),
        "metadata only: the layer stays"
    );
    let both = both.after(Action::MoveLayer(1));
    assert_eq!((both.state.layer, both.state.row), (1, Some(2)));
    let both = both.after(Action::MoveLayer(1));
    assert_eq!(both.state.layer, 1);
    let own = both.after(Action::SwitchMode);
    assert_eq!(own.state.mode, Mode::Layer);
    assert_eq!(own.paths(), 5);
}

#[test]
fn a_path_is_revealed() {
    let both = opened().analyzed(2);
    let path = |layer, path: &str| {
        Action::Reveal(Target {
            layer,
            path: Some(path.into()),
        })
    };
    let at = |both: &Both| {
        let tree = both.state.tree.as_ref()?;
        Some(tree.row(tree.at?)?.path.clone())
    };
    let both = both.after(path(Some(0), "usr/bin/big"));
    assert_eq!((both.state.layer, both.state.mode), (0, Mode::Layer));
    assert_eq!(at(&both).as_deref(), Some("usr/bin/big"));
    let both = both.after(path(None, "etc/hosts"));
    assert_eq!((both.state.layer, both.state.mode), (1, Mode::Image));
    assert_eq!(at(&both).as_deref(), Some("etc/hosts"));
    let both = both.after(path(Some(1), "etc/hosts"));
    assert_eq!(
        (both.state.layer, both.state.mode),
        (1, Mode::Image),
        "not in that layer itself"
    );
    assert_eq!(at(&both).as_deref(), Some("etc/hosts"));
    let whole = Target {
        layer: Some(0),
        path: None,
    };
    let both = both.after(Action::Reveal(whole));
    assert_eq!((both.state.layer, both.state.mode), (0, Mode::Layer));
}

#[test]
fn a_row_is_at_hand_before_the_worker_says_so() {
    let mut both = opened().analyzed(2);
    let down = || Action::Tree(TreeAction::Move(Step::By(1)));
    let filter = |text: &str| Action::Filter(FilterAction::Write(text.into()));
    let at = |both: &Both| both.state.tree.as_ref().and_then(|tree| tree.at);
    both.state = both.state.after(Action::Tree(TreeAction::OpenAll));
    both.state = both.state.after(down());
    assert_eq!(at(&both), Some(1));
    both.state = both.state.after(down()).after(down());
    assert_eq!(at(&both), Some(1), "there are but two rows");
    both.answer();
    assert_eq!(at(&both), Some(3), "there are more, and all steps count");
    both.answer();
    assert_eq!(at(&both), Some(3), "as the worker says too");
    // A text is being written: older answers do not take its letters away.
    both.state = both.state.after(filter("h")).after(filter("ho"));
    both.answer();
    let text = both
        .state
        .tree
        .as_ref()
        .map(|tree| tree.filter.text.as_str());
    assert_eq!(text, Some("ho"));
    assert!(both.state.request().is_some());
}

#[test]
fn a_click_on_a_tree_that_is_gone_does_nothing() {
    let mut both = opened().analyzed(2);
    let (tree, rows) = (both.state.tree.clone(), Sight { first: 0, end: 9 });
    let node = tree.expect("it is there").rows[0].node;
    both.state = both.state.after(Action::SwitchMode);
    let click = Action::Tree(TreeAction::ToggleNode(node));
    both.state = both.state.after(click);
    let both = both.after(Action::Scrolled(rows));
    let tree = both.state.tree.expect("it is there");
    assert_eq!(tree.len, 2, "usr and etc, both still closed");
}

#[test]
fn cancelling_keeps_what_was_read() {
    let both = opened().analyzed(1).after(Action::Cancel);
    assert_eq!(both.state.phase, Phase::Cancelled);
    assert_eq!(both.state.problems()[0].code, "cancelled");
    assert_eq!(both.paths(), 5, "and it can be walked");
    let state = State::default().after(begin("a"));
    assert_eq!(state.after(Action::Cancel).phase, Phase::Idle);
}

#[test]
fn failing_after_opening_keeps_what_was_read() {
    let failed = |lost| Action::Failed {
        problem: Problem::default(),
        lost,
    };
    let state = State::default().after(failed(true));
    assert_eq!(state.phase, Phase::Failed);
    let both = opened().analyzed(2).after(failed(false));
    assert_eq!(both.state.phase, Phase::Done);
    assert_eq!(both.paths(), 6);
    let state = opened().analyzed(2).state.after(failed(true));
    assert!(state.tree.is_some(), "what is drawn stays");
    let state = state.after(Action::Tree(TreeAction::OpenAll));
    assert!(state.request().is_none(), "nobody is there to answer");
}

#[test]
fn an_archive_without_images_failed() {
    let problems = vec![Problem::default()];
    let report = Rc::new(Report {
        problems,
        ..Report::default()
    });
    let state = State::default().after(begin("a"));
    let state = state.after(Action::Opened {
        report,
        layers: Vec::new(),
    });
    assert_eq!(state.after(Action::Done).phase, Phase::Failed);
    assert_eq!(state.problems().len(), 1);
}

#[test]
fn another_file_replaces_the_first() {
    let mut both = opened().analyzed(2);
    both.state = both.state.after(Action::Tree(TreeAction::OpenAll));
    let state = both.state.after(begin("b.tar"));
    assert!(state.tree.is_none() && state.report.is_none());
    assert!(state.request().is_none(), "nothing is asked of the first");
    assert_eq!(state.file, "b.tar");
}

#[test]
fn the_map_follows_the_tree_and_leads_back_to_it() {
    let both = opened().analyzed(2);
    assert_eq!(both.state.map.map, None, "nobody looks at it");
    let both = both.after(Action::Map(MapAction::Look(Look::Map)));
    assert_eq!(both.state.map.map, None, "there is no room for it yet");
    let both = both.after(Action::Map(MapAction::Room(800, 600)));
    let paths = |both: &Both| -> Vec<String> {
        let map = both.state.map.map.as_ref().expect("it was asked for");
        map.cells.iter().map(|cell| cell.path.clone()).collect()
    };
    let all = ["", "etc", "etc/hosts", "etc/new"];
    assert_eq!(paths(&both), all);
    let both = both.after(Action::Filter(FilterAction::Write("new".into())));
    assert_eq!(
        paths(&both),
        ["", "etc", "etc/new"],
        "as the tree is filtered"
    );
    let both = both.after(Action::Filter(FilterAction::Clear));
    let both = both.after(Action::Map(MapAction::Zoom("etc".into())));
    assert_eq!(paths(&both), ["etc", "etc/hosts", "etc/new"]);
    let map = both.state.map.map.clone().expect("it is there");
    let choose = MapAction::Choose(map.cells[1].node, map.tree);
    let both = both.after(Action::Map(choose));
    let hand = |both: &Both| -> Option<String> {
        let tree = both.state.tree.as_ref()?;
        Some(tree.row(tree.at?)?.path.clone())
    };
    assert_eq!(hand(&both).as_deref(), Some("etc/hosts"));
    let stale = MapAction::Choose(map.cells[2].node, map.tree + 1);
    let both = both.after(Action::Map(stale));
    assert_eq!(
        hand(&both).as_deref(),
        Some("etc/hosts"),
        "that is of another tree"
    );
    let both = both.after(Action::Map(MapAction::Out));
    assert_eq!(paths(&both), all);
    let both = both.after(Action::ChooseLayer(0));
    assert_eq!(
        paths(&both),
        ["", "usr", "etc", "usr/bin", "usr/bin/big", "etc/hosts"]
    );
    let both = both.after(Action::Map(MapAction::Look(Look::Rows)));
    assert_eq!(both.state.map.map, None);
    let both = both.after(Action::Map(MapAction::NextLook));
    assert!(both.state.map.map.is_some(), "it is asked for anew");
}

#[test]
fn what_was_written_stays_where_it_is_opened() {
    let ask = |file: &str| Action::Begin {
        file: file.into(),
        host: Some("docker.io".into()),
        now: 0.0,
    };
    let state = State::default().after(Action::Write("docker pull alpine".into()));
    let alpine = "docker.io/library/alpine:latest";
    let opened = state.after(ask(alpine));
    assert_eq!(opened.field, "docker pull alpine");
    // By a link, or another tag: the field says what is open.
    let other = opened.after(ask("docker.io/library/alpine:3"));
    assert_eq!(other.field, "docker.io/library/alpine:3");
    let failed = other.after(Action::Failed {
        problem: Problem::default(),
        lost: false,
    });
    assert_eq!(failed.phase, Phase::Failed);
    let closed = failed.after(Action::Close);
    assert_eq!((closed.phase, closed.problems().len()), (Phase::Idle, 0));
    assert_eq!(closed.field, "docker.io/library/alpine:3");
    assert_eq!(closed.after(begin("a.tar")).field, "");
}

#[test]
fn who_is_logged_in_stays() {
    let state = State::default()
        .after(Action::LoggedIn("a.example".into(), "ann".into()))
        .after(Action::LoggedIn("a.example".into(), "bob".into()))
        .after(begin("a.tar"));
    assert_eq!(*state.logins, [("a.example".to_owned(), "bob".to_owned())]);
    let out = state.after(Action::LoggedOut("a.example".into()));
    assert!(out.logins.is_empty());
}

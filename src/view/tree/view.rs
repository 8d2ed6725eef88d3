//! What a person sees of a tree: open folders, sort, filter, and the row at hand.

mod folders;
mod picking;

use std::rc::Rc;

use super::action::{Step, TreeAction};
use super::model::Tree;
use super::picked::{Picked, PickedSum};
use super::row::Row;
use super::rows::{Order, Rows};
use super::seen::Seen;
use super::sieve::Sieve;
use super::sort::{Sort, order};
use crate::layer::ROOT;
use crate::pattern::PatternError;
use crate::view::filter::Filter;
use crate::view::progress::share;

/// The view of one tree.
#[derive(Clone)]
pub struct TreeView {
    tree: Rc<Tree>,
    sort: Sort,
    /// All children in the order of the sort, where that is not by name.
    order: Option<Rc<Vec<u32>>>,
    sieve: Sieve,
    /// Which folders are open.
    open: Rc<Vec<bool>>,
    /// Which are open while something is looked for: the folders above what it found, to begin with.
    open_filtered: Rc<Vec<bool>>,
    rows: Rows,
    at: usize,
    /// Several rows that are chosen; otherwise the row at hand is.
    picked: Option<Picked>,
}

impl TreeView {
    /// A tree seen for the first time: every folder closed, but for those that stand alone.
    pub fn new(tree: Rc<Tree>) -> TreeView {
        let mut open = vec![false; tree.len()];
        let mut at = ROOT;
        while let [only] = tree.children(at) {
            open[*only as usize] = true;
            at = *only;
        }
        let mut view = TreeView {
            open: Rc::new(open),
            open_filtered: Rc::default(),
            tree,
            sort: Sort::default(),
            order: None,
            sieve: Sieve::default(),
            rows: Rows::default(),
            at: 0,
            picked: None,
        };
        view.lay_out();
        view
    }

    /// Another tree seen in the same way: what is open, sorted and filtered stays, and so does
    /// the row at hand, where there are the same paths.
    pub(super) fn seen_as(tree: Rc<Tree>, seen: &Seen) -> TreeView {
        let hand = seen.hand_in(&tree);
        let mut view = TreeView {
            open: Rc::new(seen.open_in(&tree)),
            open_filtered: Rc::default(),
            tree,
            sort: seen.sort,
            order: None,
            sieve: Sieve::default(),
            rows: Rows::default(),
            at: 0,
            picked: None,
        };
        view.sift(seen.filter.clone());
        view.lay_out();
        if let Some(node) = hand {
            view.show_if_left(node);
        }
        view.pick_paths(&seen.picked);
        view
    }

    /// How it is seen.
    pub(super) fn seen(&self) -> Seen {
        let mut seen = Seen::of(&self.tree, &self.open, self.node_at_hand());
        seen.sort = self.sort;
        seen.filter = self.sieve.filter().clone();
        seen.picked = self.picked_paths();
        seen
    }

    /// The tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.rows.nodes.len()
    }

    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.rows.nodes.is_empty()
    }

    /// The row at hand.
    pub fn at(&self) -> Option<usize> {
        (self.at < self.len()).then_some(self.at)
    }

    /// The node of the row at hand.
    pub fn node_at_hand(&self) -> Option<u32> {
        self.rows.nodes.get(self.at).copied()
    }

    /// The order.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// The filter that is wanted.
    pub fn filter(&self) -> &Filter {
        self.sieve.filter()
    }

    /// Why its text cannot be used; then the one before it still filters.
    pub fn trouble(&self) -> Option<&PatternError> {
        self.sieve.trouble()
    }

    /// How many nodes the filter found; absent where there is none.
    pub fn hits(&self) -> Option<u64> {
        self.sieve.kept().map(|kept| kept.hits)
    }

    /// Bytes of all that is shown.
    pub fn bytes(&self) -> u64 {
        self.sizes()[ROOT as usize]
    }

    /// What the chosen rows come to, where several are.
    pub fn picked(&self) -> Option<PickedSum> {
        let picked = self.picked.as_ref()?;
        Some(picked.sum(&self.tree, self.sizes()))
    }

    /// Which nodes the filter leaves; absent where there is none.
    pub(super) fn shown(&self) -> Option<&[bool]> {
        self.sieve.kept().map(|kept| kept.shown.as_slice())
    }

    /// Bytes of each node and what is shown below it.
    fn sizes(&self) -> &[u64] {
        match self.sieve.kept() {
            Some(kept) => &kept.size,
            None => &self.tree.size,
        }
    }

    /// One row, to be drawn.
    pub fn row(&self, index: usize) -> Option<Row> {
        let node = *self.rows.nodes.get(index)?;
        let parent = self.has_shown_children(node);
        let (bytes, all) = (self.sizes()[node as usize], self.bytes());
        Some(Row {
            index,
            level: self.rows.level[index],
            place: self.rows.place[index],
            siblings: self.rows.siblings[index],
            open: parent.then(|| self.open_now()[node as usize]),
            picked: self.picked.as_ref().is_some_and(|picked| picked.has(node)),
            bytes,
            share: share(bytes, all),
            ..Row::of(&self.tree, node)
        })
    }

    /// Does something to the view.
    pub fn act(&mut self, action: TreeAction) {
        match &action {
            TreeAction::Roam(_)
            | TreeAction::Extend(_)
            | TreeAction::ExtendTo(_)
            | TreeAction::Pick(_)
            | TreeAction::PickHand
            | TreeAction::PickAll
            | TreeAction::OpenBelow
            | TreeAction::OpenAll
            | TreeAction::CloseAll
            | TreeAction::SwitchAll
            | TreeAction::Sort(_)
            | TreeAction::Filter(_) => {}
            _ => self.picked = None,
        }
        match action {
            TreeAction::Move(step) => self.step(step),
            TreeAction::Choose(node) => self.choose(node),
            TreeAction::Show(node) => self.show(node),
            TreeAction::ShowPath(path) => {
                if let Some(node) = self.tree.find(&path) {
                    self.show(node);
                }
            }
            TreeAction::Open => self.go_in(),
            TreeAction::Close => self.go_out(),
            TreeAction::Toggle => self.toggle(),
            TreeAction::ToggleNode(node) => {
                self.choose(node);
                self.toggle();
            }
            TreeAction::OpenBelow => self.open_below(),
            TreeAction::OpenAll => self.open_all(true),
            TreeAction::CloseAll => self.open_all(false),
            TreeAction::SwitchAll => self.open_all(self.rows.level.iter().all(|level| *level == 1)),
            TreeAction::Sort(by) => self.set_sort(self.sort.asked(by)),
            TreeAction::Filter(filter) => self.set_filter(filter),
            TreeAction::Roam(step) => {
                self.begin_picking();
                self.step(step);
            }
            TreeAction::Extend(step) => {
                self.begin_picking();
                self.step(step);
                self.extend();
            }
            TreeAction::ExtendTo(node) => {
                self.begin_picking();
                self.choose(node);
                self.extend();
            }
            TreeAction::Pick(node) => {
                self.begin_picking();
                self.choose(node);
                self.pick();
            }
            TreeAction::PickHand => {
                self.begin_picking();
                self.pick();
            }
            TreeAction::PickAll => {
                self.begin_picking();
                if let Some(picked) = &mut self.picked {
                    picked.only(&self.rows.nodes);
                }
            }
            TreeAction::PickNone => {}
        }
    }

    /// Sees it in another way: filtered and sorted so, with this path at hand, where it is shown.
    pub(super) fn see(&mut self, filter: Filter, sort: Sort, path: Option<&str>) {
        self.picked = None;
        self.set_filter(filter);
        self.set_sort(sort);
        match path.and_then(|path| self.tree.find(path)) {
            Some(node) => self.show_if_left(node),
            None => self.at = 0,
        }
    }

    /// Takes a node at hand, with its folders opened, where the filter leaves it.
    fn show_if_left(&mut self, node: u32) {
        match self.row_of(node) {
            Some(row) => self.at = row,
            None if self.shown().is_none_or(|shown| shown[node as usize]) => self.show(node),
            None => {}
        }
    }

    /// Takes a node at hand, with its folders opened, and no filter that hides it.
    pub fn show(&mut self, node: u32) {
        if self.shown().is_some_and(|shown| !shown[node as usize]) {
            self.sift(self.filter().cleared());
        }
        let mut at = node;
        while at != ROOT {
            at = self.tree.parent(at);
            self.open_mut()[at as usize] = true;
        }
        self.lay_out();
        self.at = self.row_of(node).unwrap_or(0);
    }

    fn step(&mut self, step: Step) {
        self.at = step.from(self.at, self.len());
    }

    fn choose(&mut self, node: u32) {
        if let Some(row) = self.row_of(node) {
            self.at = row;
        }
    }

    /// Keeps a node at hand, or the folder that is closed over it.
    fn hold(&mut self, node: Option<u32>) {
        let mut way = node;
        while let Some(at) = way {
            if let Some(row) = self.row_of(at) {
                self.at = row;
                return;
            }
            way = (at != ROOT).then(|| self.tree.parent(at));
        }
        self.at = 0;
    }

    fn set_sort(&mut self, sort: Sort) {
        let node = self.node_at_hand();
        self.sort = sort;
        self.sort_anew();
        self.lay_out();
        self.hold(node);
    }

    fn set_filter(&mut self, filter: Filter) {
        if filter == *self.filter() {
            return;
        }
        let cleared = filter.is_all() && !self.sieve.filter().is_all();
        let node = self.node_at_hand();
        self.sift(filter);
        self.lay_out();
        self.hold(node);
        // What was found stays at hand once the filter is gone.
        if let (true, Some(node)) = (cleared, node) {
            self.show(node);
        }
    }

    /// Applies a filter.
    fn sift(&mut self, filter: Filter) {
        self.sieve.sift(&self.tree, filter);
        self.open_filtered = match self.sieve.kept() {
            Some(kept) if self.sieve.looks_for() => Rc::new(kept.above.clone()),
            _ => Rc::default(),
        };
        if let (Some(picked), Some(kept)) = (&mut self.picked, self.sieve.kept()) {
            picked.retain(&kept.shown);
        }
        self.sort_anew();
    }

    fn sort_anew(&mut self) {
        // The old one makes room first.
        self.order = None;
        self.order = order(&self.tree, self.sort.by, self.shown(), self.sizes()).map(Rc::new);
    }

    /// Makes the rows anew.
    fn lay_out(&mut self) {
        // The old ones make room first: there may be millions.
        self.rows = Rows::default();
        let order = Order {
            sorted: self.order.as_ref().map(|order| order.as_slice()),
            reversed: self.sort.reversed,
        };
        self.rows = Rows::of(&self.tree, order, self.open_now(), self.shown());
    }

    fn open_now(&self) -> &[bool] {
        match self.open_filtered.is_empty() {
            true => &self.open,
            false => &self.open_filtered,
        }
    }

    fn open_mut(&mut self) -> &mut Vec<bool> {
        Rc::make_mut(match self.open_filtered.is_empty() {
            true => &mut self.open,
            false => &mut self.open_filtered,
        })
    }

    fn has_shown_children(&self, node: u32) -> bool {
        match self.shown() {
            None => self.tree.is_parent(node),
            Some(shown) => {
                let mut children = self.tree.children(node).iter();
                children.any(|child| shown[*child as usize])
            }
        }
    }

    fn row_of(&self, node: u32) -> Option<usize> {
        self.rows.nodes.iter().position(|n| *n == node)
    }
}

//! What a person sees of a tree: open folders, sort, filter, and the row at hand.

use std::rc::Rc;

use super::action::{Step, TreeAction};
use super::filter::{Filter, Kept};
use super::model::Tree;
use super::row::Row;
use super::rows::Rows;
use super::seen::Seen;
use super::sort::{Sort, SortBy};
use crate::layer::ROOT;

/// The view of one tree.
#[derive(Clone)]
pub struct TreeView {
    tree: Rc<Tree>,
    sort: Sort,
    filter: Filter,
    kept: Option<Rc<Kept>>,
    /// Which folders are open.
    open: Rc<Vec<bool>>,
    /// Which are open while a text filters: the folders above what it found, to begin with.
    open_filtered: Rc<Vec<bool>>,
    rows: Rows,
    at: usize,
}

impl TreeView {
    /// A tree seen for the first time: every folder closed, but for those that stand alone.
    pub fn new(tree: Rc<Tree>) -> TreeView {
        let mut open = vec![false; tree.len()];
        let mut at = ROOT;
        while let [only] = tree.children(at, SortBy::Name) {
            open[*only as usize] = true;
            at = *only;
        }
        let mut view = TreeView {
            open: Rc::new(open),
            open_filtered: Rc::default(),
            tree,
            sort: Sort::default(),
            filter: Filter::default(),
            kept: None,
            rows: Rows::default(),
            at: 0,
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
            filter: seen.filter.clone(),
            kept: None,
            rows: Rows::default(),
            at: 0,
        };
        view.sift();
        view.lay_out();
        view.at = hand.and_then(|node| view.row_of(node)).unwrap_or(0);
        view
    }

    /// How it is seen.
    pub(super) fn seen(&self) -> Seen {
        let mut seen = Seen::of(&self.tree, &self.open, self.node_at_hand());
        seen.sort = self.sort;
        seen.filter = self.filter.clone();
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

    /// The text that filters.
    pub fn filter(&self) -> &str {
        &self.filter.text
    }

    /// Whether only changes are shown.
    pub fn only_changes(&self) -> bool {
        self.filter.only_changes
    }

    /// How many nodes the filter found; absent where there is none.
    pub fn hits(&self) -> Option<u64> {
        self.kept.as_ref().map(|kept| kept.hits)
    }

    /// Which nodes the filter leaves; absent where there is none.
    pub(super) fn shown(&self) -> Option<&[bool]> {
        self.kept.as_ref().map(|kept| kept.shown.as_slice())
    }

    /// One row, to be drawn.
    pub fn row(&self, index: usize) -> Option<Row> {
        let node = *self.rows.nodes.get(index)?;
        let parent = self.has_shown_children(node);
        Some(Row {
            index,
            level: self.rows.level[index],
            place: self.rows.place[index],
            siblings: self.rows.siblings[index],
            open: parent.then(|| self.open_now()[node as usize]),
            ..Row::of(&self.tree, node)
        })
    }

    /// Does something to the view.
    pub fn act(&mut self, action: TreeAction) {
        match action {
            TreeAction::Move(step) => self.step(step),
            TreeAction::Choose(node) => self.choose(node),
            TreeAction::Show(node) => self.show(node),
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
            TreeAction::Sort(by) => {
                let node = self.node_at_hand();
                self.sort = self.sort.asked(by);
                self.lay_out();
                self.at = node.and_then(|node| self.row_of(node)).unwrap_or(0);
            }
            TreeAction::Filter(text) => self.set_filter(Filter {
                text,
                ..self.filter.clone()
            }),
            TreeAction::OnlyChanges(only) => self.set_only_changes(only),
            TreeAction::SwitchOnlyChanges => self.set_only_changes(!self.filter.only_changes),
        }
    }

    /// Takes a node at hand, with its folders opened, and no filter that hides it.
    pub fn show(&mut self, node: u32) {
        let kept = self.kept.as_ref();
        if kept.is_some_and(|kept| !kept.shown[node as usize]) {
            self.filter = Filter::default();
            self.sift();
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

    fn go_in(&mut self) {
        let Some(node) = self
            .node_at_hand()
            .filter(|node| self.has_shown_children(*node))
        else {
            return;
        };
        match self.open_now()[node as usize] {
            true => self.at += 1,
            false => self.toggle(),
        }
    }

    fn go_out(&mut self) {
        let Some(node) = self.node_at_hand() else {
            return;
        };
        if self.has_shown_children(node) && self.open_now()[node as usize] {
            return self.toggle();
        }
        if let Some(row) = self.row_of(self.tree.parent(node)) {
            self.at = row;
        }
    }

    fn toggle(&mut self) {
        let Some(node) = self
            .node_at_hand()
            .filter(|node| self.has_shown_children(*node))
        else {
            return;
        };
        let open = &mut self.open_mut()[node as usize];
        *open = !*open;
        self.lay_out();
    }

    fn open_below(&mut self) {
        let Some(top) = self.node_at_hand() else {
            return;
        };
        let tree = self.tree.clone();
        let open = self.open_mut();
        let mut ways = vec![top];
        while let Some(node) = ways.pop() {
            let children = tree.children(node, SortBy::Name);
            open[node as usize] = !children.is_empty();
            ways.extend(children.iter().filter(|child| tree.is_parent(**child)));
        }
        self.lay_out();
    }

    fn open_all(&mut self, open: bool) {
        // The row at hand goes with the folders that close over it.
        let mut node = self.node_at_hand();
        self.open_mut().fill(open);
        self.lay_out();
        while let Some(at) = node {
            if let Some(row) = self.row_of(at) {
                self.at = row;
                return;
            }
            node = (at != ROOT).then(|| self.tree.parent(at));
        }
        self.at = 0;
    }

    fn set_only_changes(&mut self, only_changes: bool) {
        let text = self.filter.text.clone();
        self.set_filter(Filter { text, only_changes });
    }

    fn set_filter(&mut self, filter: Filter) {
        let cleared = filter.text.is_empty() && !self.filter.text.is_empty();
        let node = self.node_at_hand();
        self.filter = filter;
        self.sift();
        self.lay_out();
        self.at = node.and_then(|node| self.row_of(node)).unwrap_or(0);
        // What was found stays at hand once the filter is gone.
        if let (true, Some(node)) = (cleared, node) {
            self.show(node);
        }
    }

    /// Applies the filter.
    fn sift(&mut self) {
        self.kept = self.filter.keep(&self.tree).map(Rc::new);
        self.open_filtered = match &self.kept {
            Some(kept) if !self.filter.text.is_empty() => Rc::new(kept.above.clone()),
            _ => Rc::default(),
        };
    }

    /// Makes the rows anew.
    fn lay_out(&mut self) {
        // The old ones make room first: there may be millions.
        self.rows = Rows::default();
        let shown = self.kept.as_ref().map(|kept| kept.shown.as_slice());
        self.rows = Rows::of(&self.tree, self.sort, self.open_now(), shown);
    }

    fn open_now(&self) -> &[bool] {
        match self.filter.text.is_empty() {
            true => &self.open,
            false => &self.open_filtered,
        }
    }

    fn open_mut(&mut self) -> &mut Vec<bool> {
        Rc::make_mut(match self.filter.text.is_empty() {
            true => &mut self.open,
            false => &mut self.open_filtered,
        })
    }

    fn has_shown_children(&self, node: u32) -> bool {
        match &self.kept {
            None => self.tree.is_parent(node),
            Some(kept) => {
                let mut children = self.tree.children(node, SortBy::Name).iter();
                children.any(|child| kept.shown[*child as usize])
            }
        }
    }

    fn row_of(&self, node: u32) -> Option<usize> {
        self.rows.nodes.iter().position(|n| *n == node)
    }
}

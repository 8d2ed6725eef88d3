//! What a person sees of a tree: open folders, sort, filter, and the row at hand.

use std::rc::Rc;

use super::filter::{Filter, Kept};
use super::model::Tree;
use super::row::Row;
use super::rows::Rows;
use super::sort::{Sort, SortBy};
use crate::layer::ROOT;

/// A move of the row at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// By so many rows.
    By(isize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// To this row.
    To(usize),
}

/// What can be done to the view of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeAction {
    /// Move the row at hand.
    Move(Step),
    /// Open the folder at hand; an open one: go to its first child.
    Open,
    /// Close the folder at hand; a closed one: go to the folder above.
    Close,
    /// Open or close the folder at hand.
    Toggle,
    /// Open or close the folder of a row, which becomes the row at hand.
    ToggleRow(usize),
    /// Open everything below the row at hand.
    OpenBelow,
    /// Open every folder.
    OpenAll,
    /// Close every folder.
    CloseAll,
    /// Sort.
    Sort(SortBy),
    /// Show what has this text in its name.
    Filter(String),
    /// Show only what the layer does.
    OnlyChanges(bool),
    /// Show only what the layer does, or everything again.
    SwitchOnlyChanges,
}

/// The view of one tree. Cloning is cheap.
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
    rows: Rc<Rows>,
    at: usize,
}

impl PartialEq for TreeView {
    fn eq(&self, other: &TreeView) -> bool {
        Rc::ptr_eq(&self.tree, &other.tree)
            && Rc::ptr_eq(&self.rows, &other.rows)
            && self.at == other.at
            && self.sort == other.sort
            && self.filter == other.filter
    }
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
            rows: Rc::default(),
            at: 0,
        };
        view.lay_out();
        view
    }

    /// Another tree seen in the same way: what is open, sorted and filtered stays, and so does
    /// the row at hand, where there are the same paths.
    pub fn of_other(&self, tree: Rc<Tree>) -> TreeView {
        let mut open = vec![false; tree.len()];
        let mut ways = vec![(ROOT, ROOT)];
        while let Some((before, now)) = ways.pop() {
            for child in self.tree.children(before, SortBy::Name) {
                if !self.open[*child as usize] {
                    continue;
                }
                if let Some(same) = tree.child(now, self.tree.name(*child)) {
                    open[same as usize] = true;
                    ways.push((*child, same));
                }
            }
        }
        let node = self
            .node_at_hand()
            .and_then(|node| same_path(&self.tree, node, &tree));
        let mut view = TreeView {
            tree,
            sort: self.sort,
            filter: self.filter.clone(),
            kept: None,
            open: Rc::new(open),
            open_filtered: Rc::default(),
            rows: Rc::default(),
            at: 0,
        };
        view.sift();
        view.lay_out();
        view.at = node.and_then(|node| view.row_of(node)).unwrap_or(0);
        view
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

    /// The view after an action.
    pub fn after(&self, action: TreeAction) -> TreeView {
        let mut next = self.clone();
        match action {
            TreeAction::Move(step) => next.step(step),
            TreeAction::Open => next.go_in(),
            TreeAction::Close => next.go_out(),
            TreeAction::Toggle => next.toggle(),
            TreeAction::ToggleRow(row) => {
                next.step(Step::To(row));
                next.toggle();
            }
            TreeAction::OpenBelow => next.open_below(),
            TreeAction::OpenAll => next.open_all(true),
            TreeAction::CloseAll => next.open_all(false),
            TreeAction::Sort(by) => {
                next.sort = next.sort.asked(by);
                next.keep_hand(|view| view.lay_out());
            }
            TreeAction::Filter(text) => next.set_filter(Filter {
                text,
                ..next.filter.clone()
            }),
            TreeAction::OnlyChanges(only) => next.set_only_changes(only),
            TreeAction::SwitchOnlyChanges => next.set_only_changes(!next.filter.only_changes),
        }
        next
    }

    /// The view with this node at hand, its folders opened, and no filter that hides it.
    pub fn showing(&self, node: u32) -> TreeView {
        let mut next = self.clone();
        if next
            .kept
            .as_ref()
            .is_some_and(|kept| !kept.shown[node as usize])
        {
            next.filter = Filter::default();
            next.sift();
        }
        let mut at = node;
        while at != ROOT {
            at = next.tree.parent(at);
            next.open_mut()[at as usize] = true;
        }
        next.lay_out();
        next.at = next.row_of(node).unwrap_or(0);
        next
    }

    fn step(&mut self, step: Step) {
        let last = self.len().saturating_sub(1);
        self.at = match step {
            Step::By(rows) => self.at.saturating_add_signed(rows).min(last),
            Step::First => 0,
            Step::Last => last,
            Step::To(row) => row.min(last),
        };
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
            *self = self.showing(node);
        }
    }

    fn keep_hand(&mut self, change: impl FnOnce(&mut TreeView)) {
        let node = self.node_at_hand();
        change(self);
        self.at = node.and_then(|node| self.row_of(node)).unwrap_or(0);
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
        let shown = self.kept.as_ref().map(|kept| kept.shown.as_slice());
        self.rows = Rc::new(Rows::of(&self.tree, self.sort, self.open_now(), shown));
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

/// The node of the same path in another tree, or of the lowest folder above it that is there.
fn same_path(tree: &Tree, node: u32, other: &Tree) -> Option<u32> {
    let mut way = Vec::new();
    let mut at = node;
    while at != ROOT {
        way.push(at);
        at = tree.parent(at);
    }
    let mut found = ROOT;
    for step in way.into_iter().rev() {
        match other.child(found, tree.name(step)) {
            Some(child) => found = child,
            None => break,
        }
    }
    (found != ROOT).then_some(found)
}

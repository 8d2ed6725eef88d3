//! Holds the tree that is looked at, beside what was read, and answers what the page asks of it.

use std::ops::Range;
use std::rc::Rc;

use super::excerpt::{Answer, Ask, Excerpt, Place, Sight};
use super::layer::layer_tree;
use super::model::{Listings, Mark, Tree};
use super::row::Row;
use super::seen::Seen;
use super::stacked::stacked_tree;
use super::view::TreeView;
use crate::image::Stack;
use crate::layer::NONE;
use crate::report::Problem;
use crate::view::Mode;
use crate::view::filter::Filter;
use crate::view::treemap::{Map, Wish, lay_out};

/// Rows that are sent on each side of those in sight, in sights: scrolling goes on while the
/// next are asked for.
const AROUND: usize = 1;

/// Rows that a sight has before the page has said how many it shows, and at least.
const FEW: usize = 48;

/// Rows that a sight has at most: those of a screen of 8,000 pixels and more.
const MANY: usize = 512;

/// Gives the tree of a place from what has been read; `None` where that does not suffice.
pub type Grow<'a> = &'a mut dyn FnMut(Place) -> Option<Tree>;

/// The tree that is looked at.
#[derive(Default)]
pub struct Explorer {
    place: Option<Place>,
    view: Option<TreeView>,
    marked: (u64, u64, u64),
    /// How the last tree was seen, where there is none now.
    seen: Option<Seen>,
    /// What an address leads to, until a person moves on: while layers are read, a tree may lack it.
    sought: Sought,
    /// Whether a person has moved, or an address led somewhere: until then the first row is at hand, whichever it is
    /// as layers come.
    moved: bool,
    /// Trees grown so far.
    grown: u64,
    /// What the last map that was sent is of.
    mapped: Option<Mapped>,
}

/// Paths that are to be at hand, or chosen together, as soon as a tree has them.
#[derive(Default)]
struct Sought {
    path: Option<String>,
    picked: Vec<String>,
}

/// What a map is of: the tree, its filter, and what was wished.
#[derive(PartialEq)]
struct Mapped {
    tree: u64,
    filter: Filter,
    wish: Wish,
}

/// The tree of a layer, or of the image up to it, from what has been read; `None` where that
/// layer has not been read, or not been stacked.
pub fn grow(listings: Listings, stack: Option<&Stack>, mode: Mode, layer: usize) -> Option<Tree> {
    let number = layer as u32;
    match mode {
        Mode::Layer => {
            listings.get(layer)?.as_ref()?;
            Some(layer_tree(listings, stack, number))
        }
        Mode::Image => {
            let stack = stack.filter(|stack| stack.layers() > layer)?;
            Some(stacked_tree(listings, stack, number))
        }
    }
}

impl Explorer {
    /// The image that is looked at.
    pub fn image(&self) -> Option<usize> {
        self.place.map(|place| place.image)
    }

    /// Where the facts of a node of the tree of that number are: a layer, and a node of its
    /// listing; `None` where another tree is looked at, or no tar has an entry of it.
    pub fn entry(&self, tree: u64, node: u32) -> Option<(u32, u32)> {
        let view = self.view.as_ref().filter(|_| tree == self.grown)?;
        let entry = view.tree().entry.get(node as usize)?;
        (entry.node != NONE).then_some((entry.layer, entry.node))
    }

    /// A node of the tree of that number: which tree it is, the node's path, and where its entry is; `None`
    /// where another tree is looked at, or the layer at hand removed it.
    pub fn folder(&self, tree: u64, node: u32) -> Option<(Place, Vec<u8>, (u32, u32))> {
        let view = self.view.as_ref().filter(|_| tree == self.grown)?;
        let (tree, place) = (view.tree(), self.place?);
        let entry = tree.entry.get(node as usize)?;
        let there = tree.mark(node) != Mark::Removed;
        there.then(|| (place, tree.path(node), (entry.layer, entry.node)))
    }

    /// The paths of the rows that are chosen together, or of the row at hand, as they are written; at
    /// most so many. What stands in a chosen folder is left out.
    pub fn chosen(&self, most: usize) -> Vec<String> {
        let chosen = self.view.as_ref().map(|view| (view, view.chosen(most)));
        let paths = chosen.into_iter().flat_map(|(view, nodes)| {
            let nodes = nodes.into_iter();
            nodes.map(|node| crate::text::path(&view.tree().path(node)))
        });
        paths.collect()
    }

    /// Does what is asked, in its order, and tells what is to be seen then.
    pub fn answer(
        &mut self,
        number: u64,
        asks: Vec<Ask>,
        (sight, wish): (Sight, Option<Wish>),
        grow: Grow<'_>,
    ) -> Answer {
        for ask in asks {
            match ask {
                Ask::Look(place) => self.look(place, grow),
                Ask::Act { action, tree } => {
                    self.sought = Sought::default();
                    self.moved = true;
                    let same = tree == self.grown;
                    if let Some(view) = &mut self.view
                        && (same || action.node().is_none())
                    {
                        view.act(action);
                    }
                }
                Ask::See { filter, sort, path } => {
                    match &mut self.view {
                        Some(view) => view.see(filter, sort, path.as_deref()),
                        None => {
                            let seen = self.seen.get_or_insert_default();
                            (seen.filter, seen.sort) = (filter, sort);
                        }
                    }
                    self.moved |= path.is_some();
                    let picked = Vec::new();
                    self.sought = Sought { path, picked };
                }
                Ask::Pick(paths) => {
                    if let Some(view) = &mut self.view {
                        view.pick_paths(&paths);
                    }
                    self.sought.picked = paths;
                }
                Ask::Reveal {
                    image,
                    layer,
                    modes,
                    path,
                } => {
                    self.sought = Sought::default();
                    self.moved = true;
                    let place = |mode| Place { image, layer, mode };
                    for mode in modes {
                        let place = place(mode);
                        if self.place != Some(place) || self.view.is_none() {
                            self.look(place, grow);
                        }
                        if let Some(view) = &mut self.view
                            && let Some(node) = view.tree().find(&path)
                        {
                            view.show(node);
                            break;
                        }
                    }
                    if self.view.is_none() {
                        // It is shown once its layer is read, as it was wanted at first.
                        self.place = Some(place(modes[0]));
                        self.sought.path = Some(path);
                    }
                }
            }
        }
        Answer {
            number,
            place: self.place,
            tree: self.excerpt(sight),
            map: self.map(wish),
        }
    }

    /// The map that is wished for, where it is another than the last.
    fn map(&mut self, wish: Option<Wish>) -> Option<Map> {
        let before = self.mapped.take();
        let view = self.view.as_ref()?;
        let now = Mapped {
            tree: self.grown,
            filter: view.filter().clone(),
            wish: wish?,
        };
        let same = before.as_ref() == Some(&now);
        let map = (!same).then(|| lay_out(view.tree(), view.shown(), &now.wish, now.tree));
        self.mapped = Some(now);
        map
    }

    fn look(&mut self, place: Place, grow: Grow<'_>) {
        self.place = Some(place);
        // The tree before goes first: both may be large.
        if let Some(view) = self.view.take() {
            let seen = view.seen();
            self.seen = Some(match self.moved {
                true => seen,
                false => seen.at_first(),
            });
        }
        let Some(tree) = grow(place) else {
            return;
        };
        self.grown += 1;
        self.marked = tree.marked();
        let tree = Rc::new(tree);
        let seeks = self.sought.path.is_some() || !self.sought.picked.is_empty();
        let seen = match self.seen.take() {
            None if seeks => Some(Seen::default()),
            seen => seen,
        };
        self.view = Some(match seen {
            Some(mut seen) => {
                if let Some(path) = &self.sought.path {
                    seen.with_path(path);
                }
                if !self.sought.picked.is_empty() {
                    seen.picked.clone_from(&self.sought.picked);
                }
                TreeView::seen_as(tree, &seen)
            }
            None => TreeView::new(tree),
        });
    }

    fn excerpt(&self, sight: Sight) -> Option<Excerpt> {
        let view = self.view.as_ref()?;
        Some(Excerpt {
            tree: self.grown,
            len: view.len(),
            at: view.at(),
            sort: view.sort(),
            filter: view.filter().clone(),
            trouble: view.trouble().map(|error| Problem::from(error).message),
            hits: view.hits(),
            bytes: view.bytes(),
            picked: view.picked(),
            picked_paths: Rc::new(view.picked_paths()),
            marked: self.marked,
            rows: Rc::new(rows(view, sight)),
        })
    }
}

/// The rows around those in sight, and around the row at hand, to which the page may go.
fn rows(view: &TreeView, sight: Sight) -> Vec<Row> {
    let some = sight.end.saturating_sub(sight.first).clamp(FEW, MANY);
    let around = |first: usize, end: usize| -> Range<usize> {
        let end = end.saturating_add(some * AROUND).min(view.len());
        first.saturating_sub(some * AROUND).min(end)..end
    };
    let first = sight.first.min(view.len());
    let in_sight = around(first, first + some);
    let hand = view.at().map_or(0..0, |at| around(at, at));
    let (low, high) = match hand.start < in_sight.start {
        true => (hand, in_sight),
        false => (in_sight, hand),
    };
    let high = high.start.max(low.end)..high.end;
    low.chain(high)
        .filter_map(|index| view.row(index))
        .collect()
}

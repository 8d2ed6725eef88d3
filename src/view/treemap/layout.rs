//! Which nodes get cells, and where.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use super::map::{Cell, Map, Shape, Wish};
use super::rect::Rect;
use super::squarify::squarify;
use super::tally::Tally;
use super::weights::Weights;
use crate::layer::{NONE, ROOT};
use crate::limits;
use crate::text;
use crate::view::tree::Tree;

/// The least area of a cell of a treemap, in square pixels: less than five by five cannot be
/// pointed at.
const LEAST_AREA: f64 = 24.0;

/// The least width of a cell of an icicle, in pixels.
const LEAST_WIDTH: f64 = 3.0;

/// Height of a level of an icicle, in pixels: a line of text.
const LEVEL: f64 = 24.0;

/// Levels of a map. A path may have thousands; a map of more than these shows nothing.
const LEVELS: u32 = 64;

/// A cell before it is known what its bytes are.
struct Draft {
    node: u32,
    merged: u32,
    parent: Option<usize>,
    rect: Rect,
    depth: u32,
    bytes: u64,
    open: bool,
    /// The cell of those of its children that are too small for one of their own.
    rest: Option<usize>,
}

/// The map of a tree, of what the filter shows. `number` is that of the tree.
pub(in crate::view) fn lay_out(
    tree: &Tree,
    shown: Option<&[bool]>,
    wish: &Wish,
    number: u64,
) -> Map {
    let weights = Weights::of(tree, shown);
    let root = root(tree, &wish.root);
    let cells = match weights.sum[root as usize] > 0 && wish.width > 0 && wish.height > 0 {
        true => cells(tree, &weights, root, wish),
        false => Vec::new(),
    };
    Map {
        tree: number,
        wish: Wish {
            root: text::path(&tree.path(root)),
            ..wish.clone()
        },
        cells: Rc::new(cells),
    }
}

/// The node of a path, or the nearest folder above it that there is.
fn root(tree: &Tree, path: &str) -> u32 {
    let mut at = ROOT;
    for part in path.split('/').filter(|part| !part.is_empty()) {
        match tree.child(at, &text::path_bytes(part)) {
            Some(child) if tree.is_parent(child) => at = child,
            _ => break,
        }
    }
    at
}

fn cells(tree: &Tree, weights: &Weights, root: u32, wish: &Wish) -> Vec<Cell> {
    let drafts = Drafting {
        tree,
        weights,
        wish,
        drafts: Vec::new(),
        ways: BinaryHeap::new(),
    }
    .draft(root);
    let mut cell_of = vec![NONE; tree.len()];
    for (i, draft) in drafts.iter().enumerate() {
        if draft.merged == 0 {
            cell_of[draft.node as usize] = i as u32;
        }
    }
    // A parent comes before its children.
    for node in 1..tree.len() as u32 {
        let above = cell_of[tree.parent(node) as usize];
        let known = cell_of[node as usize] != NONE;
        if let (false, Some(draft)) = (known, drafts.get(above as usize)) {
            let within = match draft.open {
                true => draft.rest.map_or(NONE, |rest| rest as u32),
                false => above,
            };
            cell_of[node as usize] = within;
        }
    }
    let tally = Tally::of(tree, weights, drafts.len(), |node| {
        let cell = cell_of[node as usize];
        (cell != NONE).then_some(cell as usize)
    });
    let drafts = drafts.into_iter().enumerate();
    drafts
        .map(|(i, draft)| Cell {
            node: draft.node,
            merged: draft.merged,
            parent: draft.parent,
            rect: draft.rect,
            depth: draft.depth,
            path: text::path(&tree.path(draft.node)),
            kind: tree.kind(draft.node),
            bytes: draft.bytes,
            open: draft.open,
            layer: tally.layer(i),
            family: tally.family(i),
            mark: tally.mark(i),
        })
        .collect()
}

/// Opens folders, the largest on the map first, for as long as there are cells left.
struct Drafting<'a> {
    tree: &'a Tree,
    weights: &'a Weights,
    wish: &'a Wish,
    drafts: Vec<Draft>,
    /// Folders to open: by their bytes, and of as many the one that came first.
    ways: BinaryHeap<(u64, Reverse<usize>)>,
}

impl Drafting<'_> {
    fn draft(mut self, root: u32) -> Vec<Draft> {
        let whole = Rect {
            x: 0.0,
            y: 0.0,
            w: f64::from(self.wish.width),
            h: f64::from(self.wish.height),
        };
        let rect = match self.wish.shape {
            Shape::Treemap => whole,
            Shape::Icicle => Rect {
                h: LEVEL.min(whole.h),
                ..whole
            },
        };
        self.push(root, 0, None, rect, self.weights.sum[root as usize]);
        while let Some((_, Reverse(cell))) = self.ways.pop() {
            self.open(cell);
        }
        self.drafts
    }

    fn push(&mut self, node: u32, merged: u32, parent: Option<usize>, rect: Rect, bytes: u64) {
        let depth = parent.map_or(0, |parent| self.drafts[parent].depth + 1);
        let cell = self.drafts.len();
        if merged == 0 && self.tree.is_parent(node) && depth < LEVELS {
            self.ways.push((bytes, Reverse(cell)));
        }
        self.drafts.push(Draft {
            node,
            merged,
            parent,
            rect,
            depth,
            bytes,
            open: false,
            rest: None,
        });
    }

    fn open(&mut self, cell: usize) {
        let left = limits::MAP_CELLS.saturating_sub(self.drafts.len());
        let Some(area) = self.inside(self.drafts[cell].rect) else {
            return;
        };
        let (node, whole) = (self.drafts[cell].node, self.drafts[cell].bytes);
        let sum = |child: &u32| self.weights.sum[*child as usize];
        let children = self.tree.children(node).iter().copied();
        let mut children: Vec<u32> = children.filter(|child| sum(child) > 0).collect();
        // Stable: as many bytes stay by name.
        children.sort_by_key(|child| Reverse(sum(child)));
        let extent = match self.wish.shape {
            Shape::Treemap => area.area() / LEAST_AREA,
            Shape::Icicle => area.w / LEAST_WIDTH,
        };
        let seen = |child: &u32| sum(child) as f64 / whole as f64 * extent >= 1.0;
        let mut own = children.partition_point(seen);
        // One that is too small alone needs no more room as itself than as a rest of one.
        if own + 1 == children.len() {
            own += 1;
        }
        if own + usize::from(own < children.len()) > left {
            own = left.saturating_sub(1);
        }
        if own == 0 {
            return;
        }
        let (large, small) = children.split_at(own);
        let mut bytes: Vec<u64> = large.iter().map(sum).collect();
        let rest = small.iter().map(sum).sum::<u64>();
        if rest > 0 {
            bytes.push(rest);
        }
        let rects = match self.wish.shape {
            Shape::Treemap => squarify(area, &bytes),
            Shape::Icicle => side_by_side(area, &bytes),
        };
        let (large, merged) = (large.to_vec(), small.len() as u32);
        self.drafts[cell].open = true;
        for (i, rect) in rects.into_iter().enumerate() {
            match large.get(i) {
                Some(child) => self.push(*child, 0, Some(cell), rect, bytes[i]),
                None => {
                    self.drafts[cell].rest = Some(self.drafts.len());
                    self.push(node, merged, Some(cell), rect, bytes[i]);
                }
            }
        }
    }

    /// Where the children of a cell go; `None` where there is no room for them.
    fn inside(&self, rect: Rect) -> Option<Rect> {
        match self.wish.shape {
            Shape::Treemap => (rect.area() >= LEAST_AREA * 2.0).then_some(rect),
            Shape::Icicle => {
                let y = rect.y + rect.h;
                let h = LEVEL.min(f64::from(self.wish.height) - y);
                (rect.w >= LEAST_WIDTH && h >= LEVEL).then_some(Rect { y, h, ..rect })
            }
        }
    }
}

/// Shares an area out from left to right.
fn side_by_side(mut area: Rect, weights: &[u64]) -> Vec<Rect> {
    let whole: f64 = weights.iter().map(|weight| *weight as f64).sum();
    let (start, width) = (area.x, area.w);
    let (mut out, mut passed) = (Vec::with_capacity(weights.len()), 0.0);
    for weight in weights {
        passed += *weight as f64;
        let end = start + passed / whole * width;
        out.push(area.cut(true, end - area.x));
    }
    out
}

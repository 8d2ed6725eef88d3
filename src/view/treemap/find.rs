//! Finding one's way on a map.

use super::map::{Cell, Map};
use crate::view::text;
use crate::words::map as say;

/// A cell, as what it is: of another map, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The path of its node.
    path: String,
    /// Whether it is what is too small in there.
    merged: bool,
}

impl Spot {
    /// That of a path.
    pub fn of_path(path: &str) -> Spot {
        Spot {
            path: path.to_owned(),
            merged: false,
        }
    }
}

/// Where to go from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

impl Cell {
    /// Its name: the last part of its path, or how many it stands for.
    pub fn label(&self) -> String {
        if self.merged > 0 {
            return say::merged(&text::count(u64::from(self.merged)));
        }
        let path = text::visible_path(&self.path);
        match path.rsplit('/').next() {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => "/".into(),
        }
    }

    /// Its path for people, from the root.
    pub fn full_path(&self) -> String {
        let path = text::visible_path(&self.path);
        match self.merged {
            0 => format!("/{path}"),
            _ if path.is_empty() => format!("/ · {}", self.label()),
            _ => format!("/{path}/ · {}", self.label()),
        }
    }
}

impl Map {
    /// All bytes.
    pub fn bytes(&self) -> u64 {
        self.cells.first().map_or(0, |cell| cell.bytes)
    }

    /// The cells that have none of their own in them, with their indexes: all bytes, once.
    pub fn leaves(&self) -> impl Iterator<Item = (usize, &Cell)> {
        let cells = self.cells.iter().enumerate();
        cells.filter(|(_, cell)| !cell.open)
    }

    /// The innermost cell at a point.
    pub fn at(&self, x: f64, y: f64) -> Option<usize> {
        let cells = self.cells.iter().enumerate().rev();
        let mut holding = cells.filter(|(_, cell)| cell.rect.holds(x, y));
        // What is in a folder comes after it.
        holding.next().map(|(i, _)| i)
    }

    /// The cell of a path, or of the nearest folder above it that has one.
    pub fn of_path(&self, path: &str) -> Option<usize> {
        let above = |folder: &str| {
            folder.is_empty()
                || path
                    .strip_prefix(folder)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let cells = self.cells.iter().enumerate();
        let fitting = cells.filter(|(_, cell)| cell.merged == 0 && above(&cell.path));
        fitting.max_by_key(|(_, cell)| cell.depth).map(|(i, _)| i)
    }

    /// What a cell is.
    pub fn spot(&self, cell: usize) -> Option<Spot> {
        let cell = self.cells.get(cell)?;
        Some(Spot {
            path: cell.path.clone(),
            merged: cell.merged > 0,
        })
    }

    /// The cell that is at hand on this map; none where that would be all of it.
    pub fn of_spot(&self, spot: &Spot) -> Option<usize> {
        let same = |cell: &Cell| (cell.merged > 0, &cell.path) == (true, &spot.path);
        let merged = spot.merged.then(|| self.cells.iter().position(same));
        let cell = merged.flatten().or_else(|| self.of_path(&spot.path));
        cell.filter(|cell| *cell > 0)
    }

    /// The nearest cell in a direction, among those that have none in them; on an icicle, among
    /// all. The same one where there is none.
    pub fn next(&self, from: usize, way: Way) -> usize {
        let Some(cell) = self.cells.get(from) else {
            return 0;
        };
        let (x, y) = cell.rect.middle();
        let icicle = self.wish.shape == super::Shape::Icicle;
        let candidates = self.cells.iter().enumerate();
        let candidates = candidates.filter(|(i, cell)| *i != from && (icicle || !cell.open));
        let far = |other: &Cell| -> Option<f64> {
            let rect = other.rect;
            let own = cell.rect;
            // Behind the edge, and how far from the middle's line.
            let (ahead, aside) = match way {
                Way::Left => (own.x - (rect.x + rect.w), beside(y, rect.y, rect.h)),
                Way::Right => (rect.x - (own.x + own.w), beside(y, rect.y, rect.h)),
                Way::Up => (own.y - (rect.y + rect.h), beside(x, rect.x, rect.w)),
                Way::Down => (rect.y - (own.y + own.h), beside(x, rect.x, rect.w)),
            };
            // Edges that touch differ by what rounding leaves. Off the line counts for more than
            // far ahead, so that a way there and back is the same.
            (ahead > -0.01).then_some(ahead.max(0.0) + aside * 4.0)
        };
        let reached = candidates.filter_map(|(i, cell)| far(cell).map(|far| (i, far)));
        let nearest = reached.min_by(|(_, a), (_, b)| a.total_cmp(b));
        nearest.map_or(from, |(i, _)| i)
    }

    /// The folder to zoom into from a cell: itself, or the one that holds it.
    pub fn folder(&self, cell: usize) -> Option<&str> {
        let cell = self.cells.get(cell)?;
        if cell.kind == crate::layer::Kind::Directory {
            return Some(&cell.path);
        }
        let parent = self.cells.get(cell.parent?)?;
        Some(&parent.path)
    }

    /// The folders from the root of the tree to the one that fills the map: name and path.
    pub fn crumbs(&self) -> Vec<(String, String)> {
        let mut crumbs = vec![("/".to_owned(), String::new())];
        let root = &self.wish.root;
        let ends = root.match_indices('/').map(|(i, _)| i);
        for end in ends.chain(Some(root.len())).filter(|end| *end > 0) {
            let path = &root[..end];
            let visible = text::visible_path(path);
            let name = visible.rsplit('/').next().unwrap_or_default();
            crumbs.push((name.to_owned(), path.to_owned()));
        }
        crumbs
    }
}

/// How far a point is from a stretch.
fn beside(point: f64, start: f64, length: f64) -> f64 {
    (start - point).max(point - (start + length)).max(0.0)
}

//! What crosses between the page and the worker that holds the tree.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::family::Family;
use super::rect::Rect;
use crate::layer::Kind;
use crate::view::tree::Mark;

/// How a map is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// Rectangles within rectangles: what is large.
    #[default]
    Treemap,
    /// A row for each level, folders above what is in them: what stands where.
    Icicle,
}

/// What a map's colours tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourBy {
    /// The layer that has the bytes.
    #[default]
    Layer,
    /// What files they are, by their names.
    Family,
    /// What the layer at hand did.
    Change,
}

/// The map that the page wants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// How it is laid out.
    pub shape: Shape,
    /// The folder that fills it, as a report writes paths; empty for the whole tree.
    pub root: String,
    /// Its width, in pixels of the page.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Wish {
    /// The same of the whole tree.
    pub fn of_the_whole(self) -> Wish {
        Wish {
            root: String::new(),
            ..self
        }
    }
}

/// What most bytes of a cell are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead<T> {
    /// What.
    pub most: T,
    /// Whether all are.
    pub all: bool,
}

/// A rectangle of the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The node. Of several nodes in one cell: the folder in which they stand.
    pub node: u32,
    /// How many nodes of one folder are in it, all too small to be seen; 0 where it is one node.
    pub merged: u32,
    /// The cell of the folder in which it stands; absent for the folder that fills the map.
    pub parent: Option<usize>,
    /// Where it is.
    pub rect: Rect,
    /// How many cells stand around it.
    pub depth: u32,
    /// The node's path, as a report writes it.
    pub path: String,
    /// What the node is.
    pub kind: Kind,
    /// Its bytes.
    pub bytes: u64,
    /// Whether what is in it has cells of its own.
    pub open: bool,
    /// The layer that has most of its bytes, from 0.
    pub layer: Lead<u32>,
    /// The family that has most of its bytes.
    pub family: Lead<Family>,
    /// The change that most of its bytes bear.
    pub mark: Lead<Mark>,
}

/// A map: a folder comes before what is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Map {
    /// [`Excerpt::tree`](crate::view::tree::Excerpt::tree) of the tree, to which the nodes belong.
    pub tree: u64,
    /// What was wished; its root is the nearest folder above that there is.
    pub wish: Wish,
    /// The cells. Those that are not open make up all bytes.
    pub cells: Rc<Vec<Cell>>,
}

//! A tree as a map: rectangles whose areas are the bytes that files have.
//!
//! The worker that holds a tree computes its map, as a [`Wish`] of the page asks for it: a bounded
//! number of [`Cell`]s, however large the tree is. What would be too small to see is one cell with
//! its neighbours. The page draws them, finds its way among them ([`Map::at`], [`Map::next`]), and
//! colours them by any of their keys without asking again.
//!
//! - `weights.rs`: which bytes count: those of what the tree's filter shows, and no removed ones.
//! - `squarify.rs`, `rect.rs`: how an area is shared out.
//! - `layout.rs`: which folders are opened, the largest first, until the cells are used up.
//! - `tally.rs`: what most bytes of a cell are: by layer, by family of files, by change.
//! - `view.rs`: what the page remembers of it.
//! - `colour.rs`: what its colours mean, and what it says in words.
//! - `find.rs`: the cell at a point, its neighbours, the cell of a path.

mod colour;
mod family;
mod find;
mod layout;
mod map;
mod rect;
mod squarify;
mod tally;
mod view;
mod weights;

pub use colour::{
    COLOURS, Ground, cell_facts, family_words, ink, layer_words, legend, mark_words, tag,
};
pub use family::Family;
pub use find::{Spot, Way};
pub use map::{Cell, ColourBy, Lead, Map, Shape, Wish};
pub use rect::Rect;
pub use view::{Look, MapAction, MapView};

pub(in crate::view) use layout::lay_out;

#[cfg(test)]
mod tests;

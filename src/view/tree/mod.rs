//! A layer or an image as a tree, and which of its rows are shown.
//!
//! - [`Tree`]: the nodes, never changed once built: by `layer.rs` from one layer's listing, by
//!   `stacked.rs` from the stack of all layers up to one.
//! - [`TreeView`]: what a person sees of it: open folders, sort, filter, the row at hand. Its
//!   rows are one flat list, made anew when one of these changes and never while scrolling.
//! - [`Explorer`]: holds the tree that is looked at, in the worker that has read the archive, and
//!   answers [`Ask`]s with an [`Excerpt`]: all that the page has of a tree.
//! - [`Window`]: which rows are drawn at a scroll position.

mod action;
mod column;
mod crumbs;
mod excerpt;
mod explorer;
mod grow;
mod layer;
mod model;
mod picked;
mod row;
mod rows;
mod seen;
mod sieve;
mod sift;
mod sort;
mod stacked;
mod view;
mod window;

#[cfg(test)]
pub(in crate::view) mod sample;

pub use action::{Step, TreeAction};
pub use column::Column;
pub use crumbs::crumbs;
pub use excerpt::{Answer, Ask, Excerpt, Place, Sight};
pub use explorer::{Explorer, grow};
pub use layer::layer_tree;
pub use model::{Listings, Mark, Tree};
pub use picked::PickedSum;
pub use row::Row;
pub use sort::{Sort, SortBy};
pub use stacked::stacked_tree;
pub use view::TreeView;
pub use window::{ROW_HEIGHT, Window};

#[cfg(test)]
mod tests;

//! What is shown, as pure data: the page's state and its changes, the visible rows of the tree,
//! sort, filter, keys, and every text for people.
//!
//! May depend on `report`, `image`, `layer` and `registry`; never on a browser or on yew, so that all of it
//! is tested natively. The page (`ui/`) draws what stands here and sends [`Action`]s back.
//!
//! - [`State`], [`Action`]: everything the page remembers, and everything that can happen to it.
//! - [`Stand`]: where a person stands, as the address keeps it.
//! - [`tree`]: a layer or an image as a tree, and which of its rows are shown where. Trees are
//!   held by a worker; what the page wants of them is a [`Request`], and the answer an [`Action`].
//! - [`treemap`]: a tree as a map of its sizes, computed where the tree is.
//! - [`file`]: a file that is looked at, as rows.
//! - [`filter`]: what a person asks to see of a tree.
//! - [`packages`]: the packages of an image, as a table.
//! - [`tarball`]: a folder that is saved as a tar.
//! - [`whatif`]: what is ticked, and the image without it.
//! - [`text`], [`words`]: sizes, names and dates; sentences for causes and verdicts.
//! - [`remote`]: images that are elsewhere.
//! - [`share`]: the link to what is looked at.
//! - [`beside`]: the Dockerfile that a person put beside the image.
//! - [`reuse`]: layers that images could share.
//! - [`palette`]: every command, layer and finding, found by a few letters.
//! - [`panes`]: the lines between the parts of the page.
//! - [`keys`]: the one table of keys.

mod absence;
mod action;
mod asks;
pub mod beside;
pub mod compare;
mod config;
pub mod file;
pub mod filter;
mod fragment;
pub mod history;
pub mod keys;
mod link;
pub mod packages;
pub mod palette;
mod panel;
pub mod panes;
mod problems;
pub mod progress;
mod reduce;
pub mod remote;
pub mod reuse;
pub mod share;
pub mod sizes;
mod stand;
mod state;
pub mod tarball;
pub mod text;
pub mod tree;
pub mod treemap;
pub mod whatif;
pub mod words;

pub use absence::Absence;
pub use action::Action;
pub use asks::Request;
pub use config::{Fact, Shown, Variable, facts, labels, platform, title, title_among, variables};
pub use link::Link;
pub use panel::Panel;
pub use stand::Stand;
pub use state::{LayerFeed, Mode, Pane, Phase, State};

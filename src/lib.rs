//! Peel: see what is inside a container image.
//!
//! The modules, in the order in which bytes flow through them; each may use those above it, as
//! `tests/architecture.rs` enforces:

pub mod limits;
pub mod words;

pub mod text;

pub mod amount;
pub mod archive;
#[cfg(not(target_arch = "wasm32"))]
pub mod check;
pub mod columns;
pub mod compare;
pub mod decompress;
pub mod digest;
pub mod dockerfile;
pub mod image;
pub mod layer;
pub mod packages;
pub mod pattern;
pub mod registry;
pub mod report;
pub mod reuse;
pub mod rules;
pub mod source;
pub mod tarball;
pub mod tarstream;
pub mod tokens;
pub mod view;
pub mod whatif;
pub mod worker;

#[cfg(target_arch = "wasm32")]
pub mod ui;

//! What went wrong, and what to do next: the texts of `report::problem`, which puts them together.
//!
//! A file a part of the core, as there. [`errors`] has what errors say within a sentence.

pub mod advice;
pub mod archive;
pub mod contents;
pub mod errors;
pub mod layer;
pub mod pasted;
pub mod registry;
pub mod saved;
pub mod tarball;
pub mod whole;

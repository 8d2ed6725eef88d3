//! Peel: see what is inside a container image.
//!
//! The modules, in the order in which bytes flow through them; each may use those above it, as
//! `tests/architecture.rs` enforces:

pub mod limits;

pub mod archive;
pub mod decompress;
pub mod digest;
pub mod layer;
pub mod source;
pub mod tarstream;

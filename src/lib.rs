//! Peel: see what is inside a container image.
pub mod limits;

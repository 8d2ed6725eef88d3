//! Images in registries. May depend on `limits` and `digest`.
//!
//! So far only how a person names one.

mod reference;

pub use reference::{Reference, ReferenceError};
